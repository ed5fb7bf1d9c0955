"""The cache keeps what it can, trusts nothing and never stands in the way."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from scoring import cache


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "deep" / "cache"
    monkeypatch.setenv("HUASHU_CACHE", str(folder))
    return folder


def test_what_is_stored_is_loaded_and_nothing_else(place: Path) -> None:
    cache.store("kind", "key", {"话": [1, None, "\ud800"]})
    assert cache.load("kind", "key") == {"话": [1, None, "\ud800"]}
    assert cache.load("kind", "other") is None


def test_a_write_leaves_one_whole_file(place: Path) -> None:
    cache.store("kind", "key", "a")
    cache.store("kind", "key", "b")
    assert [path.name for path in place.iterdir()] == ["kind-key.json"]


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 200_000])
def test_a_corrupt_file_counts_as_none(place: Path, raw: bytes) -> None:
    cache.store("kind", "key", 1)
    (place / "kind-key.json").write_bytes(raw)
    assert cache.load("kind", "key") is None


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("HUASHU_CACHE", str(tmp_path / "file" / "cache"))
    cache.store("kind", "key", 1)
    assert cache.load("kind", "key") is None


def test_a_failed_write_leaves_the_old_value_and_no_litter(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> None:
        raise PermissionError

    cache.store("kind", "key", "old")
    monkeypatch.setattr(Path, "replace", fail)
    cache.store("kind", "key", "new")
    assert cache.load("kind", "key") == "old"
    assert len(list(place.iterdir())) == 1


def test_only_the_newest_of_a_kind_are_kept(place: Path) -> None:
    cache.store("other", "key", 1)
    for number in range(100):
        cache.store("kind", str(number), number)
    assert len(list(place.glob("kind-*.json"))) <= 66
    assert cache.load("kind", "99") == 99
    assert cache.load("other", "key") == 1


def test_the_short_way_to_the_folder_agrees_with_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUASHU_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache.folder() == platformdirs.user_cache_path("huashu")


@pytest.mark.skipif(sys.platform != "linux", reason="the variable is a Linux one")
def test_a_cache_home_of_ones_own_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUASHU_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "huashu"


@pytest.mark.parametrize(("was", "is_now"), [('"a"', '"b"'), ('"digest":"', '"digest":"0'), ("}", "} "), ("}", "")])
def test_a_file_changed_by_other_hands_counts_as_none(place: Path, was: str, is_now: str) -> None:
    cache.store("kind", "key", ["a"])
    raw = (place / "kind-key.json").read_text(encoding="utf-8")
    (place / "kind-key.json").write_text(raw.replace(was, is_now), encoding="utf-8")
    assert cache.load("kind", "key") is None


def test_a_file_under_another_name_counts_as_none(place: Path) -> None:
    cache.store("kind", "key", 1)
    (place / "kind-key.json").rename(place / "kind-other.json")
    assert cache.load("kind", "other") is None


def test_the_stamp_of_the_code_follows_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_HOUSE", tmp_path)
    stamps = {cache.code_stamp("*.py")}
    for content in ("a = 1", "a = 2"):
        (tmp_path / "a.py").write_text(content, encoding="utf-8")
        os.utime(tmp_path / "a.py", (0, 0))
        stamps.add(cache.code_stamp("*.py"))
    assert len(stamps) == 3
