"""One connection to the database file: opening it unharmed, transactions, and every sqlite3 error in our own words.

Knows no table, and never deletes or overwrites a file that it did not make itself.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from transcripts import errors

if TYPE_CHECKING:
    from sqlite_utils import Database

_KINDS: dict[int, type[errors.FileTrouble]] = {
    sqlite3.SQLITE_BUSY: errors.Locked,
    sqlite3.SQLITE_LOCKED: errors.Locked,
    sqlite3.SQLITE_READONLY: errors.ReadOnly,
    sqlite3.SQLITE_PERM: errors.ReadOnly,
    sqlite3.SQLITE_FULL: errors.Full,
    sqlite3.SQLITE_CORRUPT: errors.Corrupt,
    sqlite3.SQLITE_NOTADB: errors.NotADatabase,
    sqlite3.SQLITE_CANTOPEN: errors.Unreachable,
    sqlite3.SQLITE_IOERR: errors.DiskTrouble,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn any sqlite3 error within into one of ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(path, error) from error


def _in_our_words(path: Path, error: sqlite3.Error) -> errors.StoreError:
    code = _code(error)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return errors.Refused(error)
    if "decode to UTF-8" in str(error):  # raised by the driver, which gives it no code
        return errors.Corrupt(path, error)
    return _KINDS.get(code, errors.FileTrouble)(path, error)


def _code(error: sqlite3.Error) -> int:
    """The primary result code: the low byte of what SQLite reports."""
    return int(getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF


class Connection:
    """A connection to one database file, used by one thread at a time."""

    def __init__(self, path: Path, *, read_only: bool, busy_timeout: float) -> None:
        self.path = path
        self.read_only = read_only
        self._busy_timeout = busy_timeout
        self._lock = threading.RLock()
        (_must_exist if read_only else _make_room)(path)
        with translated(path):
            self.raw = _read_only(path, busy_timeout) if read_only else _read_write(path, busy_timeout)
        self._place = _place(path)

    @cached_property
    def tables(self) -> "Database":
        """The same connection as sqlite-utils sees it; imported only when something is to be written."""
        from sqlite_utils import Database

        return Database(self.raw, execute_plugins=False)

    def again(self) -> "Connection":
        """Another connection to the same file, for reading beside this one."""
        return Connection(self.path, read_only=True, busy_timeout=self._busy_timeout)

    def load(self) -> None:
        """Import what the first write would otherwise have to wait for."""
        _ = self.tables

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One unchanging view of the data, however many queries it takes."""
        with self._lock, translated(self.path), _transaction(self.raw, "BEGIN"):
            yield self.raw

    def rows(self, question: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """What one query answers, each row by its columns' names."""
        with self.reading() as raw:
            cursor = raw.execute(question, values)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    @contextmanager
    def writing(self) -> Iterator["Database"]:
        """A transaction that has the right to write from its start, committed at its end or not at all."""
        # A deferred BEGIN that reads first fails at once when another writer commits in between, whatever the timeout.
        with self._lock, translated(self.path), _transaction(self.raw, "BEGIN IMMEDIATE"):
            if _place(self.path) != self._place:
                raise errors.Moved(self.path)
            yield self.tables

    @contextmanager
    def making_sense(self, what: str) -> Iterator[None]:
        """Say that the file is damaged where rows do not make a record, as when other hands changed them."""
        try:
            yield
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise errors.Corrupt(self.path, f"{what}读不出来") from error

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The connection outside any transaction, for what SQLite runs only there."""
        with self._lock, translated(self.path):
            yield self.raw

    def use_wal(self) -> None:
        """Switch to write-ahead logging, where the file system allows it; a database in use already has it."""
        deadline = time.monotonic() + self._busy_timeout
        with self.alone() as raw:
            # Two processes making the same new file: SQLite answers busy here without waiting, so we wait.
            while not _switched(raw, last_try=time.monotonic() > deadline):
                time.sleep(0.02)

    def copy_to(self, target: Path) -> None:
        """Write the whole database, as committed, to a file that must not exist."""
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.open("xb").close()
        except FileExistsError as error:
            raise errors.TargetExists(target) from error
        except OSError as error:
            raise errors.Unreachable(target, error.strerror) from error
        try:
            self._fill(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def _fill(self, target: Path) -> None:
        # A connection of its own, since this one may be inside a write.
        with (
            translated(self.path),
            closing(_read_only(self.path, self._busy_timeout)) as source,
            translated(target),
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)

    def close(self) -> None:
        """Close the file; SQLite folds the write-ahead log in when this was its last user."""
        with self._lock, translated(self.path):
            self.raw.close()


@contextmanager
def _transaction(raw: sqlite3.Connection, begin: str) -> Iterator[None]:
    within = raw.in_transaction
    if within:  # the larger one commits
        yield
        return
    raw.execute(begin)
    try:
        yield
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:  # a full disk has rolled back already
            raw.execute("ROLLBACK")
        raise


def _switched(raw: sqlite3.Connection, *, last_try: bool) -> bool:
    try:
        raw.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as error:
        if last_try or _code(error) != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _must_exist(path: Path) -> None:
    try:
        if path.is_dir():
            raise errors.Unreachable(path, "这是一个文件夹")
        if not path.exists():
            raise errors.Missing(path)
    except OSError as error:
        raise errors.Unreachable(path, error.strerror) from error


def _make_room(path: Path) -> None:
    """Make the folder if need be, and refuse early what could not be written later."""
    try:
        if path.is_dir():
            raise errors.Unreachable(path, "这是一个文件夹")
        path.parent.mkdir(parents=True, exist_ok=True)
        known = path.exists()
    except OSError as error:
        raise errors.Unreachable(path, error.strerror) from error
    if not os.access(path.parent, os.W_OK) or (known and not os.access(path, os.W_OK)):
        raise errors.ReadOnly(path)
    if known and path.stat().st_size == 0 and _has_log(path):
        # SQLite would take the file for a new one and drop the log, which holds all that is left.
        raise errors.Corrupt(path, "文件是空的，日志却不是")


def _has_log(path: Path) -> bool:
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _place(path: Path) -> tuple[int, int]:
    """Which file lies at a path now. The file is not opened: closing it would drop SQLite's locks on POSIX."""
    try:
        found = path.stat()
    except OSError as error:
        raise errors.Moved(path) from error
    return found.st_dev, found.st_ino


def _read_write(path: Path, busy_timeout: float) -> sqlite3.Connection:
    raw = sqlite3.connect(path, timeout=busy_timeout, isolation_level=None, check_same_thread=False)
    return _set_up(
        raw,
        "synchronous = FULL",
        "fullfsync = ON",  # macOS: a plain fsync does not reach the disk itself
        "checkpoint_fullfsync = ON",
        "foreign_keys = ON",
        "secure_delete = ON",
    )


def _read_only(path: Path, busy_timeout: float) -> sqlite3.Connection:
    try:
        return _view(path, "mode=ro", busy_timeout)
    except sqlite3.OperationalError as error:
        # A folder that cannot be written has no place for the log's index; without a log none is needed.
        if _code(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or _has_log(path):
            raise
        return _view(path, "mode=ro&immutable=1", busy_timeout)


def _view(path: Path, options: str, busy_timeout: float) -> sqlite3.Connection:
    name = quote(os.fsencode(path.absolute().as_posix()), safe="/:")
    # An empty authority, so that C:/ and //server/ are read as paths.
    address = f"file://{'' if name.startswith('/') else '/'}{name}?{options}"
    raw = sqlite3.connect(address, uri=True, timeout=busy_timeout, isolation_level=None, check_same_thread=False)
    return _set_up(raw, "query_only = ON", "cache_size = -65536")


def _set_up(raw: sqlite3.Connection, *pragmas: str) -> sqlite3.Connection:
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", *pragmas):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first look into the file itself
    except BaseException:
        raw.close()
        raise
    return raw
