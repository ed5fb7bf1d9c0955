"""The store: one SQLite file that keeps people, sessions and the texts they were played with, a commit for each turn.

Everything else goes through `Store`. Importing this loads no database library;
opening loads sqlite3, and the first write sqlite-utils.
"""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from scoring.text import clean
from transcripts import errors, lists, people, progress, reviews, sessions, summary, upkeep
from transcripts.lists import Summary
from transcripts.people import Deleted
from transcripts.progress import Progress
from transcripts.records import Person, Session, Turn
from transcripts.reviews import Entry, Reviewed
from transcripts.sessions import Finish

if TYPE_CHECKING:
    from transcripts.connection import Connection

__all__ = ["Deleted", "Finish", "Progress", "Store", "Summary", "default_path"]


def default_path() -> Path:
    """Where the database lies unless someone says otherwise."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("huashu", appauthor=False)) / "huashu.db"


class Store:
    """An open database file. Threads may share it: each call is one transaction, and calls wait for each other."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, busy_timeout: float = 30.0) -> Self:
        """Open a file, making or migrating it first where need be; `busy_timeout` is in seconds."""
        from transcripts.connection import Connection
        from transcripts.migrations import prepare

        connection = Connection(Path(path), read_only=read_only, busy_timeout=busy_timeout)
        try:
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return cls(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        self._connection.close()

    def load(self) -> None:
        """Do ahead, on a thread of the caller's choice, the tenth of a second the first write would take longer."""
        self._connection.load()

    @property
    def connection(self) -> "Connection":
        """The open file, for those who work on it beside the store."""
        return self._connection

    @property
    def path(self) -> Path:
        """The file."""
        return self._connection.path

    def add_person(self, person: Person) -> None:
        """Keep a person; the same again changes nothing."""
        people.add(self._connection, person)

    def people(self) -> list[Person]:
        """All people, in the order they were added."""
        return people.everyone(self._connection)

    def find_person(self, wanted: str) -> Person:
        """The one person with this id, staff number or name."""
        return people.find(self._connection, wanted)

    def rename(
        self, person_id: str, *, name: str | None = None, staff_number: str | None = None, team: str | None = None
    ) -> Person:
        """Change what is given, and answer the person as kept."""
        return people.rename(self._connection, person_id, {"name": name, "staff_number": staff_number, "team": team})

    def export_person(self, person_id: str) -> dict[str, Any]:
        """Everything kept about a person, as plain values ready for JSON."""
        return people.export(self._connection, person_id)

    def delete_person(self, person_id: str) -> Deleted:
        """Delete a person and all they did, and wipe the traces; backups elsewhere are not touched."""
        return people.delete(self._connection, person_id)

    def keep_text(self, kind: str, text: str) -> str:
        """Keep a whole scenario file or rule set once, and answer its hash; `kind` is `scenario` or `rules`."""
        body = clean(text)
        name = upkeep.hash_of(body)
        if not self._connection.rows("SELECT 1 FROM text WHERE hash = ?", [name]):
            with self._connection.writing() as db:
                db.table("text").insert({"hash": name, "kind": kind, "body": body}, ignore=True)
        return name

    def text(self, hash: str) -> str:  # noqa: A002 - it is called that everywhere
        """The text of this hash."""
        found = self._connection.rows("SELECT body FROM text WHERE hash = ?", [hash])
        if not found:
            raise errors.UnknownText(hash)
        body: str = found[0]["body"]
        if not upkeep.is_whole(hash, body):
            raise errors.Corrupt(self.path, f"原文 {hash} 和它的 SHA-256 对不上")
        return body

    def start_session(self, session: Session, *, gates_failed: int | None = None) -> None:
        """Keep a new session with its opening, and any turns a retry or an import brings along."""
        sessions.start(self._connection, session, gates_failed)

    def append_turn(
        self, session_id: str, turn: Turn, finish: Finish | None = None, *, scorer_version: str | None = None
    ) -> None:
        """Keep the next turn, with the session's end where this was its last; on return it is on the disk.

        Where `scorer_version` is not the one that marked the session so far, the session names both from then on.
        """
        sessions.append(self._connection, session_id, turn, finish, scorer_version)

    def finish_session(self, session_id: str, finish: Finish) -> None:
        """End a session between two turns."""
        sessions.finish(self._connection, session_id, finish)

    def session(self, session_id: str) -> Session:
        """The whole session of this id."""
        return sessions.read(self._connection, session_id)

    def find_session(self, ending: str) -> str:
        """The id of the one session with this id, or ending of six characters or more."""
        return sessions.find(self._connection, ending)

    def sessions(
        self, *, person: str | None = None, scenario: str | None = None, is_open: bool | None = None
    ) -> list[Summary]:
        """Sessions at a glance by start, filtered by what is given."""
        return lists.summaries(self._connection, person=person, scenario=scenario, is_open=is_open)

    def session_ids(self) -> list[str]:
        """The ids of all sessions by start, those too that cannot be read."""
        return lists.ids(self._connection)

    def entries(self, session_id: str) -> tuple[Entry, ...]:
        """Everything said of a session, drafts too, in the order it was made."""
        return reviews.read(self._connection, session_id)

    def reviewed(self, session_id: str, person_id: str | None) -> Reviewed:
        """What a person may see of what was said of a session; None sees all that was handed in."""
        with self._connection.reading():
            return reviews.seen_by(self.entries(session_id), person_id, self.session(session_id).person)

    def add_entry(self, entry: Entry) -> None:
        """Keep what somebody says of a session. Raises Refused with what is wrong with it."""
        reviews.add(self._connection, entry)

    def open_sessions(self, person_id: str) -> list[Summary]:
        """The sessions this person can go on with."""
        return self.sessions(person=person_id, is_open=True)

    def progress(self, person_id: str) -> Progress:
        """How this person stands with each scenario, and what their latest replies were like."""
        return progress.progress(self._connection, person_id)

    def check(self) -> list[str]:
        """Everything wrong with the file, a sentence each; empty when it is sound."""
        return upkeep.check(self._connection)

    def stale_summaries(self) -> list[str]:
        """The sessions whose line in lists is not what their turns come to, as when other hands changed the file."""
        with self._connection.reading():
            return summary.stray(self._connection.tables)

    def scrub(self) -> None:
        """Wipe the traces of what was deleted; for when a deletion could not, because of another program."""
        upkeep.scrub(self._connection)

    def backup(self, to: Path | str) -> None:
        """Copy the whole database to a new file, also while others write; never over an existing one."""
        self._connection.copy_to(Path(to))
