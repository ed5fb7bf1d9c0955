"""Why one reply got what it got: what was understood of it, how its marks came about, what the customer made of it.

Plays the reply in a practice like any other and keeps what happened. Decides nothing of its own and has no words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.model import Mood, Move, Scenario, State
from scenarios.points import point_index
from scoring.assess import Scorer
from scoring.marks import FAINT, Sum, sums
from scoring.reading import Reading
from scoring.records import Context
from trainer.practice.customer import moved_by
from trainer.practice.hearing import Heard
from trainer.practice.session import Practice
from trainer.practice.trace import Trace, Tried
from transcripts.records import Turn


@dataclass(frozen=True, slots=True)
class Faint:
    """A label, or `gaming`, that is not shown but weighs. `ruled`: a rule named it, and it was not kept."""

    label: str
    sure: int
    ruled: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """One reply in one state, from the words to the answer."""

    scenario: Scenario
    state: State
    context: Context
    turn: Turn
    sure: Mapping[str, int]
    """How sure the detectors are of each label and of `gaming`, in a hundred; empty for a reply without words."""
    faint: tuple[Faint, ...]
    sums: Mapping[str, Sum]
    """How each mark came about; empty for a reply without words, which gets 1 throughout."""
    heard: Heard
    alike: frozenset[str]
    """The points that no phrase found, heard because the reply is like their examples."""
    tried: tuple[Tried, ...]
    on_suspicion: bool
    """Whether the ways were tried with faults that were only suspected, nothing plain having led on."""
    moves: tuple[tuple[str, Move], ...]
    """What moved the mood: labels, points, `*way` for the way taken; only what moved anything."""


def explain(
    scenario: Scenario, scorer: Scorer, reply: str, *, state: str | None = None, mood: Mood | None = None, seed: int = 0
) -> Explained:
    """Say a reply in a state of a scenario as its first turn. Raises KeyError for a state that is not there."""
    practice, trace = Practice(scenario, scorer, seed=seed, state=state, mood=mood), Trace()
    before, context = practice.standing, practice.context()
    turn = practice.reply(reply, trace=trace)
    if trace.heard is None:
        raise LookupError(before.state)
    reading = Reading(turn.reply, context)
    sure = scorer.sure(turn.reply, context) if reading.bare else {}
    taken = scenario.states[before.state].replies[trace.tried[-1].way]
    moves = moved_by(scenario, trace.heard, sorted(trace.heard.points), taken)
    return Explained(
        scenario,
        scenario.states[before.state],
        context,
        turn,
        sure,
        _faint(turn, sure, scorer.ruled(reading)),
        _sums(scorer, reading, turn, sure),
        trace.heard,
        turn.assessment.raised() - point_index(scenario, scorer.rules.words).phrased(reading),
        tuple(trace.tried),
        trace.on_suspicion,
        tuple((name, move) for name, move in moves if any(move.values())),
    )


def _sums(scorer: Scorer, reading: Reading, turn: Turn, sure: Mapping[str, int]) -> Mapping[str, Sum]:
    if not reading.bare:
        return {}
    found = turn.assessment
    return sums(reading, found.labels, sure, gaming=found.gaming, met_before=scorer.met_before(reading))


def _faint(turn: Turn, sure: Mapping[str, int], ruled: tuple[str, ...]) -> tuple[Faint, ...]:
    """Labels, and `gaming`, that are not shown, the surest first; none for a reply without words."""
    shown = {*turn.assessment.labels, *(["gaming"] if turn.assessment.gaming else [])}
    found = [Faint(name, percent, name in ruled) for name, percent in sure.items() if name not in shown]
    found.sort(key=lambda faint: -faint.sure)
    return tuple(faint for faint in found if faint.ruled or faint.sure >= FAINT)
