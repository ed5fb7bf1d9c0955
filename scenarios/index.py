"""The entries of a folder's scenarios, kept by content hash so that listing parses no YAML. Trusts nothing it kept.

A file that looks as it did, by size, number and times, as git's index looks at them, is not even read again.
"""

from __future__ import annotations

import hashlib
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from scenarios.entries import Entry, made_from, packed, unpacked, unreadable
from scenarios.shelf import Shelf
from scoring import cache
from scoring.yamlfile import YamlError, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scenarios.folder import Location, Source

_KIND: Final = "scenarios"
_FORMAT: Final = 3
"""Raised when what the cache holds changes shape."""

_SETTLED: Final = 2_000_000_000
"""Nanoseconds. A file changed less long ago may change again and look the same: clocks of file systems are coarse."""

_CHECKED_BY: Final = ("scenarios/*.py", "scoring/*.py", "scoring/rules/zh/words.yaml")


def index(root: Path, sources: Iterable[Source]) -> tuple[Entry, ...]:
    """One entry for each scenario file of some folders, in order; what had to be read anew is kept for the next time.

    `root` names what is kept together; ids must differ between the folders.
    """
    key = hashlib.sha256(f"{_FORMAT}\n{root.absolute()}".encode(errors="surrogateescape")).hexdigest()
    before = cache.load(_KIND, key)
    known = before if isinstance(before, dict) else {}
    found = [each for source in sources for each in _indexed_all(source, known)]
    kept = {entry.id: memory for entry, memory in found if memory}
    if kept != known:
        cache.store(_KIND, key, kept)
    return tuple(entry for entry, _ in found)


def _indexed_all(source: Source, known: dict[str, Any]) -> Iterator[tuple[Entry, dict[str, Any] | None]]:
    shelf, seed = Shelf(source.personas), _Seed(source.personas)
    for location in source.scenarios:
        entry, memory = _indexed(location, known.get(location.id), shelf, seed)
        yield entry._replace(pack=source.pack), memory


def _indexed(location: Location, known: Any, shelf: Shelf, seed: _Seed) -> tuple[Entry, dict[str, Any] | None]:
    """The entry of a file, and what to keep of it; nothing of a file that cannot be read."""
    known = known if isinstance(known, dict) else {}
    looks = _looks(location.path)
    glance = f"{seed.looks} {looks}" if looks and seed.looks else ""
    if glance and known.get("glance") == glance and (entry := unpacked(known, location)):
        return entry, known
    try:
        raw = read_bytes(location.path)
    except YamlError as error:
        return unreadable(location, error), None
    digest = hashlib.sha256(seed.digest + raw).hexdigest()
    entry = unpacked(known, location) if known.get("digest") == digest else None
    entry = entry or made_from(raw, location, shelf)
    return entry, {"glance": glance, "digest": digest, **packed(entry)}


def _looks(path: Path) -> str:
    """What tells, without reading it, whether a file has changed; empty where it may yet change unnoticed."""
    try:
        seen = path.stat()
    except (OSError, ValueError):
        return ""
    if time.time_ns() - max(seen.st_mtime_ns, seen.st_ctime_ns) < _SETTLED:
        return ""
    return f"{seen.st_size} {seen.st_ino} {seen.st_mtime_ns} {seen.st_ctime_ns}"


class _Seed:
    """Stands for everything that decides about a scenario beside its own file: the personas, and the program."""

    def __init__(self, personas: Iterable[Location]) -> None:
        self._personas = tuple(personas)
        looks = [_looks(path) for path in (*cache.code_files(*_CHECKED_BY), *(each.path for each in self._personas))]
        told = "\n".join((*(each.id for each in self._personas), *looks)).encode(errors="surrogateescape")
        self.looks = hashlib.sha256(told).hexdigest() if all(looks) else ""

    @cached_property
    def digest(self) -> bytes:
        """By what is in the files."""
        digest = hashlib.sha256(cache.code_stamp(*_CHECKED_BY).encode())
        for location in self._personas:
            digest.update(f"\n{location.id}\n".encode(errors="surrogateescape"))
            try:
                digest.update(read_bytes(location.path))
            except YamlError as error:
                digest.update(error.message.encode(errors="surrogateescape"))
        return digest.digest()
