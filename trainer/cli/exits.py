"""How a command ends: the documented exit codes, and the failure that carries one with its message."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit status of `huashu` means."""

    DONE = 0
    FOUND = 1
    """`check`, `audit` or `diff` found something."""
    USAGE = 2
    INVALID = 3
    """An invalid scenario, rule, bundle or input line."""
    DATABASE = 4
    """The database is locked, read-only, full, corrupt or from a newer version."""
    NO_TERMINAL = 5
    INTERRUPTED = 130


class Failure(Exception):  # noqa: N818 - a failed command is no error of the program
    """A command cannot go on; the message says what is wrong and what to do."""

    def __init__(self, code: ExitCode, message: str) -> None:
        super().__init__(message)
        self.code = code
