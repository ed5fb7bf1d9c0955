"""What follows from what among the guards of one state: those that never hold, and those an earlier one takes over."""

from collections.abc import Mapping
from typing import Final

from scenarios.branches import MOST_TURNS
from scenarios.model import HIGHEST, LOWEST, Axis, Bound, Guard
from scenarios.reading import Keys, Report

_MOOD: Final = (LOWEST, HIGHEST)
_TURN: Final = (1, MOST_TURNS)
_ALWAYS: Final = Bound()


def check_guards(report: Report, state: str, guards: list[tuple[int, Guard]]) -> None:
    """Report the guards of a state, given with their place in it, that never hold or are shadowed."""
    alive: list[tuple[int, Guard]] = []
    for index, guard in guards:
        keys: Keys = ("states", state, "replies", index)
        why = impossible(guard)
        if why:
            report.add("E306", (*keys, "when"), f"这个条件永远不成立：{why}；请改条件，或者删掉这一条")
            continue
        earlier = next((n for n, other in alive if implies(guard, other)), None)
        if earlier is not None:
            line = report.document.line("states", state, "replies", earlier)
            report.add("E305", keys, f"第 {line} 行那一条已经把它挡住，这里永远轮不到；请把更具体的条件放在前面")
        alive.append((index, guard))


def impossible(guard: Guard) -> str | None:
    """Why a guard can never hold, or None."""
    both = sorted(set(guard.has) & set(guard.lacks))
    if both:
        return f"{'、'.join(both)} 既要有又要没有"
    if guard.any and set(guard.any) <= set(guard.lacks):
        return "any 里的每一个都写在 lacks 里"
    for axis, bound in guard.mood.items():
        if _is_empty(bound, _MOOD):
            return f"{axis} 只在 {LOWEST} 到 {HIGHEST} 之间"
    if guard.turn and _is_empty(guard.turn, _TURN):
        return f"一场只有第 1 到第 {MOST_TURNS} 句"
    return None


def implies(later: Guard, earlier: Guard) -> bool:
    """Whether `earlier` plainly holds whenever `later` does. May miss a case; never claims one wrongly."""
    has = set(later.has) | (set(later.any) if len(later.any) == 1 else set())
    return (
        set(earlier.has) <= has
        and _any_holds(earlier, later, has)
        and set(earlier.lacks) <= set(later.lacks)
        # What this reply raises has been raised by now.
        and set(earlier.points) <= set(later.points) | has
        and set(earlier.asked) <= set(later.asked)
        and _moods_within(later.mood, earlier.mood)
        and _is_within(later.turn or _ALWAYS, earlier.turn or _ALWAYS, _TURN)
    )


def _any_holds(earlier: Guard, later: Guard, has: set[str]) -> bool:
    wanted = set(earlier.any)
    return not wanted or bool(wanted & has) or (bool(later.any) and set(later.any) <= wanted)


def _moods_within(inner: Mapping[Axis, Bound], outer: Mapping[Axis, Bound]) -> bool:
    return all(_is_within(inner.get(axis, _ALWAYS), bound, _MOOD) for axis, bound in outer.items())


def _is_within(inner: Bound, outer: Bound, span: tuple[int, int]) -> bool:
    least, most = _clipped(inner, span)
    return all(outer.holds(value) for value in (least, most))


def _is_empty(bound: Bound, span: tuple[int, int]) -> bool:
    least, most = _clipped(bound, span)
    return least > most


def _clipped(bound: Bound, span: tuple[int, int]) -> tuple[int, int]:
    return max(bound.least, span[0]), min(bound.most, span[1])
