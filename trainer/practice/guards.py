"""When a transition is taken: a guard of a scenario file against what the customer heard and where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scenarios.model import Axis, Bound, Guard, Mood, State
from trainer.practice.hearing import Heard
from trainer.practice.standing import Standing

_NAMING: Final = ("has", "any", "lacks", "points", "asked")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a guard, put to one reply: what it asks for, and what it met."""

    operator: str
    names: tuple[str, ...]
    """The names it speaks of; of `mood` the axis."""
    met: tuple[str, ...]
    """Those of the names that were there."""
    holds: bool
    bound: Bound | None = None
    value: int | None = None
    """Of `mood` and `turn`: what was asked of the number, and the number."""


def holds(guard: Guard | None, heard: Heard, standing: Standing) -> bool:
    """Whether a guard holds for this reply; None (`otherwise`) always does. `standing` is the one before the reply."""
    if guard is None:
        return True
    by_now = heard.points.union(standing.points)
    return reply_fits(guard, heard) and situation_fits(guard, by_now, standing.turn, standing.mood)


def conditions(guard: Guard | None, heard: Heard, standing: Standing) -> Iterator[Condition]:
    """Each condition of a guard by itself; `otherwise` has none. What holds is asked of holds(), never told here."""
    if guard is None:
        return
    for operator in _NAMING:
        names: tuple[str, ...] = getattr(guard, operator)
        single = {name: _alone("has" if operator in ("any", "lacks") else operator, (name,)) for name in names}
        met = tuple(name for name, asks in single.items() if holds(asks, heard, standing))
        if names:
            yield Condition(operator, names, met, holds(_alone(operator, names), heard, standing))
    for axis, bound in guard.mood.items():
        fits = holds(Guard(mood={axis: bound}), heard, standing)
        yield Condition("mood", (axis,), (), fits, bound, _axis(standing.mood, axis))
    if guard.turn is not None:
        fits = holds(Guard(turn=guard.turn), heard, standing)
        yield Condition("turn", (), (), fits, guard.turn, standing.turn + 1)


def _alone(operator: str, names: tuple[str, ...]) -> Guard:
    asks: dict[str, Any] = {operator: names}
    return Guard(**asks)


def first_way(state: State, heard: Heard, standing: Standing) -> int:
    """The index of the first of a state's replies that holds. Raises LookupError where none does (no `otherwise`).

    Where nothing plain leads anywhere, what is only suspected counts.
    """
    for way, transition in enumerate(state.replies):
        if holds(transition.when, heard, standing):
            return (
                first_way(state, heard.on_suspicion, standing) if transition.when is None and heard.suspected else way
            )
    raise LookupError(state.id)


def reply_fits(guard: Guard, heard: Heard) -> bool:
    """The part of a guard that is about this reply alone: what it shows, raises and asks."""
    shown = heard.labels | heard.points
    if not shown.issuperset(guard.has) or not shown.isdisjoint(guard.lacks):
        return False
    if guard.any and shown.isdisjoint(guard.any):
        return False
    return set(heard.asked).issuperset(guard.asked)


def situation_fits(guard: Guard, raised: frozenset[str], turn: int, mood: Mood) -> bool:
    """The part that is not about this reply alone: points raised by now, turns and mood before it."""
    if not raised.issuperset(guard.points):
        return False
    if guard.turn is not None and not guard.turn.holds(turn + 1):
        return False
    return mood_allows(guard.mood, mood)


def _axis(mood: Mood, axis: Axis) -> int:
    value: int = getattr(mood, axis)
    return value


def mood_allows(bounds: Mapping[Axis, Bound], mood: Mood) -> bool:
    """Whether a mood lies within the bounds of a wording."""
    return not bounds or all(bound.holds(_axis(mood, axis)) for axis, bound in bounds.items())
