"""Proof of a scenario by its golden replies, through the real scorer: every place reached, every way taken as meant.

Exhaustive over state × mood × what guards remember, not sampled; a cap that is hit is a problem, never a pass.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from scenarios.model import Gate, Mood, Move, Scenario, State, Transition
from scenarios.problems import Problem, problem
from scoring.assess import Scorer
from scoring.records import Assessment, Context, Utterance
from trainer.practice.customer import gives_up, total_move
from trainer.practice.facts import facts
from trainer.practice.guards import first_way
from trainer.practice.hearing import Heard, hear
from trainer.practice.session import point_index
from trainer.practice.standing import Standing

MOST_NODES: Final = 200_000

Way = tuple[str, int]
"""A state and the index of one of its replies."""


class Node(NamedTuple):
    """A place in the proof: all that a guard can tell apart."""

    state: str
    mood: Mood
    turn: int
    points: frozenset[str]

    def standing(self) -> Standing:
        """A standing at this place, with nothing else in its memory."""
        return Standing(self.state, self.mood, turn=self.turn, points=tuple(self.points))


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden reply and how the customer hears it in its state."""

    text: str
    way: Way
    heard: Heard
    assessment: Assessment


@dataclass(slots=True)
class Coverage:
    """What golden replies reached. `taken` holds, for each golden reply, the ways it took at reachable places."""

    states: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    ways: set[Way] = field(default_factory=set)
    taken: dict[tuple[Way, str], set[int]] = field(default_factory=dict)
    nodes: int = 0
    complete: bool = True


def prove(scenario: Scenario, scorer: Scorer) -> tuple[Coverage, list[Problem]]:
    """Explore a scenario with its golden replies; what falls short is an error at its line."""
    goldens = {state.id: tuple(_goldens(scenario, scorer, state)) for state in scenario.states.values()}
    coverage = _explore(scenario, goldens)
    problems = [*_cap(scenario, coverage), *_astray(scenario, goldens, coverage), *_unreached(scenario, coverage)]
    return coverage, [*problems, *_gates(scenario, scorer)]


def context_in(scenario: Scenario, state: State) -> Context:
    """A plausible context for a reply in a state: the case, and what the customer says there."""
    opening = scenario.states[scenario.start].says
    history = (Utterance("customer", opening[0].text),) if opening else ()
    return Context(scenario.channel, state.stage, facts(scenario), history, "".join(line.text for line in state.says))


def _goldens(scenario: Scenario, scorer: Scorer, state: State) -> Iterator[Golden]:
    context, points = context_in(scenario, state), point_index(scenario, scorer.rules.words)
    for index, transition in enumerate(state.replies):
        for text in transition.golden:
            assessment = scorer.assess(text, context, points)
            yield Golden(text, (state.id, index), hear(text, assessment, ()), assessment)


def _explore(scenario: Scenario, goldens: Mapping[str, tuple[Golden, ...]]) -> Coverage:
    coverage, walk = Coverage(), _Walk(scenario, goldens)
    first = walk.first()
    seen, queue = {first}, deque([first])
    while queue and coverage.complete:
        node = queue.popleft()
        coverage.states.add(node.state)
        for after in walk.steps(node, coverage):
            if after.state in scenario.endings:
                coverage.endings.add(after.state)
            elif after not in seen:
                seen.add(after)
                queue.append(after)
        coverage.complete = len(seen) <= MOST_NODES
    coverage.nodes = len(seen)
    return coverage


class _Walk:
    """Steps from place to place. Only what a guard asks about is remembered, and replies heard alike step as one."""

    def __init__(self, scenario: Scenario, goldens: Mapping[str, tuple[Golden, ...]]) -> None:
        self._scenario = scenario
        guards = [t.when for state in scenario.states.values() for t in state.replies if t.when is not None]
        self._points = frozenset(point for guard in guards for point in guard.points)
        bounds = [guard.turn for guard in guards if guard.turn is not None]
        limits = [limit for bound in bounds for limit in (bound.least, bound.most) if limit < 99]
        self._turns = max(limits, default=-1) + 1
        self._alike = {state: _alike(kept) for state, kept in goldens.items()}
        self._moves: dict[tuple[str, Heard, int, frozenset[str]], Move] = {}

    def first(self) -> Node:
        """Where a session starts."""
        return Node(self._scenario.start, self._scenario.mood, 0, frozenset())

    def steps(self, node: Node, coverage: Coverage) -> Iterator[Node]:
        """Where each golden reply of the state leads from here."""
        state, standing = self._scenario.states[node.state], node.standing()
        for heard, goldens in self._alike[node.state].items():
            way = first_way(state, heard, standing)
            coverage.ways.add((state.id, way))
            for golden in goldens:
                coverage.taken.setdefault((golden.way, golden.text), set()).add(way)
            yield self._after(node, heard, way)

    def _after(self, node: Node, heard: Heard, way: int) -> Node:
        transition = self._scenario.states[node.state].replies[way]
        mood = node.mood.moved(self._move(node, heard, way))
        if transition.to not in self._scenario.endings and gives_up(transition, node.state, mood):
            return Node(self._scenario.leaves, mood, 0, frozenset())
        points = node.points | (heard.points & self._points)
        return Node(transition.to, mood, min(node.turn + 1, self._turns), points)

    def _move(self, node: Node, heard: Heard, way: int) -> Move:
        new = heard.points - node.points
        key = (node.state, heard, way, new)
        if key not in self._moves:
            transition = self._scenario.states[node.state].replies[way]
            self._moves[key] = total_move(self._scenario, heard, sorted(new), transition)
        return self._moves[key]


def _alike(goldens: Iterable[Golden]) -> dict[Heard, list[Golden]]:
    """Golden replies by what the customer takes in of them, their wording aside."""
    groups: dict[Heard, list[Golden]] = {}
    for golden in goldens:
        groups.setdefault(replace(golden.heard, bare=""), []).append(golden)
    return groups


def _cap(scenario: Scenario, coverage: Coverage) -> Iterator[Problem]:
    if not coverage.complete:
        yield problem(
            scenario.path, 1, "E501", f"可能的走法超过 {MOST_NODES} 种，没能全部走完；请减少心情条件或要点条件"
        )


def _astray(scenario: Scenario, goldens: Mapping[str, tuple[Golden, ...]], coverage: Coverage) -> Iterator[Problem]:
    """Golden replies that never take their own way."""
    for golden in (each for kept in goldens.values() for each in kept):
        taken = coverage.taken.get((golden.way, golden.text), set())
        if golden.way[1] in taken or not taken:
            continue
        state = scenario.states[golden.way[0]]
        meant, others = state.replies[golden.way[1]], [state.replies[way] for way in sorted(taken)]
        yield problem(scenario.path, meant.place.line, "E502", _astray_message(golden, meant, others))


def _astray_message(golden: Golden, meant: Transition, others: list[Transition]) -> str:
    heard = "、".join([*golden.assessment.labels, *sorted(golden.assessment.raised())]) or "什么也没听出来"
    went = "、".join(f"“{other.title}”→{other.to}" for other in others)
    return f"示范话术“{golden.text[:40]}”应走“{meant.title}”→{meant.to}，却走了{went}；听出的是：{heard}"


def _unreached(scenario: Scenario, coverage: Coverage) -> Iterator[Problem]:
    """States, ways and endings that no golden reply reaches."""
    for state in scenario.states.values():
        if state.id not in coverage.states:
            yield problem(scenario.path, state.place.line, "E503", f"没有示范话术能走到状态“{state.id}”")
            continue
        for way, transition in enumerate(state.replies):
            if (state.id, way) not in coverage.ways:
                message = f"没有示范话术走得通“{state.id}”里的“{transition.title}”→{transition.to}"
                yield problem(scenario.path, transition.place.line, "E504", message)
    for ending in scenario.endings.values():
        if ending.id not in coverage.endings:
            yield problem(scenario.path, ending.place.line, "E505", f"没有示范话术能走到结局“{ending.id}”")


def _gates(scenario: Scenario, scorer: Scorer) -> Iterator[Problem]:
    """Replies written to break a gate that do not break it."""
    points = point_index(scenario, scorer.rules.words)
    state = scenario.states[scenario.start]
    for gate in scenario.gates:
        for text in gate.breaks:
            assessment = scorer.assess(text, context_in(scenario, state), points)
            shown = gate.name in assessment.labels or gate.name in assessment.raised()
            if shown is gate.must:
                yield problem(scenario.path, gate.place.line, "E506", _gate_message(gate, text, assessment))


def _gate_message(gate: Gate, text: str, assessment: Assessment) -> str:
    heard = "、".join([*assessment.labels, *sorted(assessment.raised())]) or "什么也没听出来"
    wanted = "不应算做到" if gate.must else "应当碰到"
    return f"红线 {gate.id} 的例句“{text[:40]}”{wanted}“{gate.name}”；听出的是：{heard}"
