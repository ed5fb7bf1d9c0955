"""The instructor's side of a store: the queue, what passes, the roster, what a class did, sessions from elsewhere.

Everything here is a question about many sessions or comes from many; one session is the store's own business.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from transcripts import agreement, cohort, intake, passing, queue, roster, search
from transcripts.agreement import Agreement, Review
from transcripts.cohort import Cohort
from transcripts.intake import Arrival, Taken
from transcripts.passing import PassRule
from transcripts.queue import PAGE, Filters, Found, Sort
from transcripts.records import Person, Session
from transcripts.roster import Assigned, Listed

if TYPE_CHECKING:
    from transcripts.store import Store

__all__ = ["Arrival", "Cohort", "Filters", "Found", "PassRule", "Sort", "Staffroom", "Taken"]


class Staffroom:
    """What instructors ask of a store that is open."""

    def __init__(self, store: "Store") -> None:
        self.store = store
        self._connection = store.connection

    def queue(self, filters: Filters, sort: Sort = "newest", start: int = 0, size: int = PAGE) -> Found:
        """A page of the instructor's queue; what was said since is found once `index` has been called."""
        return queue.queue(self._connection, filters, sort, start, size)

    def cohort(self, filters: Filters) -> Cohort:
        """What the sessions that are wanted come to, for a class or one trainee."""
        return cohort.cohort(self._connection, filters)

    def agreement(self) -> Agreement:
        """How far machine and instructors agree, over every session of which a review was handed in."""
        return agreement.agreement(self._connection)

    def handed_in(self) -> Iterator[tuple[Session, list[Review]]]:
        """Each reviewed session with the reviews of it, in the order they were handed in."""
        return agreement.handed_in(self._connection)

    def without_gates(self) -> list[str]:
        """Sessions that ended and of which nobody counted the gates that failed: those of an older version."""
        asked = "SELECT session FROM summary WHERE ended IS NOT NULL AND gates_failed IS NULL ORDER BY session"
        return [str(row["session"]) for row in self._connection.rows(asked)]

    def count_gates(self, session: str, failed: int) -> None:
        """Note how many gates of a session failed."""
        with self._connection.writing() as db:
            db.table("summary").update(session, {"gates_failed": failed})

    def index(self) -> int:
        """Make the replies added since findable; answers how many there were."""
        return search.bring_up_to_date(self._connection)

    def teams(self) -> list[str]:
        """The classes and teams of the people here, in order."""
        rows = self._connection.rows("SELECT DISTINCT team FROM person WHERE team <> '' ORDER BY team")
        return [str(row["team"]) for row in rows]

    def pass_rule(self) -> PassRule | None:
        """What passes here; None: the sessions' own verdict."""
        return passing.current(self._connection)

    def keep_pass_rule(self, rule: PassRule | None, *, author: str, made: str) -> None:
        """Let a rule hold from now on, None the sessions' own verdict; `made` is ISO 8601 in UTC."""
        passing.keep(self._connection, rule, author, made)

    def keep_roster(self, listed: Iterable[Listed]) -> tuple[int, int]:
        """Add to the roster and the assignments, or correct them; answers how many of each the list named."""
        return roster.keep(self._connection, listed)

    def assigned(self, team: str | None = None) -> list[Assigned]:
        """Every assignment, of one class where one is named, and how it stands."""
        return roster.assigned(self._connection, team)

    def absent(self, team: str | None = None) -> list[Listed]:
        """Those on the roster who have practised nothing here."""
        return roster.absent(self._connection, team)

    def take(self, people: Iterable[Person], arriving: Iterable[Arrival], taken: Taken) -> None:
        """Take sessions from elsewhere in with the people they are of, in one transaction.

        Nothing here is overwritten; `taken` says what became of each, and who is known here otherwise.
        """
        intake.take(self._connection, people, arriving, taken)
