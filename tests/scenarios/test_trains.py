"""What a scenario trains follows from its ways, its gates and its customer."""

from scenarios.catalogue import Catalogue
from scenarios.model import Scenario
from scenarios.trains import MOST_FAULTS, MOST_MOVES, trained
from scoring.labels import LABELS
from tests.scenarios.conftest import Mutate


def _trained(mutate: Mutate, *changes: tuple[str, str]) -> tuple[str, ...]:
    scenario = mutate(*changes).draft
    assert isinstance(scenario, Scenario)
    return trained(scenario)


def test_moves_that_lead_on_come_first_then_faults_that_harm(mutate: Mutate) -> None:
    found = _trained(mutate)
    assert found[:2] == ("greeting", "names_feeling")  # a way and a gate; a way and what moves the persona
    assert found[-3:] == ("threatens", "perfunctory", "commanding")  # a gate; a way of its own; half of a way
    assert sorted(found, key=lambda label: not LABELS[label].good) == list(found)


def test_a_move_on_a_way_that_leads_nowhere_is_not_trained(mutate: Mutate) -> None:
    assert "closing_offer" in _trained(mutate)
    stays = ("has: [closing_offer]}\n        to: settled", "has: [closing_offer]}\n        to: closing_up")
    assert "closing_offer" not in _trained(mutate, stays)


def test_a_move_that_leads_to_a_bad_ending_is_not_trained(mutate: Mutate) -> None:
    bad = ("has: [closing_offer]}\n        to: settled", "has: [closing_offer]}\n        to: stormed_out")
    assert "closing_offer" not in _trained(mutate, bad)


def test_what_every_customer_takes_amiss_counts_only_as_a_gate(mutate: Mutate) -> None:
    found = _trained(mutate)
    assert "threatens" in found  # a gate
    assert "rude" not in found  # guards and persona only


def test_what_moves_the_customer_is_trained_though_no_way_asks_for_it(mutate: Mutate) -> None:
    moved = ("moves:\n  offers_solution: {trust: 1}", "moves:\n  praises_customer: {trust: 3, anger: -2}")
    assert "praises_customer" not in _trained(mutate)
    assert "praises_customer" in _trained(mutate, moved)[:2]


def test_every_shipped_scenario_trains_a_handful_of_things() -> None:
    for entry in Catalogue().entries():
        moves = [label for label in entry.trains if LABELS[label].good]
        assert 3 <= len(moves) <= MOST_MOVES, entry.id
        assert 1 <= len(entry.trains) - len(moves) <= MOST_FAULTS, entry.id


def test_a_list_says_the_same_from_its_cache() -> None:
    first, again = Catalogue().entries(), Catalogue().entries()
    assert first == again
    assert all(entry.customer and entry.trains for entry in again)
