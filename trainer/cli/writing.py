"""Writes files for commands: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from trainer.cli.exits import ExitCode, Failure
from trainer.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


def must_be_free(path: Path) -> None:
    """Refuse a file that is there already, a link that leads nowhere too."""
    if os.path.lexists(path):
        raise Failure(ExitCode.USAGE, _("{path} 已经有了，没有改动它。").format(path=path))


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, with the folders above it."""
    _write(path, text, replace=False)


def write_schema(path: Path, text: str) -> None:
    """Write a schema, over an older one of ours at most."""
    from scenarios.schemas import is_ours

    try:
        before = path.read_text(encoding="utf-8") if os.path.lexists(path) else None
    except (OSError, ValueError):
        before = ""
    if before is not None and before != text and not is_ours(before):
        raise Failure(ExitCode.USAGE, _("{path} 已经有了，不是话术的格式说明，没有改动它。").format(path=path))
    if before != text:
        _write(path, text, replace=True)


def _write(path: Path, text: str, *, replace: bool) -> None:
    # Named at random beside the target, so that taking its place is one step and two processes never share it.
    part = path.with_name(f".{os.urandom(8).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(text.encode())
        if replace:
            part.replace(path)
        else:
            _take_free_place(part, path)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise Failure(ExitCode.USAGE, _("写不了 {path}：{error}").format(path=path, error=said)) from error
    finally:
        with suppress(OSError, ValueError):
            part.unlink(missing_ok=True)


def _take_free_place(part: Path, path: Path) -> None:
    """Give a written file its name, unless the name is taken."""
    try:
        os.link(part, path)
    except OSError:  # taken, or a file system without links
        must_be_free(path)
        part.rename(path)
