"""What the screens work with, each opened when first asked for: database, scorer, scenarios, and who practises.

Knows no widget. Calls may come from threads; what is opened is opened once.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from trainer.i18n import _

if TYPE_CHECKING:
    from scenarios.broken import BrokenFile
    from scenarios.catalogue import Catalogue
    from scenarios.entries import Entry
    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from trainer.app.advice import Suggestion
    from trainer.app.review.desk import ReviewDesk
    from trainer.keeping import Keeper, KeptPractice, Start
    from transcripts.progress import Progress
    from transcripts.queue import Line
    from transcripts.records import Mode, Person, Session
    from transcripts.store import Store


_REVIEWED = 5
"""Reviewed sessions that the course shows."""


def spare_the_collector() -> None:
    """Let the garbage collector pass over what is loaded by now: a look at all the rules would hold up a reply."""
    gc.freeze()


@dataclass(frozen=True, slots=True)
class Course:
    """Everything the course map shows."""

    entries: tuple[Entry, ...]
    progress: Progress
    next: tuple[Suggestion, ...] = ()
    """What to practise next, the most pressing first."""
    reviewed: tuple[Line, ...] = ()
    """This person's sessions that instructors reviewed, the latest first."""
    broken: tuple[BrokenFile, ...] = ()
    """Files beside the shipped ones that are no scenarios and cannot be used."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for: a scenario or a session to begin with, and how."""

    scenario: str | None = None
    resume: str | None = None
    mode: Mode = "practice"
    seed: int = 0
    state: str | None = None
    moods: tuple[tuple[str, int], ...] = ()
    review: bool = False
    """To review what others practised, rather than to practise."""

    @property
    def any(self) -> bool:
        """Whether there is a place to begin other than the course."""
        return self.scenario is not None or self.resume is not None


@dataclass(frozen=True, slots=True)
class Edited:
    """What the edited file of a scenario came to: another version that can be played, or its first problem."""

    is_other: bool
    problem: str = ""


class CannotPlay(Exception):  # noqa: N818 - said to a person, in these words
    """A scenario that cannot be played as wished."""


class Desk:
    """One person's place at the program."""

    def __init__(self, db: Path | None, scenarios: Path | None, trainee: str | None) -> None:
        self._db = db
        self._own = scenarios
        self.lock = RLock()
        self.trainee = (trainee or "").strip() or None
        self.person: Person | None = None

    @cached_property
    def store(self) -> Store:
        """The database."""
        from transcripts.store import Store, default_path

        return Store.open(self._db or default_path())

    @cached_property
    def scorer(self) -> Scorer:
        """The scorer with the shipped rules, installed ones and those of one's own folder."""
        from trainer.sources import open_scorer

        return open_scorer(self._own)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The scenarios that come along, installed ones and those of one's own folder."""
        from trainer.sources import open_catalogue

        return open_catalogue(self._own)

    def close(self) -> None:
        """Close what is open."""
        if "store" in self.__dict__:
            self.store.close()

    def people(self) -> list[Person]:
        """Everybody who practises on this machine; the one the command line named is sat down at once."""
        with self.lock:
            known = self.store.people()
            if self.trainee is not None and self.person is None:
                self.person, self.trainee = self._named(self.trainee), None
            return known

    def _named(self, wanted: str) -> Person:
        from transcripts.errors import UnknownPerson

        try:
            return self.store.find_person(wanted)
        except UnknownPerson:
            return self.add_person(wanted, "", "")

    def add_person(self, name: str, staff_number: str, team: str) -> Person:
        """Make somebody known."""
        from transcripts.ids import new_id
        from transcripts.records import Person

        person = Person(new_id(), name.strip(), staff_number.strip(), team.strip())
        self.store.add_person(person)
        return self.store.find_person(person.id)

    def rename(self, name: str, staff_number: str, team: str) -> Person:
        """Correct the name, number or team of who practises."""
        self.person = self.store.rename(self.who.id, name=name, staff_number=staff_number, team=team)
        return self.person

    @property
    def who(self) -> Person:
        """Who sits here."""
        assert self.person is not None
        return self.person

    def course(self) -> Course:
        """The scenarios and how this person stands with each."""
        from trainer.app.advice import suggest
        from trainer.sources import broken_files

        with self.lock:
            progress = self.store.progress(self.who.id)
            entries = self.catalogue.entries()
            broken = broken_files(self._own, self.catalogue)
            reviewed = self._reviewed()
        return Course(entries, progress, suggest(entries, progress), reviewed, broken)

    def _reviewed(self) -> tuple[Line, ...]:
        from transcripts.staffroom import Filters

        return self.review.room.queue(Filters(person=self.who.id, reviewed=True), size=_REVIEWED).lines

    def warm_up(self) -> None:
        """Do ahead what the first reply would have to wait for."""
        with self.lock:
            self.store.load()
            self.scorer  # noqa: B018 - reading it opens it
        spare_the_collector()

    def scenario(self, wanted: str) -> Scenario:
        """A scenario by id or unique tail. Raises UnknownScenario, or CannotPlay for a broken file."""
        with self.lock:
            loaded = self.catalogue.load(wanted)
        if loaded.scenario is None:
            raise CannotPlay("\n".join(map(str, loaded.problems)))
        return loaded.scenario

    def start_of(self, scenario: Scenario, wish: Wish) -> Start:
        """How a wish begins in a scenario."""
        from trainer.keeping import Start

        if wish.state is not None and wish.state not in scenario.states:
            known = "、".join(scenario.states)
            raise LookupError(_("没有状态“{state}”；有：{known}").format(state=wish.state, known=known))
        mood = replace(scenario.mood, **dict(wish.moods)) if wish.moods else None
        return Start(wish.seed, wish.mode, wish.state, mood)

    def own_files(self, scenario: Scenario) -> tuple[Path, ...]:
        """The files of one's own folder that a scenario is made of: its own, and its persona's; none of others'."""
        from scenarios.catalogue import UnknownScenario
        from scenarios.folder import persona_files

        if self._own is None:
            return ()
        try:
            file = self.catalogue.find(scenario.id).path
        except UnknownScenario:
            return ()
        personas = (place.path for place in persona_files(self._own) if place.id == scenario.persona.id)
        return (file, *personas) if file.is_relative_to(self._own) else ()

    def look_at(self, played: Scenario) -> Edited:
        """What the file of a scenario has become; a problem's path is said as it lies in one's own folder."""
        from scenarios.packed import pack

        with self.lock:
            loaded = self.catalogue.load(played.id)
        if loaded.scenario is not None:
            return Edited(is_other=pack(loaded.scenario) != pack(played))
        first = next(found for found in loaded.problems if found.severity == "error")
        path = Path(first.path)
        if self._own is not None and path.is_relative_to(self._own):
            first = first._replace(path=path.relative_to(self._own).as_posix())
        return Edited(is_other=False, problem=str(first))

    def replay(self, session: Session) -> KeptPractice:
        """Say the replies of a session again to its scenario as the file is now."""
        return self.keeper().replay(session.id, self.scenario(session.scenario))

    def keeper(self) -> Keeper:
        """Starts and finds this person's practices."""
        from trainer.keeping import Keeper

        with self.lock:
            return Keeper(self.store, self.scorer, self.who.id)

    def start(self, scenario: Scenario, start: Start) -> KeptPractice:
        """Begin a practice."""
        return self.keeper().start(scenario, start)

    def resume(self, session: str) -> KeptPractice:
        """Go on with one of this person's, by its id or the end of it. Raises CannotPlay for somebody else's."""
        kept = self.keeper().resume(self.store.find_session(session))
        if kept.session.person != self.who.id:
            raise CannotPlay(_("这次练习是别人的；要自己练，请新开一次。"))
        return kept

    @cached_property
    def review(self) -> ReviewDesk:
        """The instructor's side of it."""
        from trainer.app.review.desk import ReviewDesk

        return ReviewDesk(self)

    def backup(self) -> Path:
        """Copy the database beside itself, named by the moment."""
        moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        target = self.store.path.with_name(f"{self.store.path.stem}-{_('备份')}-{moment}{self.store.path.suffix}")
        self.store.backup(target)
        return target
