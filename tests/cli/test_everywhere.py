"""What holds for every command: common options, language, exit codes, and output that no locale can break."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Call, needs_posix
from trainer.cli.exits import ExitCode
from transcripts.store import Store


def test_the_exit_codes_are_those_documented() -> None:
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 4, 5, 130]


@pytest.mark.parametrize("place", ["before", "after", "variable"])
def test_the_database_may_be_named_anywhere(
    place: str, huashu: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other" / "data.db"
    if place == "variable":
        monkeypatch.setenv("HUASHU_DB", str(other))
    before = ("--db", other) if place == "before" else ()
    after = ("--db", other) if place == "after" else ()
    assert huashu(*before, "play", "small", "--plain", *after).code == 0
    assert other.exists()


@pytest.mark.parametrize("place", ["before", "after", "variable"])
def test_own_scenarios_may_be_named_anywhere(
    place: str, huashu: Call, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUASHU_SCENARIOS")
    if place == "variable":
        monkeypatch.setenv("HUASHU_SCENARIOS", str(own))
    before = ("--scenarios", own) if place == "before" else ()
    after = ("--scenarios", own) if place == "after" else ()
    listed = json.loads(huashu(*before, "list", "--json", *after).out)
    assert "small" in [entry["id"] for entry in listed]


@pytest.mark.parametrize("place", ["before", "after", "variable"])
def test_the_trainee_may_be_named_anywhere(place: str, huashu: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    if place == "variable":
        monkeypatch.setenv("HUASHU_TRAINEE", "Li Xiao")
    before = ("--trainee", "Li Xiao") if place == "before" else ()
    after = ("--trainee", "Li Xiao") if place == "after" else ()
    huashu(*before, "play", "small", "--plain", *after)
    assert json.loads(huashu("sessions", "--json").out)[0]["trainee"] == "Li Xiao"


@needs_posix
def test_a_database_may_have_a_chinese_name_in_any_locale(process: Call, tmp_path: Path) -> None:
    called = process("play", "small", "--plain", "--db", tmp_path / "数据.db", LC_ALL="C", PYTHONUTF8="0")
    assert called.code == 0
    assert (tmp_path / os.fsdecode("数据.db".encode())).exists()


def test_of_two_the_option_after_the_command_counts(huashu: Call, tmp_path: Path) -> None:
    huashu("--db", tmp_path / "first.db", "play", "small", "--plain", "--db", tmp_path / "second.db")
    assert [path.name for path in tmp_path.glob("*.db")] == ["second.db"]


@pytest.mark.parametrize(
    ("arguments", "variables", "speaks"),
    [
        (("--lang", "en", "list", "--nope"), {}, "No option"),
        (("list", "--nope", "--lang=en"), {}, "No option"),
        (("list", "--nope"), {"HUASHU_LANG": "en"}, "No option"),
        (("--lang", "zh", "list", "--nope"), {"HUASHU_LANG": "en"}, "没有选项"),
        (("list", "--nope"), {"LC_ALL": "en_US.UTF-8"}, "No option"),
        (("list", "--nope"), {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "没有选项"),
        (("list", "--nope"), {"LC_ALL": "POSIX"}, "没有选项"),
        (("list", "--nope"), {"LANG": "de_DE.UTF-8"}, "没有选项"),
        (("list", "--nope"), {}, "没有选项"),
    ],
)
def test_the_language_is_the_option_then_the_variable_then_an_english_locale(
    arguments: tuple[str, ...],
    variables: dict[str, str],
    speaks: str,
    huashu: Call,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("HUASHU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    called = huashu(*arguments)
    assert called.code == ExitCode.USAGE
    assert speaks in called.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("list", "--nope"),
        ("list", "--lang", "fr"),
        ("list", "--json=yes"),
        ("list", "--db"),
        ("list", "--scenarios", "/no/such/folder"),
        ("show",),
        ("show", "000000"),
        ("show", "00"),
        ("graph", "no-such-scenario"),
        ("play", "--plain"),
        ("play", "no-such-scenario", "--plain"),
        ("play", "small", "more", "--plain"),
        ("play", "small", "--plain", "--seed", "many"),
        ("play", "small", "--plain", "--seed", "-1"),
        ("play", "small", "--plain", "--exam", "--timed"),
        ("play", "small", "--plain", "--from", "nowhere"),
        ("play", "small", "--plain", "--mood", "joy=3"),
        ("play", "small", "--plain", "--mood", "anger=11"),
        ("play", "small", "--plain", "--mood", "anger=" + "9" * 5000),
        ("play", "--plain", "--resume", "000000"),
        ("sessions", "--trainee", "谁也不是"),
        ("play", "--plain", "--resume", ""),
        ("show", "\udcff" * 9),
        ("check", "x" * 5000),
        ("list", "--scenarios", "x" * 5000),
        ("forget",),
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_a_wrong_command_line_is_said_on_stderr_alone_and_exits_2(arguments: tuple[str, ...], huashu: Call) -> None:
    called = huashu(*arguments)
    assert called.code == ExitCode.USAGE
    assert called.out == ""
    assert called.err.strip()
    assert "Error" not in called.err


def test_a_wrong_command_line_makes_no_database(huashu: Call, db: Path) -> None:
    huashu("play", "no-such-scenario", "--plain")
    assert not db.exists()


def test_what_was_typed_wrongly_cannot_steer_the_terminal(huashu: Call) -> None:
    for arguments in (("\x1b[2J",), ("list", "--\x1b[2J"), ("list", "\x1b[2J"), ("graph", "\x1b[2J")):
        assert "\x1b" not in huashu(*arguments).err


def test_a_help_page_is_in_the_language_spoken(process: Call) -> None:
    chinese, english = process("play", "--help").out, process("play", "--help", "--lang", "en").out
    assert "用法" in chinese
    assert "Usage" not in chinese
    assert "Show this message" not in chinese
    assert english.startswith("Usage: huashu play")
    assert english.isascii()


def test_the_version_is_one_line(huashu: Call) -> None:
    assert huashu("--version").out.startswith("huashu ")


@pytest.mark.parametrize("command", ["list", "sessions"])
@pytest.mark.parametrize("locale", [{}, {"PYTHONUTF8": "0"}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}], ids=str)
def test_json_is_one_array_of_utf8_in_any_locale(command: str, locale: dict[str, str], process: Call) -> None:
    given = "您好。\n\\q\n".encode()
    played = process("play", "small", "--plain", "--trainee", "李晓", given=given, LC_ALL="C", **locale)
    assert played.code == 0
    assert isinstance(rows := json.loads(process(command, "--json", LC_ALL="C", **locale).out), list)
    assert any("李晓" in row.values() or "退费拖了二十天" in row.values() for row in rows)


def test_a_reader_that_has_seen_enough_is_no_error(own: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", "list", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system with /dev/full")
def test_output_that_cannot_be_written_is_said(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", "list"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == ExitCode.DATABASE
    assert b"Traceback" not in done.stderr


@needs_posix
def test_interrupted_play_keeps_every_turn_and_exits_130(own: Path, environment: dict[str, str], process: Call) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", "play", "small", "--plain"],
        env=environment | {"HUASHU_SCENARIOS": str(own), "HUASHU_LANG": "zh"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        started.stdin.write("您好，请问有什么可以帮您？\n".encode())
        started.stdin.flush()
        while b"[1]" not in started.stdout.readline():
            pass
        time.sleep(0.2)
        os.kill(started.pid, signal.SIGINT)
        rest, error = started.stdout.read().decode(), started.stderr.read() if started.stderr else b""
        assert started.wait(60) == ExitCode.INTERRUPTED
    assert b"Traceback" not in error
    assert rest.splitlines()[-1].endswith(" open]")
    assert json.loads(process("sessions", "--json").out)[0]["turns"] == 1


def test_without_a_terminal_the_app_is_not_opened(huashu: Call) -> None:
    assert huashu().code == ExitCode.NO_TERMINAL
    assert huashu("play", "small").code == ExitCode.NO_TERMINAL


@needs_posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
@pytest.mark.parametrize("command", ["score", "sessions", "play small --plain"])
def test_streams_that_are_closed_are_empty(command: str, closed: str, own: Path, environment: dict[str, str]) -> None:
    Store.open(environment["HUASHU_DB"]).close()
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m trainer {command} {closed}"],
        env=environment | {"HUASHU_SCENARIOS": str(own)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (0, b"")
