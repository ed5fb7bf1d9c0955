"""The folder of golden transcripts is read with every problem at its line, and written back without loss."""

from dataclasses import replace
from pathlib import Path

import pytest

from scenarios.folder import scenario_of
from scenarios.goldens import Recorded, read_goldens, record
from scenarios.loader import load_scenario
from scenarios.model import Scenario
from scenarios.personas import load_persona
from scoring.labels import MARKS
from scoring.yamlfile import YamlError, parse

TRANSCRIPT = """# 最好的一次
seed: 3
mode: practice
replies:
  - 您好，请坐。    # 先问好
  - "等了二十天，您心里不好受。"
recorded:
  ending: settled
  outcome: resolved
  pass: true
  marks: {etiquette: 4.0, empathy: null, phrasing: 4, overall: 4.1}
"""
RESULT = Recorded("cooled", "grudging", False, dict.fromkeys(MARKS, 2.5) | {"empathy": None})


@pytest.fixture
def scenario(tmp_path: Path, small: str, steady: str) -> Scenario:
    (tmp_path / "small.golden").mkdir()
    personas = {"steady": load_persona(parse(steady.encode(), "steady.yaml"), id="steady").persona}
    found = load_scenario(parse(small.encode(), "small.yaml"), id="small", personas=personas).scenario
    assert found is not None
    return replace(found, path=str(tmp_path / "small.yaml"))


def _put(scenario: Scenario, name: str, text: str) -> Path:
    path = Path(scenario.path).with_suffix(".golden") / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_transcript_is_read(scenario: Scenario) -> None:
    _put(scenario, "best", TRANSCRIPT)
    (transcript,) = read_goldens(scenario).transcripts
    assert (transcript.name, transcript.seed, transcript.mode, len(transcript.replies)) == ("best", 3, "practice", 2)
    marks = {"etiquette": 4.0, "empathy": None, "phrasing": 4.0, "overall": 4.1}
    assert transcript.recorded == Recorded("settled", "resolved", True, marks)


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("seed: 3", "seed: -1", 2, "E104"),
        ("mode: practice", "mode: play", 3, "E104"),
        ("seed: 3", "sed: 3", 2, "E103"),
        ("overall: 4.1", "overall: nan", 11, "E104"),
        ("overall: 4.1", "overal: 4.1", 11, "E103"),
        ("replies:", "replies: [", 5, "E100"),
        ("  ending: settled\n", "", 7, "E102"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(scenario: Scenario, old: str, new: str, line: int, code: str) -> None:
    _put(scenario, "best", TRANSCRIPT.replace(old, new))
    goldens = read_goldens(scenario)
    assert (line, code) in {(found.line, found.id) for found in goldens.problems}
    assert goldens.transcripts == ()


def test_no_folder_is_nothing(scenario: Scenario) -> None:
    assert read_goldens(replace(scenario, path="elsewhere.yaml")) == read_goldens(scenario)


def test_blind_replies_belong_to_a_way_by_its_title(scenario: Scenario) -> None:
    _put(scenario, "blind", "opening/问好:\n  - 您好呀。\n  - 来，坐。\n")
    (blind,) = read_goldens(scenario).blind
    assert (blind.state, blind.way, blind.replies, blind.line) == ("opening", 1, ("您好呀。", "来，坐。"), 1)


@pytest.mark.parametrize("key", ["opening/问好呀", "opning/问好", "问好"])
def test_a_way_that_is_not_there_is_told_with_what_may_be_meant(scenario: Scenario, key: str) -> None:
    _put(scenario, "blind", f"{key}: [您好。]\n")
    goldens = read_goldens(scenario)
    assert [(found.id, found.line) for found in goldens.problems] == [("E513", 1)]
    assert goldens.blind == ()


def test_recording_changes_nothing_but_what_is_recorded(scenario: Scenario) -> None:
    path = _put(scenario, "best", TRANSCRIPT + "# 到此\n")
    record(read_goldens(scenario).transcripts[0], RESULT)
    before, after = TRANSCRIPT.partition("recorded:")[0], path.read_text(encoding="utf-8")
    assert after.startswith(f"{before}recorded:\n  ending: cooled\n")
    assert after.endswith("# 到此\n")
    assert read_goldens(scenario).transcripts[0].recorded == RESULT


def test_what_was_never_recorded_is_written_at_the_end(scenario: Scenario) -> None:
    path = _put(scenario, "best", TRANSCRIPT.partition("recorded:")[0])
    record(read_goldens(scenario).transcripts[0], RESULT)
    assert path.read_text(encoding="utf-8").endswith("overall: 2.5}\n")
    assert read_goldens(scenario).transcripts[0].recorded == RESULT


def test_a_file_laid_out_otherwise_is_left_alone(scenario: Scenario) -> None:
    path = _put(scenario, "best", "{seed: 1, mode: practice, replies: [您好]}\n")
    with pytest.raises(YamlError):
        record(read_goldens(scenario).transcripts[0], RESULT)
    assert path.read_text(encoding="utf-8").startswith("{seed: 1")


@pytest.mark.parametrize("golden", ["a.golden", "a.golden/best.yaml", "a.yaml"])
def test_a_golden_folder_stands_for_its_scenario(golden: str) -> None:
    assert scenario_of(Path("own", golden)) == Path("own/a.yaml")
