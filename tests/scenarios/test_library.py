"""Installed bundles: adding and removing leave the old state or the new one, whatever goes wrong in between."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios import library
from scenarios.bundle import Bundle
from scenarios.library import INDEX, Library, home, packs, sources
from scenarios.refusals import LibraryError

OLD = Bundle("mine", "1.0", "0.1.0", {"a/one.yaml": b"old\n", "b.yaml": b"same\n"})
NEW = Bundle("mine", "1.1", "0.1.0", {"a/one.yaml": b"new\n", "b.yaml": b"same\n", "c.yaml": b"more\n"})
HOUSE = Path(__file__).parents[2]


def _add(root: Path, bundle: Bundle) -> None:
    with library.held(root) as held, held.staged(bundle) as staged:
        held.add(staged)


def _state(root: Path) -> list[tuple[str, dict[str, bytes]]]:
    return [(pack.version, pack.contents()) for pack in packs(root)]


def _folders(root: Path) -> int:
    return sum(entry.is_dir() for entry in root.iterdir())


def test_nothing_is_installed_where_there_is_no_folder(tmp_path: Path) -> None:
    assert (packs(tmp_path / "none"), sources(tmp_path / "none")) == ((), ())


def test_an_update_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    for bundle in (OLD, NEW):
        _add(tmp_path, bundle)
        assert _state(tmp_path) == [(bundle.version, dict(bundle.contents))]
    assert _folders(tmp_path) == 1


def test_a_bundle_of_another_name_stands_beside(tmp_path: Path) -> None:
    _add(tmp_path, OLD)
    _add(tmp_path, NEW._replace(name="another"))
    assert [pack.name for pack in packs(tmp_path)] == ["another", "mine"]
    assert [source.pack for source in sources(tmp_path)] == ["another", "mine"]


def test_what_is_removed_is_gone(tmp_path: Path) -> None:
    _add(tmp_path, OLD)
    with library.held(tmp_path) as held:
        held.remove("mine")
    assert (packs(tmp_path), _folders(tmp_path)) == ((), 0)


def test_what_was_staged_and_not_added_leaves_nothing(tmp_path: Path) -> None:
    with library.held(tmp_path) as held, held.staged(NEW) as staged:
        assert staged.contents() == NEW.contents
        assert packs(tmp_path) == ()
    assert _folders(tmp_path) == 0


@pytest.mark.parametrize("number", range(5))
def test_a_full_disk_leaves_the_old_state(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(tmp_path, OLD)
    written, write = [0], library.write

    def fill(path: Path, raw: bytes) -> None:
        written[0] += 1
        if written[0] > number:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw[: len(raw) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, raw)

    monkeypatch.setattr(library, "write", fill)
    if number < 4:
        with pytest.raises(OSError, match="No space"):
            _add(tmp_path, NEW)
    else:
        _add(tmp_path, NEW)
    assert _state(tmp_path) == [(b.version, dict(b.contents)) for b in ([OLD] if number < 4 else [NEW])]
    assert _folders(tmp_path) == 1


_KILLED = """
import os, sys
from pathlib import Path
from scenarios import library
from tests.scenarios.test_library import NEW, _add
left = [int(sys.argv[2])]
def counted(do):
    def step(*given, **more):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
        return do(*given, **more)
    return step
library.write = counted(library.write)
library._sync_folder = counted(library._sync_folder)
Path.replace = counted(Path.replace)
library._clear = counted(library._clear)
_add(Path(sys.argv[1]), NEW)
"""


def test_a_crash_at_any_step_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    code, step, seen = 9, 0, []
    while code == 9:
        root = tmp_path / str(step)
        _add(root, OLD)
        done = subprocess.run([sys.executable, "-c", _KILLED, str(root), str(step)], check=False, cwd=HOUSE)
        code, step = done.returncode, step + 1
        (state,) = _state(root)
        assert state in [(b.version, dict(b.contents)) for b in (OLD, NEW)]
        seen.append(state[0])
        _add(root, NEW)
        assert _folders(root) == 1
    assert (code, seen[0], seen[-1]) == (0, "1.0", "1.1")
    assert seen == sorted(seen)


def test_two_cannot_change_it_at_once(tmp_path: Path) -> None:
    with library.held(tmp_path):
        code = (
            "import sys; from pathlib import Path; from scenarios import library\n"
            "try:\n    library.held(Path(sys.argv[1])).__enter__()\n"
            "except library.LibraryError as error:\n    print(error.says.encode())"
        )
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, cwd=HOUSE)
    assert done.stdout


INDEXES = {
    "no json": b"{",
    "a list": b"[]",
    "no packs": b'{"format": 1}',
    "a path that leads elsewhere": b'{"format": 1, "packs": [{"name": "a", "version": "1", "huashu": "1",'
    b' "folder": "../../x"}]}',
    "numbers": b'{"format": 1, "packs": [{"name": 1, "version": 1, "huashu": 1, "folder": 1}]}',
    "newer": b'{"format": 2, "packs": []}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("raw", INDEXES.values(), ids=INDEXES.keys())
def test_a_list_that_makes_no_sense_is_said_and_counts_as_none(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / INDEX).write_bytes(raw)
    with pytest.raises(LibraryError):
        packs(tmp_path)
    assert sources(tmp_path) == ()
    with pytest.raises(LibraryError):
        _add(tmp_path, NEW)
    assert (tmp_path / INDEX).read_bytes() == raw


def test_strangers_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "mine.0123456789abcdef").mkdir()
    Library(tmp_path, ()).sweep(set())
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes"]


def test_the_short_way_to_the_folder_agrees_with_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    from transcripts.store import default_path

    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert home() == default_path().with_name("packs")
    monkeypatch.setenv("XDG_DATA_HOME", str(Path(os.sep, "elsewhere")))
    assert home() == default_path().with_name("packs")
