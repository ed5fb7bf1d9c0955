"""`huashu play --plain` typed by a person: a prompt, and a last line of its own however they leave."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, needs_posix

if os.name == "posix":
    import pty

pytestmark = needs_posix


def _typed(keys: bytes, own: Path, environment: dict[str, str]) -> tuple[int, list[str]]:
    """Type something at the first prompt of a practice; its exit code and what stood on the screen."""
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", "play", "small", "--plain"],
        env=environment | {"HUASHU_SCENARIOS": str(own), "HUASHU_LANG": "zh"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509 - no thread runs here
    ) as started:
        heard, typed, deadline = b"", False, time.monotonic() + 60
        while (ready := select.select([controller], [], [], 0.1)[0]) or started.poll() is None:
            if time.monotonic() > deadline:
                started.kill()
                pytest.fail(f"still waiting after a minute; heard {heard!r}")
            heard += os.read(controller, 65536) if ready else b""
            if not typed and heard.endswith(b"> "):
                typed = os.write(controller, keys) > 0
    os.close(controller)
    os.close(terminal)
    return started.returncode, heard.decode().splitlines()


def _take_terminal() -> None:
    """Make the terminal the one whose Ctrl+C reaches us."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize(("keys", "code"), [(b"\x04", 0), (b"\x03", 130), (b"\\q\n", 0)])
def test_however_a_person_leaves_the_last_line_is_the_session(
    keys: bytes, code: int, own: Path, environment: dict[str, str]
) -> None:
    left, lines = _typed(keys, own, environment)
    assert left == code
    assert lines[-1].startswith("[会话 ")
    assert lines[-1].endswith(" open]")


def test_a_person_is_told_what_can_be_typed(own: Path, environment: dict[str, str]) -> None:
    lines = _typed(b"\\q\n", own, environment)[1]
    assert any(line.startswith("  回复写一行") for line in lines)
    assert "> \\q" in lines
