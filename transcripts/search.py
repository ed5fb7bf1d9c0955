"""Finding replies by the words in them: any two letters side by side, so that 退款 is found as well as 国际漫游.

An index of pairs of letters, brought up to date when it is first asked for, never while somebody practises.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from scoring.text import fold_characters

if TYPE_CHECKING:
    from sqlite_utils import Database

    from transcripts.connection import Connection

_EDGE: Final = "\u4e36"
"""Stands after the last letter of a run, so that a single letter too is the first of a pair. Nobody types it."""
_AT_ONCE: Final = 200
"""Sessions taken into the index in one transaction, so that others can write in between."""


def pairs(text: str) -> list[str]:
    """The pairs of letters of a text, run by run; case, width and script make no difference."""
    return [pair for run in _runs(text) for pair in map("".join, zip(run, run[1:] + _EDGE, strict=True))]


def query(wanted: str) -> str | None:
    """What to ask the index for: every run of letters of the words wanted, each as it stands; None without a letter."""
    parts = []
    for run in _runs(wanted):
        inner = [run[at : at + 2] for at in range(len(run) - 1)]
        parts.append(f'"{" ".join(inner)}"' if inner else f'"{run}"*')
    return " AND ".join(parts) or None


def stands_in(text: str, wanted: str) -> bool:
    """Whether the words wanted stand in a text, as the index would find them."""
    said, sought = list(_runs(text)), list(_runs(wanted))
    return bool(sought) and all(any(word in run for run in said) for word in sought)


def _runs(text: str) -> Iterator[str]:
    """The runs of letters and figures of a text."""
    run = ""
    for letter in fold_characters(text):
        # The index takes letters and figures alone; a mark joined to a letter would cut the pair in two there.
        if letter.isalnum() and letter != _EDGE:
            run += letter
        elif run:
            yield run
            run = ""
    if run:
        yield run


def bring_up_to_date(connection: "Connection") -> int:
    """Take in the replies that were added since; answers how many."""
    count = 0
    while found := _next(connection):
        with connection.writing() as db:
            for row in found:
                count += _take_in(db, row["session"], row["indexed"])
    return count


def _next(connection: "Connection") -> list[dict[str, Any]]:
    asked = "SELECT session, indexed FROM summary WHERE indexed < turns ORDER BY session LIMIT ?"
    return connection.rows(asked, [_AT_ONCE])


def _take_in(db: "Database", session: str, after: int) -> int:
    replies = db.execute("SELECT number, reply FROM turn WHERE session = ? AND number > ?", [session, after]).fetchall()
    for number, reply in replies:
        row = db.execute("INSERT INTO search (session, turn) VALUES (?, ?)", [session, number]).lastrowid
        db.execute("INSERT INTO search_words (rowid, words) VALUES (?, ?)", [row, " ".join(pairs(reply))])
    db.execute("UPDATE summary SET indexed = turns WHERE session = ?", [session])
    return len(replies)


def forget(db: "Database", person: str) -> None:
    """Take the replies of a person out of the index, before they are deleted."""
    asked = """
        SELECT search.id, turn.reply FROM session JOIN search ON search.session = session.id
        JOIN turn ON turn.session = search.session AND turn.number = search.turn WHERE session.person = ?"""
    rows = db.execute(asked, [person]).fetchall()
    for row, reply in rows:
        gone = "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', ?, ?)"
        db.execute(gone, [row, " ".join(pairs(reply))])
        db.execute("DELETE FROM search WHERE id = ?", [row])
    if rows:
        # Deleted words stay in the index's older parts until those are merged.
        db.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
