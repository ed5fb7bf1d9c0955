"""Whatever is wrong with the file or the disk is said, and nothing that was kept is harmed."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from transcripts import errors
from transcripts.store import Store


@pytest.fixture
def filled(path: Path, make_session: Any, make_turn: Any, store: Store) -> Path:
    """A closed file with a session long enough to fill many pages."""
    turns = tuple(make_turn(number, reply=f"{number}" * 3000) for number in range(1, 31))
    store.start_session(make_session(turns=turns))
    store.close()
    return path


def test_a_locked_file_is_said_to_be_locked_and_keeps_nothing_half(
    path: Path, make_session: Any, make_turn: Any
) -> None:
    session = make_session()
    with Store.open(path, busy_timeout=0.05) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store.start_session(session)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.Locked, match=r"huashu\.db"):
            store.append_turn(session.id, make_turn(1))
        other.execute("ROLLBACK")
        store.append_turn(session.id, make_turn(1))
        assert len(store.session(session.id).turns) == 1


def test_a_locked_file_can_still_be_read(path: Path, make_session: Any, store: Store) -> None:
    store.start_session(make_session())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path, busy_timeout=0.05) as reader:
            assert len(reader.sessions()) == 1


def test_a_store_opened_for_reading_refuses_to_write(filled: Path, make_turn: Any) -> None:
    with Store.open(filled, read_only=True) as store, pytest.raises(errors.ReadOnly):
        store.append_turn(store.sessions()[0].id, make_turn(31))


def test_reading_a_file_that_is_not_there_makes_none(path: Path) -> None:
    with pytest.raises(errors.Missing):
        Store.open(path.with_name("none.db"), read_only=True)
    assert not path.with_name("none.db").exists()


def test_a_folder_that_may_not_be_written_can_be_read(filled: Path) -> None:
    filled.chmod(0o400)
    filled.parent.chmod(0o500)
    if os.access(filled.parent, os.W_OK):
        filled.chmod(0o600)
        pytest.skip("root, and Windows, may write anywhere")
    try:
        with pytest.raises(errors.ReadOnly):
            Store.open(filled)
        with Store.open(filled, read_only=True) as store:
            assert store.sessions()[0].turns == 30
    finally:
        filled.parent.chmod(0o700)
        filled.chmod(0o600)


def test_a_full_disk_is_said_and_the_store_goes_on_when_there_is_room(
    store: Store, make_session: Any, make_turn: Any
) -> None:
    session = make_session()
    store.start_session(session)
    raw = store._connection.raw
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(errors.Full, match="磁盘满了"):
        store.append_turn(session.id, make_turn(1, reply="满" * 50_000))
    raw.execute("PRAGMA max_page_count = 1000000")
    store.append_turn(session.id, make_turn(1))
    assert (len(store.session(session.id).turns), store.check()) == (1, [])


def test_damage_in_the_middle_is_found_and_nothing_is_overwritten(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        [page] = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'session'").fetchone()
    data = bytearray(filled.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    filled.write_bytes(data)
    with Store.open(filled) as store:
        assert store.check()
        with pytest.raises(errors.Corrupt, match="留底"):
            store.session(store.find_session("00a001"))
    assert len(filled.read_bytes()) == len(data)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\xe8\xaf\x9d\xe6\x9c\xaf" * 3000, errors.NotADatabase),
        (b"SQLite format 3\x00" + b"\xff" * 5000, errors.FileTrouble),
        (b"xy", errors.NotADatabase),
    ],
    ids=["text", "only the first words", "two bytes"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, error: type[Exception], read_only: bool
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(error, match=r"notes\.txt"):
        Store.open(path, read_only=read_only)
    assert path.read_bytes() == content


def test_a_truncated_file_is_corrupt_and_left_alone(filled: Path) -> None:
    data = filled.read_bytes()[: 4096 * 5 + 100]
    filled.write_bytes(data)
    with pytest.raises(errors.Corrupt):
        Store.open(filled)
    assert filled.read_bytes() == data


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    with Store.open(tmp_path / "new.db") as store:
        assert store.sessions() == []


def test_an_emptied_file_with_a_log_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    (tmp_path / "new.db-wal").write_bytes(b"all that is left")
    with pytest.raises(errors.Corrupt):
        Store.open(tmp_path / "new.db")
    assert (tmp_path / "new.db-wal").read_bytes() == b"all that is left"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(errors.Unreachable, match="文件夹"):
        Store.open(tmp_path)


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.Unreachable):
        Store.open(tmp_path / "file" / "huashu.db")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no open file")
def test_a_file_deleted_while_open_takes_no_more_turns(path: Path, store: Store, make_session: Any) -> None:
    session = make_session()
    path.rename(path.with_name("elsewhere.db"))
    with pytest.raises(errors.Moved):
        store.start_session(session)


@pytest.mark.parametrize(
    "change",
    [
        "mood = 'nonsense'",
        "reasons = '[]'",
        "points = '[{\"id\": 1}]'",
        "reply = CAST(x'ff' AS TEXT)",
        "labels = 'null'",
    ],
)
def test_values_changed_by_other_hands_are_damage(filled: Path, change: str) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute(f"UPDATE turn SET {change} WHERE number = 3")
        raw.commit()
    with Store.open(filled) as store, pytest.raises(errors.Corrupt):
        store.session(store.find_session("00a001"))


def test_a_list_of_sessions_changed_by_other_hands_is_damage(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("UPDATE session SET start = 'nonsense'")
        raw.commit()
    with Store.open(filled) as store, pytest.raises(errors.Corrupt, match="练习列表"):
        store.sessions()


def test_a_text_that_is_not_what_its_hash_says_is_damage(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("UPDATE text SET body = body || '。' WHERE kind = 'scenario'")
        raw.commit()
    with Store.open(filled, read_only=True) as store:
        [problem] = store.check()
        kept = store.session(store.find_session("00a001"))
        assert kept.scenario_hash in problem
        assert store.text(kept.rules_hash) == "rules\n"
        with pytest.raises(errors.Corrupt):
            store.text(kept.scenario_hash)


def test_a_database_with_nothing_in_it_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    with pytest.raises(errors.Missing):
        Store.open(tmp_path / "new.db", read_only=True)
    assert (tmp_path / "new.db").stat().st_size == 0


def test_missing_turns_are_found_by_the_check(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("DELETE FROM turn WHERE number = 3")
        raw.commit()
    with Store.open(filled) as store:
        problems = store.check()
    assert any("缺句" in problem for problem in problems) and any("finding" in problem for problem in problems)


def test_a_backup_is_whole_and_never_overwrites(
    store: Store, tmp_path: Path, make_session: Any, make_turn: Any
) -> None:
    session, target = make_session(turns=(make_turn(1),)), tmp_path / "备份" / "copy.db"
    store.start_session(session)
    store.backup(target)
    with Store.open(target) as copy:
        assert copy.session(session.id) == session
    with pytest.raises(errors.TargetExists):
        store.backup(target)


def test_a_path_with_signs_of_an_address_is_only_a_path(tmp_path: Path) -> None:
    path = tmp_path / ("a#b%41 c.db" if sys.platform == "win32" else "a?mode=memory#b%41 c.db")
    Store.open(path).close()
    with Store.open(path, read_only=True) as store:
        assert store.check() == []


def test_every_message_about_a_file_names_it(tmp_path: Path) -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.FileTrouble)]
    assert all("huashu.db" in str(kind(tmp_path / "huashu.db", "甲")) for kind in kinds)
