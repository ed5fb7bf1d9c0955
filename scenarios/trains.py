"""What a scenario trains, from what its ways ask for and what moves its customer; nobody has to write it down."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from scenarios.model import PASSING, Scenario, State, Transition
from scoring.labels import GRAVE, LABELS

MOST_MOVES: Final = 6
MOST_FAULTS: Final = 4
_WAY: Final = 60
"""What it weighs that one way asks for something; the ways of one `any` share it."""
_STEP: Final = _WAY // 2
"""What each step of anger or trust weighs that a label moves the customer."""
_GATE: Final = 2 * _WAY
_ALWAYS_WRONG: Final = frozenset({*GRAVE, "blames_customer"})
"""Faults that every customer takes amiss: only a gate makes them what a scenario is about."""

Weight = tuple[str, int]


def trained(scenario: Scenario) -> tuple[str, ...]:
    """The labels to learn here: the moves that lead on, the weightiest first, then the faults that do most harm."""
    weights: Counter[str] = Counter()
    for label, weight in (*_asked(scenario), *_felt(scenario)):
        weights[label] += 0 if label in _ALWAYS_WRONG else weight
    for gate in scenario.gates:
        weights[gate.name] += _GATE if gate.name in LABELS and LABELS[gate.name].good is gate.must else 0
    moves, faults = (_weightiest(weights, good=good) for good in (True, False))
    return (*moves[:MOST_MOVES], *faults[:MOST_FAULTS])


def _weightiest(weights: Counter[str], *, good: bool) -> list[str]:
    labels = [label for label in LABELS if LABELS[label].good is good and weights[label] > 0]
    return sorted(labels, key=lambda label: -weights[label])


def _asked(scenario: Scenario) -> Iterator[Weight]:
    """What ways look for: moves where they lead on, faults wherever they are heard."""
    for state in scenario.states.values():
        for way in state.replies:
            if way.when is None:
                continue
            leads_on = _leads_on(scenario, state, way)
            shared = _WAY // max(1, len(way.when.any))
            named = (*((name, _WAY) for name in way.when.has), *((name, shared) for name in way.when.any))
            yield from ((name, weight) for name, weight in named if name in LABELS and LABELS[name].good <= leads_on)


def _leads_on(scenario: Scenario, state: State, way: Transition) -> bool:
    """Whether a way goes somewhere, and not to an ending that nobody wants."""
    ending = scenario.endings.get(way.to)
    return way.to != state.id and (ending is None or ending.kind in PASSING)


def _felt(scenario: Scenario) -> Iterator[Weight]:
    """How far a move wins this customer over, and a fault puts them off."""
    for label in LABELS.values():
        move = scenario.move_of(label.id)
        steps = move.get("trust", 0) - move.get("anger", 0)
        yield label.id, _STEP * max(0, steps if label.good else -steps)
