from scenarios.model import Mood, Scenario
from tests.practice.conftest import heard
from trainer.practice.customer import LAST_TURN, Customer
from trainer.practice.guards import first_way
from trainer.practice.machine import CustomerMachine
from trainer.practice.standing import Standing


def _at(state: str, patience: int = 7, **more: object) -> Standing:
    return Standing(state, Mood(6, 4, patience), **more)  # type: ignore[arg-type]


def test_a_good_reply_moves_the_customer_on(small_scenario: Scenario) -> None:
    response = Customer(small_scenario, 0).respond(_at("telling"), heard("names_feeling"))
    assert response.standing.state == "checking"
    assert response.way == 0


def test_moods_move_by_persona_scenario_and_way(small_scenario: Scenario) -> None:
    before = _at("telling")
    after = Customer(small_scenario, 0).respond(before, heard("names_feeling")).standing
    expected = before.mood.moved(small_scenario.move_of("names_feeling")).moved({"anger": -1})
    assert after.mood == expected


def test_a_reply_that_leads_nowhere_costs_patience(small_scenario: Scenario) -> None:
    after = Customer(small_scenario, 0).respond(_at("telling"), heard()).standing
    assert (after.state, after.mood.patience) == ("telling", 6)


def test_out_of_patience_the_customer_leaves(small_scenario: Scenario) -> None:
    response = Customer(small_scenario, 0).respond(_at("telling", patience=1), heard())
    assert response.standing.ending == small_scenario.leaves
    assert response.way is None


def test_out_of_patience_a_good_reply_still_counts(small_scenario: Scenario) -> None:
    response = Customer(small_scenario, 0).respond(_at("telling", patience=0), heard("names_feeling"))
    assert response.standing.ending is None


def test_no_session_goes_beyond_its_last_turn(small_scenario: Scenario) -> None:
    response = Customer(small_scenario, 0).respond(_at("telling", turn=LAST_TURN - 1), heard("names_feeling"))
    assert response.standing.ending == small_scenario.leaves


def test_time_drains_patience(small_scenario: Scenario) -> None:
    after = Customer(small_scenario, 0).respond(_at("telling"), heard("names_feeling"), drained=3).standing
    assert after.mood.patience <= 5


def test_the_library_and_the_proof_take_the_same_way(small_scenario: Scenario) -> None:
    machine = CustomerMachine(small_scenario)
    replies = [
        heard("rude"),
        heard("greeting"),
        heard("names_feeling"),
        heard(points="slow_refund"),
        heard(asked="when"),
    ]
    for name, state in small_scenario.states.items():
        for each in replies:
            way, to = machine.next(_at(name, turn=4), each)
            assert way == first_way(state, each, _at(name, turn=4))
            assert to == state.replies[way].to
