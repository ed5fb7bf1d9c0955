"""How far two who mark the same replies agree: the arithmetic alone. Reads no file and knows no marker."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from random import Random
from typing import Final, TypeVar

Pair = tuple[int, int]
Item = TypeVar("Item")
ROUNDS: Final = 300
"""How often an interval draws its groups again."""


def kappa(ours: Sequence[int], theirs: Sequence[int]) -> float:
    """Quadratic weighted kappa of two lists of marks from 1 to 5 (Cohen 1968); 1.0 where neither ever varies."""
    total = len(ours)
    seen = sum((one - other) ** 2 for one, other in zip(ours, theirs, strict=True)) / total
    mine = [sum(mark == value for mark in ours) for value in range(1, 6)]
    yours = [sum(mark == value for mark in theirs) for value in range(1, 6)]
    chance = sum((i - j) ** 2 * mine[i] * yours[j] for i in range(5) for j in range(5)) / total**2
    return 1 - seen / chance if chance else 1.0


def f1(hit: int, extra: int, missed: int) -> float:
    """F1 from counts."""
    return 2 * hit / max(1, 2 * hit + extra + missed)


def interval(
    groups: Iterable[Sequence[Item]], figure: Callable[[list[Item]], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """95 in 100 of a figure when whole groups are drawn again: replies of one session are not independent."""
    whole, chance = list(groups), Random(1)  # noqa: S311 - the same interval every time
    drawn = ([one for group in chance.choices(whole, k=len(whole)) for one in group] for _ in range(rounds))
    figures = sorted(figure(sample) for sample in drawn)
    return figures[rounds // 40], figures[-rounds // 40]


def grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    """Items that share a key, together, in the order of the keys."""
    found: dict[Hashable, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return [found[name] for name in sorted(found, key=str)]
