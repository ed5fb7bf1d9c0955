"""Installed bundles, in the user's data folder: which there are, and adding, updating, removing one as a single step.

Each bundle lies in a folder of its own that is never changed once it is there; `installed.json` names the folders that
count and is replaced whole. So a crash or a full disk leaves the old state or the new one, and at worst a folder that
no one looks at, which the next change sweeps away. Checks no scenario.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scenarios.refusals import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenarios.bundle import Bundle
    from scenarios.folder import Source

INDEX: Final = "installed.json"
_FORMAT: Final = 1
_LOCK: Final = ".lock"
_OURS: Final = re.compile(r"[a-z0-9-]{1,40}\.[0-9a-f]{16}", re.ASCII)
"""What a bundle's folder is called: its name and something random."""

_HOMES: Final = {"linux": ".local/share", "darwin": "Library/Application Support"}


class Pack(NamedTuple):
    """An installed bundle and where it lies; `huashu` is the version of the program it was checked with."""

    name: str
    version: str
    huashu: str
    folder: Path

    def files(self) -> dict[str, Path]:
        """Its files by path."""
        from scenarios.parcel import gather

        return gather(self.folder).files if self.folder.is_dir() else {}

    def contents(self) -> dict[str, bytes]:
        """The bytes of its files by path; what cannot be read any more counts as gone."""
        found = {}
        for name, path in self.files().items():
            with suppress(OSError):
                found[name] = path.read_bytes()
        return found


def home() -> Path:
    """The folder of installed bundles, beside the database."""
    data, user = os.environ.get("XDG_DATA_HOME", ""), os.environ.get("HOME", "")
    if sys.platform in _HOMES and user.startswith("/") and not data and "ANDROID_DATA" not in os.environ:
        # The same answer as below, without the price of the import at every start.
        return Path(user, _HOMES[sys.platform], "huashu", "packs")
    from platformdirs import user_data_dir

    return Path(user_data_dir("huashu", appauthor=False)) / "packs"


def packs(root: Path) -> tuple[Pack, ...]:
    """What is installed, by name; raises LibraryError where that cannot be read."""
    index = root / INDEX
    try:
        kept: Any = json.loads(index.read_bytes())
        newer = type(kept["format"]) is int and kept["format"] > _FORMAT
        found = tuple(sorted(_pack(root, entry) for entry in kept["packs"]))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise LibraryError("index", path=index) from error
    if newer:
        raise LibraryError("newer index", path=index)
    return found


def _pack(root: Path, entry: Any) -> Pack:
    name, version, huashu, folder = (entry[key] for key in ("name", "version", "huashu", "folder"))
    if not all(isinstance(text, str) for text in (name, version, huashu, folder)) or not _OURS.fullmatch(folder):
        raise ValueError(entry)
    return Pack(name, version, huashu, root / folder)


def sources(root: Path) -> tuple[Source, ...]:
    """The folders of what is installed; none where that cannot be read, which `packs` tells."""
    from scenarios.folder import source

    try:
        return tuple(source(pack.folder, pack.name) for pack in packs(root))
    except LibraryError:
        return ()


@dataclass(frozen=True, slots=True)
class Library:
    """What is installed, held so that nobody else changes it meanwhile."""

    root: Path
    packs: tuple[Pack, ...]

    def find(self, name: str) -> Pack | None:
        """The bundle of this name."""
        return next((pack for pack in self.packs if pack.name == name), None)

    @contextmanager
    def staged(self, bundle: Bundle) -> Iterator[Pack]:
        """A bundle's files on disk where nobody looks yet; gone again unless it was added."""
        folder = self.root / f"{bundle.name}.{os.urandom(8).hex()}"
        pack = Pack(bundle.name, bundle.version, bundle.huashu, folder)
        try:
            for name, raw in bundle.contents.items():
                write(folder / name, raw)
            yield pack
        finally:
            if pack not in packs(self.root):
                _clear(folder)

    def add(self, staged: Pack) -> None:
        """Make a staged bundle count, in the place of an earlier one of its name."""
        for folder in {path.parent for path in staged.files().values()} | {staged.folder, self.root}:
            _sync_folder(folder)
        self._keep([*(pack for pack in self.packs if pack.name != staged.name), staged])

    def remove(self, name: str) -> None:
        """Make a bundle count no more."""
        self._keep([pack for pack in self.packs if pack.name != name])

    def _keep(self, kept: list[Pack]) -> None:
        rows = [pack._asdict() | {"folder": pack.folder.name} for pack in sorted(kept)]
        part = self.root / f".{INDEX}.part"
        write(part, json.dumps({"format": _FORMAT, "packs": rows}, indent=1).encode())
        part.replace(self.root / INDEX)
        _sync_folder(self.root)
        self.sweep({pack.folder.name for pack in kept})

    def sweep(self, counting: set[str]) -> None:
        """Remove the folders that count no more; one that is still open somewhere stays until the next time."""
        with suppress(OSError):
            for entry in list(self.root.iterdir()):
                if _OURS.fullmatch(entry.name) and entry.name not in counting:
                    _clear(entry)


def _clear(folder: Path) -> None:
    # Late: a list of scenarios asks what is installed and has no use for it.
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def held(root: Path) -> Iterator[Library]:
    """The library, to be changed by this process alone; raises LibraryError where another one is at it."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("ab") as lock:
        try:
            _hold(lock.fileno())
        except OSError as error:
            raise LibraryError("held") from error
        yield Library(root, packs(root))


def _hold(descriptor: int) -> None:
    """Take the lock; the system gives it back when the file is closed, by a crash too."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write(path: Path, raw: bytes) -> None:
    """Write a file so that it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(raw)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, and keeps its own order.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Changes(NamedTuple):
    """What an update does to the files of a bundle, by path."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Changes:
    """How two states of a bundle differ."""
    common = before.keys() & after.keys()
    return Changes(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(name for name in common if before[name] != after[name])),
        tuple(sorted(before.keys() - after.keys())),
    )
