"""Older files are brought up to date with a copy kept, newer and foreign ones are left alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from transcripts import errors, migrations
from transcripts.store import Finish, Store

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION_1 = Path(__file__).with_name("version-1.sql")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as version 1 wrote it."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
    return path


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A version to come, which rebuilds a table that others refer to."""

    def rebuild(db: "Database") -> None:
        db.table("session").transform(rename={"seed": "chance"})

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, rebuild))
    yield len(migrations.STEPS)


def facts(path: Path) -> tuple[Any, ...]:
    """Version, columns of session and number of turns and findings in a file."""
    with closing(sqlite3.connect(path)) as raw:
        ask = [
            "PRAGMA user_version",
            "SELECT name FROM pragma_table_info('session') WHERE name IN ('seed', 'chance')",
            "SELECT count(*) FROM turn",
            "SELECT count(*) FROM finding",
        ]
        return tuple(raw.execute(question).fetchone()[0] for question in ask)


def test_a_file_of_version_1_opens_with_its_sessions(old: Path, make_session: Any, make_turn: Any) -> None:
    end = Finish("2026-11-22T06:40:00Z", "settled", "resolved", True)
    with Store.open(old) as store:
        session = store.session(store.find_session("00a001"))
        assert session.turns == (make_turn(1), make_turn(2, to="settled"))
        assert (session.outcome, session.opening) == (end.outcome, make_session().opening)
        assert store.check() == []


def test_an_older_file_is_migrated_and_a_copy_kept(old: Path, next_version: int) -> None:
    before = facts(old)
    Store.open(old).close()
    assert facts(old) == (next_version, "chance", 2, 4)
    assert facts(old.with_name("old.v1-backup.db")) == before == (1, "seed", 2, 4)


def test_a_copy_kept_before_is_not_overwritten(old: Path, next_version: int) -> None:
    taken = old.with_name("old.v1-backup.db")
    taken.write_text("mine", encoding="utf-8")
    Store.open(old).close()
    assert taken.read_text(encoding="utf-8") == "mine"
    assert facts(old.with_name("old.v1-backup-2.db"))[0] == 1


def test_a_migration_that_fails_changes_nothing(old: Path, next_version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(db: "Database") -> None:
        db.execute("DELETE FROM finding")
        raise RuntimeError

    before = facts(old)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, fail))
    with pytest.raises(errors.NotMigrated, match=r"old\.v1-backup\.db"):
        Store.open(old)
    assert facts(old) == before


def test_a_step_that_leaves_loose_references_is_undone(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def loosen(db: "Database") -> None:
        db.execute("DELETE FROM person")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, loosen))
    with pytest.raises(errors.NotMigrated):
        Store.open(old)
    assert facts(old)[0] == 1


def test_references_hold_after_a_migration(old: Path, next_version: int) -> None:
    with Store.open(old) as store, pytest.raises(errors.Refused), store._connection.writing() as db:
        db.execute("DELETE FROM person")


def test_an_older_file_is_not_migrated_by_reading(old: Path, next_version: int) -> None:
    with pytest.raises(errors.Older):
        Store.open(old, read_only=True)
    assert facts(old)[0] == 1


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_file_is_refused_and_untouched(old: Path, read_only: bool) -> None:
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("PRAGMA user_version = 99")
    before = old.read_bytes()
    with pytest.raises(errors.Newer, match="99"):
        Store.open(old, read_only=read_only)
    assert old.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE session (id)")
    before = path.read_bytes()
    with pytest.raises(errors.NotADatabase):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_new_file_has_no_copy_beside_it(store: Store, path: Path) -> None:
    names = {found.name.partition("-")[0] for found in path.parent.iterdir()}
    assert names == {"huashu.db"}
