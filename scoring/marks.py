"""From labels in their context to marks: a small fitted table, then the rubric's caps, each with its reason."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from pathlib import Path
from typing import Final

from scoring.labels import GRAVE, LABELS, MARKS
from scoring.reading import Reading
from scoring.records import Marks

TABLE: Final = Path(__file__).parent / "marks.json"
FEELING: Final = frozenset({"names_feeling", "validates", "apologises", "restates_issue"})
REMEDY: Final = frozenset({"offers_solution", "offers_choice", "cites_rule"})
_SHORT, _LONG = 12, 60
_LISTENS: Final = re.compile(
    "(接着|慢慢|继续|往下|尽管|只管|先)(说|讲)|您(说|讲)|后来(呢|怎么)|(听|记)着|一(条|句|样)一"
)
"""Letting a customer who vents go on: no label, but just what the moment needs."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Marks, and for each dimension and overall the sentences that explain them."""

    marks: Marks
    reasons: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def shipped_table() -> Mapping[str, Mapping[str, int]]:
    """The fitted table: for each dimension and overall, hundredths of a mark for each sign, and its `base`."""
    import json

    table: dict[str, dict[str, int]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table


def signs(reading: Reading, labels: Iterable[str], *, met_before: bool = False) -> tuple[str, ...]:
    """What the table adds up: the labels, and what the reply's size, faults and moment say."""
    kept = tuple(labels)
    faults = sum(not LABELS[label].good for label in kept)
    venting = reading.context.stage == "venting"
    moves = len(kept) - faults
    extra = {
        "very_short": len(reading.bare) < 5,
        "short": len(reading.bare) < _SHORT,
        "long": len(reading.bare) > _LONG,
        "two_faults": faults >= 2,
        "no_moves": moves == 0,
        "many_moves": moves - ("respectful_address" in kept) >= 4,
        "venting_unmet": venting and not met_before and FEELING.isdisjoint(kept),
        "listens": venting and faults == 0 and _LISTENS.search(reading.text) is not None,
    }
    return (*kept, *(name for name, holds in extra.items() if holds))


def judge(reading: Reading, labels: tuple[str, ...], *, gaming: bool, met_before: bool) -> Judged:
    """Marks for a reply with these labels. `met_before`: an earlier reply had already met the feeling."""
    if not reading.bare:
        nothing = dict.fromkeys(MARKS, ("没有说话。",))
        return Judged(Marks(1, 1, 1, 1), nothing)
    present = signs(reading, labels, met_before=met_before)
    marks: dict[str, int] = {}
    reasons: dict[str, tuple[str, ...]] = {}
    for name in MARKS:
        weights = shipped_table()[name]
        marks[name] = _rounded(weights["base"] + sum(weights.get(sign, 0) for sign in present))
        reasons[name] = _reasons(present, weights)
    cap, why = _cap(reading, labels, gaming=gaming, met_before=met_before)
    marks["overall"] = min(marks["overall"], cap)
    if why:
        reasons["overall"] = (why, *reasons["overall"])
    return Judged(Marks(**marks), reasons)


def _rounded(hundredths: int) -> int:
    """The nearest whole mark from 1 to 5, halves up."""
    return min(5, max(1, floor(hundredths / 100 + 0.5)))


_SIGN_WORDS: Final[Mapping[str, str]] = {
    "very_short": "话太短，客户听不出您的意思",
    "short": "话偏短",
    "long": "说得具体、完整",
    "two_faults": "一句话里不止一处硬伤",
    "no_moves": "这一句没有一处让客户往前走的话",
    "many_moves": "该做的都做到了",
    "venting_unmet": "客户正在诉说，感受还没有被接住",
    "listens": "让客户往下说",
}
_WORTH_SAYING = 15


def _reasons(present: tuple[str, ...], weights: Mapping[str, int]) -> tuple[str, ...]:
    """What raised and lowered a mark, the heaviest first, in the trainee's language."""
    said = [(weights.get(sign, 0), sign) for sign in present]
    heavy = [item for item in said if abs(item[0]) >= _WORTH_SAYING]
    heavy.sort(key=lambda item: -abs(item[0]))
    return tuple(f"{'＋' if weight > 0 else '－'}{_word(sign)}" for weight, sign in heavy[:4])


def _word(sign: str) -> str:
    return LABELS[sign].zh if sign in LABELS else _SIGN_WORDS[sign]


def _cap(reading: Reading, labels: tuple[str, ...], *, gaming: bool, met_before: bool) -> tuple[int, str]:
    """The highest overall mark the rubric allows, and why."""
    grave = [LABELS[label].zh for label in labels if label in GRAVE]
    if grave:
        return 2, f"有“{'”“'.join(grave)}”，总评最高 2 分"
    if gaming:
        return 2, "像是堆给机器看的话，没有回应这位客户，总评最高 2 分"
    if reading.context.stage == "venting" and not met_before and _remedy_first(labels):
        return 3, "客户还在诉说，感受没接住就先谈办法，总评最高 3 分"
    return 5, ""


def _remedy_first(labels: tuple[str, ...]) -> bool:
    return not REMEDY.isdisjoint(labels) and FEELING.isdisjoint(labels)
