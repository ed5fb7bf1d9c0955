"""Rules of one's own: what is sound marks replies beside the shipped ones, what is broken is said and stops nothing."""

import json
import os
from pathlib import Path

import pytest

from scoring import ownrules
from scoring.assess import Scorer
from scoring.ownrules import own_rules
from scoring.ruleproof import check_own_rules
from scoring.rules import SHIPPED, load_rules

RULE = """label: rude
message: 骂人
why: 因为
better: 请稍等
source: 第七章
phrases: [{phrase}]
flagged:
  - 您真是个【{said}】。
near_misses:
  - 我们从头来过。
"""
NAME = "etiquette/rude/blockhead.yaml"
SAYING = "您真是个榆木疙瘩。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUASHU_CACHE", str(tmp_path / "cache"))
    _write(tmp_path / "rules" / NAME)
    return tmp_path / "rules"


def _write(path: Path, phrase: str = "榆木疙瘩", said: str = "榆木疙瘩") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RULE.format(phrase=phrase, said=said), encoding="utf-8")


def _problems(folder: Path) -> tuple[str, ...]:
    return tuple(map(str, own_rules(load_rules(), folder).problems))


def test_an_own_rule_is_found_beside_the_shipped_ones(folder: Path) -> None:
    found = Scorer.load(own=[folder]).assess(SAYING + "您好。").findings
    assert NAME.removesuffix(".yaml") in {finding.rule for finding in found}


def test_own_rules_are_a_part_of_the_version_and_of_the_text_kept(folder: Path) -> None:
    plain, own = Scorer.load(), Scorer.load(own=[folder])
    assert plain.version != own.version
    kept = json.loads(own.rules_text())
    assert kept.keys() - json.loads(plain.rules_text()).keys() == {f"own/{NAME}"}
    assert "榆木疙瘩" in kept[f"own/{NAME}"]


def test_where_rules_lie_is_no_part_of_the_version(folder: Path, tmp_path: Path) -> None:
    folder.rename(tmp_path / "elsewhere")
    here = Scorer.load(own=[tmp_path / "elsewhere"]).version
    _write(folder / NAME)
    assert Scorer.load(own=[folder]).version == here


def test_a_folder_without_a_sound_rule_changes_nothing(folder: Path) -> None:
    (folder / NAME).write_text("label: [\n", encoding="utf-8")
    assert Scorer.load(own=[folder, folder / "none"]).version == Scorer.load().version


BAD = {
    "no yaml": b"label: [\n",
    "not utf-8": b"\xff\xfe",
    "a list": b"- 1\n",
    "an unknown list of words": RULE.format(phrase="<没有>", said="x").encode(),
    "another label": RULE.format(phrase="滚", said="滚").replace("rude", "kind").encode(),
    "huge": b"label: " + b"x" * 1_100_000,
    "empty": b"",
}


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD.keys())
def test_a_broken_rule_is_said_and_the_others_hold(raw: bytes, folder: Path) -> None:
    (folder / "etiquette" / "rude" / "broken.yaml").write_bytes(raw)
    found = own_rules(load_rules(), folder)
    assert [rule.id for rule in found.rules] == [NAME.removesuffix(".yaml")]
    assert {(said.name, said.id[:2]) for said in found.problems} == {("etiquette/rude/broken.yaml", "E7")}


@pytest.mark.parametrize("name", ["etiquette/rude/Big.yaml", "etiquette/rude/有.yaml", "a b.yaml"])
def test_a_name_that_is_no_id_is_said(name: str, folder: Path) -> None:
    _write(folder / name)
    assert [said.partition(" 文件夹")[0] for said in _problems(folder)] == [f"{name}:1: error E708"]


def test_an_own_rule_may_not_take_a_shipped_id(folder: Path) -> None:
    taken = next(rule.id for rule in load_rules().rules if rule.sign == "rude")
    _write(folder / f"{taken}.yaml")
    assert f"{taken}.yaml:1: error E708 “{taken}”是自带规则的编号" in _problems(folder)[0]
    assert len(own_rules(load_rules(), folder).rules) == 1


def test_own_word_lists_serve_the_rules_beside_them(folder: Path) -> None:
    (folder / "words.yaml").write_text("蠢话: [榆木疙瘩, 木头脑袋]\n", encoding="utf-8")
    _write(folder / NAME, "<蠢话>", "木头脑袋")
    assert check_own_rules(folder) == []
    kept = json.loads(Scorer.load(own=[folder]).rules_text())
    assert any(name.startswith("own/words-") for name in kept)


def test_an_empty_word_list_is_said(folder: Path) -> None:
    (folder / "words.yaml").write_text("蠢话: []\n", encoding="utf-8")
    _write(folder / NAME, "<蠢话>")
    assert {said.partition(":")[0] for said in _problems(folder)} == {"words.yaml", NAME}
    assert "words.yaml:1: error E702 词表“蠢话”是空的；请写上说法，或者删掉它" in _problems(folder)


def test_shipped_word_lists_may_be_used(folder: Path) -> None:
    name = next(iter(load_rules().words))
    _write(folder / NAME, f"榆木(疙瘩|<{name}>)")
    assert check_own_rules(folder) == []


def test_of_two_own_rules_with_one_id_the_first_counts(folder: Path, tmp_path: Path) -> None:
    _write(tmp_path / "second" / NAME, "木头脑袋", "木头脑袋")
    both, first = (Scorer.load(own=folders) for folders in ([folder, tmp_path / "second"], [folder]))
    assert both.version == first.version


def test_a_second_load_compiles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = own_rules(load_rules(), folder)
    monkeypatch.setattr(ownrules, "_read", lambda *_: pytest.fail("compiled again"))
    assert own_rules(load_rules(), folder) == first


def test_an_own_rule_is_held_to_its_examples(folder: Path) -> None:
    _write(folder / NAME, "榆木", "榆木疙瘩")
    assert [said.startswith(f"{folder / NAME}:8: error E706 ") for said in check_own_rules(folder)] == [True]


@pytest.mark.skipif(os.name != "posix", reason="pipes and links as POSIX has them")
def test_what_is_no_file_stops_nothing(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "round").symlink_to(folder)
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    (folder / "folder.yaml").mkdir()
    assert sorted(said.partition(":")[0] for said in _problems(folder)) == ["gone.yaml", "pipe.yaml"]


def test_shipped_rules_are_no_part_of_own_ones(folder: Path) -> None:
    assert load_rules(SHIPPED).contents.keys().isdisjoint({NAME})
