import pytest

from scoring.assess import Scorer
from scoring.labels import LABELS
from scoring.learned import OUTPUTS, ROWS, WEIGHTS, Learned, row_of, shipped, signs
from scoring.reading import Reading
from scoring.records import Context
from scoring.wordings import BETTER, WHY

VENTING = Context("hall", "venting", customer="我跑了三趟了，就为这十二块钱！")
REPLY = "换作是我，跑三趟也得跳脚，您把单子给我瞧瞧。"


def _learned(**weights: int) -> Learned:
    """Detectors in which only the signs named speak, each for `rude`."""
    table = bytearray(ROWS * len(OUTPUTS))
    for sign, weight in weights.items():
        table[row_of(sign) * len(OUTPUTS) + OUTPUTS.index("rude")] = weight % 256
    return Learned(bytes(table), dict.fromkeys(OUTPUTS, 10), dict.fromkeys(OUTPUTS, -10))


def test_a_label_is_added_from_its_threshold_on() -> None:
    seen = signs(Reading("你有病", VENTING), ())
    assert _learned(有病=10).decide(seen, ()) == {"rude"}
    assert _learned(有病=9).decide(seen, ()) == frozenset()


def test_a_rule_is_overruled_only_by_much() -> None:
    seen = signs(Reading("你有病", VENTING), ("rude",))
    assert _learned(有病=-10).decide(seen, ["rude"]) == {"rude"}
    assert _learned(有病=-11).decide(seen, ["rude"]) == frozenset()


def test_the_clause_that_spoke_most_carries_the_label() -> None:
    reading = Reading("您好，你有病吧，再见", VENTING)
    span = _learned(有病=10).carried_by("rude", reading.text, signs(reading, ()))
    assert span is not None
    assert reading.text[span.start : span.end] == "你有病吧"


def test_nothing_that_spoke_carries_no_label() -> None:
    reading = Reading("您好，再见", VENTING)
    assert _learned(有病=10).carried_by("rude", reading.text, signs(reading, ())) is None


def test_weights_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        Learned(b"\x00", {}, {})


def test_the_shipped_weights_fit_the_outputs() -> None:
    assert WEIGHTS.stat().st_size == ROWS * len(OUTPUTS)
    assert isinstance(shipped(), Learned)


def test_the_same_reply_is_seen_the_same_way_each_time(scorer: Scorer) -> None:
    assert scorer.assess(REPLY, VENTING) == scorer.assess(REPLY, VENTING)


def test_every_label_has_its_words_for_the_trainee() -> None:
    assert WHY.keys() == LABELS.keys()
    assert BETTER.keys() == {label.id for label in LABELS.values() if not label.good}


def test_a_better_wording_carries_no_grave_fault(scorer: Scorer) -> None:
    for better in BETTER.values():
        assert not {"rude", "threatens", "beyond_authority", "leaks_privacy"} & set(scorer.assess(better).labels), (
            better
        )
