"""A folder of one's own: its rules and personas count, and a broken file in it stops nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from scoring.assess import Scorer
from tests.cli.conftest import BEST, Call, add_rule, without_proof
from trainer.cli.exits import ExitCode


def test_a_broken_own_rule_stops_neither_list_nor_play(own: Path, talk: Call, huashu: Call) -> None:
    add_rule(own)
    (own / "rules" / "etiquette" / "rude" / "broken.yaml").write_text("label: [\n", "utf-8")
    listed = huashu("list")
    assert f"{own}/rules/etiquette/rude/broken.yaml:" in listed.err
    assert (listed.code, "small  " in listed.out, talk(BEST[0]).code) == (0, True, 0)
    assert huashu("check", own).code == ExitCode.FOUND


def test_own_rules_are_a_part_of_what_a_session_was_marked_by(own: Path, talk: Call, huashu: Call) -> None:
    talk(BEST[0])
    add_rule(own)
    talk(BEST[0])
    assert sorted(line.split()[1] for line in huashu("audit").lines) == ["identical", "other"]


def test_a_broken_own_persona_is_named_with_its_line(own: Path, huashu: Call) -> None:
    persona = own / "personas" / "steady.yaml"
    persona.write_text("title: x\n", "utf-8")
    called = huashu("play", "small", "--plain")
    assert (called.code, f"{persona}:1: error E102" in called.err) == (ExitCode.INVALID, True)


def test_an_own_persona_may_not_take_a_shipped_name(own: Path, huashu: Call) -> None:
    (own / "personas" / "agitated.yaml").write_bytes((own / "personas" / "steady.yaml").read_bytes())
    assert "personas/agitated.yaml:1: error E402" in huashu("list").err.replace("\\", "/")
    assert "personas/agitated.yaml:1: error E402" in huashu("check", own).out.replace("\\", "/")


def test_own_rules_prove_own_scenarios_in_other_processes_too(own: Path, process: Call) -> None:
    add_rule(own)
    text = (own / "small.yaml").read_text("utf-8").replace("golden: [嗯。]", "golden: [您真是个榆木疙瘩。]")
    for name in "abcd":
        (own / f"{name}.yaml").write_text(text, "utf-8")
    alone, together = process("check", own / "a.yaml").lines, process("check", own).lines
    assert [line for line in together if f"{own / 'a.yaml'}:" in line] == alone


def test_own_rules_prove_own_scenarios(own: Path, huashu: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, ...]] = []
    load = Scorer.load

    def asking(own: Sequence[Path] = ()) -> Scorer:
        asked.append(tuple(own))
        return load()

    monkeypatch.setattr(Scorer, "load", asking)
    monkeypatch.setattr("trainer.cli.proofs.prove_each", without_proof())
    add_rule(own)
    huashu("check", own)
    assert asked == [(own / "rules",)]
