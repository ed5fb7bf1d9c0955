"""What an edit changes: golden replies and sessions, marked and routed under two versions, side by side.

Builds on scenarios and turns alone; knows no store and has no words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from scenarios.model import Axis, Bound, Guard, Mood, Scenario, State, Transition
from scenarios.points import heard_by, point_index
from scoring.labels import CASE_FINDINGS
from scoring.points import PointIndex
from scoring.reading import Reading
from scoring.records import Assessment, Context, Marks
from trainer.practice.debrief import debrief
from trainer.practice.guards import holds
from trainer.practice.hearing import Heard, hear
from trainer.practice.prove import context_in
from trainer.practice.recall import Recalling
from trainer.practice.session import Practice
from trainer.practice.standing import Standing
from transcripts.records import Turn

Titles = Mapping[tuple[str, int], str]
"""The title of each way, by its state and place there."""


@dataclass(frozen=True, slots=True)
class Step:
    """A way that a reply takes, or may take: `points`, `mood` and `turn` are what is left to be asked of it."""

    state: str
    to: str
    title: str
    """Empty where patience or turns ran out."""
    points: tuple[str, ...] = ()
    mood: tuple[tuple[Axis, Bound], ...] = ()
    turn: Bound | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one reply gets under one version. Of a golden reply `steps` are all ways it can take, in order."""

    labels: tuple[str, ...]
    points: tuple[str, ...]
    asked: tuple[str, ...]
    gaming: bool
    marks: Marks
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A reply before and after an edit; None where there is none, or it is no longer said.

    `place` is the line of a golden reply's way in the new file (or the old), or the number of a turn.
    """

    reply: str
    state: str
    place: int
    before: Outlook | None
    after: Outlook | None

    @property
    def differs(self) -> bool:
        """Whether the edit makes any difference to this reply."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class End:
    """What a session comes to; `passed` is None while it is open, `mark` its overall mark."""

    ending: str | None
    outcome: str | None
    passed: bool | None
    mark: float | None


@dataclass(frozen=True, slots=True)
class SessionChange:
    """A session before and after an edit: the turns that differ, and its end."""

    turns: tuple[Change, ...]
    before: End
    after: End

    @property
    def differs(self) -> bool:
        """Whether the edit makes any difference to this session."""
        return bool(self.turns) or self.before != self.after


class Version:
    """A scenario and the scorer that marks its replies."""

    def __init__(self, scenario: Scenario, scorer: Recalling) -> None:
        self.scenario = scenario
        self.scorer = scorer

    @cached_property
    def points(self) -> PointIndex:
        """The scenario's points, ready to find."""
        return point_index(self.scenario, self.scorer.rules.words)

    @cached_property
    def own_titles(self) -> Titles:
        """The titles of the scenario's ways."""
        return {(state, way): reply.title for state, way, reply in _ways(self.scenario)}

    @cached_property
    def goldens(self) -> Mapping[tuple[str, str], int]:
        """The golden replies by state and wording, each with its line."""
        found: dict[tuple[str, str], int] = {}
        for state, _way, reply in _ways(self.scenario):
            for text in reply.golden:
                found.setdefault((state, text), reply.place.line)
        return found

    def outlook(self, state: State, text: str, titles: Titles) -> Outlook:
        """What a golden reply gets in its state."""
        assessment = self.scorer.assess(text, context_in(self.scenario, state), self.points)
        return _outlook(assessment, tuple(_steps(state, hear(text, assessment, ()), titles)))


def golden_changes(old: Version, new: Version) -> Iterator[Change]:
    """Every golden reply of either version; what cannot have changed is not marked to find that out."""
    titles = renamed(old, new)
    for state, text in {**old.goldens, **new.goldens}:
        line = new.goldens.get((state, text)) or old.goldens[state, text]
        if (state, text) not in old.goldens or (state, text) not in new.goldens or _may_differ(old, new, state, text):
            before = _golden(old, state, text, old.own_titles)
            yield Change(text, state, line, before, _golden(new, state, text, titles))
        else:
            yield Change(text, state, line, None, None)


def _golden(version: Version, state: str, text: str, titles: Titles) -> Outlook | None:
    if (state, text) not in version.goldens:
        return None
    return version.outlook(version.scenario.states[state], text, titles)


def _may_differ(old: Version, new: Version, state: str, text: str) -> bool:
    """Whether anything is other that a reply's labels, points and ways in a state depend on."""
    if old.scenario is not new.scenario and _ground(old.scenario, state) != _ground(new.scenario, state):
        return True
    return may_be_marked_otherwise(old, new, text, context_in(new.scenario, new.scenario.states[state]))


def may_be_marked_otherwise(old: Version, new: Version, text: str, context: Context) -> bool:
    """Whether the rules, or the word lists in the phrases of the points, can make a difference to a reply."""
    if new.scorer.edit.touches(text, context):
        return True
    if old.scorer.rules.words == new.scorer.rules.words:
        return False
    reading = Reading(text, context)
    return old.points.find(reading) != new.points.find(reading)


def _ground(scenario: Scenario, state: str) -> object:
    """All of a scenario that decides what a reply gets in a state."""
    here = scenario.states[state]
    ways = [(reply.when, reply.to, reply.title) for reply in here.replies]
    return ways, heard_by(scenario), context_in(scenario, here)


def renamed(old: Version, new: Version) -> Titles:
    """The titles of the new version's ways, those that were only renamed under their old name."""
    by_guard = [((state, reply.when, reply.to), reply.title) for state, _way, reply in _ways(old.scenario)]
    kept = {(state, title) for (state, _when, _to), title in by_guard}
    titles = dict(new.own_titles)
    for state, way, reply in _ways(new.scenario):
        if (state, reply.title) not in kept:
            same = (title for key, title in by_guard if key == (state, reply.when, reply.to))
            titles[state, way] = next(same, reply.title)
    return titles


def _ways(scenario: Scenario) -> Iterator[tuple[str, int, Transition]]:
    for state in scenario.states.values():
        for way, reply in enumerate(state.replies):
            yield state.id, way, reply


def _steps(state: State, heard: Heard, titles: Titles) -> Iterator[Step]:
    """The ways open to a reply, from the top down, to the first that asks for nothing more than the reply itself."""
    for way, reply in enumerate(state.replies):
        guard = reply.when or Guard()
        of_reply = replace(guard, points=(), mood={}, turn=None)
        if holds(of_reply, heard, _ANYWHERE):
            points = tuple(name for name in guard.points if name not in heard.points)
            yield Step(state.id, reply.to, titles[state.id, way], points, tuple(guard.mood.items()), guard.turn)
            if not (points or guard.mood or guard.turn):
                return


_ANYWHERE = Standing("", Mood(5, 5, 5))


def _outlook(assessment: Assessment, steps: tuple[Step, ...]) -> Outlook:
    checks = sorted({finding.label for finding in assessment.findings if finding.label in CASE_FINDINGS})
    return Outlook(
        (*assessment.labels, *checks),
        tuple(sorted(assessment.raised())),
        tuple(sorted(assessment.asked())),
        assessment.gaming,
        assessment.marks,
        steps,
    )


def contexts(practice: Practice, turns: tuple[Turn, ...]) -> Iterator[Context]:
    """What each reply of a session was judged in; leaves the practice where its last reply was said."""
    for number in range(len(turns)):
        practice.resume(practice.opening, turns[:number])
        yield practice.context()


def said_again(practice: Practice, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The replies of a session in a new practice, as far as it goes."""
    for turn in turns:
        if practice.ended:
            break
        practice.reply(turn.reply, seconds=turn.seconds, hints=turn.hints)
    return tuple(practice.turns)


def session_change(
    old: Version, before: tuple[Turn, ...], new: Version, after: tuple[Turn, ...], moods: tuple[Mood, Mood]
) -> SessionChange:
    """A session under two versions, as far as it goes under each; `moods` are those it starts in."""
    titles = renamed(old, new)
    changes = []
    for number in range(max(len(before), len(after))):
        first = before[number] if number < len(before) else None
        then = after[number] if number < len(after) else None
        said = first or then
        assert said is not None
        looks = _of_turn(first, old.own_titles), _of_turn(then, titles)
        changes.append(Change(said.reply, said.state, said.number, *looks))
    ends = end(old.scenario, before, moods[0]), end(new.scenario, after, moods[1])
    return SessionChange(tuple(change for change in changes if change.differs), *ends)


def _of_turn(turn: Turn | None, titles: Titles) -> Outlook | None:
    if turn is None:
        return None
    title = "" if turn.way is None else titles.get((turn.state, turn.way), "")
    return _outlook(turn.assessment, (Step(turn.state, turn.to, title),))


def end(scenario: Scenario, turns: tuple[Turn, ...], start: Mood) -> End:
    """What a session comes to."""
    found = debrief(scenario, turns, start)
    ending = found.ending
    if ending is None:
        return End(None, None, None, found.marks.overall)
    return End(ending.id, ending.kind, found.passed, found.marks.overall)
