"""What an edit of scenarios or rules would change, before anyone publishes it: in golden replies and kept sessions.

Reads the store and writes nothing anywhere; knows no screen and no command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scenarios.packed import pack, unpack
from scoring.text import clean
from trainer.keeping import Start, making_sense
from trainer.practice.compare import (
    Change,
    SessionChange,
    Version,
    contexts,
    golden_changes,
    may_be_marked_otherwise,
    said_again,
    session_change,
)
from trainer.practice.recall import Recalling
from transcripts.errors import StoreError

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from transcripts.records import Session, Turn
    from transcripts.store import Store


@dataclass(frozen=True, slots=True)
class Edit:
    """Scenarios as they would be, by id, and the rules before and after; `installed` are the scenarios as they are.

    `scorer` and `edited` are one and the same where no rule is edited.
    """

    scenarios: Mapping[str, Scenario]
    installed: Mapping[str, Scenario]
    scorer: Scorer
    edited: Scorer


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """The golden replies of one scenario; `changes` is None where no earlier version is known."""

    scenario: str
    path: str
    changes: tuple[Change, ...] | None


@dataclass(frozen=True, slots=True)
class SessionReport:
    """One session; `change` is None where there is nothing to compare, and `why` says why.

    `same`: the edit cannot touch it; `no start`: it began in a state that is gone; `damaged`: it cannot be read.
    `remarked`: another scorer version had marked it, so that today's marks stand for the old ones.
    """

    id: str
    session: Session | None
    change: SessionChange | None
    why: Literal["", "same", "no start", "damaged"] = ""
    remarked: bool = False

    @property
    def differs(self) -> bool:
        """Whether the edit makes any difference to the session."""
        return self.why == "no start" or (self.change is not None and self.change.differs)


def read_all(store: Store) -> dict[str, Session | None]:
    """Every session by start; None for one that cannot be read."""
    found: dict[str, Session | None] = {}
    for name in store.session_ids():
        try:
            found[name] = store.session(name)
        except StoreError:
            found[name] = None
    return found


@dataclass
class Foresight:
    """Compares everything that an edit concerns; `kept` are the sessions of the store, as read_all() gave them."""

    edit: Edit
    store: Store | None
    kept: Mapping[str, Session | None]
    _versions: dict[str, Version] = field(default_factory=dict)
    _after: dict[str, Version] = field(default_factory=dict)

    @cached_property
    def _before(self) -> Recalling:
        return Recalling(self.edit.scorer)

    @cached_property
    def _now(self) -> Recalling:
        is_same = self.edit.edited is self.edit.scorer
        return self._before if is_same else Recalling(self.edit.edited, self._before)

    @property
    def _rules_differ(self) -> bool:
        return self._now is not self._before

    def goldens(self) -> Iterator[GoldenReport]:
        """The golden replies of each scenario concerned."""
        concerned = {**self.edit.installed, **self.edit.scenarios} if self._rules_differ else self.edit.scenarios
        for name, scenario in concerned.items():
            old = self._earlier(scenario) if name in self.edit.scenarios else scenario
            if old is None:
                yield GoldenReport(name, scenario.path, None)
                continue
            versions = Version(old, self._before), Version(scenario, self._now)
            yield GoldenReport(name, scenario.path, tuple(golden_changes(*versions)))

    def _earlier(self, scenario: Scenario) -> Scenario | None:
        """The version before an edited one: the installed file, else, where that is the edited one, the last played.

        None where nobody knows any.
        """
        edited = pack(scenario)
        installed = self.edit.installed.get(scenario.id)
        if installed is not None and pack(installed) != edited:
            return installed
        played = [session for session in self.kept.values() if session and session.scenario == scenario.id]
        for session in reversed(played):
            try:
                version = self._played(session)
            except StoreError:
                continue
            if pack(version.scenario) != edited:
                return version.scenario
        is_itself = installed is not None and Path(installed.path).samefile(scenario.path)
        return installed if played or not is_itself else None

    @property
    def _store(self) -> Store:
        assert self.store is not None
        return self.store

    def sessions(self) -> Iterator[SessionReport]:
        """Every session concerned, by start, and every one that cannot be read."""
        for name, session in self.kept.items():
            if session is None:
                yield SessionReport(name, None, None, "damaged")
            elif self._rules_differ or session.scenario in self.edit.scenarios:
                yield self._report(session)

    def _report(self, session: Session) -> SessionReport:
        try:
            with making_sense(self._store, session):
                return self._compared(session)
        except StoreError:
            return SessionReport(session.id, session, None, "damaged")

    def _compared(self, session: Session) -> SessionReport:
        old = self._played(session)
        new = self._edited(session, old)
        remarked = session.scorer_version != old.scorer.version
        if old.scenario is new.scenario and not self._may_differ(session, old, new, remarked=remarked):
            return SessionReport(session.id, session, None, "same")
        start = Start.of(session)
        if start.state is not None and start.state not in new.scenario.states:
            return SessionReport(session.id, session, None, "no start")
        before = self._said_anew(session, old) if remarked else session.turns
        after = self._said_anew(session, new)
        moods = start.mood or old.scenario.mood, start.mood or new.scenario.mood
        change = session_change(old, before, new, after, moods)
        return SessionReport(session.id, session, change, remarked=remarked)

    def _may_differ(self, session: Session, old: Version, new: Version, *, remarked: bool) -> bool:
        """Whether the rules alone can make a difference to a session."""
        if remarked and new.scorer.edit.measures:
            return True  # the contexts it will be marked in are not those it was marked in
        practice = Start.of(session).practice(old.scenario, old.scorer, old.points)
        practice.opening = session.opening
        said = zip(session.turns, contexts(practice, session.turns), strict=True)
        return any(may_be_marked_otherwise(old, new, turn.reply, context) for turn, context in said)

    def _played(self, session: Session) -> Version:
        """The version a session was played with."""
        name = session.scenario_hash
        if name not in self._versions:
            with making_sense(self._store, session):
                self._versions[name] = Version(unpack(self._store.text(name)), self._before)
        return self._versions[name]

    def _edited(self, session: Session, old: Version) -> Version:
        """The version a session would be played with: the edited scenario, else its own; the rules as they would be."""
        edited = self.edit.scenarios.get(session.scenario)
        if edited is None or clean(pack(edited)) == pack(old.scenario):
            edited = old.scenario
        key = session.scenario if edited is not old.scenario else session.scenario_hash
        if key not in self._after:
            self._after[key] = Version(edited, self._now)
        return self._after[key]

    def _said_anew(self, session: Session, version: Version) -> tuple[Turn, ...]:
        practice = Start.of(session).practice(version.scenario, version.scorer, version.points)
        return said_again(practice, session.turns)


@dataclass(frozen=True, slots=True)
class Counts:
    """What an edit comes to, in numbers; `new` names scenarios that have no earlier version."""

    goldens: int
    golden_changed: int
    golden_added: int
    golden_removed: int
    new: tuple[str, ...]
    sessions: int
    session_changed: int
    endings: int
    passes: int
    marks: int
    remarked: int
    damaged: int

    @classmethod
    def of(cls, goldens: Sequence[GoldenReport], sessions: Sequence[SessionReport]) -> Counts:
        """Count."""
        replies = [change for report in goldens for change in report.changes or ()]
        changed = [change for change in replies if change.differs]
        ends = [(each.change.before, each.change.after) for each in sessions if each.change is not None]
        return cls(
            goldens=len(replies),
            golden_changed=sum(change.before is not None and change.after is not None for change in changed),
            golden_added=sum(change.before is None for change in changed),
            golden_removed=sum(change.after is None for change in changed),
            new=tuple(report.scenario for report in goldens if report.changes is None),
            sessions=sum(each.why != "damaged" for each in sessions),
            session_changed=sum(each.differs for each in sessions),
            endings=sum((old.ending, old.outcome) != (new.ending, new.outcome) for old, new in ends),
            passes=sum(old.passed != new.passed for old, new in ends),
            marks=sum(old.mark != new.mark for old, new in ends),
            remarked=sum(each.remarked for each in sessions),
            damaged=sum(each.why == "damaged" for each in sessions),
        )
