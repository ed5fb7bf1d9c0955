"""What the instructor's screens work with: names to type, sessions opened, entries, reports. Knows no widget."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from trainer.app.review.asking import Known
from trainer.app.review.room import opened, say_of
from trainer.exchange import count_gates
from trainer.i18n import _
from trainer.names import with_titles
from transcripts.staffroom import Staffroom

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from trainer.app.desk import Desk
    from trainer.app.review.asking import Asked
    from trainer.app.review.room import Opened
    from transcripts.cohort import Cohort
    from transcripts.records import Session


class ReviewDesk:
    """The instructor's side of somebody's place at the program."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def room(self) -> Staffroom:
        """The instructor's side of the database."""
        return Staffroom(self._desk.store)

    def known(self) -> Known:
        """The names an instructor may type; what was said since the last time is made findable first."""
        with self._desk.lock:
            count_gates(self.room)
            self.room.index()
            titles = {entry.id: entry.title or entry.id for entry in self._desk.catalogue.entries()}
            return Known(self._desk.store.people(), self.room.teams(), titles)

    def opened(self, session: str, *, just_submitted: bool = False) -> Opened:
        """A session, and what this person may see of what was said of it."""
        return opened(self._desk.store, session, self._desk.who.id, just_submitted=just_submitted)

    def reviewed(self, session: str) -> Opened | None:
        """The same, where anything was said of it; None where nothing was."""
        return self.opened(session) if self._desk.store.entries(session) else None

    def say_of(self, session: Session, turn: int, values: Mapping[str, Any]) -> Opened:
        """Keep what this person says of a session, and open it again."""
        entry = say_of(self._desk.store, session, turn, self._desk.who.id, values)
        return self.opened(session.id, just_submitted=entry.kind == "submitted")

    def report(self, session: str) -> Path:
        """Write the report of a session beside the database, as a new file."""
        from trainer.exchange import gather
        from trainer.reports.session import session_pages

        [kept] = gather(self._desk.store, [session], reviews=True)
        return self._written("".join(session_pages(self._desk.store, [kept])), kept.session.id[-12:])

    def cohort(self, asked: Asked, shown: int | None = None) -> Cohort:
        """What the sessions asked for come to; so many of the states named as in today's scenarios."""
        return with_titles(self.room.cohort(asked.filters), self._desk.catalogue, shown)

    def cohort_report(self, asked: Asked) -> Path:
        """Write the report of the sessions asked for beside the database, as a new file."""
        from trainer.reports.cohort import cohort_page

        known, today = self.known(), datetime.now(UTC).date().isoformat()
        tasks = self.room.assigned(asked.filters.team)
        title = "　".join(asked.said) or _("练习情况")
        page = cohort_page(self.cohort(asked), title=title, titles=known.titles, tasks=tasks, today=today)
        return self._written(page, _("练习情况"))

    def _written(self, page: str, name: str) -> Path:
        """A new file beside the database, named by the moment."""
        moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
        path = self._desk.store.path.with_name(f"{_('报告')}-{name}-{moment}.html")
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(page)
        return path
