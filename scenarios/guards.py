"""What follows from what among the guards of one state: those that never hold, and those an earlier one takes over."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod
from typing import Final

from scenarios.branches import MOST_TURNS
from scenarios.model import AXES, HIGHEST, LOWEST, Axis, Bound, Guard
from scenarios.reading import Keys, Report

_MOOD: Final = (LOWEST, HIGHEST)
_TURN: Final = (1, MOST_TURNS)
_ALWAYS: Final = Bound()
_MOST_CASES: Final = 100
_MOST_COMPARED: Final = 60
"""Earlier ways each is compared with: a state with thousands of them is wrong enough, and must hold nobody up."""


def check_guards(report: Report, state: str, guards: list[tuple[int, Guard]]) -> None:
    """Report the guards of a state, given with their place in it, that never hold or are shadowed."""
    alive: list[tuple[int, Guard]] = []
    for index, guard in guards:
        keys: Keys = ("states", state, "replies", index)
        why = impossible(guard)
        if why:
            report.add("E306", (*keys, "when"), f"这个条件永远不成立：{why}；请改条件，或者删掉这一条")
            continue
        before = alive[:_MOST_COMPARED]
        earlier = next(((n,) for n, other in before if implies(guard, other)), None) or shadows(guard, before)
        if earlier:
            lines = "、".join(str(report.document.line("states", state, "replies", n)) for n in earlier)
            each = "那一条" if len(earlier) == 1 else "那几条合起来"
            report.add("E305", keys, f"第 {lines} 行{each}已经把它挡住，这里永远轮不到；请把更具体的条件放在前面")
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


def shadows(later: Guard, earlier: list[tuple[int, Guard]]) -> tuple[int, ...]:
    """The earlier guards, by their places, of which one plainly holds in every case in which `later` does; or none.

    Cases are told apart by which of `any` is there and by the stretches of mood that the earlier guards tell apart.
    """
    taken: set[int] = set()
    cases = list(_cases(later, [guard for _, guard in earlier]))
    for case in cases:
        place = next((n for n, guard in earlier if implies(case, guard)), None)
        if place is None:
            return ()
        taken.add(place)
    return tuple(sorted(taken))


def _cases(guard: Guard, others: list[Guard]) -> Iterator[Guard]:
    """A guard split into narrower ones that cover it; itself alone where they would be too many."""
    moods = [list(_stretches(guard.mood.get(axis, _ALWAYS), [o.mood[axis] for o in others if axis in o.mood]))
             for axis in AXES]  # fmt: skip
    words = guard.any or ("",)
    if len(words) * prod(map(len, moods)) > _MOST_CASES:
        yield guard
        return
    for word in words:
        for bounds in product(*moods):
            has = (*guard.has, word) if word else guard.has
            yield replace(guard, has=has, any=(), mood=dict(zip(AXES, bounds, strict=True)))


def _stretches(bound: Bound, others: list[Bound]) -> Iterator[Bound]:
    """The values a bound allows, cut wherever another bound begins or ends."""
    least, most = _clipped(bound, _MOOD)
    starts = {least, *(cut for other in others for cut in (other.least, other.most + 1) if least < cut <= most)}
    ordered = sorted(starts)
    for start, after in zip(ordered, (*ordered[1:], most + 1), strict=True):
        yield Bound(start, after - 1)


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
