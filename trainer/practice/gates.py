"""Gates: what must have happened by a given reply, or must never happen, whatever the marks say."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.model import Gate, Scenario
from trainer.practice.hearing import Heard
from trainer.practice.standing import Standing


@dataclass(frozen=True, slots=True)
class GateResult:
    """How a gate stands. `turn`: when a `must` was done, or a `never` broken; None where neither happened."""

    gate: Gate
    turn: int | None
    failed: bool
    open: bool
    """True while a `must` can still be done in time."""
    words: str = ""
    """The trainee's own words that met or broke it, where a debrief has looked them up."""


def after_reply(scenario: Scenario, standing: Standing, heard: Heard) -> Mapping[str, int | None]:
    """Gates that something happened to, this reply included; the first time counts."""
    shown = heard.labels | heard.points
    gates = dict(standing.gates)
    for gate in scenario.gates:
        if gate.name in shown:
            gates.setdefault(gate.id, standing.turn + 1)
    return gates


def results(scenario: Scenario, standing: Standing) -> tuple[GateResult, ...]:
    """How every gate of the scenario stands."""
    return tuple(_result(gate, standing) for gate in scenario.gates)


def _result(gate: Gate, standing: Standing) -> GateResult:
    turn = standing.gates.get(gate.id)
    if not gate.must:
        return GateResult(gate, turn, failed=turn is not None, open=False)
    late = gate.by is not None and (turn if turn is not None else standing.turn + 1) > gate.by
    missing = turn is None and standing.ending is not None
    failed = late or missing
    return GateResult(gate, turn, failed=failed, open=turn is None and not failed)
