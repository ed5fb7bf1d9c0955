from dataclasses import replace

import pytest

from scenarios.model import Mood, Scenario
from tests.practice.conftest import heard
from trainer.practice.machine import CustomerMachine
from trainer.practice.standing import Standing


def test_a_reply_that_no_way_takes_is_no_step(small_scenario: Scenario) -> None:
    telling = small_scenario.states["telling"]
    states = {**small_scenario.states, "telling": replace(telling, replies=telling.replies[:-1])}
    machine = CustomerMachine(replace(small_scenario, states=states))
    standing = Standing("telling", Mood(6, 4, 7))
    assert machine.next(standing, heard("names_feeling")) == (0, "checking")
    with pytest.raises(LookupError):
        machine.next(standing, heard())
