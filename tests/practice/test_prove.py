from dataclasses import replace

import pytest

from scenarios.model import Guard, Scenario
from scoring.assess import Scorer
from trainer.practice.prove import prove


def _codes(scenario: Scenario, scorer: Scorer) -> set[str]:
    return {problem.id for problem in prove(scenario, scorer)[1]}


def _with_way(scenario: Scenario, state: str, way: int, **changes: object) -> Scenario:
    """The scenario with one of its transitions changed."""
    before = scenario.states[state]
    ways = list(before.replies)
    ways[way] = replace(ways[way], **changes)  # type: ignore[arg-type]
    return replace(scenario, states={**scenario.states, state: replace(before, replies=tuple(ways))})


def test_a_golden_reply_that_takes_another_way_is_an_error(small_scenario: Scenario, scorer: Scorer) -> None:
    astray = _with_way(small_scenario, "telling", 0, golden=("今天天气真不错。",))
    assert "E502" in _codes(astray, scorer)


def test_a_way_no_golden_reply_takes_is_an_error(small_scenario: Scenario, scorer: Scorer) -> None:
    shut = _with_way(small_scenario, "telling", 0, when=Guard(has=("threatens", "praises_customer")))
    assert "E504" in _codes(shut, scorer)


def test_a_gate_example_that_breaks_nothing_is_an_error(small_scenario: Scenario, scorer: Scorer) -> None:
    gate = replace(small_scenario.gates[0], must=False, name="threatens", breaks=("您好，请坐。",))
    assert "E506" in _codes(replace(small_scenario, gates=(gate,)), scorer)


def test_the_proof_reaches_what_a_session_reaches(small_scenario: Scenario, scorer: Scorer) -> None:
    coverage, _problems = prove(small_scenario, scorer)
    assert coverage.complete
    assert coverage.states >= {small_scenario.start, "telling", "checking"}


def test_a_cap_that_is_hit_is_an_error(
    small_scenario: Scenario, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.practice.prove.MOST_NODES", 3)
    assert "E501" in _codes(small_scenario, scorer)
