from dataclasses import replace

import pytest

from scenarios.model import Scenario
from scoring.assess import Scorer
from scoring.records import Assessment, Finding, Marks
from trainer.practice.debrief import debrief, session_marks
from trainer.practice.session import Practice
from transcripts.records import Turn

REPLIES = ("您好，请问有什么可以帮您？", "等了二十天，您心里肯定不好受。", "你嚷什么。")


@pytest.fixture
def turns(small_scenario: Scenario, scorer: Scorer) -> tuple[Turn, ...]:
    practice = Practice(small_scenario, scorer)
    return tuple(practice.reply(reply) for reply in REPLIES)


def _marked(turn: Turn, overall: int, *labels: str) -> Turn:
    findings = tuple(Finding(label, "r", 0, 1, "您", "why") for label in labels)
    return replace(turn, assessment=Assessment(labels, findings, Marks(overall, overall, overall, overall)))


def test_session_marks_are_means_rounded_half_up(turns: tuple[Turn, ...]) -> None:
    marked = [_marked(turns[0], mark, "rude") for mark in (4, 4, 4, 5)]
    assert session_marks(marked).overall == 4.3


def test_a_dimension_no_turn_showed_is_not_assessed(turns: tuple[Turn, ...]) -> None:
    marks = session_marks([_marked(turns[0], 3, "rude")])
    assert (marks.etiquette, marks.empathy, marks.phrasing) == (3.0, None, None)


def test_marks_that_balance_out_at_neutral_are_assessed(turns: tuple[Turn, ...]) -> None:
    marks = session_marks([_marked(turns[0], 2), _marked(turns[1], 4)])
    assert (marks.etiquette, marks.empathy, marks.phrasing) == (3.0, 3.0, 3.0)


def test_no_turns_give_no_marks() -> None:
    assert session_marks([]).overall is None


def test_moods_start_before_the_first_reply(small_scenario: Scenario, turns: tuple[Turn, ...]) -> None:
    end = debrief(small_scenario, turns, small_scenario.mood)
    assert len(end.moods) == len(turns) + 1
    assert end.moods[0] == small_scenario.mood


def test_an_open_session_has_no_outcome_and_no_pass(small_scenario: Scenario, turns: tuple[Turn, ...]) -> None:
    end = debrief(small_scenario, turns, small_scenario.mood)
    assert (end.ending, end.passed) == (None, False)


def test_what_to_keep_and_to_change_names_each_label_once(small_scenario: Scenario, turns: tuple[Turn, ...]) -> None:
    good = tuple(_marked(turn, 4, "greeting", "names_feeling") for turn in turns[:2])
    end = debrief(small_scenario, (*good, _marked(turns[2], 2, "rude")), small_scenario.mood)
    assert [note.finding.label for note in end.keep] == ["greeting", "names_feeling"]
    assert [note.finding.label for note in end.change] == ["rude"]


def test_steps_after_the_conversation_are_not_missed_ones(small_scenario: Scenario) -> None:
    end = debrief(small_scenario, (), small_scenario.mood)
    assert {step.name[:2] for step in end.steps if step.later} == {"跟踪", "调查", "关闭"}


def test_the_way_ends_where_the_customer_stands(small_scenario: Scenario, turns: tuple[Turn, ...]) -> None:
    assert debrief(small_scenario, turns, small_scenario.mood).way[-1] == (turns[-1].to, None)


def test_nothing_is_kept_of_a_reply_with_a_fault(small_scenario: Scenario, turns: tuple[Turn, ...]) -> None:
    marked = tuple(_marked(turn, 4, "beyond_authority", "offers_solution") for turn in turns)
    end = debrief(small_scenario, marked, small_scenario.mood)
    assert end.keep == ()
    assert all(step.turn is None for step in end.steps)


def test_what_keeps_a_session_from_passing_is_named(small_scenario: Scenario, turns: tuple[Turn, ...]) -> None:
    marked = (_marked(turns[0], 2, "rude"),)
    assert debrief(small_scenario, marked, small_scenario.mood).shortfalls == ("outcome", "marks")


def test_what_the_case_has_otherwise_is_to_be_changed_and_never_kept(
    small_scenario: Scenario, turns: tuple[Turn, ...]
) -> None:
    assessed = _marked(turns[0], 5, "names_feeling")
    wrong = Finding("wrong_amount", "case:wrong_amount", 0, 1, "您", "资料里没有")
    assessment = replace(assessed.assessment, findings=(*assessed.assessment.findings, wrong))
    end = debrief(small_scenario, (replace(assessed, assessment=assessment),), small_scenario.mood)
    assert [note.finding.label for note in end.change] == ["wrong_amount"]
    assert end.keep == ()
