"""Compiled rules come from the cache only as they were stored, by the code that would compile them now."""

import json
from pathlib import Path

import pytest

from scoring import cache
from scoring.assess import Scorer
from scoring.rules import load_rules

RULE = """label: {label}
why: 因为
better: 请稍等
source: 第七章
phrases: [{phrase}]
flagged: [x]
near_misses: [y]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUASHU_CACHE", str(tmp_path / "cache"))
    for name, phrase in (("etiquette/rude/a", "滚蛋"), ("phrasing/flat_refusal/b", "没门")):
        path = tmp_path / "rules" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(RULE.format(label=path.parent.name, phrase=phrase), encoding="utf-8")
    return tmp_path / "rules"


def _kept(folder: Path) -> Path:
    (found,) = (folder.parent / "cache").glob("rules-*.json")
    return found


def test_a_pattern_changed_in_the_cache_is_compiled_anew(folder: Path) -> None:
    first = Scorer.load(folder).assess("滚蛋。")
    _kept(folder).write_text(
        _kept(folder).read_text(encoding="utf-8").replace('"滚蛋"', '"(滚蛋"', 1), encoding="utf-8"
    )
    assert Scorer.load(folder).assess("滚蛋。") == first


def test_a_cache_cut_to_one_rule_is_not_used(folder: Path) -> None:
    whole = load_rules(folder)
    kept = json.loads(_kept(folder).read_text(encoding="utf-8"))
    for part in (kept, kept.get("value", {})):
        part["rules"] = part.get("rules", [])[:1]
    _kept(folder).write_text(json.dumps(kept, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    assert [rule.id for rule in load_rules(folder).rules] == [rule.id for rule in whole.rules]


def test_a_second_load_compiles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_rules(folder)
    monkeypatch.setattr("scoring.rules.compile_rules", lambda *_: pytest.fail("compiled again"))
    assert load_rules(folder) == first


def test_other_code_compiles_anew_and_the_rules_keep_their_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_rules(folder)
    monkeypatch.setattr(cache, "code_stamp", lambda *_: "other")
    assert load_rules(folder).hash == first.hash
    assert len(list((folder.parent / "cache").glob("rules-*.json"))) == 2
