"""Where scenario and persona files lie below a folder, and the ids their paths give them. Opens none of them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from scenarios.problems import Problem, problem

SHIPPED: Final = Path(__file__).parent
"""The scenarios that come with the program."""

PERSONAS: Final = "personas"
RULES: Final = "rules"
GOLDEN: Final = ".golden"
SUFFIX: Final = ".yaml"

_ID: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*", re.ASCII)


class Location(NamedTuple):
    """A scenario or persona file and its id: the path below its folder without suffix, `/` on every system."""

    id: str
    path: Path

    def problem(self) -> Problem | None:
        """What is wrong with the name of the file, or None."""
        if _ID.fullmatch(self.id):
            return None
        wrong = f"“{self.id}”不能做编号；文件夹和文件名只用小写字母、数字和连字符，例如 chapter7/08-agitated.yaml"
        return problem(str(self.path), 1, "E401", wrong)

    def taken(self, what: str = "场景") -> Problem:
        """What is said where something shipped, a scenario or a persona, has this id."""
        return problem(str(self.path), 1, "E402", f"“{self.id}”是自带{what}的编号；请把文件改个名字")


class Source(NamedTuple):
    """A folder that scenarios come from, with its own personas; `pack` is the name it was installed under."""

    root: Path
    scenarios: tuple[Location, ...]
    personas: tuple[Location, ...]
    pack: str = ""


def source(root: Path, pack: str = "") -> Source:
    """What lies in a folder."""
    return Source(root, scenario_files(root), persona_files(root), pack)


def scenario_files(root: Path) -> tuple[Location, ...]:
    """The scenario files anywhere below a folder, by id; none where the folder cannot be read."""
    found = (Location(path.relative_to(root).with_suffix("").as_posix(), path) for path in _below(root))
    return tuple(sorted(found, key=lambda location: location.id))


def persona_files(root: Path) -> tuple[Location, ...]:
    """The persona files in a folder's own `personas`, by id."""
    found = (Location(path.stem, path) for path in _files(root / PERSONAS))
    return tuple(sorted(found, key=lambda location: location.id))


def golden_files(scenario: Path) -> tuple[Path, ...]:
    """The files in the folder of golden transcripts that belongs to a scenario file, by name."""
    return tuple(sorted(_files(scenario.with_suffix(GOLDEN))))


def scenario_of(golden: Path) -> Path:
    """The scenario file that a folder of golden transcripts, or a file in one, belongs to; any other path itself."""
    folder = golden.parent if golden.suffix == SUFFIX else golden
    return folder.with_suffix(SUFFIX) if folder.suffix == GOLDEN else golden


def _below(folder: Path) -> Iterator[Path]:
    yield from _files(folder)
    for entry in _listed(folder):
        is_ours = entry.name not in (PERSONAS, RULES) and not entry.name.endswith(GOLDEN) and entry.name[0] not in "._"
        # A link to a folder could lead round for ever; a folder named like a file is one that was meant to be a file.
        if is_ours and entry.is_dir(follow_symlinks=False) and not entry.name.endswith(SUFFIX):
            yield from _below(folder / entry.name)


def _files(folder: Path) -> Iterator[Path]:
    for entry in _listed(folder):
        # Pipes, folders and links to nowhere too: whoever put them there is told that they are no files.
        if entry.name.endswith(SUFFIX) and entry.name[0] != ".":
            yield folder / entry.name


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
