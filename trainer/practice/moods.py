"""Sets of moods, each as one whole number with a bit for every mood there can be. Knows no guard and no scenario.

A proof moves thousands of moods at once: to move a set costs about as much as to move one mood by itself.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from scenarios.model import AXES, HIGHEST, LOWEST, Axis, Bound, Mood

_VALUES: Final = range(LOWEST, HIGHEST + 1)
_STRIDES: Final[Mapping[Axis, int]] = {"anger": len(_VALUES) ** 2, "trust": len(_VALUES), "patience": 1}
"""How far apart in a set two moods lie that differ by one on an axis."""

EVERY: Final[int] = (1 << len(_VALUES) ** len(AXES)) - 1


def only(mood: Mood) -> int:
    """The set of one mood."""
    values: list[tuple[Axis, int]] = [("anger", mood.anger), ("trust", mood.trust), ("patience", mood.patience)]
    return 1 << sum((value - LOWEST) * _STRIDES[axis] for axis, value in values)


@cache
def at(axis: Axis, value: int) -> int:
    """Every mood that has this value on an axis."""
    stride, size = _STRIDES[axis], len(_VALUES)
    run = ((1 << stride) - 1) << (value - LOWEST) * stride
    return sum(run << start for start in range(0, size ** len(AXES), stride * size))


def within(bounds: Mapping[Axis, Bound]) -> int:
    """Every mood that lies within the bounds of a guard."""
    moods = EVERY
    for axis, bound in bounds.items():
        moods &= sum(at(axis, value) for value in _VALUES if bound.holds(value))
    return moods


def moved(moods: int, move: tuple[int, ...]) -> int:
    """The set once every mood of it has moved, by so much on each of AXES; none beyond 0 or 10, as in Mood.moved()."""
    for free, shift, stops in _legs(move):
        # Nearly all move by as much: together. Those that would pass the end stop there, value by value.
        going = moods & free
        after = going << shift if shift > 0 else going >> -shift
        for part, way in stops:
            if there := moods & part:
                after |= there << way if way > 0 else there >> -way
        moods = after
    return moods


@cache
def _legs(move: tuple[int, ...]) -> tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]:
    """A move axis by axis: the moods that it does not take past the end, how far it takes them, in bits, and the rest.

    Of the rest each value, and how far those who have it go instead.
    """
    steps = ((axis, step) for axis, step in zip(AXES, move, strict=True) if step)
    return tuple((_free(axis, step), step * _STRIDES[axis], _stopped(axis, step)) for axis, step in steps)


def _stopped(axis: Axis, step: int) -> tuple[tuple[int, int], ...]:
    end = HIGHEST if step > 0 else LOWEST
    past = [value for value in _VALUES if not LOWEST <= value + step <= HIGHEST]
    return tuple((at(axis, value), (end - value) * _STRIDES[axis]) for value in past)


def _free(axis: Axis, step: int) -> int:
    return EVERY & ~sum(part for part, _ in _stopped(axis, step))
