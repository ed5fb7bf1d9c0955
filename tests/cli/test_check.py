"""`huashu check`: every scenario it reads is proved, ids are guarded, and rule files are read as rules."""

import json
import shutil
from pathlib import Path

import pytest

from scoring.rules import SHIPPED
from tests.cli.conftest import Call
from trainer.cli.exits import ExitCode

RULE = """label: rude
message: 骂人
why: 因为
better: 请稍等
source: 第七章
phrases: [滚蛋]
flagged:
  - 您【滚蛋】吧。
near_misses:
  - 我们从头来过。
"""


@pytest.fixture
def elsewhere(huashu: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder of one's own is set."""
    monkeypatch.delenv("HUASHU_SCENARIOS")


@pytest.fixture
def rule(tmp_path: Path) -> Path:
    path = tmp_path / "rules" / "etiquette" / "rude" / "a.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE, "utf-8")
    return path


def _misled(own: Path) -> Path:
    """The small scenario with a golden reply that goes nowhere it should."""
    path = own / "small.yaml"
    text = path.read_text("utf-8")
    head, mark, rest = text.partition("golden: [")
    assert mark
    path.write_text(f"{head}{mark}嗯嗯嗯]{rest[rest.index(']') + 1 :]}", "utf-8")
    return path


@pytest.mark.parametrize("whole", [True, False])
def test_a_file_or_folder_is_proved_without_being_named_as_ones_own(
    whole: bool, huashu: Call, own: Path, elsewhere: None
) -> None:
    path = _misled(own)
    called = huashu("check", own if whole else path)
    assert called.code == ExitCode.FOUND
    assert any(line.startswith(f"{path}:") and " error E50" in line for line in called.lines)


def test_a_file_named_twice_is_proved_once(huashu: Call, own: Path, elsewhere: None) -> None:
    path = _misled(own)
    assert huashu("check", own, path).lines == huashu("check", own).lines


@pytest.mark.parametrize("personas", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_a_shadow_of_a_shipped_scenario_is_reported(
    whole: bool, personas: bool, huashu: Call, own: Path, elsewhere: None
) -> None:
    path = own / "chapter7" / "08-agitated.yaml"
    path.parent.mkdir()
    (own / "small.yaml").rename(path)
    if not personas:
        shutil.rmtree(own / "personas")
    called = huashu("check", own if whole else path)
    assert called.code == ExitCode.FOUND
    assert [line for line in called.lines if line.startswith(f"{path}:1: error E402 ")]


def test_a_shipped_scenario_by_another_way_is_no_shadow(huashu: Call, elsewhere: None) -> None:
    path = SHIPPED.parents[2] / "scoring" / ".." / "scenarios" / "chapter7" / "08-agitated.yaml"
    assert "E402" not in huashu("check", path).out


def test_where_no_process_can_be_started_scenarios_are_proved_all_the_same(
    huashu: Call, own: Path, elsewhere: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(workers: int, **_options: object) -> None:
        raise OSError(f"{workers} processes are too many")

    path = _misled(own)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    monkeypatch.setattr("trainer.cli.proofs._FEW", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert any(line.startswith(f"{path}:") and " error E50" in line for line in huashu("check", own).lines)


BROKEN_OFF = "seed: 1\nmode: practice\nreplies: [嗯。]\n"
LEFT = "seed: 1\nmode: practice\nreplies:\n" + "  - 嗯。\n" * 7


def _golden(own: Path, name: str, text: str) -> Path:
    path = own / "small.golden" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_transcript_is_checked_with_its_scenario(huashu: Call, own: Path, elsewhere: None) -> None:
    path = _golden(own, "worst", BROKEN_OFF)
    called = huashu("check", path)
    assert any(line.startswith(f"{path}:3: error E507 ") for line in called.lines)
    assert called.lines == huashu("check", own / "small.yaml").lines


def test_a_changed_transcript_is_played_again(huashu: Call, own: Path, elsewhere: None) -> None:
    path = _golden(own, "worst", BROKEN_OFF)
    before = huashu("check", own).out
    _golden(own, "worst", LEFT)
    assert (f"{path}:3: error E507" in before, f"{path}:3: warning W508" in huashu("check", own).out) == (True, True)


def test_recording_writes_what_came_of_it(huashu: Call, own: Path, elsewhere: None) -> None:
    path = _golden(own, "worst", LEFT)
    called = huashu("check", "--record", own)
    assert str(path) not in called.out
    assert str(path) in called.err
    assert "ending: stormed_out" in path.read_text("utf-8")


def test_recording_changes_only_what_comes_out_otherwise(huashu: Call, own: Path, elsewhere: None) -> None:
    path = _golden(own, "worst", LEFT)
    huashu("check", "--record", own)
    before = path.stat().st_mtime_ns
    assert str(path) not in huashu("check", "--record", own).err
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("arguments", [("--record",), ("--json",)])
def test_an_option_that_lacks_its_other_half_is_a_usage_error(huashu: Call, arguments: tuple[str, ...]) -> None:
    assert huashu("check", *arguments).code == ExitCode.USAGE


def test_coverage_is_a_line_for_each_way(huashu: Call, own: Path, elsewhere: None) -> None:
    _golden(own, "blind", "opening/问好:\n  - 您好。\n  - 你嚷什么。\n")
    lines = huashu("check", "--coverage", own).lines
    assert next(line for line in lines if "问好 → telling" in line).split() == (
        ["示范", "1/1", "盲写", "1/2", "问好", "→", "telling"]
    )
    assert next(line for line in lines if "顶回去" in line).split()[2:4] == ["盲写", "–"]


def test_coverage_as_json_is_one_array(huashu: Call, own: Path, elsewhere: None) -> None:
    (own / "broken.yaml").write_text("title: 无\n", "utf-8")
    covered, rest = json.loads(huashu("check", "--coverage", "--json", own).out)
    ways = {(way["state"], way["title"]): way for way in covered["ways"]}
    assert (covered["id"], ways["opening", "问好"]["golden_taken"]) == ("small", 1)
    assert (rest["id"], {found["path"] for found in rest["problems"]}) == (None, {str(own / "broken.yaml")})


def test_many_scenarios_are_proved_as_each_alone(process: Call, own: Path) -> None:
    for name in ("b", "c", "d"):
        shutil.copy(own / "small.yaml", own / f"{name}.yaml")
    one, all_of_them = process("check", own / "small.yaml"), process("check", own)
    assert len(all_of_them.lines) == 4 * len(one.lines) > 0
    assert set(one.lines) <= set(all_of_them.lines)
    assert process("check", own).lines == all_of_them.lines


def test_a_sound_rule_passes(huashu: Call, rule: Path) -> None:
    called = huashu("check", rule, rule.parents[2], SHIPPED / "phrasing" / "flat_refusal")
    assert (called.code, called.out) == (0, "")


@pytest.mark.parametrize(
    ("old_and_new", "line"),
    [
        (("您【滚蛋】吧", "您【滚】蛋吧"), 8),
        (("您【滚蛋】吧", "您滚蛋吧"), 8),
        (("我们从头来过", "叫他滚蛋"), 10),
        (("why: 因为", "why: [因为]"), 3),
        (("phrases: [滚蛋]", "phrases: [(滚蛋]"), 6),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_rule_is_held_to_its_own_examples(
    whole: bool, old_and_new: tuple[str, str], line: int, huashu: Call, rule: Path
) -> None:
    rule.write_text(RULE.replace(*old_and_new), "utf-8")
    called = huashu("check", rule.parents[2] if whole else rule)
    assert called.code == ExitCode.FOUND
    assert {found.rsplit(".yaml:", 1)[1].split(":")[0] for found in called.lines} == {str(line)}
    assert all(found.startswith(f"{rule}:") for found in called.lines)


def test_a_rule_in_no_rules_folder_is_told_where_it_belongs(huashu: Call, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RULE, "utf-8")
    called = huashu("check", tmp_path / "a.yaml")
    assert called.code == ExitCode.FOUND
    assert "维度/标签" in called.out


def test_word_lists_that_are_none_are_said(huashu: Call, rule: Path) -> None:
    words = rule.parents[2] / "words.yaml"
    words.write_text("感受: 急\n", "utf-8")
    assert huashu("check", words).lines == [f"{words}:1: error E701 “感受”应是一列；请写成“感受: [一, 二]”"]


def test_a_rule_that_is_not_there_is_said(huashu: Call) -> None:
    called = huashu("check", SHIPPED / "phrasing" / "none.yaml")
    assert (called.code, len(called.lines)) == (ExitCode.FOUND, 1)
