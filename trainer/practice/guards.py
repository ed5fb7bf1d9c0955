"""When a transition is taken: a guard of a scenario file against what the customer heard and where they stand."""

from collections.abc import Mapping

from scenarios.model import Axis, Bound, Guard, Mood, State
from trainer.practice.hearing import Heard
from trainer.practice.standing import Standing


def holds(guard: Guard | None, heard: Heard, standing: Standing) -> bool:
    """Whether a guard holds for this reply; None (`otherwise`) always does. `standing` is the one before the reply."""
    if guard is None:
        return True
    return _reply_fits(guard, heard) and situation_fits(guard, standing, heard.points)


def first_way(state: State, heard: Heard, standing: Standing) -> int:
    """The index of the first of a state's replies that holds. Raises LookupError where none does (no `otherwise`)."""
    for way, transition in enumerate(state.replies):
        if holds(transition.when, heard, standing):
            return way
    raise LookupError(state.id)


def _reply_fits(guard: Guard, heard: Heard) -> bool:
    shown = heard.labels | heard.points
    if not shown.issuperset(guard.has) or not shown.isdisjoint(guard.lacks):
        return False
    if guard.any and shown.isdisjoint(guard.any):
        return False
    return set(heard.asked).issuperset(guard.asked)


def situation_fits(guard: Guard, standing: Standing, raised: frozenset[str]) -> bool:
    """The part of a guard that is not about this reply alone: points by now, mood before it, turn."""
    if not raised.union(standing.points).issuperset(guard.points):
        return False
    if guard.turn is not None and not guard.turn.holds(standing.turn + 1):
        return False
    return mood_allows(guard.mood, standing.mood)


def _axis(mood: Mood, axis: Axis) -> int:
    value: int = getattr(mood, axis)
    return value


def mood_allows(bounds: Mapping[Axis, Bound], mood: Mood) -> bool:
    """Whether a mood lies within the bounds of a wording."""
    return all(bound.holds(_axis(mood, axis)) for axis, bound in bounds.items())
