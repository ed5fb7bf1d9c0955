"""Keeps sessions turn by turn and reads them back. Adds to a session, never changes what was said or marked in it."""

from collections import defaultdict
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from transcripts import errors, rows, summary
from transcripts.records import Session, Turn, mixed_version

if TYPE_CHECKING:
    from sqlite_utils import Database

    from transcripts.bundle import Packed
    from transcripts.connection import Connection

_ENDS = ("ended", "ending", "outcome", "passed")


@dataclass(frozen=True, slots=True)
class Finish:
    """How a session ended; `ended` is ISO 8601 in UTC."""

    ended: str
    ending: str | None
    outcome: str | None
    passed: bool | None
    gates_failed: int | None = field(default=None, compare=False)
    """How many gates failed; None where nobody counted them."""


def start(connection: "Connection", session: Session, gates_failed: int | None = None) -> None:
    """Keep a new session whole: its opening, and the turns a retry or an import brings along."""
    with connection.writing() as db:
        if connection.rows("SELECT 1 FROM session WHERE id = ?", [session.id]):
            if read(connection, session.id) != rows.kept_session(session):
                raise errors.AlreadyKept("这场练习")
            return
        _may_start(connection, session.person, (session.scenario_hash, session.rules_hash), session.parent)
        insert(db, "session", [rows.session_row(session)])
        insert(db, "spoken", rows.spoken_rows(session.id, 0, session.opening))
        for number, turn in enumerate(session.turns, start=1):
            if turn.number != number:
                raise errors.OutOfOrder(number, turn.number)
            insert_turn(db, session.id, turn)
        summary.write(db, session.id, gates_failed)


def start_packed(connection: "Connection", packed: "Packed", gates_failed: int | None = None) -> None:
    """Keep a new session of which the rows are there already."""
    with connection.writing() as db:
        head = packed.head
        _may_start(connection, head["person"], (head["scenario_hash"], head["rules_hash"]), head["parent"])
        insert(db, "session", [head])
        insert(db, "turn", [each["turn"] for each in packed.turns])
        insert(db, "finding", [row for each in packed.turns for row in each["findings"]])
        insert(db, "spoken", [*packed.opening, *(row for each in packed.turns for row in each["spoken"])])
        row = summary.of_rows(head["id"], head, [each["turn"] for each in packed.turns])
        summary.keep(db, row, gates_failed)


def append(
    connection: "Connection", session: str, turn: Turn, finish: Finish | None, scorer_version: str | None
) -> None:
    """Keep the next turn, and the session's end where this was its last; the same turn again changes nothing."""
    with connection.writing() as db:
        end, last = _standing(connection, session)
        if 1 <= turn.number <= last:
            _must_be_same(connection, session, turn)
        elif end is not None:
            raise errors.AlreadyEnded
        elif turn.number != last + 1:
            raise errors.OutOfOrder(last + 1, turn.number)
        else:
            insert_turn(db, session, turn)
            _mark(connection, db, session, scorer_version)
        if finish is not None:
            _end(db, session, end, finish)
        summary.write(db, session, finish.gates_failed if finish is not None else None)


def finish(connection: "Connection", session: str, end: Finish) -> None:
    """End a session between two turns; the same end again changes nothing."""
    with connection.writing() as db:
        _end(db, session, _standing(connection, session)[0], end)
        summary.write(db, session, end.gates_failed)


def read(connection: "Connection", session: str) -> Session:
    """The whole session, as one moment saw it."""
    with connection.reading():
        heads = connection.rows("SELECT * FROM session WHERE id = ?", [session])
        if not heads:
            raise errors.UnknownSession(session)
        with connection.making_sense(f"练习 {session} 的内容"):
            return _read(connection, heads[0])


def find(connection: "Connection", ending: str) -> str:
    """The id of the one session with this id or ending, of six characters or more."""
    wanted = ending.strip().lower()
    found = connection.rows("SELECT id FROM session WHERE id = ?", [wanted])
    if not found and len(wanted) >= 6:
        question = "SELECT id FROM session WHERE substr(id, -length(?1)) = ?1 ORDER BY id LIMIT 5"
        found = connection.rows(question, [wanted])
    if not found:
        raise errors.UnknownSession(ending)
    if len(found) > 1:
        raise errors.AmbiguousSession(ending, [row["id"] for row in found])
    return str(found[0]["id"])


def _may_start(connection: "Connection", person: str, texts: tuple[str, ...], parent: str | None) -> None:
    """Refuse by name what the database would refuse with a number."""
    if not connection.rows("SELECT 1 FROM person WHERE id = ?", [person]):
        raise errors.UnknownPerson(person)
    for text in texts:
        if not connection.rows("SELECT 1 FROM text WHERE hash = ?", [text]):
            raise errors.UnknownText(text)
    # A retry copies turns: from someone else's session, deleting that person would leave their words behind.
    parents = connection.rows("SELECT person FROM session WHERE id = ?", [parent])
    if parents and parents[0]["person"] != person:
        raise errors.OtherPerson


def _standing(connection: "Connection", session: str) -> tuple[Finish | None, int]:
    """How the session ended, if it did, and the number of its last turn."""
    question = """
        SELECT ended, ending, outcome, passed, (SELECT max(number) FROM turn WHERE turn.session = session.id) AS last
        FROM session WHERE id = ?"""
    found = connection.rows(question, [session])
    if not found:
        raise errors.UnknownSession(session)
    row = found[0]
    passed = None if row["passed"] is None else bool(row["passed"])
    end = None if row["ended"] is None else Finish(row["ended"], row["ending"], row["outcome"], passed)
    return end, row["last"] or 0


def insert_turn(db: "Database", session: str, turn: Turn) -> None:
    """Keep a turn's rows, within a transaction that has seen to their order."""
    insert(db, "turn", [rows.turn_row(session, turn)])
    insert(db, "finding", rows.finding_rows(session, turn))
    insert(db, "spoken", rows.spoken_rows(session, turn.number, turn.said))


def insert(db: "Database", table: str, new: list[rows.Row]) -> None:
    """Insert rows that all have the same columns; a tenth of the time that a look at the table's columns takes."""
    if new:
        names = list(new[0])
        asked = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        take = itemgetter(*names)
        db.conn.executemany(asked, map(take, new))


def _mark(connection: "Connection", db: "Database", session: str, scorer_version: str | None) -> None:
    """Note who marked the turn, where that is not the version that the session names."""
    [row] = connection.rows("SELECT scorer_version AS before FROM session WHERE id = ?", [session])
    now = row["before"] if scorer_version is None else mixed_version(row["before"], scorer_version)
    if now != row["before"]:
        db.table("session").update(session, {"scorer_version": now})


def _end(db: "Database", session: str, before: Finish | None, end: Finish) -> None:
    if before is None:
        values = rows.cleaned({name: getattr(end, name) for name in _ENDS})
        db.table("session").update(session, values)
    elif before != end:
        raise errors.AlreadyKept("这场练习的结局")


def _must_be_same(connection: "Connection", session: str, turn: Turn) -> None:
    if read(connection, session).turns[turn.number - 1] != rows.kept(turn):
        raise errors.AlreadyKept(f"#{turn.number}")


def _read(connection: "Connection", head: dict[str, Any]) -> Session:
    of_turn = "SELECT * FROM {} WHERE session = ? ORDER BY turn, place"
    findings, said = defaultdict(list), defaultdict(list)
    for row in connection.rows(of_turn.format("finding"), [head["id"]]):
        findings[row["turn"]].append(row)
    for row in connection.rows(of_turn.format("spoken"), [head["id"]]):
        said[row["turn"]].append(row)
    turns = connection.rows("SELECT * FROM turn WHERE session = ? ORDER BY number", [head["id"]])
    made = [rows.turn_from(row, findings[row["number"]], said[row["number"]]) for row in turns]
    return rows.session_from(head, said[0], made)
