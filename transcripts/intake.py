"""Takes sessions that come from elsewhere into the store: adds, goes on with, leaves alone; never overwrites.

Knows no file: what it is given has been vouched for and, where that was possible, played again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from transcripts import errors, people, reviews, roster, rows, sessions, summary

if TYPE_CHECKING:
    from sqlite_utils import Database

    from transcripts.bundle import Packed
    from transcripts.connection import Connection
    from transcripts.records import Person, Session

Fate = Literal["added", "continued", "same", "older", "conflict"]
"""What became of a session: new here; went on from what was here; the very same; less than is here; something else."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A session that came with what was said of it, vouched for; `gates_failed` where somebody counted."""

    packed: "Packed"
    gates_failed: int | None = None

    @property
    def id(self) -> str:
        """The session's."""
        return str(self.packed.head["id"])


@dataclass(slots=True)
class Taken:
    """What became of what came."""

    sessions: dict[str, Fate] = field(default_factory=dict)
    entries: int = 0
    refused: list[tuple[str, errors.StoreError]] = field(default_factory=list)
    """What was said of a session and could not be taken: the session, and why."""
    people: list[str] = field(default_factory=list)
    """People known here under another name, number or team: theirs stays as it is here."""

    def count(self, fate: Fate) -> int:
        """How many sessions met with this."""
        return sum(met == fate for met in self.sessions.values())


def take(connection: "Connection", people_of: Iterable["Person"], arriving: Iterable[Arrival], taken: Taken) -> None:
    """Take sessions in with the people they are of, in one transaction."""
    with connection.writing() as db:
        for person in people_of:
            try:
                people.add(connection, person)
            except errors.AlreadyKept:
                if _is_another(connection, person):
                    taken.people.append(person.name)
        roster.recognise(connection)
        for arrival in arriving:
            fate = _take_session(connection, db, arrival)
            taken.sessions[arrival.id] = fate
            if fate != "conflict" and arrival.packed.entries:
                _take_entries(connection, db, arrival, taken)


def _take_session(connection: "Connection", db: "Database", arrival: Arrival) -> Fate:
    if not connection.rows("SELECT 1 FROM session WHERE id = ?", [arrival.id]):
        sessions.start_packed(connection, arrival.packed, arrival.gates_failed)
        return "added"
    new = arrival.packed.session()
    old = sessions.read(connection, new.id)
    if _head(old) != _head(new):
        return "conflict"
    if old == new:
        return "same"
    if _is_beginning(new, old):
        return "older"
    if not _is_beginning(old, new):
        return "conflict"
    for turn in new.turns[len(old.turns) :]:
        sessions.insert_turn(db, new.id, turn)
    db.table("session").update(new.id, {name: rows.session_row(new)[name] for name in _CHANGES})
    summary.write(db, new.id, arrival.gates_failed)
    return "continued"


def _is_another(connection: "Connection", person: "Person") -> bool:
    """Whether a person is known here as somebody else; what only one side knows is no difference."""
    kept = people.find(connection, person.id)
    pairs = ((getattr(kept, name), getattr(person, name)) for name in ("name", "staff_number", "team"))
    return any(here and there and here != there for here, there in pairs)


_CHANGES = ("ended", "ending", "outcome", "passed", "scorer_version")
"""What of a session changes while it is played."""


def _head(session: "Session") -> dict[str, Any]:
    row = rows.session_row(session)
    return {name: value for name, value in row.items() if name not in _CHANGES} | {"opening": session.opening}


def _is_beginning(first: "Session", whole: "Session") -> bool:
    """Whether one is the other as it stood earlier."""
    return first.ended is None and first.turns == whole.turns[: len(first.turns)]


def _take_entries(connection: "Connection", db: "Database", arrival: Arrival, taken: Taken) -> None:
    kept = sessions.read(connection, arrival.id)
    for entry in sorted(arrival.packed.entries, key=reviews.order):
        try:
            taken.entries += reviews.insert(connection, db, kept, [entry])
        except errors.StoreError as error:
            taken.refused.append((kept.id, error))
