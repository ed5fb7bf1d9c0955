"""Places reached by sets of moods are those that one mood after another reaches, and no others."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.model import AXES, Bound, Guard, Mood, Scenario
from tests.practice.conftest import heard
from trainer.practice import moods
from trainer.practice.customer import gives_up, total_move
from trainer.practice.guards import first_way
from trainer.practice.hearing import Heard
from trainer.practice.places import Walk
from trainer.practice.standing import Standing

SAID = (
    heard("greeting"),
    heard("rude"),
    heard("names_feeling"),
    heard("apologises", "validates"),
    heard("cites_facts", points="slow_refund"),
    heard("offers_solution", "commits_time"),
    heard(points="gives_water"),
    heard("closing_offer"),
    heard(),
)
BOUNDS = st.builds(Bound, st.integers(0, 6), st.integers(4, 10))
GUARDS = st.builds(
    Guard,
    any=st.lists(st.sampled_from(["rude", "greeting", "names_feeling", "slow_refund"]), max_size=2).map(tuple),
    points=st.sampled_from([(), (), ("slow_refund",), ("gives_water",)]),
    mood=st.dictionaries(st.sampled_from(AXES), BOUNDS, max_size=2),
    turn=st.sampled_from([None, None, Bound(3), Bound(0, 2)]),
)


Place = tuple[str, Mood, int, frozenset[str]]


def _one_by_one(scenario: Scenario, last: int) -> tuple[set[Place], set[str]]:
    """Every place as a session goes there, one mood at a time; turns after the last that is asked about are one."""
    waiting = [Standing(scenario.start, scenario.mood)]
    seen, endings = {_key(waiting[0])}, set[str]()
    while waiting:
        here = waiting.pop()
        for said in SAID:
            after = _after(scenario, here, said, last)
            if after.state in scenario.endings:
                endings.add(after.state)
            elif _key(after) not in seen:
                seen.add(_key(after))
                waiting.append(after)
    return seen, endings


def _key(standing: Standing) -> Place:
    return standing.state, standing.mood, standing.turn, frozenset(standing.points)


def _after(scenario: Scenario, here: Standing, said: Heard, last: int) -> Standing:
    state = scenario.states[here.state]
    way = state.replies[first_way(state, said, here)]
    asked = {point for each in scenario.states.values() for t in each.replies if t.when for point in t.when.points}
    mood = here.mood.moved(total_move(scenario, said, sorted(said.points.difference(here.points)), way))
    to = scenario.leaves if way.to not in scenario.endings and gives_up(way, here.state, mood, said) else way.to
    points = tuple(sorted({*here.points, *(said.points & asked)}))
    return Standing(to, mood, turn=min(here.turn + 1, last), points=points)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(guards=st.lists(GUARDS, min_size=6, max_size=6), mood=st.builds(Mood, *[st.integers(0, 10)] * 3))
def test_sets_of_moods_reach_what_single_moods_reach(small_scenario: Scenario, guards: list[Guard], mood: Mood) -> None:
    scenario = replace(_guarded(small_scenario, guards), mood=mood)
    walk = Walk(scenario)
    places = walk.explore(dict.fromkeys(scenario.states, SAID))
    seen, endings = _one_by_one(scenario, walk._turns)
    found = {
        (situation.state, single, situation.turn, situation.points)
        for situation, reached in places.reached.items()
        for single in _moods(reached)
    }
    assert (found, places.endings, places.count) == (seen, endings, len(seen))


def _guarded(scenario: Scenario, guards: list[Guard]) -> Scenario:
    """The scenario with another guard on the first way of every state."""
    states = {}
    for (name, state), guard in zip(scenario.states.items(), guards, strict=True):
        states[name] = replace(state, replies=(replace(state.replies[0], when=guard), *state.replies[1:]))
    return replace(scenario, states=states)


def _moods(reached: int) -> list[Mood]:
    bits = [bit for bit in range(reached.bit_length()) if reached >> bit & 1]
    return [Mood(bit // 121, bit // 11 % 11, bit % 11) for bit in bits]


def test_a_reply_takes_the_ways_that_some_place_allows(small_scenario: Scenario) -> None:
    walk = Walk(small_scenario)
    places = walk.explore(dict.fromkeys(small_scenario.states, SAID))
    assert walk.taken(places, "angry", heard("rude")) == {1, 2}
    assert walk.taken(places, "checking", heard("cites_facts", points="slow_refund")) == {0}


def test_too_many_places_are_not_complete(small_scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.practice.places.MOST_PLACES", 3)
    assert not Walk(small_scenario).explore(dict.fromkeys(small_scenario.states, SAID)).complete


def test_a_spent_patience_ends_it(small_scenario: Scenario) -> None:
    places = Walk(small_scenario).explore(dict.fromkeys(small_scenario.states, (heard(),)))
    assert places.endings == {small_scenario.leaves}
    assert not any(reached & moods.at("patience", 0) for reached in places.reached.values())
