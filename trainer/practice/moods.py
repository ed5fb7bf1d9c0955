"""Sets of moods, each as one whole number with a bit for every mood there can be. Knows no guard and no scenario.

A proof moves thousands of moods at once: to move a set costs about as much as to move one mood by itself.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from scenarios.model import AXES, HIGHEST, LOWEST, Axis, Bound, Mood, Move

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


def moved(moods: int, move: Move) -> int:
    """The set once every mood of it has moved; none beyond 0 or 10, as in Mood.moved()."""
    for axis in AXES:
        if step := move.get(axis, 0):
            moods = _moved_along(moods, axis, step)
    return moods


def _moved_along(moods: int, axis: Axis, step: int) -> int:
    """Nearly all move by as much: together. Those that would pass the end stop there, value by value."""
    stride, (free, stops) = _STRIDES[axis], _stopped(axis, step)
    after = _shifted(moods & free, step * stride)
    for part, way in stops:
        if there := moods & part:
            after |= _shifted(there, way * stride)
    return after


@cache
def _stopped(axis: Axis, step: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The moods that a step does not take past the end; of those it would, each value, and how far they go instead."""
    end = HIGHEST if step > 0 else LOWEST
    past = [value for value in _VALUES if not LOWEST <= value + step <= HIGHEST]
    stops = tuple((at(axis, value), end - value) for value in past)
    return EVERY & ~sum(part for part, _ in stops), stops


def _shifted(moods: int, places: int) -> int:
    return moods << places if places >= 0 else moods >> -places
