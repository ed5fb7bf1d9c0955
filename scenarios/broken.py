"""Files beside the shipped ones that cannot be used and are no scenario: which, and why. Changes none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scoring import cache
from scoring.yamlfile import YamlError, read_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from scenarios.folder import Location, Source
    from scenarios.problems import Problem

_KIND: Final = "personas"


class BrokenFile(NamedTuple):
    """A file by its path below its folder, and what is wrong with it, each as `line: what is wrong`."""

    root: Path
    name: str
    wrong: tuple[str, ...]
    pack: str = ""

    @property
    def path(self) -> str:
        """The whole path."""
        return str(self.root / self.name)


def broken_personas(source: Source, taken: Collection[str]) -> Iterator[BrokenFile]:
    """The personas of a folder that have errors, or a name that a shipped one has."""
    errors = _errors(source.personas)
    for location, found in zip(source.personas, errors, strict=True):
        wrong = location.problem() or (location.taken("人物类型") if location.id in taken else None)
        lines = [_said(wrong)] if wrong else found
        if lines:
            yield BrokenFile(source.root, location.path.relative_to(source.root).as_posix(), tuple(lines), source.pack)


def _said(problem: Problem) -> str:
    return f"{problem.line}: {problem.severity} {problem.id} {problem.message}"


def _errors(locations: tuple[Location, ...]) -> list[list[str]]:
    """What makes persona files unusable, remembered by their content and the code that checked them."""
    if not locations:
        return []
    digest = hashlib.sha256(cache.code_stamp("scenarios/*.py", "scoring/*.py").encode())
    for location in locations:
        digest.update(f"\n{location.id}\n".encode(errors="surrogateescape") + _content(location))
    key = digest.hexdigest()
    kept: Any = cache.load(_KIND, key)
    if isinstance(kept, list) and len(kept) == len(locations) and all(isinstance(lines, list) for lines in kept):
        return [list(map(str, lines)) for lines in kept]
    found = [_checked(location) for location in locations]
    cache.store(_KIND, key, found)
    return found


def _content(location: Location) -> bytes:
    try:
        return hashlib.sha256(read_bytes(location.path)).digest()
    except YamlError as error:
        return error.message.encode(errors="surrogateescape")


def _checked(location: Location) -> list[str]:
    from scenarios.whole import load_whole_persona

    loaded = load_whole_persona(location.path, location.id)
    return [] if loaded.persona is not None else [_said(found) for found in loaded.problems]
