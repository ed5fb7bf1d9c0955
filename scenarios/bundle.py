"""A bundle: scenarios, personas and rules as one verified file. Makes and reads its bytes; writes and checks no file.

A bundle is a zip with `manifest.json` first and then the files by path, stored as they are and without times, so that
the same files give the same bytes on every machine. What is read is hostile until the manifest has vouched for it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scenarios.parcel import LONGEST_PATH, kind_of, trouble_with
from scenarios.refusals import BundleError
from scoring.yamlfile import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
MOST_FILES: Final = 500
MOST_TOTAL: Final = 32_000_000
MOST_BUNDLE: Final = MOST_TOTAL + 1_000_000
_MOST_MANIFEST: Final = 500_000
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_ENTRY: Final = b"PK\x01\x02"
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(ValueError, RuntimeError, NotImplementedError, OverflowError, LookupError, struct.error),
)
"""What the zip reader raises on files that are none, or that were made to confuse it."""

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
VERSION: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}", re.ASCII)


class Bundle(NamedTuple):
    """What a bundle holds. `huashu` is the version of the program it was checked with."""

    name: str
    version: str
    huashu: str
    contents: Mapping[str, bytes]

    @property
    def order(self) -> tuple[int, ...]:
        """The version as versions are compared: 1.0 is 1."""
        return order_of(self.version)


def order_of(version: str) -> tuple[int, ...]:
    """A version as versions are compared."""
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def write(bundle: Bundle) -> bytes:
    """The bytes of a bundle."""
    contents = dict(sorted(bundle.contents.items()))
    _within_limits({name: len(raw) for name, raw in contents.items()})
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in ({MANIFEST: _manifest(bundle, contents)} | contents).items():
            entry = zipfile.ZipInfo(name, _TIME)
            # Else the system that packs would show in the bytes.
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, raw)
    return made.getvalue()


def _manifest(bundle: Bundle, contents: Mapping[str, bytes]) -> bytes:
    files = [{"path": name, "size": len(raw), "sha256": _digest(raw)} for name, raw in contents.items()]
    whole = {"format": FORMAT, "name": bundle.name, "version": bundle.version, "huashu": bundle.huashu, "files": files}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def read(raw: bytes) -> Bundle:
    """The bundle in these bytes; raises BundleError for anything that is not one through and through."""
    if len(raw) > MOST_BUNDLE:
        raise BundleError("bundle too big", most=MOST_BUNDLE // 1_000_000)
    if not raw.startswith(b"PK\x03\x04"):
        raise BundleError("no bundle")
    # Counted before the reader makes a record of each.
    if raw.count(_ENTRY) > MOST_FILES + 1:
        raise BundleError("too many", most=MOST_FILES)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            found = dict(_files(archive))
    except BundleError:
        raise
    except _UNREADABLE as error:
        raise BundleError("unreadable") from error
    return _verified(found)


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every file of an archive, once all of them have been looked at from outside."""
    entries = archive.infolist()
    _no_doubles([entry.orig_filename for entry in entries])
    for entry in entries:
        _admit(entry)
    _within_limits({entry.filename: entry.file_size for entry in entries if entry.filename != MANIFEST})
    for entry in entries:
        with archive.open(entry) as stream:
            # One more than declared is enough to see that the declaration lied.
            raw = stream.read(entry.file_size + 1)
        if len(raw) != entry.file_size:
            raise BundleError("lied", name=entry.filename)
        yield entry.filename, raw


def _no_doubles(names: list[str]) -> None:
    """Two names that some system takes for one."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise BundleError("twice", name=name[:LONGEST_PATH])
        seen.add(name.casefold())


def _admit(entry: zipfile.ZipInfo) -> None:
    """Refuse an entry for what it says of itself. The name as written, for the reader cuts and changes some."""
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise BundleError("no plain file", name=name[:LONGEST_PATH])
    if name != MANIFEST and (wrong := trouble_with(name)):
        raise wrong
    if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BundleError("packing", name=name)
    if name == MANIFEST and entry.file_size > _MOST_MANIFEST:
        raise BundleError("bad manifest")


def _within_limits(sizes: Mapping[str, int]) -> None:
    if len(sizes) > MOST_FILES:
        raise BundleError("too many", most=MOST_FILES)
    for name, size in sizes.items():
        if size > MOST_BYTES:
            raise BundleError("too big", name=name, most=MOST_BYTES // 1000)
    if sum(sizes.values()) > MOST_TOTAL:
        raise BundleError("too much", most=MOST_TOTAL // 1_000_000)


def _verified(found: dict[str, bytes]) -> Bundle:
    """The files, when the manifest vouches for each of them and for no other."""
    manifest = _parsed(found.pop(MANIFEST, None))
    listed = _listed(manifest)
    if odd := sorted(listed.keys() ^ found.keys()):
        raise BundleError("unlisted" if odd[0] in found else "missing", name=odd[0])
    for name, (size, digest) in listed.items():
        if len(found[name]) != size or _digest(found[name]) != digest:
            raise BundleError("changed", name=name)
    if not any(kind_of(name) != "golden" for name in found):
        raise BundleError("empty")
    return Bundle(manifest["name"], manifest["version"], manifest["huashu"], dict(sorted(found.items())))


def _parsed(raw: bytes | None) -> dict[str, Any]:
    if raw is None:
        raise BundleError("no manifest")
    try:
        manifest = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BundleError("bad manifest") from error
    if not isinstance(manifest, dict):
        raise BundleError("bad manifest")
    version = manifest.get("format")
    if type(version) is int and version > FORMAT:
        raise BundleError("newer")
    texts = [manifest.get(key) for key in ("name", "version", "huashu")]
    if type(version) is not int or version != FORMAT or not all(isinstance(text, str) for text in texts):
        raise BundleError("bad manifest")
    if not NAME.fullmatch(manifest["name"]) or not VERSION.fullmatch(manifest["version"]):
        raise BundleError("bad name")
    if not re.fullmatch(r"[0-9A-Za-z.+-]{1,40}", manifest["huashu"]):
        raise BundleError("bad manifest")
    return manifest


def _listed(manifest: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """Size and hash of each file by path."""
    try:
        rows = [(row["path"], row["size"], row["sha256"]) for row in manifest["files"]]
    except (KeyError, TypeError) as error:
        raise BundleError("bad manifest") from error
    is_sound = all(isinstance(path, str) and type(size) is int for path, size, _digest in rows)
    if not is_sound or len({path for path, _size, _digest in rows}) != len(rows):
        raise BundleError("bad manifest")
    return {path: (size, str(digest)) for path, size, digest in rows}
