"""Golden transcripts are played by the engine itself, and told where they fall short."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from scenarios.goldens import Recorded, Transcript
from scenarios.model import Scenario
from scoring.assess import Scorer
from scoring.labels import MARKS
from scoring.yamlfile import parse
from trainer.practice.rehearsal import Rehearsal, rehearse, shortcomings

DOCUMENT = parse("seed: 1\nmode: practice\nreplies:\n  - 您好\nrecorded: {ending: settled}\n".encode(), "best.yaml")
GOOD = Recorded("settled", "resolved", True, dict.fromkeys(MARKS, 4.0))
POOR = Recorded("stormed_out", "lost", False, dict.fromkeys(MARKS, 2.0))
Played = Callable[..., Rehearsal]


def _transcript(name: str, recorded: Recorded | None, replies: Iterable[str] = ("您好",)) -> Transcript:
    return Transcript(name, 1, "practice", tuple(replies), recorded, DOCUMENT)


def _codes(name: str, recorded: Recorded | None, result: Recorded, said: int = 1) -> list[str]:
    return [found.id for found in shortcomings(Rehearsal(_transcript(name, recorded), result, said))]


@pytest.mark.parametrize(
    ("name", "recorded", "result", "codes"),
    [
        ("best", GOOD, GOOD, []),
        ("worst", POOR, POOR, []),
        ("other", POOR, POOR, []),
        ("best", None, GOOD, ["W508"]),
        ("best", replace(GOOD, ending="cooled"), GOOD, ["E507"]),
        ("best", replace(GOOD, marks=dict.fromkeys(MARKS, 3.9)), GOOD, ["W508"]),
        ("best", POOR, POOR, ["E509"]),
        ("worst", GOOD, GOOD, ["E510"]),
        ("worst", POOR, replace(POOR, ending="", outcome=""), ["E507"]),
    ],
)
def test_each_shortcoming_has_its_id(name: str, recorded: Recorded | None, result: Recorded, codes: list[str]) -> None:
    assert _codes(name, recorded, result) == codes


def test_replies_left_over_are_told_at_the_first_of_them() -> None:
    rehearsal = Rehearsal(_transcript("worst", POOR, ["您好"]), POOR, 0)
    assert [(found.id, found.line) for found in shortcomings(rehearsal)] == [("W511", 4)]


def test_other_marks_are_told_old_and_new() -> None:
    recorded = replace(GOOD, marks={**GOOD.marks, "overall": 3.6})
    (found,) = shortcomings(Rehearsal(_transcript("best", recorded), GOOD, 1))
    assert (found.severity, found.line) == ("warning", 5)
    assert "overall 3.6" in found.message
    assert "overall 4.0" in found.message


def test_a_transcript_is_played_until_the_session_ends(small_scenario: Scenario, scorer: Scorer) -> None:
    rehearsal = rehearse(small_scenario, scorer, _transcript("worst", None, ["嗯。"] * 40))
    assert (rehearsal.result.ending, rehearsal.result.passed) == (small_scenario.leaves, False)
    assert rehearsal.said < 40
    assert not rehearsal.is_as_recorded


def test_the_same_transcript_comes_out_the_same(small_scenario: Scenario, scorer: Scorer) -> None:
    transcript = _transcript("best", None, ["您好，请问有什么可以帮您？", "等了二十天，您心里肯定不好受。"])
    assert rehearse(small_scenario, scorer, transcript) == rehearse(small_scenario, scorer, transcript)
