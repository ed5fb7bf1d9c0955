"""The scenario as a state machine of the `transitions` library, built only from a scenario that has passed its checks.

The library would resolve dotted names by import and accept unknown targets; so it is given callables and known names
only, makes no transitions of its own, and is asked for nothing but the next step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from scenarios.model import Scenario, Transition
from trainer.practice.guards import conditions, holds
from trainer.practice.hearing import Heard
from trainer.practice.standing import Standing
from trainer.practice.trace import Trace, Tried

if TYPE_CHECKING:
    from transitions import EventData

_HEAR = "hear"


@dataclass
class _Walker:
    """The model that the library moves: its state, and which way it took."""

    state: str = ""
    way: int = -1


class CustomerMachine:
    """Says which way a customer takes from where they stand."""

    def __init__(self, scenario: Scenario) -> None:
        from transitions import Machine

        self._states = scenario.states
        self._walker = _Walker()
        self._machine: Any = Machine(
            model=self._walker,
            states=[*scenario.states, *scenario.endings],
            initial=scenario.start,
            auto_transitions=False,
            send_event=True,
        )
        for state in scenario.states.values():
            for way, transition in enumerate(state.replies):
                self._add(state.id, way, transition)

    def _add(self, source: str, way: int, transition: Transition) -> None:
        self._machine.add_transition(
            _HEAR, source, transition.to, conditions=[_condition(way, transition)], before=[partial(self._take, way)]
        )

    def _take(self, way: int, _event: EventData) -> None:
        self._walker.way = way

    def next(self, standing: Standing, heard: Heard, trace: Trace | None = None) -> tuple[int, str]:
        """The index of the way taken from the standing's state, and where it leads. Raises LookupError for no way.

        Where nothing plain leads anywhere, what is only suspected counts. A trace is given every way that was tried.
        """
        way = self._first_open(standing, heard, trace)
        if heard.suspected and self._states[standing.state].replies[way].when is None:
            if trace is not None:
                trace.tried.clear()
                trace.on_suspicion = True
            way = self._first_open(standing, heard.on_suspicion, trace)
        return way, self._walker.state

    def _first_open(self, standing: Standing, heard: Heard, trace: Trace | None) -> int:
        self._walker.way = -1
        self._machine.set_state(standing.state, self._walker)
        self._machine.dispatch(_HEAR, heard=heard, standing=standing, trace=trace)
        if self._walker.way < 0:
            raise LookupError(standing.state)
        return self._walker.way


def _condition(way: int, transition: Transition) -> Callable[[EventData], bool]:
    def condition(event: EventData) -> bool:
        heard, standing, trace = (event.kwargs[name] for name in ("heard", "standing", "trace"))
        held = holds(transition.when, heard, standing)
        if trace is not None:
            trace.tried.append(Tried(way, held, tuple(conditions(transition.when, heard, standing))))
        return held

    return condition
