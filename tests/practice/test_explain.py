"""An explanation tells what a practice does, and its sums are the marks that were given."""

import pytest

from scenarios.catalogue import Catalogue
from scenarios.model import Mood, Scenario
from scoring.assess import Scorer
from scoring.labels import MARKS
from trainer.practice.explain import Explained, explain
from trainer.practice.session import Practice


@pytest.fixture(scope="module", params=Catalogue().ids())
def explained(request: pytest.FixtureRequest, scorer: Scorer) -> list[Explained]:
    scenario = Catalogue().load(request.param).scenario
    assert scenario is not None
    golden = [(s.id, text) for s in scenario.states.values() for way in s.replies for text in way.golden[:1]]
    return [explain(scenario, scorer, text, state=state) for state, text in golden]


def test_sums_are_the_marks_given(explained: list[Explained]) -> None:
    for each in explained:
        given = {name: getattr(each.turn.assessment.marks, name) for name in MARKS}
        assert {name: made.mark for name, made in each.sums.items()} == (given if each.sums else {})


def test_the_last_way_tried_is_the_one_taken(explained: list[Explained]) -> None:
    for each in explained:
        assert [tried.holds for tried in each.tried] == [False] * (len(each.tried) - 1) + [True]
        assert each.turn.way in (None, each.tried[-1].way)


def test_a_turn_is_the_turn_of_a_practice(small_scenario: Scenario, scorer: Scorer) -> None:
    reply, mood = "等了二十天，您心里肯定不好受。", Mood(8, 2, 5)
    practice = Practice(small_scenario, scorer, state="telling", mood=mood)
    assert explain(small_scenario, scorer, reply, state="telling", mood=mood).turn == practice.reply(reply)


def test_labels_that_are_shown_are_not_faint(small_scenario: Scenario, scorer: Scorer) -> None:
    found = explain(small_scenario, scorer, "您好，等了二十天，您心里肯定不好受。")
    assert {faint.label for faint in found.faint}.isdisjoint(found.turn.assessment.labels)
    assert found.sure["greeting"] >= 0


def test_a_state_that_is_not_there_is_refused(small_scenario: Scenario, scorer: Scorer) -> None:
    with pytest.raises(KeyError):
        explain(small_scenario, scorer, "您好", state="nowhere")
