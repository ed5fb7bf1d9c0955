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


def test_what_is_only_suspected_counts_where_nothing_plain_leads_on(small_scenario: Scenario) -> None:
    machine, trace = CustomerMachine(small_scenario), Trace()
    standing, felt = Standing("telling", Mood(6, 4, 7)), frozenset({"rude"})
    assert machine.next(standing, replace(heard("names_feeling"), suspected=felt))[1] == "checking"
    assert machine.next(standing, replace(heard(), suspected=felt), trace) == machine.next(standing, heard("rude"))
    assert trace.on_suspicion
    assert [(tried.way, tried.holds) for tried in trace.tried] == [(0, False), (1, True)]


def test_a_suspicion_that_no_way_asks_for_leads_nowhere_else(small_scenario: Scenario) -> None:
    machine, standing = CustomerMachine(small_scenario), Standing("telling", Mood(6, 4, 7))
    felt = replace(heard(), suspected=frozenset({"hides_behind_policy"}))
    assert machine.next(standing, felt) == machine.next(standing, heard())
