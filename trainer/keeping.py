"""Ties a practice to the store: starts, commits every turn before anyone sees it, resumes, tries again, replays.

Knows no screen and no command line; front ends differ only in how they ask and show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from scenarios.model import Mood
from scenarios.packed import pack, unpack
from transcripts.ids import new_id
from transcripts.records import Mode, Session, Turn, mixed_version

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from scoring.points import PointIndex
    from trainer.practice.debrief import Debrief
    from trainer.practice.session import Practice
    from transcripts.store import Store

Clock = Callable[[], datetime]
Verdict = Literal["identical", "differs", "other version"]


def utc_now() -> datetime:
    """The wall clock, in UTC."""
    return datetime.now(UTC)


class KeptPractice:
    """A practice whose every turn is in the store before its answer is shown."""

    def __init__(self, practice: Practice, store: Store, session: Session, clock: Clock = utc_now) -> None:
        self.practice = practice
        self.session = session
        self._store = store
        self._clock = clock

    def reply(self, text: str, *, seconds: float | None = None, hints: int = 0) -> Turn:
        """Say something to the customer; returns once the turn is on disk. A turn that cannot be kept is not taken."""
        before = self.practice.standing
        turn = self.practice.reply(text, seconds=seconds, hints=hints)
        try:
            version = self.practice.scorer.version
            self._store.append_turn(self.session.id, turn, self._finish(), scorer_version=version)
        except Exception:
            self.practice.take_back(before)
            raise
        return turn

    def keep_whole(self) -> None:
        """Keep a new session at once with the turns it has, and its end where they led to one."""
        end = self._finish()
        if end is not None:
            ends = {"ended": end.ended, "ending": end.ending, "outcome": end.outcome, "passed": end.passed}
            self.session = replace(self.session, **ends)
        self._store.start_session(self.session, gates_failed=end.gates_failed if end is not None else None)

    def _finish(self) -> Any:
        if not self.practice.ended:
            return None
        from transcripts.store import Finish

        end = self.debrief()
        assert end.ending is not None
        gates = sum(gate.failed for gate in end.gates)
        return Finish(_stamp(self._clock()), end.ending.id, end.outcome, end.passed, gates)

    def debrief(self) -> Debrief:
        """What the session comes to so far."""
        return _debrief(self.practice)


@dataclass(frozen=True, slots=True)
class Start:
    """How a new session begins; `state` and `mood` override the scenario's own start."""

    seed: int = 0
    mode: Mode = "practice"
    state: str | None = None
    mood: Mood | None = None

    def to_json(self) -> dict[str, Any]:
        """The overrides alone, as the session record keeps them."""
        kept: dict[str, Any] = {"state": self.state} if self.state else {}
        if self.mood is not None:
            kept["mood"] = {axis: getattr(self.mood, axis) for axis in ("anger", "trust", "patience")}
        return kept

    @classmethod
    def of(cls, session: Session) -> Start:
        """How a kept session began."""
        mood = session.start.get("mood")
        return cls(session.seed, session.mode, session.start.get("state"), Mood(**mood) if mood else None)

    def practice(self, scenario: Scenario, scorer: Scorer, points: PointIndex | None = None) -> Practice:
        """A practice that begins so; `points` are the scenario's, where they are ready."""
        from trainer.practice.session import Practice

        return Practice(
            scenario, scorer, seed=self.seed, mode=self.mode, state=self.state, mood=self.mood, points=points
        )


@dataclass(frozen=True, slots=True)
class Keeper:
    """Starts and finds kept practices of one person."""

    store: Store
    scorer: Scorer
    person: str
    clock: Clock = utc_now

    def start(self, scenario: Scenario, start: Start) -> KeptPractice:
        """Begin a new session and keep its opening."""
        practice = start.practice(scenario, self.scorer)
        session = self._new_session(practice, start)
        self.store.start_session(session)
        return KeptPractice(practice, self.store, session, self.clock)

    def resume(self, session_id: str) -> KeptPractice:
        """Go on with a session, as it was kept, with its own scenario. Raises Corrupt where that makes no sense."""
        session = self.store.session(session_id)
        practice = self._standing_after(session, session.turns)
        return KeptPractice(practice, self.store, session, self.clock)

    def retry(self, session_id: str, turn: int) -> KeptPractice:
        """Try again from a turn: a new session, linked to the first, with the turns before it copied."""
        first = self.store.session(session_id)
        practice = self._standing_after(first, first.turns[: turn - 1])
        session = self._new_session(practice, Start.of(first))
        turns = tuple(practice.turns)
        session = replace(session, scenario_hash=first.scenario_hash, turns=turns, parent=first.id, parent_turn=turn)
        if turns:
            session = replace(session, scorer_version=mixed_version(first.scorer_version, session.scorer_version))
        self.store.start_session(session)
        return KeptPractice(practice, self.store, session, self.clock)

    def replay(self, session_id: str, scenario: Scenario) -> KeptPractice:
        """Say the replies of a session again, from the start, to another version of its scenario: a new session."""
        first = self.store.session(session_id)
        start = Start.of(first)
        if start.state not in scenario.states:
            start = replace(start, state=None)
        practice = start.practice(scenario, self.scorer)
        for turn in first.turns:
            if not practice.ended:
                practice.reply(turn.reply, seconds=turn.seconds, hints=turn.hints)
        session = replace(
            self._new_session(practice, start), turns=tuple(practice.turns), parent=first.id, parent_turn=1
        )
        kept = KeptPractice(practice, self.store, session, self.clock)
        kept.keep_whole()
        return kept

    def scenario_of(self, session: Session) -> Scenario:
        """The scenario as it was when the session was played."""
        return kept_scenario(self.store, session)

    def _standing_after(self, session: Session, turns: tuple[Turn, ...]) -> Practice:
        scenario = self.scenario_of(session)
        with making_sense(self.store, session):
            practice = Start.of(session).practice(scenario, self.scorer)
            practice.resume(session.opening, turns)
            if not practice.ended:
                scenario.states[practice.standing.state]
        return practice

    def _new_session(self, practice: Practice, start: Start) -> Session:
        now = self.clock()
        return Session(
            id=new_id(clock=now.timestamp),
            person=self.person,
            scenario=practice.scenario.id,
            scenario_hash=self.store.keep_text("scenario", pack(practice.scenario)),
            rules_hash=self.store.keep_text("rules", self.scorer.rules_text()),
            scorer_version=self.scorer.version,
            seed=start.seed,
            mode=start.mode,
            started=_stamp(now),
            opening=practice.opening,
            start=start.to_json(),
        )


def kept_scenario(store: Store, session: Session, *, to_play: bool = True) -> Scenario:
    """The scenario a session was played with. Raises Corrupt where the text kept of it is none."""
    with making_sense(store, session):
        return unpack(store.text(session.scenario_hash), to_play=to_play)


@contextmanager
def making_sense(store: Store, session: Session) -> Iterator[None]:
    """Say that the file is damaged where what was kept of a session makes none, as when other hands changed it."""
    from transcripts.errors import Corrupt, UnknownText

    try:
        yield
    except (UnknownText, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Corrupt(store.path, f"练习 {session.id} 的内容读不出来") from error


def replay(session: Session, scenario: Scenario, scorer: Scorer, points: PointIndex | None = None) -> Verdict:
    """Play a session again from its replies and compare; another scorer may see things differently and is named.

    `points` are the scenario's, where they are ready: learning them takes longer than a session.
    """
    if session.scorer_version != scorer.version:
        return "other version"
    practice = Start.of(session).practice(scenario, scorer, points)
    same = practice.opening == session.opening
    for turn in session.turns:
        if not same or practice.ended:
            return "differs"
        same = practice.reply(turn.reply, seconds=turn.seconds, hints=turn.hints) == turn
    return "identical" if same and _ends_so(practice, session) else "differs"


def _ends_so(practice: Practice, session: Session) -> bool:
    """Whether a practice ended as the session is said to have ended, or is open like it."""
    kept = (session.ending, session.outcome, session.passed)
    if not practice.ended:
        return session.ended is None and kept == (None, None, None)
    end = _debrief(practice)
    return session.ended is not None and kept == (practice.standing.ending, end.outcome, end.passed)


def _debrief(practice: Practice) -> Debrief:
    from trainer.practice.debrief import debrief

    return debrief(practice.scenario, tuple(practice.turns), practice.start.mood)


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="milliseconds")
