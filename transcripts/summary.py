"""The row of table `summary` for each session: what lists, queues and cohorts read instead of its turns.

Worked out from the session and its turns inside the transaction that changes them; `audit` compares. Lists nothing.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from scoring.labels import DIMENSIONS, MARKS
from scoring.records import Marks
from transcripts.marks import session_marks

if TYPE_CHECKING:
    from sqlite_utils import Database

HEAD: Final = ("person", "scenario", "mode", "started", "ended", "ending", "outcome", "passed")
"""Columns taken from the session as they are."""
_FROM_TURNS: Final = ("turns", *MARKS, "state", "left_at")


def write(db: "Database", session: str, gates_failed: int | None = None) -> None:
    """Bring a session's row up to date; `gates_failed` is kept where it is given."""
    keep(db, worked_out(db, session), gates_failed)


def keep(db: "Database", row: dict[str, Any], gates_failed: int | None = None) -> None:
    """Keep a session's row as it was worked out."""
    if gates_failed is not None:
        row["gates_failed"] = gates_failed
    names, fields = ", ".join(row), ", ".join(f":{name}" for name in row)
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != "session")
    db.execute(f"INSERT INTO summary ({names}) VALUES ({fields}) ON CONFLICT (session) DO UPDATE SET {changes}", row)


def worked_out(db: "Database", session: str) -> dict[str, Any]:
    """A session's row as its turns have it: all but gates, reviews and search."""
    columns = ("etiquette", "empathy", "phrasing", "overall", "labels", "led_to", "state")
    head = db.execute(f"SELECT {', '.join(HEAD)} FROM session WHERE id = ?", [session]).fetchone()
    asked = f"SELECT {', '.join(columns)} FROM turn WHERE session = ? ORDER BY number"
    turns = [dict(zip(columns, row, strict=True)) for row in db.execute(asked, [session])]
    return of_rows(session, dict(zip(HEAD, head, strict=True)), turns)


def of_rows(session: str, head: Mapping[str, Any], turns: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The same from the rows themselves."""
    marked = ((Marks(*(row[name] for name in (*DIMENSIONS, "overall"))), json.loads(row["labels"])) for row in turns)
    marks = session_marks(marked)
    state, left_at = (turns[-1]["led_to"], turns[-1]["state"]) if turns else (None, None)
    found = {name: head[name] for name in HEAD} | {"turns": len(turns), "state": state, "left_at": left_at}
    return {"session": session, **found, **marks}


def stray(db: "Database") -> list[str]:
    """The sessions whose row is missing or is not what their turns come to."""
    columns = ("session", *HEAD, *_FROM_TURNS)
    kept = {row[0]: row for row in db.execute(f"SELECT {', '.join(columns)} FROM summary")}
    ids = [str(row[0]) for row in db.execute("SELECT id FROM session ORDER BY id")]
    return [name for name in ids if kept.get(name) != _row(db, name, columns)]


def _row(db: "Database", session: str, columns: tuple[str, ...]) -> tuple[Any, ...] | None:
    try:
        row = worked_out(db, session)
    except (ValueError, TypeError):  # damage, which is told elsewhere
        return None
    return tuple(row[name] for name in columns)
