"""Bad files: each is said in one message without a traceback, with its exit code, and nothing else suffers."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import BEST, Call, Called
from trainer.cli.exits import ExitCode
from transcripts.store import Store

BROKEN: dict[str, bytes] = {
    "empty": b"",
    "a-word": "你好".encode(),
    "half": "title: 没写完\nstates:\n  a: [".encode(),
    "binary": bytes(range(256)) * 8,
    "zeros": bytes(4096),
    "utf-16": "title: 退费\n".encode("utf-16"),
    "gbk": "title: 退费\n".encode("gbk"),
    "huge": b"title: " + b"x" * 2_000_000,
    "deep": b"a: " + b"[" * 50_000,
    "many": b"[" + b"1," * 400_000 + b"]",
    "bombs": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
    "tags": b"title: !!python/object/apply:os.system ['touch /tmp/huashu-was-here']\n",
    "twice": b"title: a\ntitle: b\n",
    "a-list": b"- 1\n- 2\n",
    "number": b"9" * 100_000,
    "steers": b"title: \x1b[2J\n",
    "two-documents": b"---\na: 1\n---\nb: 2\n",
    "merges": b"<<: {title: x}\n",
    "long-phrase": b"title: x\npoints: {p: {phrases: ['" + b"(a|" * 3000 + b"']}}\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_scenario_is_listed_as_such_and_refused(name: str, huashu: Call, own: Path) -> None:
    (own / f"{name}.yaml").write_bytes(BROKEN[name])
    listed, played = huashu("list", "--json"), huashu("play", name, "--plain")
    validity = {entry["id"]: entry["valid"] for entry in json.loads(listed.out)}
    assert (listed.code, validity[name], validity["small"]) == (0, False, True)
    assert (played.code, played.out) == (ExitCode.INVALID, "")
    assert f"{name}.yaml:" in played.err
    assert "Traceback" not in played.err
    assert huashu("check", own / f"{name}.yaml").code == ExitCode.FOUND


def test_problems_go_to_stderr_and_the_list_to_stdout(huashu: Call, own: Path) -> None:
    (own / "steers.yaml").write_bytes(BROKEN["steers"])
    called = huashu("list")
    assert "steers.yaml:1: " in called.err
    assert "\x1b" not in called.out + called.err
    assert "small  退费拖了二十天" in called.out


def test_files_that_are_no_files_stop_no_list(huashu: Call, own: Path) -> None:
    (own / "folder.yaml").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(own / "pipe.yaml")
        (own / "loop.yaml").symlink_to(own / "loop.yaml")
        (own / "round").symlink_to(own)
        (own / "gone.yaml").symlink_to(own / "nowhere")
    called = huashu("list", "--json")
    assert called.code == 0
    assert "small" in [entry["id"] for entry in json.loads(called.out)]


def test_a_file_name_no_id_can_have_is_said(huashu: Call, own: Path) -> None:
    (own / "Capital A.yaml").write_bytes((own / "small.yaml").read_bytes())
    assert "E401" in huashu("list").err


def test_a_broken_persona_breaks_its_scenarios_alone(huashu: Call, own: Path) -> None:
    (own / "personas" / "steady.yaml").write_bytes(b"\xff")
    validity = {entry["id"]: entry["valid"] for entry in json.loads(huashu("list", "--json").out)}
    assert validity["small"] is False
    assert validity["chapter7/08-agitated"] is True


def _directory(db: Path) -> None:
    db.unlink()
    db.mkdir()


def _truncated(db: Path) -> None:
    db.write_bytes(db.read_bytes()[:5000])


def _corrupt(db: Path) -> None:
    raw = bytearray(db.read_bytes())
    for page in range(4096, len(raw), 4096):
        raw[page : page + 200] = b"\xa5" * 200
    db.write_bytes(raw)


def _newer(db: Path) -> None:
    with closing(sqlite3.connect(db)) as raw:
        raw.execute("PRAGMA user_version = 999")


def _of_another_program(db: Path) -> None:
    db.unlink()
    with closing(sqlite3.connect(db)) as raw:
        raw.execute("CREATE TABLE recipes (name)")


def _text(db: Path) -> None:
    db.write_text("这不是数据库。" * 100, "utf-8")


DAMAGES: list[Callable[[Path], None]] = [_directory, _truncated, _corrupt, _newer, _of_another_program, _text]
USES = {
    "sessions": ("sessions",),
    "sessions json": ("sessions", "--json"),
    "show": ("show", "000000"),
    "audit": ("audit",),
    "play": ("play", "small", "--plain"),
    "resume": ("play", "--plain", "--resume", "000000"),
    "backup": ("backup", "copy.db"),
    "forget": ("forget", "--trainee", "学员", "--yes"),
}


def _is_said(called: Called) -> bool:
    message = called.err.strip()
    return called.code == ExitCode.DATABASE and "Traceback" not in message and "huashu.db" in message


@pytest.mark.parametrize("arguments", USES.values(), ids=USES.keys())
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_a_database_that_cannot_be_used_is_said_and_left_alone(
    damage: Callable[[Path], None], arguments: tuple[str, ...], talk: Call, huashu: Call, db: Path
) -> None:
    talk(*BEST[:3])
    damage(db)
    before = db.read_bytes() if db.is_file() else b""
    called = huashu(*(db.with_name(word) if word == "copy.db" else word for word in arguments))
    assert _is_said(called) or damage is _corrupt
    assert called.code in (ExitCode.DATABASE, *((ExitCode.USAGE, ExitCode.DONE) if damage is _corrupt else ()))
    assert (db.read_bytes() if db.is_file() else b"") == before or damage is _corrupt


def test_a_file_of_no_bytes_is_a_new_database(huashu: Call, db: Path) -> None:
    db.write_bytes(b"")
    assert huashu("play", "small", "--plain").code == 0
    assert len(json.loads(huashu("sessions", "--json").out)) == 1


@pytest.mark.parametrize("arguments", [USES["play"], USES["forget"]])
def test_a_locked_database_is_said(
    arguments: tuple[str, ...], talk: Call, huashu: Call, db: Path, short_wait: None
) -> None:
    talk(BEST[0])
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert _is_said(huashu(*arguments))


def test_a_locked_database_can_be_read(talk: Call, huashu: Call, db: Path, short_wait: None) -> None:
    talk(BEST[0])
    with closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(json.loads(huashu("sessions", "--json").out)) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_database_that_may_not_be_written_is_said(talk: Call, huashu: Call, db: Path) -> None:
    talk(BEST[0])
    db.chmod(0o400)
    try:
        assert _is_said(huashu("play", "small", "--plain"))
    finally:
        db.chmod(0o600)


def test_a_reply_that_cannot_be_kept_is_given_back_and_earlier_ones_stay(
    talk: Call, huashu: Call, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk()
    opened = Store.open.__func__  # type: ignore[attr-defined]

    def nearly_full(cls: type[Store], /, *arguments: object, **more: object) -> Store:
        store: Store = opened(cls, *arguments, **more)
        raw = store._connection.raw
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 40}")
        return store

    monkeypatch.setattr(Store, "open", classmethod(nearly_full))
    long = "您好，周师傅，我给您查查。" * 8000
    called = talk(BEST[0], long, BEST[1])
    assert called.code == ExitCode.DATABASE
    assert long in called.err
    assert called.lines[-1].endswith(" open]")
    monkeypatch.undo()
    assert huashu("show", "--db", db, called.session, "--lang", "zh").out.count("坐席: ") == 1


def test_a_turn_another_window_took_is_said_and_not_lost(
    talk: Call, huashu: Call, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = talk(BEST[0])
    append = Store.append_turn

    def after_another(store: Store, session: str, turn: object, finish: object = None, **more: object) -> None:
        monkeypatch.setattr(Store, "append_turn", append)
        huashu("play", "--plain", "--resume", left.session, given="您说。\n")
        append(store, session, turn, finish, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "append_turn", after_another)
    called = huashu("play", "--plain", "--resume", left.session, given=BEST[1])
    assert called.code == ExitCode.DATABASE
    assert BEST[1] in called.err


TAMPERED = {
    "no JSON": "UPDATE text SET body = 'x' WHERE kind = 'scenario'",
    "other JSON": "UPDATE text SET body = '{}' WHERE kind = 'scenario'",
    "deep JSON": f"UPDATE text SET body = '{'[' * 100000}' WHERE kind = 'scenario'",
    "no scenario": """UPDATE text SET body = '{"id": "a", "text": "x", "persona": {"id": "b", "text": "y"}}'
        WHERE kind = 'scenario'""",
    "start nowhere": """UPDATE session SET start = '{"state": "nowhere"}'""",
    "mood no mood": """UPDATE session SET start = '{"mood": {"joy": 1}}'""",
    "standing nowhere": "UPDATE turn SET standing = json_set(standing, '$.state', 'nowhere')",
    "standing empty": "UPDATE turn SET standing = '{}'",
    "standing a list": "UPDATE turn SET standing = '[]'",
    "labels no JSON": "UPDATE turn SET labels = 'x'",
}


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED.keys())
@pytest.mark.parametrize("command", ["show", "resume", "audit", "sessions"])
def test_a_database_changed_by_other_hands_is_said(
    command: str, statement: str, talk: Call, huashu: Call, db: Path
) -> None:
    session = talk(*BEST[:2]).session
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute(statement)
    lines = {"show": ("show", session), "resume": ("play", "--plain", "--resume", session)}
    called = huashu(*lines.get(command, (command,)), given="您好\n")
    assert "Traceback" not in called.err
    assert called.code in (0, ExitCode.FOUND, ExitCode.DATABASE)
    assert called.code == 0 or called.err.strip()


def test_one_unreadable_session_does_not_keep_audit_from_the_others(talk: Call, huashu: Call, db: Path) -> None:
    first, second = talk(BEST[0]).session, talk(BEST[0]).session
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute("UPDATE turn SET standing = 'x' WHERE session = ?", [first])
    called = huashu("audit")
    assert called.code == ExitCode.DATABASE
    assert [line.split()[:2] for line in called.lines] == [[first, "damaged"], [second, "identical"]]
