from array import array
from hashlib import sha256
from json import loads
from typing import Any

import pytest

from scoring.assess import Scorer
from scoring.labels import GRAVE, LABELS
from scoring.learned import (
    FINE,
    HIDDEN,
    LANES,
    OUTPUTS,
    SETTINGS,
    WEIGHTS,
    WHOLE,
    ZERO,
    Learned,
    key_of,
    weight_of,
)
from scoring.reading import Reading, Span
from scoring.records import Context
from scoring.signs import clauses_of, see, without
from scoring.wordings import BETTER, WHY

VENTING = Context("hall", "venting", customer="我跑了三趟了，就为这十二块钱！")
REPLY = "换作是我，跑三趟也得跳脚，您把单子给我瞧瞧。"
RUDE = OUTPUTS.index("rude")
COLUMN = 3
FULL = weight_of(1)
"""The weight of a run where only one is known."""


def _settings(runs: int, **more: Any) -> dict[str, Any]:
    limits = {"adds": dict.fromkeys(OUTPUTS, 60), "keeps": dict.fromkeys(OUTPUTS, 20)}
    numbers = {"runs": runs, "around": ["*bias"], "steps": [1] * len(OUTPUTS), "percents": [*range(99)]}
    return {**numbers, "doubtful": [], **limits} | more


def _learned(said: dict[str, int], *, hidden: dict[str, int] | None = None, around: int = 0, outer: int = 0) -> Learned:
    """Detectors in which runs speak for `rude`, at once (`said`) or through a hidden column that speaks `outer`."""
    hidden = hidden or {}
    names = sorted({*said, *hidden}, key=key_of)
    rows = bytearray([ZERO]) * (len(names) * LANES)
    for i, name in enumerate(names):
        rows[i * LANES + HIDDEN + RUDE] += said.get(name, 0)
        rows[i * LANES + COLUMN] += hidden.get(name, 0)
    beside, speaks = array("i", bytes(4 * (HIDDEN + len(OUTPUTS)))), array("i", bytes(4 * HIDDEN * len(OUTPUTS)))
    beside[HIDDEN + RUDE], speaks[RUDE * HIDDEN + COLUMN] = around, outer
    keys = array("I", map(key_of, names))
    return Learned(keys.tobytes() + rows + beside.tobytes() + speaks.tobytes(), _settings(len(names)))


def _sum(learned: Learned, reply: str) -> int:
    return learned.weigh(see(Reading(reply, VENTING), ())).sums[RUDE]


def test_a_run_speaks_wherever_it_stands() -> None:
    learned = _learned({"有病": 50})
    assert _sum(learned, "你有病吧") == _sum(learned, "真有病") == 50 * FULL // WHOLE
    assert _sum(learned, "有的病") == 0


def test_a_run_counts_once_however_often_it_comes() -> None:
    learned = _learned({"病": 50})
    assert _sum(learned, "病，病，病") == _sum(learned, "病")


def test_runs_count_the_less_the_more_are_known() -> None:
    learned = _learned({"你": 50, "有": 50, "病": 50, "吧": 50})
    assert _sum(learned, "你有病吧") == 200 * weight_of(4) // WHOLE
    assert weight_of(4) < weight_of(1)


def test_beginnings_and_ends_are_runs() -> None:
    learned = _learned({"^你有": 20, "吧。$": 30})
    assert _sum(learned, "你有病吧") == 50 * weight_of(2) // WHOLE
    assert _sum(learned, "说你有病吧，啊。") == 0


def test_a_hidden_column_speaks_only_above_zero() -> None:
    assert _sum(_learned({}, hidden={"病": 40}, outer=FINE), "病") == 40 * FULL
    assert _sum(_learned({}, hidden={"病": -40}, outer=FINE), "病") == 0


def test_signs_around_are_added_in_full() -> None:
    assert _sum(_learned({}, around=12), "您好") == 12


def test_more_rows_than_sixteen_bits_hold_are_added_rightly() -> None:
    letters = [chr(0xAC00 + i) for i in range(600)]
    learned = _learned(dict.fromkeys(letters, 127))
    assert _sum(learned, "".join(letters)) == 600 * 127 * weight_of(600) // WHOLE


def test_a_label_is_added_from_its_limit_on() -> None:
    learned = _learned({})
    assert learned.decide(dict.fromkeys(OUTPUTS, 0) | {"rude": 60}, ()) == {"rude"}
    assert learned.decide(dict.fromkeys(OUTPUTS, 0) | {"rude": 59}, ()) == frozenset()


def test_a_rule_is_overruled_only_below_its_limit() -> None:
    learned = _learned({})
    assert learned.decide(dict.fromkeys(OUTPUTS, 0) | {"rude": 20}, ["rude"]) == {"rude"}
    assert learned.decide(dict.fromkeys(OUTPUTS, 0) | {"rude": 19}, ["rude"]) == frozenset()


def test_the_clause_that_spoke_most_carries_the_label() -> None:
    reading = Reading("您好，你有病吧，再见", VENTING)
    learned = _learned({"病": 50})
    span = learned.carried_by("rude", learned.weigh(see(reading, ())))
    assert reading.text[span.start : span.end] == "你有病吧，"


def test_weights_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        Learned(b"\x00", _settings(3))


def test_the_shipped_weights_are_those_the_settings_name() -> None:
    settings = loads(SETTINGS.read_text(encoding="utf-8"))
    assert sha256(WEIGHTS.read_bytes()).hexdigest() == settings["sha256"]
    assert set(OUTPUTS) == set(settings["adds"]) == set(settings["keeps"])


def test_what_is_left_out_no_longer_speaks() -> None:
    seen = see(Reading("您好，你有病吧，再见", VENTING), ())
    learned = _learned({"病": 90})
    weighed = learned.weigh(seen)
    rest = without(seen, [learned.carried_by("rude", weighed)])
    assert weighed.sums[RUDE] > 0 == learned.weigh(rest).sums[RUDE]


def test_a_fault_takes_with_it_what_still_speaks_for_it() -> None:
    reading = Reading("您好，你有病吧，真有病，再见", VENTING)
    learned = _learned({"病": 90})
    span = learned.carried_by("rude", learned.weigh(see(reading, ())), Span(5, 6))
    assert reading.text[span.start : span.end] == "你有病吧，真有病，"


def test_every_label_has_its_words_for_the_trainee() -> None:
    assert WHY.keys() == LABELS.keys()
    assert BETTER.keys() == {label.id for label in LABELS.values() if not label.good}


def test_a_better_wording_carries_no_grave_fault(scorer: Scorer) -> None:
    for better in BETTER.values():
        assert not GRAVE & set(scorer.assess(better).labels), better


def test_a_fault_whose_own_words_suffice_is_not_widened(scorer: Scorer) -> None:
    reply = "邹先生您消消气，您看也就三十块钱的差价，我这就给您申请。"
    found = {finding.label: finding.text or "" for finding in scorer.assess(reply, VENTING).findings}
    assert found["tells_to_calm_down"] in "邹先生您消消气"


def test_a_figure_is_not_cut_in_two() -> None:
    text = "多收的26.4元，10：30前给您退，好吗？"
    assert [text[span.start : span.end] for span in clauses_of(text)] == [
        "多收的26.4元，",
        "10：30前给您退，",
        "好吗？",
    ]
