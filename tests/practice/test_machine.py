from dataclasses import replace

import pytest

from scenarios.model import Mood, Scenario
from tests.practice.conftest import heard
from trainer.practice.machine import CustomerMachine
from trainer.practice.standing import Standing
from trainer.practice.trace import Trace


def test_a_reply_that_no_way_takes_is_no_step(small_scenario: Scenario) -> None:
    telling = small_scenario.states["telling"]
    states = {**small_scenario.states, "telling": replace(telling, replies=telling.replies[:-1])}
    machine = CustomerMachine(replace(small_scenario, states=states))
    standing = Standing("telling", Mood(6, 4, 7))
    assert machine.next(standing, heard("names_feeling")) == (0, "checking")
    with pytest.raises(LookupError):
        machine.next(standing, heard())


def test_a_trace_is_given_every_way_that_was_tried(small_scenario: Scenario) -> None:
    machine, trace = CustomerMachine(small_scenario), Trace()
    standing, said = Standing("telling", Mood(6, 4, 7)), heard("rude")
    assert machine.next(standing, said, trace) == machine.next(standing, said) == (1, "angry")
    assert [(tried.way, tried.holds) for tried in trace.tried] == [(0, False), (1, True)]
    assert [condition.operator for condition in trace.tried[0].conditions] == ["has", "lacks"]
