"""`huashu doctor` says what it finds in a pipe, in a terminal, and in one that does not answer."""

import os
import select
import subprocess
import sys
import time

import pytest

from tests.cli.conftest import ROOT, Call, needs_posix

if os.name == "posix":
    import pty
    import termios


def test_in_a_pipe_it_says_that_this_is_no_terminal(process: Call) -> None:
    called = process("doctor", TERM="\x1b[2J")
    assert (called.code, called.err) == (0, "")
    assert called.lines[0] == "✗ 这里不是终端"
    assert "\x1b" not in called.out


def _in_a_terminal(environment: dict[str, str], cell: int | None) -> tuple[int, str, bool]:
    """Run it in a terminal that says every character fills `cell` cells, or nothing: its code, its output, and
    whether the terminal's settings are as they were."""
    controller, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", "doctor"],
        env=environment | {"TERM": "xterm-256color", "HUASHU_LANG": "zh"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=ROOT,
    ) as started:
        heard, deadline = b"", time.monotonic() + 60
        while (ready := select.select([controller], [], [], 0.1)[0]) or started.poll() is None:
            assert time.monotonic() < deadline
            piece = os.read(controller, 65536) if ready else b""
            heard += piece
            if cell is not None:
                os.write(controller, f"\x1b[1;{cell + 1}R".encode() * piece.count(b"\x1b[6n"))
        unchanged = termios.tcgetattr(terminal) == before
    os.close(controller)
    os.close(terminal)
    return started.returncode, heard.decode(), unchanged


@needs_posix
def test_a_terminal_that_does_not_answer_is_said_so(environment: dict[str, str]) -> None:
    code, output, unchanged = _in_a_terminal(environment, None)
    assert (code, unchanged) == (0, True)
    assert "终端没有回答光标位置" in output


@needs_posix
def test_a_terminal_that_draws_wide_is_told_what_to_set(environment: dict[str, str]) -> None:
    code, output, unchanged = _in_a_terminal(environment, 2)
    assert (code, unchanged) == (0, True)
    assert "“█”画了 2 格，程序按 1 格排" in output


@needs_posix
@pytest.mark.parametrize("answer", [b"\x1b[1;1", b"R" * 500, b"\x1b[999999999999999999999999;1R"])
def test_nonsense_for_an_answer_does_no_harm(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    from trainer.cli.terminal import _column

    reader, writer = os.pipe()
    os.write(writer, answer)
    try:
        assert _column(reader) == 1
    except TimeoutError:
        assert not answer.endswith(b";1R")
    os.close(reader)
    os.close(writer)
