"""What of a folder of one's own goes into a bundle, and what path it may have there. Judges paths, never contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from scenarios.folder import GOLDEN, PERSONAS, RULES, SUFFIX
from scenarios.refusals import BundleError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind = Literal["scenario", "persona", "rule", "golden"]

LONGEST_PATH: Final = 120
_SCENARIO: Final = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.yaml", re.ASCII)
_PERSONA: Final = re.compile(r"personas/[a-z0-9-]+\.yaml", re.ASCII)
_RULE: Final = re.compile(r"rules/(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.yaml", re.ASCII)
_GOLDEN: Final = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.golden/[a-z0-9_-]+\.yaml", re.ASCII)
_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("persona", _PERSONA),
    ("rule", _RULE),
    ("golden", _GOLDEN),
    ("scenario", _SCENARIO),
)
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for itself, with any suffix."""


class Gathered(NamedTuple):
    """The files of a folder that a bundle takes, by path there, and those it leaves out."""

    files: dict[str, Path]
    left_out: tuple[str, ...]


def kind_of(name: str) -> Kind | None:
    """What a path in a bundle holds; None where it may hold nothing."""
    kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), None)
    reserved = {PERSONAS, RULES}.intersection(name.split("/")[:-1])
    return None if kind in ("scenario", "golden") and reserved else kind


def trouble_with(name: str) -> BundleError | None:
    """Why a bundle may not hold this path, or None."""
    parts = re.split(r"[/\\]", name)
    shown = name[:LONGEST_PATH]
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) or ".." in parts:
        return BundleError("escapes", name=shown)
    if len(name) > LONGEST_PATH:
        return BundleError("long path", name=shown, most=LONGEST_PATH)
    if kind_of(name) is None:
        return BundleError("unknown place", name=shown)
    if any(_DEVICES.fullmatch(part.partition(".")[0]) for part in parts):
        return BundleError("device", name=shown)
    return None


def gather(folder: Path) -> Gathered:
    """The files of a folder by the path they have in a bundle; hidden ones are passed over in silence."""
    files: dict[str, Path] = {}
    left_out: list[str] = []
    for path in _visible(folder):
        name = path.relative_to(folder).as_posix()
        if name.endswith(SUFFIX) and (kind_of(name) or not _is_beside(name)):
            files[name] = path
        else:
            left_out.append(name)
    return Gathered(files, tuple(left_out))


def _is_beside(name: str) -> bool:
    """Whether nobody would look for a scenario, persona or rule here: drafts and notes beside golden replies."""
    return any(part.endswith(GOLDEN) or part.startswith("_") for part in name.split("/")[:-1])


def _visible(folder: Path) -> Iterator[Path]:
    """The plain files below a folder in order, without hidden ones."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from () if entry.is_symlink() else _visible(entry)
        elif entry.is_file():
            yield entry
