"""What a judge is to mark: customer turns as they were, with an answer that does not fit, or with a stock line.

A turn that is given another answer is not shown with its own. Knows no file; the caller brings the chance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from bench.realism.turns import Exchange, Voice

Kind = Literal["real", "planted", "stock"]
STOCK = (
    "你到底能不能解决？",
    "那你说怎么办吧。",
    "我不想听这些。",
    "你们就是这么对待客户的？",
    "别跟我绕弯子。",
    "我就要一个说法。",
    "你说的我都听见了，然后呢？",
    "这话你们每回都这么说。",
    "我凭什么信你？",
    "反正这事你得给我解决。",
    "行，你接着说。",
    "这还用我教你？",
    "我等着你的话呢。",
    "说得轻巧。",
    "你先给我讲清楚。",
    "我来一趟不容易。",
    "别老拿这些话搪塞我。",
    "那我该怎么办？",
    "我也不是不讲理的人。",
    "你就说行不行吧。",
)
"""Lines that a customer could say at any time: what an answer is worth that listens to nothing."""
_APART = 2
_SPECIFIC = {"answer", "response"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mark. `turn` is its place among the turns, which a stock line shares with the turn it copies."""

    kind: Kind
    turn: int
    exchange: Exchange


def make_items(turns: Sequence[Exchange], chance: Random, *, planted: float, stock: float) -> list[Item]:
    """All items, real ones first; `planted` and `stock` are shares of the turns."""
    strays = plant(turns, round(planted * len(turns)), chance)
    left = [place for place in range(len(turns)) if place not in strays]
    again = sorted(chance.sample(left, min(len(left), round(stock * len(turns)))))
    return [
        *(Item("real", place, turns[place]) for place in left),
        *(Item("planted", place, replace(turns[place], answer=stray.answer)) for place, stray in strays.items()),
        *(Item("stock", place, with_stock_line(turns[place], chance)) for place in again),
    ]


def plant(turns: Sequence[Exchange], wanted: int, chance: Random) -> dict[int, Exchange]:
    """For as many turns as wanted, where there are so many, another turn whose answer does not fit there."""
    found: dict[int, Exchange] = {}
    used: set[tuple[Voice, ...]] = set()
    for place in chance.sample(range(len(turns)), len(turns)):
        if len(found) == wanted:
            break
        free = (donor for donor in turns if donor.answer not in used)
        stray = best_stray(turns[place], free, chance)
        if stray is not None:
            found[place] = stray
            used.add(stray.answer)
    return dict(sorted(found.items()))


def best_stray(target: Exchange, donors: Iterable[Exchange], chance: Random) -> Exchange | None:
    """Of the answers that do not fit, one to a reply as unlike as can be; from another session if possible."""
    ranked = [(_likeness(target, donor), donor) for donor in donors if does_not_fit(target, donor)]
    if not ranked:
        return None
    least = min(likeness for likeness, _ in ranked)
    return chance.choice([donor for likeness, donor in ranked if likeness == least])


def does_not_fit(target: Exchange, donor: Exchange) -> bool:
    """Whether an answer of the same scenario was given to something else: other points and questions, another place.

    Last words are left out: after them a talk cannot go on, and anybody would see it.
    """
    near = donor.session == target.session and abs(donor.number - target.number) <= _APART
    shared = donor.raised & target.raised or donor.lines & target.lines
    elsewhere = donor.scenario == target.scenario and donor.to != target.to and not near
    heard_before = any(text in line for _, text in donor.answer for line in target.before)
    return elsewhere and not shared and not heard_before and "ending" not in donor.parts


def with_stock_line(turn: Exchange, chance: Random) -> Exchange:
    """The turn with a stock line for its answer, one that was not just said, by whoever spoke first."""
    said = " ".join((*turn.before, *(text for _, text in turn.answer)))
    fresh = [line for line in STOCK if line not in said] or list(STOCK)
    return replace(turn, answer=((turn.answer[0][0], chance.choice(fresh)),))


def shuffled(items: Sequence[Item], chance: Random) -> list[int]:
    """An order of the items in which a turn and its copy with a stock line lie half the sheet apart."""
    keys = {turn: chance.random() for turn in sorted({item.turn for item in items})}
    at = [(keys[item.turn] + 0.5 * (item.kind == "stock")) % 1 for item in items]
    return sorted(range(len(items)), key=at.__getitem__)


def _likeness(target: Exchange, donor: Exchange) -> tuple[bool, bool, int]:
    """How near an answer comes: answers nothing in particular, same session, labels that both replies show."""
    same = donor.session == target.session
    return not donor.parts & _SPECIFIC, same, len(donor.labels & target.labels)
