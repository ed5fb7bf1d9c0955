"""Who practises and reviews on this machine: adding, finding, renaming, handing out and deleting. Marks nobody."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcripts import errors, reviews, roster, rows, search, sessions, upkeep
from transcripts.records import Person

if TYPE_CHECKING:
    from transcripts.connection import Connection


@dataclass(frozen=True, slots=True)
class Deleted:
    """What a deletion took away, and the copies made by earlier migrations in which it may still stand."""

    sessions: int
    turns: int
    texts: int
    copies: tuple[Path, ...]


def add(connection: "Connection", person: Person) -> None:
    """Keep a person; the same again changes nothing."""
    with connection.writing() as db:
        row = rows.cleaned(asdict(person))
        known = connection.rows("SELECT * FROM person WHERE id = ?", [person.id])
        if known and known[0] != row:
            raise errors.AlreadyKept(f"“{person.name}”")
        if not known:
            db.table("person").insert(row)


def everyone(connection: "Connection") -> list[Person]:
    """All people, in the order they were added."""
    return [Person(**row) for row in connection.rows("SELECT id, name, staff_number, team FROM person ORDER BY rowid")]


def find(connection: "Connection", wanted: str) -> Person:
    """The one person with this id, or staff number, or name, in that order."""
    sought = wanted.strip()
    if not sought:  # or everybody without a staff number would answer to it
        raise errors.UnknownPerson(wanted)
    people = everyone(connection)
    for field in ("id", "staff_number", "name"):
        found = [person for person in people if getattr(person, field).strip() == sought]
        if len(found) == 1:
            return found[0]
        if found:
            raise errors.AmbiguousPerson(wanted, [f"{person.name} {person.staff_number}" for person in found])
    raise errors.UnknownPerson(wanted)


def rename(connection: "Connection", person: str, changes: Mapping[str, str | None]) -> Person:
    """Change name, staff number or team where one is given; answers the person as kept."""
    given = rows.cleaned({field: value for field, value in changes.items() if value is not None})
    with connection.writing() as db:
        _must_know(connection, person)
        if given:
            db.table("person").update(person, given)
        return next(one for one in everyone(connection) if one.id == person)


def export(connection: "Connection", person: str) -> dict[str, Any]:
    """Everything kept about a person that they may see, as plain values ready for JSON.

    `reviews` is what was said of their sessions and handed in; `written` what they wrote of any.
    """
    with connection.reading():
        _must_know(connection, person)
        ids = [row["id"] for row in connection.rows("SELECT id FROM session WHERE person = ? ORDER BY id", [person])]
        found = next(one for one in everyone(connection) if one.id == person)
        said = [
            entry for name in ids for entry in reviews.seen_by(reviews.read(connection, name), person, person).entries
        ]
        held = {
            "person": asdict(found),
            "sessions": [asdict(sessions.read(connection, name)) for name in ids],
            "reviews": list(map(asdict, said)),
            "written": connection.rows("SELECT * FROM review WHERE author = ? ORDER BY made, id", [person]),
            "assignments": connection.rows("SELECT * FROM assignment WHERE staff_number = ?", [found.staff_number]),
        }
    plain: dict[str, Any] = _plain(held)
    return plain


def delete(connection: "Connection", person: str) -> Deleted:
    """Delete a person, their sessions, their place on the roster, and the texts nobody else played with.

    Then wipe the traces.
    """
    mine = "FROM session WHERE person = ?"
    with connection.writing() as db:
        _must_know(connection, person)
        texts = connection.rows(f"SELECT scenario_hash AS hash {mine} UNION SELECT rules_hash {mine}", [person] * 2)
        search.forget(db, person)
        turns = db.table("turn").count_where(f"session IN (SELECT id {mine})", [person])
        gone = db.execute(f"DELETE {mine}", [person]).rowcount
        reviews.forget(connection, db, person)
        roster.forget(connection, db, person)
        db.table("person").delete(person)
        freed = sum(_freed(connection, row["hash"]) for row in texts)
    upkeep.scrub(connection)
    return Deleted(gone, turns, freed, tuple(upkeep.copies(connection.path)))


def _freed(connection: "Connection", text: str) -> int:
    """Delete a text that no session needs any more; 1 when it was deleted."""
    with connection.writing() as db:
        unneeded = """
            DELETE FROM text WHERE hash = ?1
            AND NOT EXISTS (SELECT 1 FROM session WHERE ?1 IN (scenario_hash, rules_hash))"""
        return db.execute(unneeded, [text]).rowcount


def _must_know(connection: "Connection", person: str) -> None:
    if not connection.rows("SELECT 1 FROM person WHERE id = ?", [person]):
        raise errors.UnknownPerson(person)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
