"""Keeps what is slow to work out as JSON, under the hash of what it was worked out from. A failed cache is no cache.

Nothing read back is trusted: callers check its shape. A folder that cannot be read or written simply keeps nothing.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any


def folder() -> Path:
    """The cache folder: `HUASHU_CACHE`, else the user's own."""
    if chosen := os.environ.get("HUASHU_CACHE"):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_cache_path("huashu")


def load(kind: str, key: str) -> Any | None:
    """What was stored under this key, or None."""
    try:
        return json.loads((folder() / f"{kind}-{key[:32]}.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def store(kind: str, key: str, value: Any) -> None:
    """Keep a JSON value under a key, replacing the file whole; older ones of its kind are removed."""
    place = folder()
    target = place / f"{kind}-{key[:32]}.json"
    try:
        place.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        Path(name).replace(target)
    except OSError:
        return
    _forget(place, kind, target)


def _forget(place: Path, kind: str, kept: Path) -> None:
    """Drop what earlier versions left behind, all but the newest few: own folders alternate with the shipped one."""
    try:
        old = sorted((p for p in place.glob(f"{kind}-*.json") if p != kept), key=lambda p: p.stat().st_mtime)
        for path in old[:-8]:
            path.unlink()
    except OSError:
        return
