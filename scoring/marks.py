"""From labels in their context to marks: a small fitted table, then the rubric's caps, each with its reason."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import floor
from pathlib import Path
from typing import Final, NamedTuple

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


Sure = Mapping[str, int]
"""How sure the detectors are of each label, and of `gaming`, in a hundred."""
_SHOWN: Final = 50
"""A label that is shown counts at least this much in a hundred."""
FAINT: Final = 5
"""What is less sure than this does not count."""


def signs(reading: Reading, labels: Iterable[str], sure: Sure, *, met_before: bool = False) -> dict[str, int]:
    """What the table adds up, each with how much of it counts: labels, size, faults and moment, in a hundred."""
    kept = tuple(labels)
    faults = sum(name in LABELS and not LABELS[name].good for name in kept)
    venting = reading.context.stage == "venting"
    moves = sum(name in LABELS for name in kept) - faults
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
    counted = {name: percent for name, percent in sure.items() if percent >= FAINT}
    shown = {name: max(_SHOWN, sure.get(name, 0)) for name in kept}
    return {**counted, **shown, **{name: 100 for name, holds in extra.items() if holds}}


def judge(
    reading: Reading,
    labels: tuple[str, ...],
    sure: Sure,
    *,
    gaming: bool,
    met_before: bool,
    pasted: bool = False,
    told: bool = True,
) -> Judged:
    """Marks for a reply with these labels. `met_before`: an earlier reply had already met the feeling.

    `pasted`: it is gaming because it is a model wording of another place. `told`: whether anybody is given the reasons.
    """
    if not reading.bare:
        nothing = dict.fromkeys(MARKS, ("没有说话。",))
        return Judged(Marks(1, 1, 1, 1), nothing)
    shown = (*labels, *(["gaming"] if gaming else []))
    made = sums(reading, labels, sure, gaming=gaming, met_before=met_before)
    if pasted and made["overall"].why == _SCRIPT:
        made["overall"] = replace(made["overall"], why=_PASTED)
    marks = Marks(**{name: each.mark for name, each in made.items()})
    return Judged(marks, {name: _reasons(each, shown) for name, each in made.items()} if told else {})


class Share(NamedTuple):
    """What one sign adds to a mark: `percent` of its `weight`, which is in hundredths of a mark."""

    sign: str
    percent: int
    weight: int

    @property
    def parts(self) -> int:
        """What it adds, in ten-thousandths of a mark."""
        return self.percent * self.weight


@dataclass(frozen=True, slots=True)
class Sum:
    """How a mark comes about: base and shares, the heaviest first, are added and rounded; `cap` is the most allowed."""

    base: int
    shares: tuple[Share, ...]
    cap: int = 5
    why: str = ""

    @property
    def parts(self) -> int:
        """The whole sum, in ten-thousandths of a mark."""
        return 100 * self.base + sum(share.parts for share in self.shares)

    @property
    def rounded(self) -> int:
        """The nearest whole mark from 1 to 5, halves up."""
        return min(5, max(1, floor(self.parts / 10_000 + 0.5)))

    @property
    def mark(self) -> int:
        """The mark given."""
        return min(self.rounded, self.cap)


def sums(reading: Reading, labels: tuple[str, ...], sure: Sure, *, gaming: bool, met_before: bool) -> dict[str, Sum]:
    """What the table adds up for each mark of a reply that says something, and the cap of the overall one."""
    present = signs(reading, (*labels, *(["gaming"] if gaming else [])), sure, met_before=met_before)
    made: dict[str, Sum] = {}
    for name in MARKS:
        weights = shipped_table()[name]
        shares = [Share(sign, percent, weights.get(sign, 0)) for sign, percent in present.items()]
        shares.sort(key=lambda share: (-abs(share.parts), share.sign))
        made[name] = Sum(weights["base"], tuple(shares))
    cap, why = _cap(reading, labels, gaming=gaming, met_before=met_before)
    made["overall"] = replace(made["overall"], cap=cap, why=why)
    return made


SIGN_WORDS: Final[Mapping[str, str]] = {
    "very_short": "话太短，客户听不出您的意思",
    "short": "话偏短",
    "long": "说得具体、完整",
    "two_faults": "一句话里不止一处硬伤",
    "no_moves": "这一句没有一处让客户往前走的话",
    "many_moves": "该做的都做到了",
    "venting_unmet": "客户正在诉说，感受还没有被接住",
    "listens": "让客户往下说",
    "gaming": "像堆给机器看的话",
}
"""Signs that are no labels, as said to a trainee."""
_WORTH_SAYING: Final = 1500
_SCRIPT: Final = "像是堆给机器看的话，没有回应这位客户，总评最高 2 分"
_PASTED: Final = "照搬了写给别处的示范话术，没有接住客户刚才的话，总评最高 2 分"


def _reasons(made: Sum, shown: Iterable[str]) -> tuple[str, ...]:
    """What capped, raised and lowered a mark, the heaviest first, in the trainee's language.

    Praise that is not sure enough to be shown as a finding is not given as a reason either.
    """
    certain = {*shown, *(SIGN_WORDS.keys() - {"gaming"})}
    heavy = [
        share
        for share in made.shares
        if abs(share.parts) >= _WORTH_SAYING and (share.sign in certain or share.weight < 0)
    ]
    said = [
        f"{'＋' if share.weight > 0 else '－'}{_word(share.sign) if share.sign in certain else _maybe(share)}"
        for share in heavy[:4]
    ]
    return (made.why, *said) if made.why else tuple(said)


def _word(sign: str) -> str:
    return LABELS[sign].zh if sign in LABELS else SIGN_WORDS[sign]


def _maybe(share: Share) -> str:
    """A sign that is not sure enough to be shown, but sure enough to weigh."""
    return f"像是{_word(share.sign).removeprefix('像')}（{share.percent}%）"


def _cap(reading: Reading, labels: tuple[str, ...], *, gaming: bool, met_before: bool) -> tuple[int, str]:
    """The highest overall mark the rubric allows, and why."""
    grave = [LABELS[label].zh for label in labels if label in GRAVE]
    if grave:
        return 2, f"有“{'”“'.join(grave)}”，总评最高 2 分"
    if gaming:
        return 2, _SCRIPT
    if reading.context.stage == "venting" and not met_before and _remedy_first(labels):
        return 3, "客户还在诉说，感受没接住就先谈办法，总评最高 3 分"
    return 5, ""


def _remedy_first(labels: tuple[str, ...]) -> bool:
    return not REMEDY.isdisjoint(labels) and FEELING.isdisjoint(labels)
