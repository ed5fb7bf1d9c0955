"""Asks a POSIX terminal where its cursor is. Leaves its settings as they were, whatever happens."""

import os
import re
import select
import sys
import termios
import tty
from collections.abc import Sequence

_WAIT = 0.5
_ANSWER = re.compile(rb"\x1b\[([0-9]+);([0-9]+)R")


def measured_widths(characters: Sequence[str]) -> list[int] | None:
    """The cells each character fills on this terminal, or None where it does not answer."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        return [_width(terminal, character) for character in characters]
    except TimeoutError:
        return None
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()


def _width(terminal: int, character: str) -> int:
    sys.stdout.write(f"\r\x1b[K{character}\x1b[6n")
    sys.stdout.flush()
    return _column(terminal) - 1


def _column(terminal: int) -> int:
    """The column the terminal reports; raises TimeoutError when it says nothing."""
    heard = b""
    while not (found := _ANSWER.search(heard)):
        ready, _writable, _broken = select.select([terminal], [], [], _WAIT)
        if not ready or len(heard) > 200:
            raise TimeoutError
        heard += os.read(terminal, 64)
    return int(found.group(2))
