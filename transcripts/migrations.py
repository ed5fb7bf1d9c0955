"""Brings a database file up to the version this program writes, in numbered steps. Reads no record.

The number of steps taken is SQLite's own `user_version`; `application_id` marks the file as ours. Both are part of the
transaction that changes the tables, and can be read without importing anything.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from transcripts import errors, summary
from transcripts.connection import Connection
from transcripts.schema import VERSION_1, VERSION_2

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID: Final = int.from_bytes(b"HSHU", "big")

Step = Callable[["Database"], None]


def _first(db: "Database") -> None:
    for statement in VERSION_1:
        db.execute(statement)


def _second(db: "Database") -> None:
    for statement in VERSION_2:
        db.execute(statement)
    for (session,) in db.execute("SELECT id FROM session").fetchall():
        summary.write(db, session)


STEPS: tuple[Step, ...] = (_first, _second)
"""Step n makes version n from the one before; released steps never change."""


def prepare(connection: Connection) -> None:
    """Make a new file's tables, bring an older file up to date, or say why the file cannot be used."""
    with connection.reading() as raw:
        found = _version(connection.path, raw)
    if connection.read_only:
        _must_be_current(connection.path, found)
        return
    connection.use_wal()
    if found < len(STEPS):
        _migrate(connection)


def _version(path: Path, raw: sqlite3.Connection) -> int:
    """How many steps the file has seen, 0 for an empty one; refuses files that are not ours, or newer."""
    tables, mark, version = (
        raw.execute(question).fetchone()[0]
        for question in ("SELECT count(*) FROM sqlite_master", "PRAGMA application_id", "PRAGMA user_version")
    )
    if mark != APPLICATION_ID and (tables, mark, version) != (0, 0, 0):
        raise errors.NotADatabase(path, "是别的程序的 SQLite 文件")
    if version > len(STEPS):
        raise errors.Newer(path, f"文件是第 {version} 版，本程序只认识到第 {len(STEPS)} 版")
    return int(version)


def _must_be_current(path: Path, found: int) -> None:
    if found == 0:
        raise errors.Missing(path)
    if found < len(STEPS):
        raise errors.Older(path, f"文件是第 {found} 版，本程序用第 {len(STEPS)} 版")


def _migrate(connection: Connection) -> None:
    copy: Path | None = None
    try:
        with _references_off(connection), connection.writing() as db:
            found = _version(connection.path, db.conn)  # again: another process may have been first
            if 0 < found < len(STEPS):
                copy = _copied(connection, found)
            _take(db, found)
    except Exception as error:
        if copy is None:
            raise
        raise errors.NotMigrated(connection.path, copy) from error


@contextmanager
def _references_off(connection: Connection) -> Iterator[None]:
    """Let a step rebuild a table: dropping one with references on would delete the rows that refer to it."""
    with connection.alone() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _take(db: "Database", found: int) -> None:
    for step in STEPS[found:]:
        step(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {len(STEPS)}")
    loose = db.execute("PRAGMA foreign_key_check").fetchone()
    if loose:
        raise sqlite3.IntegrityError(f"foreign_key_check: {loose}")


def _copied(connection: Connection, version: int) -> Path:
    """Copy the file beside itself, under the first free name."""
    path, count = connection.path, 1
    while True:
        number = "" if count == 1 else f"-{count}"
        copy = path.with_name(f"{path.stem}.v{version}-backup{number}{path.suffix}")
        try:
            connection.copy_to(copy)
        except errors.TargetExists:
            count += 1
        else:
            return copy
