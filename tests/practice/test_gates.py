from dataclasses import replace

import pytest

from scenarios.model import Gate, Mood, Place, Scenario
from tests.practice.conftest import heard
from trainer.practice.gates import after_reply, results
from trainer.practice.standing import Standing

PLACE = Place("x.yaml", 1)
MUST = Gate("reports_up", must=True, by=3, why="", breaks=(), place=PLACE)
NEVER = Gate("threatens", must=False, by=None, why="", breaks=(), place=PLACE)


@pytest.fixture
def gated(small_scenario: Scenario) -> Scenario:
    return replace(small_scenario, gates=(MUST, NEVER))


def _standing(turn: int, ending: str | None = None, **gates: int | None) -> Standing:
    kept = {name.replace("_", ":", 1): when for name, when in gates.items()}
    return Standing("opening", Mood(5, 5, 5), turn=turn, gates=kept, ending=ending)


@pytest.mark.parametrize(
    ("standing", "failed"),
    [
        (_standing(2), False),
        (_standing(3), True),
        (_standing(3, must_reports_up=3), False),
        (_standing(5, must_reports_up=4), True),
        (_standing(1, ending="settled"), True),
    ],
)
def test_a_must_has_to_happen_in_time(gated: Scenario, standing: Standing, failed: bool) -> None:
    assert results(gated, standing)[0].failed is failed


def test_a_never_breaks_the_first_time_it_happens(gated: Scenario) -> None:
    before = _standing(1)
    gates = after_reply(gated, before, heard("threatens"))
    assert results(gated, replace(before, turn=2, gates=gates))[1].turn == 2


def test_a_must_can_be_met_by_a_point(gated: Scenario) -> None:
    assert after_reply(gated, _standing(0), heard(points="reports_up"))["must:reports_up"] == 1
