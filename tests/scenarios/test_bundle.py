"""Bundles: the same files give the same bytes, and whatever was not made by packing is refused with its reason."""

import io
import json
import random
import stat
import zipfile
from collections.abc import Callable

import pytest

from scenarios import bundle
from scenarios.bundle import MANIFEST, Bundle, read, write
from scenarios.refusals import SAYS, BundleError

FILES = {"a/one.yaml": b"title: 1\n", "personas/steady.yaml": b"title: 2\n", "rules/etiquette/rude/x.yaml": b"a: 3\n"}
SOUND = Bundle("mine", "1.2", "0.1.0", FILES)

Entries = list[tuple[zipfile.ZipInfo, bytes]]


def _entries() -> Entries:
    with zipfile.ZipFile(io.BytesIO(write(SOUND))) as archive:
        return [(entry, archive.read(entry)) for entry in archive.infolist()]


def _zipped(entries: Entries) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for entry, raw in entries:
            archive.writestr(entry, raw, entry.compress_type)
    return made.getvalue()


def _manifest(change: Callable[[dict[str, object]], object]) -> bytes:
    (entry, raw), *others = _entries()
    kept = json.loads(raw)
    change(kept)
    return _zipped([(entry, json.dumps(kept).encode()), *others])


def _with(name: str, raw: bytes = b"a: 1\n", *, listed: bool = True, mode: int = stat.S_IFREG | 0o644) -> bytes:
    """The sound bundle with one more file, which the manifest vouches for where `listed`."""
    (entry, manifest), *others = _entries()
    kept = json.loads(manifest)
    if listed:
        kept["files"].append({"path": name, "size": len(raw), "sha256": bundle._digest(raw)})
    more = zipfile.ZipInfo(name)
    more.external_attr = mode << 16
    return _zipped([(entry, json.dumps(kept).encode()), *others, (more, raw)])


def test_what_was_written_is_read() -> None:
    assert read(write(SOUND)) == SOUND


def test_the_order_of_files_makes_no_difference() -> None:
    turned = SOUND._replace(contents=dict(reversed(FILES.items())))
    assert write(turned) == write(SOUND)


def test_nothing_of_the_machine_is_in_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = write(SOUND)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert write(SOUND) == before


PATHS = {
    "../evil.yaml": "escapes",
    "a/../../evil.yaml": "escapes",
    "/etc/evil.yaml": "escapes",
    "C:/evil.yaml": "escapes",
    "\\\\host\\evil.yaml": "escapes",
    "a\\evil.yaml": "unknown place",
    "evil.py": "unknown place",
    "a/evil.yml": "unknown place",
    "Evil.yaml": "unknown place",
    ".hidden.yaml": "unknown place",
    "a/personas/evil.yaml": "unknown place",
    "personas/a/evil.yaml": "unknown place",
    "a/rules/evil.yaml": "unknown place",
    "evil\n.yaml": "unknown place",
    "ｅvil.yaml": "unknown place",
    "a/nul.yaml": "device",
    "com1/evil.yaml": "device",
    f"{'a' * 200}.yaml": "long path",
}


def _kind(raw: bytes) -> str:
    with pytest.raises(BundleError) as caught:
        read(raw)
    return next(kind for kind, says in SAYS.items() if says == caught.value.says)


@pytest.mark.parametrize(("name", "kind"), PATHS.items())
def test_a_path_that_leads_elsewhere_is_refused(name: str, kind: str) -> None:
    assert _kind(_with(name)) == kind


def test_a_name_cut_by_a_zero_is_judged_as_written() -> None:
    raw = _with("evilXpy.yaml").replace(b"evilXpy", b"evil\0py")
    assert _kind(raw) in ("unknown place", "bad manifest")


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFDIR | 0o755, stat.S_IFIFO, stat.S_IFCHR])
def test_links_folders_and_devices_are_refused(mode: int) -> None:
    assert _kind(_with("a/evil.yaml", mode=mode)) == "no plain file"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["a/one.yaml", "A/one.yaml", "a/ONE.yaml"])
def test_a_file_that_stands_twice_is_refused(name: str) -> None:
    assert _kind(_with(name, listed=False)) == "twice"


def test_a_file_that_nobody_listed_is_refused() -> None:
    assert _kind(_with("a/extra.yaml", listed=False)) == "unlisted"


def test_a_listed_file_that_is_not_there_is_refused() -> None:
    assert _kind(_zipped(_entries()[:-1])) == "missing"


@pytest.mark.parametrize("raw", [b"title: 9\n", b"title: 1", b""])
def test_a_file_that_was_changed_is_refused(raw: bytes) -> None:
    manifest, (entry, _raw), *others = _entries()
    assert _kind(_zipped([manifest, (entry, raw), *others])) == "changed"


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    entry = zipfile.ZipInfo("a/bomb.yaml")
    entry.compress_type = zipfile.ZIP_DEFLATED
    assert _kind(_zipped([*_entries(), (entry, bytes(50_000_000))])) == "too big"


def test_a_bomb_that_declares_little_is_refused_by_what_comes_out() -> None:
    entry = zipfile.ZipInfo("a/bomb.yaml")
    entry.compress_type = zipfile.ZIP_DEFLATED
    size = 50_000_000
    raw = _zipped([*_entries(), (entry, bytes(size))])
    lying = raw.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != raw
    assert _kind(lying) in ("unreadable", "lied")


def test_many_files_together_are_refused_before_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = _zipped([*_entries(), *((zipfile.ZipInfo(f"a/{n}.yaml"), bytes(900_000)) for n in range(4))])
    monkeypatch.setattr(bundle, "MOST_TOTAL", 3_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("read"))
    assert _kind(raw) == "too much"


def test_a_flood_of_names_is_refused_before_one_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    flood = _zipped([(zipfile.ZipInfo(f"a/{n}.yaml"), b"") for n in range(2000)])
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("opened"))
    assert _kind(flood) == "too many"


@pytest.mark.parametrize("raw", [b"", b"PK", b"title: x\n", b"PK\x03\x04" + bytes(100), b"\x1f\x8b\x08" + bytes(99)])
def test_what_is_no_zip_is_refused(raw: bytes) -> None:
    assert _kind(raw) in ("no bundle", "unreadable")


def test_a_bundle_cut_anywhere_is_refused() -> None:
    whole = write(SOUND)
    for length in range(0, len(whole), 7):
        with pytest.raises(BundleError):
            read(whole[:length])


def test_a_bundle_with_any_byte_changed_is_refused_or_the_same() -> None:
    whole, chance = write(SOUND), random.Random(1)
    for place in chance.sample(range(len(whole)), 600):
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        try:
            assert read(bytes(changed)) == SOUND
        except BundleError:
            continue


def _encrypted(raw: bytes) -> bytes:
    changed = bytearray(raw)
    for start in (raw.index(b"PK\x01\x02") + 8, raw.index(b"PK\x03\x04") + 6):
        changed[start] |= 1
    return bytes(changed)


def test_an_encrypted_bundle_is_refused() -> None:
    assert _kind(_encrypted(write(SOUND))) == "packing"


def test_another_way_of_packing_is_refused() -> None:
    entry = zipfile.ZipInfo("a/two.yaml")
    entry.compress_type = zipfile.ZIP_BZIP2
    assert _kind(_zipped([*_entries(), (entry, b"a: 1\n")])) == "packing"


CHANGES: dict[str, tuple[Callable[[dict[str, object]], object], str]] = {
    "newer": (lambda kept: kept.update(format=2), "newer"),
    "no format": (lambda kept: kept.pop("format"), "bad manifest"),
    "true is no number": (lambda kept: kept.update(format=True), "bad manifest"),
    "a name that is a path": (lambda kept: kept.update(name="../x"), "bad name"),
    "a version that is none": (lambda kept: kept.update(version="one"), "bad name"),
    "a huashu that steers": (lambda kept: kept.update(huashu="\x1b[2J"), "bad manifest"),
    "files no list": (lambda kept: kept.update(files=7), "bad manifest"),
    "files of words": (lambda kept: kept.update(files=["a"]), "bad manifest"),
    "no hash": (lambda kept: kept.update(files=[{"path": "a", "size": 1}]), "bad manifest"),
    "a file twice": (lambda kept: kept.update(files=[*kept["files"], *kept["files"]]), "bad manifest"),  # type: ignore[misc]
}


@pytest.mark.parametrize(("change", "kind"), CHANGES.values(), ids=CHANGES.keys())
def test_a_manifest_that_makes_no_sense_is_refused(change: Callable[[dict[str, object]], object], kind: str) -> None:
    assert _kind(_manifest(change)) == kind


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"format": 1e999}', b"1" * 400_000])
def test_a_manifest_that_is_no_json_is_refused(raw: bytes) -> None:
    (entry, _raw), *others = _entries()
    assert _kind(_zipped([(entry, raw), *others])) == "bad manifest"


def test_a_bundle_without_a_manifest_is_refused() -> None:
    assert _kind(_zipped(_entries()[1:])) == "no manifest"


def test_a_bundle_of_nothing_is_refused() -> None:
    assert _kind(write(SOUND._replace(contents={"a.golden/best.yaml": b"a: 1\n"}))) == "empty"


@pytest.mark.parametrize("version", ["1", "1.0", "1.0.0.0", "01"])
def test_versions_are_compared_as_numbers(version: str) -> None:
    assert bundle.order_of(version) == (1,)
    assert bundle.order_of("1.10") > bundle.order_of("1.9")


def test_the_manifest_comes_first_and_says_what_it_was_checked_with() -> None:
    (entry, raw), *_others = _entries()
    assert (entry.filename, json.loads(raw)["huashu"]) == (MANIFEST, "0.1.0")
