"""The catalogue finds, lists and loads scenarios of two folders; its cache saves time and never decides anything."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.catalogue import Catalogue, UnknownScenario

FIELDS = ["id", "title", "source", "chapter", "channel", "level", "persona", "labels", "endings", "path", "valid"]


def _folder(root: Path, persona: str, files: dict[str, str]) -> Path:
    (root / "personas").mkdir(parents=True)
    (root / "personas" / "steady.yaml").write_text(persona, encoding="utf-8")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def shipped(tmp_path: Path, small: str, steady: str) -> Path:
    files = {"chapter7/08-agitated.yaml": small, "chapter7/18-wronged.yaml": small, "flow/01-careful.yaml": small}
    return _folder(tmp_path / "shipped", steady, files | {"flow/01-careful.golden/best.yaml": "a: 1\n"})


@pytest.fixture
def own(tmp_path: Path, small: str, steady: str) -> Path:
    return _folder(tmp_path / "own", steady, {"mine.yaml": small, "sub/deep/other.yaml": small})


def test_ids_are_paths_without_suffix_and_leave_personas_and_golden_out(shipped: Path, own: Path) -> None:
    ids = Catalogue(own, shipped=shipped).ids()
    assert ids == ("chapter7/08-agitated", "chapter7/18-wronged", "flow/01-careful", "mine", "sub/deep/other")


@pytest.mark.parametrize("tail", ["chapter7/08-agitated", "08-agitated", "agitated", "tated"])
def test_any_unique_tail_finds_a_scenario(shipped: Path, tail: str) -> None:
    assert Catalogue(shipped=shipped).find(tail).id == "chapter7/08-agitated"


def test_a_tail_of_several_lists_them(shipped: Path) -> None:
    with pytest.raises(UnknownScenario, match="有几个场景都叫“ed”") as caught:
        Catalogue(shipped=shipped).find("ed")
    assert caught.value.candidates == ("chapter7/08-agitated", "chapter7/18-wronged")


def test_an_unknown_id_is_answered_with_near_ones(shipped: Path) -> None:
    with pytest.raises(UnknownScenario) as caught:
        Catalogue(shipped=shipped).find("08-agitatde")
    assert caught.value.candidates[0] == "chapter7/08-agitated"


@pytest.mark.parametrize("wanted", ["", "../secret", "x" * 10_000])
def test_nonsense_is_unknown(shipped: Path, wanted: str) -> None:
    with pytest.raises(UnknownScenario):
        Catalogue(shipped=shipped).find(wanted)


def test_a_scenario_is_loaded_with_its_persona(shipped: Path) -> None:
    scenario = Catalogue(shipped=shipped).load("agitated").scenario
    assert scenario and (scenario.id, scenario.persona.id) == ("chapter7/08-agitated", "steady")


def test_an_entry_holds_what_a_list_needs(shipped: Path) -> None:
    entry = Catalogue(shipped=shipped).entries()[0].as_json()
    assert list(entry) == [*FIELDS, "problems", "pack"]
    assert entry["labels"][:2] == ["greeting", "closing_offer"]
    assert entry["endings"][0] == {"id": "settled", "kind": "resolved"}
    assert json.loads(json.dumps(entry)) == entry


def test_a_broken_file_is_listed_with_its_problems_and_stops_no_other(shipped: Path) -> None:
    (shipped / "chapter7" / "08-agitated.yaml").write_text("title: [\n", encoding="utf-8")
    broken, *others = Catalogue(shipped=shipped).entries()
    assert not broken.valid and broken.problems[0].id == "E100"
    assert all(entry.valid for entry in others)


def test_an_own_file_may_not_take_a_shipped_id(shipped: Path, own: Path, small: str) -> None:
    (own / "flow").mkdir()
    (own / "flow" / "01-careful.yaml").write_text(small, encoding="utf-8")
    catalogue = Catalogue(own, shipped=shipped)
    taken = [entry for entry in catalogue.entries() if entry.id == "flow/01-careful"]
    assert [entry.valid for entry in taken] == [True, False]
    assert taken[1].problems[0].id == "E402"
    assert catalogue.find("flow/01-careful").path.is_relative_to(shipped)


def test_an_own_file_with_a_wrong_name_is_listed_and_not_loaded(shipped: Path, own: Path, small: str) -> None:
    (own / "Mein_Fall.yaml").write_text(small, encoding="utf-8")
    catalogue = Catalogue(own, shipped=shipped)
    assert [entry.id for entry in catalogue.entries() if not entry.valid] == ["Mein_Fall"]
    assert catalogue.load("Mein_Fall").scenario is None


def _cache_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache").glob("scenarios-*.json")
    return found


def test_a_second_list_parses_nothing(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Catalogue(shipped=shipped).entries()
    monkeypatch.setattr("scenarios.index.made_from", lambda *_: pytest.fail("parsed again"))
    assert Catalogue(shipped=shipped).entries() == first


def test_a_file_that_looks_as_it_did_is_not_read_again(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.index._SETTLED", 0)
    first = Catalogue(shipped=shipped).entries()
    with monkeypatch.context() as patch:
        patch.setattr("scenarios.index.read_bytes", lambda *_: pytest.fail("read again"))
        assert Catalogue(shipped=shipped).entries() == first
    changed = shipped / "flow" / "01-careful.yaml"
    before = changed.stat()
    changed.write_text(changed.read_text(encoding="utf-8").replace("退费拖了二十天", "换了名字"), encoding="utf-8")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [entry.title for entry in Catalogue(shipped=shipped).entries()][2] == "换了名字"


def test_a_file_changed_a_moment_ago_is_never_told_by_its_looks(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Catalogue(shipped=shipped).entries()
    read: list[Path] = []

    def reading(path: Path) -> bytes:
        read.append(path)
        return path.read_bytes()

    monkeypatch.setattr("scenarios.index.read_bytes", reading)
    assert Catalogue(shipped=shipped).entries() == first
    assert len(read) == 4


def test_a_warm_list_imports_neither_yaml_nor_the_loader(shipped: Path, tmp_path: Path) -> None:
    Catalogue(shipped=shipped).entries()
    code = (
        "import sys; from pathlib import Path; from scenarios.catalogue import Catalogue\n"
        f"assert len(Catalogue(shipped=Path({str(shipped)!r})).entries()) == 3\n"
        "print([m for m in ('yaml', 'platformdirs', 'scenarios.loader', 'scenarios.model') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=_house())
    assert done.stdout.strip() == "[]"


def _house() -> Path:
    return Path(__file__).parents[2]


def test_a_change_of_one_file_is_seen(shipped: Path, small: str) -> None:
    Catalogue(shipped=shipped).entries()
    changed = small.replace("title: 退费拖了二十天", "title: 换了名字")
    (shipped / "flow" / "01-careful.yaml").write_text(changed, encoding="utf-8")
    assert [entry.title for entry in Catalogue(shipped=shipped).entries()][2] == "换了名字"


def test_a_change_of_a_persona_is_seen(shipped: Path) -> None:
    Catalogue(shipped=shipped).entries()
    (shipped / "personas" / "steady.yaml").write_text("title: 无\n", encoding="utf-8")
    assert not any(entry.valid for entry in Catalogue(shipped=shipped).entries())


@pytest.mark.parametrize("junk", ["[]", "{", '{"chapter7/08-agitated": 3}', "null"])
def test_a_cache_of_another_shape_is_ignored(shipped: Path, tmp_path: Path, junk: str) -> None:
    first = Catalogue(shipped=shipped).entries()
    _cache_file(tmp_path).write_text(junk, encoding="utf-8")
    assert Catalogue(shipped=shipped).entries() == first


@pytest.mark.parametrize(
    ("field", "value"),
    [("texts", "abcd"), ("texts", [1, 2, 3, 4]), ("level", "2"), ("labels", None), ("endings", [["a"]]),
     ("problems", [[1, "E999", "x"]]), ("problems", [["1", "E101", "x"]]), ("problems", 7)],
)  # fmt: skip
def test_a_cached_entry_of_another_shape_is_made_anew(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str, value: object
) -> None:
    first = Catalogue(shipped=shipped).entries()
    kept = json.loads(_cache_file(tmp_path).read_text(encoding="utf-8"))["value"]
    kept["chapter7/08-agitated"][field] = value
    monkeypatch.setattr("scoring.cache.load", lambda *_: kept)
    assert Catalogue(shipped=shipped).entries() == first


def test_a_title_changed_in_the_cache_is_not_believed(shipped: Path, tmp_path: Path) -> None:
    first = Catalogue(shipped=shipped).entries()
    raw = _cache_file(tmp_path).read_text(encoding="utf-8")
    _cache_file(tmp_path).write_text(raw.replace("退费拖了二十天", "别的题目"), encoding="utf-8")
    assert Catalogue(shipped=shipped).entries() == first


def test_a_cache_folder_that_cannot_be_used_changes_nothing(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("HUASHU_CACHE", str(tmp_path / "file"))
    assert len(Catalogue(shipped=shipped).entries()) == 3


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own there")
def test_a_folder_that_links_to_itself_is_walked_once(own: Path, shipped: Path) -> None:
    (own / "sub" / "round").symlink_to(own)
    assert "mine" in Catalogue(own, shipped=shipped).ids()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path, shipped: Path) -> None:
    assert Catalogue(tmp_path / "none", shipped=shipped).ids() == Catalogue(shipped=shipped).ids()
