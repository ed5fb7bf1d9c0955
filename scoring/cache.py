"""Keeps what is slow to work out as JSON, under the hash of what it was worked out from. A failed cache is no cache.

Nothing read back is trusted: a file carries a digest of what it holds, and callers check the shape. A folder that
cannot be read or written simply keeps nothing.
"""

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_MOST_BYTES: Final = 64_000_000
_NEWEST_KEPT: Final = 64
_HOMES: Final = {"linux": ".cache", "darwin": "Library/Caches"}
_ELSEWHERE: Final = ("XDG_CACHE_HOME", "ANDROID_DATA")
_HOUSE: Final = Path(__file__).parent.parent


def code_files(*patterns: str) -> list[Path]:
    """The files of the program that these patterns name, in order."""
    return sorted({path for pattern in patterns for path in _HOUSE.glob(pattern)})


def code_stamp(*patterns: str) -> str:
    """Changes whenever a file of the program that one of these patterns names does: a part of what a key stands for."""
    digest = hashlib.sha256()
    for path in code_files(*patterns):
        raw = path.read_bytes()
        digest.update(f"{path.relative_to(_HOUSE).as_posix()}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def folder() -> Path:
    """The cache folder: `HUASHU_CACHE`, else the user's own."""
    if chosen := os.environ.get("HUASHU_CACHE"):
        return Path(chosen)
    home = os.environ.get("HOME", "")
    if sys.platform in _HOMES and home.startswith("/") and not any(name in os.environ for name in _ELSEWHERE):
        # The same answer as below, without the price of the import at every start.
        return Path(home, _HOMES[sys.platform], "huashu")
    import platformdirs

    return platformdirs.user_cache_path("huashu")


def load(kind: str, key: str) -> Any | None:
    """What was stored under this key, or None."""
    try:
        with _file(kind, key).open("rb") as stream:
            raw = stream.read(_MOST_BYTES + 1)
        head, value = raw[:_HEAD], raw[_HEAD:-1]
        is_ours = len(raw) <= _MOST_BYTES and raw[-1:] == b"}" and head == _head(kind, key, value)
        return json.loads(value) if is_ours else None
    except (OSError, ValueError, RecursionError):
        return None


def _head(kind: str, key: str, value: bytes) -> bytes:
    """What a file begins with: the digest of its value as written there, under its own name."""
    digest = hashlib.sha256(f"{kind}\n{key}\n".encode() + value).hexdigest()
    return f'{{"digest":"{digest}","value":'.encode()


_HEAD: Final = len(_head("", "", b""))


def store(kind: str, key: str, value: Any) -> None:
    """Keep a JSON value under a key, replacing the file whole; older ones of its kind are removed."""
    target = _file(kind, key)
    # Characters as they are load in half the time of escapes; a lone surrogate is escaped as JSON does it.
    kept = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "backslashreplace")
    raw = _head(kind, key, kept) + kept + b"}"
    # Beside the target, so that replacing is one step; named at random, so that two processes never share it.
    part = target.with_name(f".{target.name}.{os.urandom(8).hex()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(raw)
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink()
        return
    _forget(kind, target)


def _file(kind: str, key: str) -> Path:
    return folder() / f"{kind}-{key[:32]}.json"


def _forget(kind: str, kept: Path) -> None:
    """Drop what earlier versions left behind, all but the newest few: own folders alternate with the shipped one."""
    with suppress(OSError):
        files = (path for path in kept.parent.glob(f"{kind}-*.json") if path != kept)
        for path in sorted(files, key=lambda path: path.stat().st_mtime)[:-_NEWEST_KEPT]:
            path.unlink()
