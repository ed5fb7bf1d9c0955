"""Runs a program in a pseudo-terminal and times what it paints: from a moment to the bytes that show a text."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence

_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=$ ]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\x1b\][^\x07]*\x07|\x1bP[^\x1b]*\x1b\\")


class Terminal:
    """A program on a pseudo-terminal of our own."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (120, 40)
    ) -> None:
        self.started = time.perf_counter()
        self._pid, self._pipe = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(command[0], list(command), {**environment, "COLUMNS": str(size[0]), "LINES": str(size[1])})
        fcntl.ioctl(self._pipe, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._seen = b""

    def send(self, text: str) -> float:
        """Type; answers the moment it was sent, and forgets what was painted before."""
        self._drain()
        self._seen = b""
        moment = time.perf_counter()
        os.write(self._pipe, text.encode())
        return moment

    def wait(self, *texts: str, timeout: float = 20.0) -> float:
        """The moment at which all the texts have been painted; raises TimeoutError."""
        wanted = [text.encode() for text in texts]
        deadline = time.perf_counter() + timeout
        while True:
            painted = _ESCAPES.sub(b"", self._seen)
            if all(text in painted for text in wanted):
                return time.perf_counter()
            ready, _, _ = select.select([self._pipe], [], [], max(0, deadline - time.perf_counter()))
            if not ready:
                print(painted[-2000:].decode("utf-8", "replace"), file=sys.stderr)
                raise TimeoutError(texts)
            self._seen += os.read(self._pipe, 65536)

    def quiet(self, seconds: float = 0.15) -> None:
        """Wait until nothing has been painted for a while."""
        while select.select([self._pipe], [], [], seconds)[0]:
            os.read(self._pipe, 65536)

    def _drain(self) -> None:
        while select.select([self._pipe], [], [], 0)[0]:
            os.read(self._pipe, 65536)

    def close(self) -> None:
        """End the program."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._pipe)
