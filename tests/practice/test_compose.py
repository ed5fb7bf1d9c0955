from scenarios.model import Mood, Scenario
from tests.practice.conftest import heard
from trainer.practice.compose import MOST_SENTENCES, _sentences
from trainer.practice.customer import Customer
from trainer.practice.standing import Standing

CALM = Mood(3, 5, 9)


def test_the_customer_answers_what_was_asked(small_scenario: Scenario) -> None:
    said = Customer(small_scenario, 0).respond(Standing("checking", CALM), heard(asked="when")).said
    assert "二月十八号办的。" in [part.text for part in said]


def test_asked_twice_they_notice(small_scenario: Scenario) -> None:
    standing = Standing("checking", CALM, asked={"when": 1})
    said = Customer(small_scenario, 0).respond(standing, heard(asked="when")).said
    assert {part.line for part in said} & {line.id for line in small_scenario.persona.again}


def test_a_point_raised_gets_its_response(small_scenario: Scenario) -> None:
    said = Customer(small_scenario, 0).respond(Standing("telling", CALM), heard(points="slow_refund")).said
    assert ("response", "卡住了没人跟我说一声？") in [(part.part, part.text) for part in said]


def test_moved_on_the_new_state_speaks(small_scenario: Scenario) -> None:
    said = Customer(small_scenario, 0).respond(Standing("telling", CALM), heard("names_feeling")).said
    assert said[-1].line.startswith("states.checking.")


def test_no_turn_has_more_than_three_sentences_and_no_line_comes_twice(small_scenario: Scenario) -> None:
    customer, standing = Customer(small_scenario, 5), Standing("telling", Mood(5, 5, 10))
    texts: list[str] = []
    for _ in range(9):
        response = customer.respond(standing, heard("greeting", asked="when wants", points="slow_refund gives_water"))
        assert sum(_sentences(part.text) for part in response.said) <= MOST_SENTENCES
        texts += [part.text for part in response.said]
        standing = response.standing
        if standing.ending:
            break
    spoken = [text for text in texts if text != "……"]
    assert len(spoken) == len(set(spoken))


def test_there_is_always_an_answer(small_scenario: Scenario) -> None:
    everything = frozenset(
        line.text
        for state in small_scenario.states.values()
        for line in (*state.says, *state.presses, *small_scenario.persona.stuck)
    )
    standing = Standing("telling", CALM, used=everything)
    assert Customer(small_scenario, 0).respond(standing, heard()).said


def test_the_seed_chooses_the_wording(small_scenario: Scenario) -> None:
    standing = Standing("telling", Mood(3, 5, 9))
    lines = {Customer(small_scenario, seed).respond(standing, heard()).said[-1].text for seed in range(12)}
    assert len(lines) > 1
