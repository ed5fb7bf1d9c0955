"""The customer: hears a reply, is moved by it, takes a way, and says something. Pure: no clock, no chance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scenarios.model import AXES, Mood, Move, Scenario, Transition
from trainer.practice import gates
from trainer.practice.compose import Composer
from trainer.practice.hearing import Heard
from trainer.practice.machine import CustomerMachine
from trainer.practice.moment import Moment
from trainer.practice.standing import Standing
from trainer.practice.trace import Trace
from transcripts.records import Spoken

LAST_TURN = 30
REMEMBERED = {"commits_time": "promised", "apologises": "apologised", "greeting": "greeted"}
"""What the customer keeps count of, by the label that shows it."""
MOST_MOVE = 4
"""No single reply moves an axis further than this."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a reply led to. `way` is None when patience or turns ran out rather than a transition being taken."""

    standing: Standing
    way: int | None
    said: tuple[Spoken, ...]


class Customer:
    """The customer's side of one scenario with one seed."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario = scenario
        self._machine = CustomerMachine(scenario)
        self._composer = Composer(scenario, seed)

    def begin(self, standing: Standing) -> tuple[Standing, tuple[Spoken, ...]]:
        """The customer's first words in the state they start from."""
        said = self._composer.opening(standing)
        return standing.saying(frozenset(part.text for part in said)), said

    def respond(self, standing: Standing, heard: Heard, drained: int = 0, trace: Trace | None = None) -> Response:
        """Hear a reply. `drained` is the patience that time has cost, in steps; a trace is given what was tried."""
        way, _ = self._machine.next(standing, heard, trace)
        transition = self.scenario.states[standing.state].replies[way]
        after, left = step(self.scenario, standing, heard, transition, drained=drained)
        said = self._composer.answer(Moment(standing, after, heard, transition, ran_out=left))
        after = after.saying(frozenset(part.text for part in said))
        return Response(after, None if left else way, said)


def step(
    scenario: Scenario, standing: Standing, heard: Heard, transition: Transition, *, drained: int = 0
) -> tuple[Standing, bool]:
    """Where the customer stands once a way is taken, and whether they left instead."""
    after = _moved(scenario, standing, heard, transition, drained)
    if not _leaves(standing, after, heard, transition):
        return after, False
    return replace(after, state=scenario.leaves, ending=scenario.leaves), True


def _moved(scenario: Scenario, standing: Standing, heard: Heard, transition: Transition, drained: int) -> Standing:
    new_points = sorted(heard.points.difference(standing.points))
    done = [name for label, name in REMEMBERED.items() if label in heard.labels]
    return Standing(
        state=transition.to,
        mood=standing.mood.moved(total_move(scenario, heard, new_points, transition, drained=drained)),
        turn=standing.turn + 1,
        points=(*standing.points, *new_points),
        asked={**standing.asked, **{name: standing.asked.get(name, 0) + 1 for name in heard.asked}},
        used=standing.used,
        heard=(*standing.heard, heard.bare),
        gates=gates.after_reply(scenario, standing, heard),
        ending=transition.to if transition.to in scenario.endings else None,
        done={**standing.done, **{name: standing.done.get(name, 0) + 1 for name in done}},
        stayed=standing.stayed + 1 if transition.to == standing.state else 0,
    )


def total_move(
    scenario: Scenario, heard: Heard, new_points: Iterable[str], transition: Transition, *, drained: int = 0
) -> Move:
    """What a reply and the way it took change in the mood, each axis within what one reply can do."""
    moves = [move for _, move in moved_by(scenario, heard, new_points, transition, drained=drained)]
    return {axis: max(-MOST_MOVE, min(MOST_MOVE, sum(move.get(axis, 0) for move in moves))) for axis in AXES}


def moved_by(
    scenario: Scenario, heard: Heard, new_points: Iterable[str], transition: Transition, *, drained: int = 0
) -> Iterator[tuple[str, Move]]:
    """What moves the mood, each with its move: labels, points raised for the first time, `*way` and `*time`."""
    yield from ((name, scenario.move_of(name)) for name in (*sorted(heard.labels), *new_points))
    yield "*way", transition.mood
    yield "*time", {"patience": -drained}


def gives_up(transition: Transition, state: str, mood: Mood, heard: Heard) -> bool:
    """Whether a customer in a state goes for want of patience: none left, and again nothing moved on or was offered."""
    if heard.brings and not heard.marred:
        return False
    return mood.patience == 0 and (transition.when is None or transition.to == state)


def _leaves(before: Standing, after: Standing, heard: Heard, transition: Transition) -> bool:
    """Whether the customer goes now: out of patience, or at the last turn."""
    if after.ending is not None:
        return False
    return gives_up(transition, before.state, after.mood, heard) or after.turn >= LAST_TURN
