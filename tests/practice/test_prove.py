import json
from dataclasses import replace

import pytest

from scenarios.goldens import BlindReplies, Goldens, Transcript
from scenarios.model import Guard, Scenario
from scoring.assess import Scorer
from scoring.yamlfile import parse
from trainer.practice.coverage import Coverage
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
    assert all(coverage.states[state] for state in (small_scenario.start, "telling", "checking"))


def test_a_cap_that_is_hit_is_an_error(
    small_scenario: Scenario, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.practice.places.MOST_PLACES", 3)
    assert "E501" in _codes(small_scenario, scorer)


def test_an_ending_that_only_a_transcript_reaches_is_reached(small_scenario: Scenario, scorer: Scorer) -> None:
    lost = _with_way(small_scenario, "angry", 1, golden=("您随便。",))
    rude = ("你嚷什么。", "您随便。", "你吵什么吵，闭嘴。")
    transcript = Transcript("worst", 1, "practice", rude, None, parse(b"replies: []\n", "worst.yaml"))
    without, _ = prove(replace(lost, leaves="cooled"), scorer)
    with_it, _ = prove(replace(lost, leaves="cooled"), scorer, Goldens((transcript,)))
    assert (without.endings["stormed_out"], with_it.endings["stormed_out"]) == ((), ("worst",))


def _blind(*replies: str) -> Goldens:
    return Goldens(blind=(BlindReplies("opening", 1, replies, "blind.yaml", 1),))


@pytest.mark.parametrize(
    ("replies", "warned"),
    [
        (["您好，请坐。"] * 4 + ["你嚷什么。"], True),
        (["您好，请坐。"] * 9 + ["你嚷什么。"], False),
        (["你嚷什么。"] * 4, False),
    ],
)
def test_blind_replies_that_go_elsewhere_too_often_are_a_warning(
    small_scenario: Scenario, scorer: Scorer, replies: list[str], warned: bool
) -> None:
    coverage, problems = prove(small_scenario, scorer, _blind(*replies))
    (way,) = (way for way in coverage.ways if way.blind)
    assert (way.state, way.title, way.blind) == ("opening", "问好", len(replies))
    assert ("W512" in {found.id for found in problems}) is warned


def test_coverage_survives_json(small_scenario: Scenario, scorer: Scorer) -> None:
    coverage, _problems = prove(small_scenario, scorer, _blind("您好，请坐。"))
    assert Coverage.from_json(json.loads(json.dumps(coverage.as_json()))) == coverage
