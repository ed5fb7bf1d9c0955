from array import array
from hashlib import sha256
from json import loads
from typing import Any

import pytest

from scoring.assess import Scorer
from scoring.labels import LABELS
from scoring.learned import OUTPUTS, REACH, SETTINGS, WEIGHTS, WIDTH, ZERO, Learned, Shape, shipped
from scoring.reading import Reading
from scoring.records import Context
from scoring.signs import FLAGS, family_names, see
from scoring.wordings import BETTER, WHY

VENTING = Context("hall", "venting", customer="我跑了三趟了，就为这十二块钱！")
REPLY = "换作是我，跑三趟也得跳脚，您把单子给我瞧瞧。"
LETTERS = "你有病"
SHAPE = Shape(4, len(LETTERS) + 1, len(family_names()), 1)
RUDE = OUTPUTS.index("rude")


def _settings(**more: Any) -> dict[str, Any]:
    limits = {"adds": dict.fromkeys(OUTPUTS, 60), "keeps": dict.fromkeys(OUTPUTS, 20)}
    return {
        "columns": 4,
        "letters": LETTERS,
        "families": len(family_names()),
        "around": ["*bias"],
        "percents": [*range(99)],
        "doubtful": [],
        **limits,
    } | more


def _learned(spoken: dict[tuple[int, str], int], *, base: int = 0, around: int = 0) -> Learned:
    """Detectors in which the letters named speak in the second column, at their places, for `rude`."""
    rows = bytearray([ZERO]) * (SHAPE.rows * SHAPE.columns)
    for (place, letter), weight in spoken.items():
        rows[(place * SHAPE.letters + LETTERS.index(letter) + 1) * SHAPE.columns + 1] = ZERO + weight
    columns = array("i", bytes(4 * len(OUTPUTS) * SHAPE.columns))
    columns[RUDE * SHAPE.columns + 1] = 1
    bases, beside = array("i", bytes(4 * len(OUTPUTS))), array("i", bytes(4 * len(OUTPUTS)))
    bases[RUDE], beside[RUDE] = base, around
    numbers = array("i", bytes(4 * SHAPE.columns)) + columns + bases + beside
    return Learned(bytes(rows) + numbers.tobytes(), _settings())


def _sum(learned: Learned, reply: str) -> int:
    return learned.weigh(see(Reading(reply, VENTING), ())).sums[RUDE]


def test_a_letter_speaks_at_its_own_place() -> None:
    assert _sum(_learned({(REACH, "病"): 50}), "您有病") == 50


def test_letters_side_by_side_are_added() -> None:
    learned = _learned({(REACH, "有"): 30, (REACH + 1, "病"): 30})
    assert _sum(learned, "你有病") == 60
    assert _sum(learned, "你有个病") == 30


def test_the_highest_place_counts_not_the_number_of_places() -> None:
    assert _sum(_learned({(REACH, "病"): 50}), "病，病，病") == 50


def test_what_speaks_against_never_falls_below_nothing() -> None:
    assert _sum(_learned({(REACH, "病"): -100}), "病") == 0


def test_base_and_signs_around_are_added() -> None:
    assert _sum(_learned({}, base=7, around=5), "您好") == 12


def test_the_sums_are_those_of_plain_arithmetic() -> None:
    spoken = {(place, letter): 17 * place - 9 * i for place in range(WIDTH) for i, letter in enumerate(LETTERS)}
    reply = "有病有你，病你有有"
    at = [
        sum(spoken.get((place, reply[i + place - REACH]), 0) for place in range(WIDTH) if 0 <= i + place - REACH < 9)
        for i in range(len(reply))
    ]
    assert _sum(_learned(spoken), reply) == max(0, *at)


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
    learned = _learned({(REACH, "病"): 50})
    span = learned.carried_by("rude", learned.weigh(see(reading, ())))
    assert reading.text[span.start : span.end] == "你有病吧，"


def test_weights_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        Learned(b"\x00", _settings())


def test_the_shipped_weights_are_those_the_settings_name() -> None:
    settings = loads(SETTINGS.read_text(encoding="utf-8"))
    assert sha256(WEIGHTS.read_bytes()).hexdigest() == settings["sha256"]
    assert settings["families"] == len(family_names())
    assert shipped().shape.rows == WIDTH * (len(settings["letters"]) + 1 + FLAGS + settings["families"])


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
