"""Every place that golden replies lead to: state × mood × what guards remember, none left out and none sampled.

The moods in which a situation is reached are one set (`moods`) and move together, so that exploring costs as much as
there are situations, however many moods. Judges nothing: what falls short is for `prove` to say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count
from typing import Final, NamedTuple

from scenarios.model import AXES, Guard, Mood, Scenario, Transition
from trainer.practice import moods
from trainer.practice.customer import gives_up, total_move
from trainer.practice.guards import reply_fits, situation_fits
from trainer.practice.hearing import Heard

MOST_PLACES: Final = 2_000_000

_SPENT: Final = Mood(anger=0, trust=0, patience=0)
_IMPATIENT: Final = moods.at("patience", _SPENT.patience)


class Situation(NamedTuple):
    """All that a guard can tell apart beside the mood. Points that no guard asks about are not remembered."""

    state: str
    turn: int
    points: frozenset[str]


@dataclass(slots=True)
class _Said:
    """A reply as heard in one state, and what has been worked out of it: the same in all situations of the state."""

    heard: Heard
    ways: list[tuple[int, Guard | None, int]]
    """The ways it may take as far as the reply alone can tell, the first first."""
    moves: dict[tuple[int, frozenset[str]], tuple[int, ...]] = field(default_factory=dict)
    """How far the mood moves, by the way taken and by the points that are new."""


class _Step(NamedTuple):
    """What taking a way leads to: the situation after it, how far the mood moves, and whether patience may end it."""

    after: Situation
    move: tuple[int, ...]
    tries: bool


@dataclass(slots=True)
class Places:
    """What was reached: situations with their sets of moods, and endings. Not `complete` where there were too many."""

    reached: dict[Situation, int] = field(default_factory=dict)
    endings: set[str] = field(default_factory=set)
    count: int = 0
    """How many places there are, every mood of a situation being one."""
    complete: bool = True

    def add(self, situation: Situation, found: int) -> int:
        """Note that a situation is reached in these moods; returns those that are new."""
        before = self.reached.get(situation, 0)
        new = found & ~before
        if new:
            self.reached[situation] = before | new
            self.count += new.bit_count()
            self.complete = self.count <= MOST_PLACES
        return new


class _Waiting:
    """Situations to go on from, with the moods that are new there.

    Turns and points only grow: who has fewer of them goes first, so that most are gone on from once.
    """

    def __init__(self) -> None:
        self._moods: dict[Situation, int] = {}
        self._order: list[tuple[int, int, int, Situation]] = []
        self._number = count()

    def __bool__(self) -> bool:
        return bool(self._order)

    def add(self, situation: Situation, new: int) -> None:
        """Let a situation wait with these moods."""
        if situation not in self._moods:
            # The number, which no two have, keeps situations themselves from being compared.
            heappush(self._order, (situation.turn, len(situation.points), next(self._number), situation))
        self._moods[situation] = self._moods.get(situation, 0) | new

    def pop(self) -> tuple[Situation, int]:
        """The next situation and its moods."""
        situation = heappop(self._order)[-1]
        return situation, self._moods.pop(situation)


class Walk:
    """Goes from situation to situation of one scenario, by the same guards and moves as a session."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        guards = [way.when for state in scenario.states.values() for way in state.replies if way.when is not None]
        self._points = frozenset(point for guard in guards for point in guard.points)
        bounds = [guard.turn for guard in guards if guard.turn is not None]
        limits = [limit for bound in bounds for limit in (bound.least, bound.most) if limit < 99]
        # Later than the last turn any guard asks about, all turns are alike.
        self._turns = max(limits, default=-1) + 1
        self._ways = {state.id: tuple(map(_apart, state.replies)) for state in scenario.states.values()}

    def explore(self, said: Mapping[str, Iterable[Heard]]) -> Places:
        """Every place that these replies lead to, each said whenever the customer is in its state."""
        different = {state: self._different(state, replies) for state, replies in said.items()}
        first, places = Situation(self._scenario.start, 0, frozenset()), Places()
        waiting = _Waiting()
        waiting.add(first, places.add(first, moods.only(self._scenario.mood)))
        steps: dict[Situation, dict[_Step, int]] = {}
        while waiting and places.complete:
            situation, fresh = waiting.pop()
            if situation not in steps:
                steps[situation] = self._steps(situation, different[situation.state])
            for after, arrived in self._onward(fresh, steps[situation], places):
                if new := places.add(after, arrived):
                    waiting.add(after, new)
        return places

    def taken(self, places: Places, state: str, heard: Heard) -> frozenset[int]:
        """The ways a reply takes in a state, at any of the places reached there."""
        said = self._said(state, heard)
        there = ((situation, found) for situation, found in places.reached.items() if situation.state == state)
        return frozenset(way for situation, found in there for way, taking in _split(situation, said) if found & taking)

    def _different(self, state: str, replies: Iterable[Heard]) -> list[_Said]:
        """Replies of which the customer takes in something different; wording aside."""
        return [self._said(state, heard) for heard in {replace(heard, bare=""): None for heard in replies}]

    def _said(self, state: str, heard: Heard) -> _Said:
        """A reply with the ways of a state that it leaves open."""
        fits = (heard, heard.on_suspicion) if heard.suspected else (heard,)
        ways = self._ways[state]
        guarded = [
            (way, guard, moods)
            for taken in fits
            for way, (guard, moods) in enumerate(ways)
            if guard is not None and reply_fits(guard, taken)
        ]
        return _Said(
            heard, [*guarded, *((way, None, moods) for way, (guard, moods) in enumerate(ways) if guard is None)]
        )

    def _steps(self, situation: Situation, replies: Iterable[_Said]) -> dict[_Step, int]:
        """Everything that may happen next, each with the moods in which it does. Replies of one effect are one step."""
        steps: dict[_Step, int] = {}
        for said in replies:
            for way, taking in _split(situation, said):
                step = self._step(situation, said, way)
                steps[step] = steps.get(step, 0) | taking
        return steps

    def _step(self, situation: Situation, said: _Said, way: int) -> _Step:
        transition, heard = self._scenario.states[situation.state].replies[way], said.heard
        turn, points = min(situation.turn + 1, self._turns), situation.points | (heard.points & self._points)
        new = heard.points - situation.points
        move = said.moves.get((way, new))
        if move is None:
            total = total_move(self._scenario, heard, sorted(new), transition)
            move = said.moves[way, new] = tuple(total[axis] for axis in AXES)
        tries = gives_up(transition, situation.state, _SPENT, heard)
        return _Step(Situation(transition.to, turn, points), move, tries)

    def _onward(self, fresh: int, steps: Mapping[_Step, int], places: Places) -> Iterator[tuple[Situation, int]]:
        """Where a situation leads from these moods, and in which moods one arrives; endings are noted."""
        for step, taking in steps.items():
            if not fresh & taking:
                continue
            arrived = moods.moved(fresh & taking, step.move)
            if step.after.state in self._scenario.endings:
                places.endings.add(step.after.state)
                continue
            if step.tries and arrived & _IMPATIENT:
                places.endings.add(self._scenario.leaves)
                arrived &= ~_IMPATIENT
            yield step.after, arrived


def _apart(transition: Transition) -> tuple[Guard | None, int]:
    """A guard without what it asks of the mood, and the moods that it allows."""
    if transition.when is None:
        return None, moods.EVERY
    return replace(transition.when, mood={}), moods.within(transition.when.mood)


def _split(situation: Situation, said: _Said) -> Iterator[tuple[int, int]]:
    """The ways a reply may take in a situation, each with the moods in which it does: the first that holds."""
    left, raised = moods.EVERY, situation.points | said.heard.points
    for way, guard, allowed in said.ways:
        if left & allowed and (guard is None or situation_fits(guard, raised, situation.turn, _SPENT)):
            yield way, left & allowed
            left &= ~allowed
