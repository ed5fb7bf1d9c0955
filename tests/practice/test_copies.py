import pytest

from scenarios.model import Scenario
from trainer.practice.copies import Copies

FEELING = "等了二十天，您心里肯定不好受。"


@pytest.mark.parametrize(
    "reply",
    [FEELING, "等了二十天,您心裡肯定不好受!", f"周师傅，{FEELING}您慢慢讲。", "等了二十天，您心里肯定不好受"],
)
def test_a_model_wording_said_again_is_recognised(reply: str, small_scenario: Scenario) -> None:
    copy = Copies(small_scenario).find(reply, "telling")
    assert copy is not None
    assert (copy.state, copy.text, copy.fits) == ("telling", FEELING, True)


def test_said_elsewhere_it_does_not_fit(small_scenario: Scenario) -> None:
    copy = Copies(small_scenario).find(FEELING, "offered")
    assert copy is not None
    assert not copy.fits


@pytest.mark.parametrize(
    "reply", ["", "……", "您说，我都记着。", "您等了二十天，这滋味搁谁心里都不好受。", "等了二十天"]
)
def test_words_of_ones_own_are_no_copy(reply: str, small_scenario: Scenario) -> None:
    assert Copies(small_scenario).find(reply, "telling") is None


def test_examples_of_what_not_to_say_are_no_model(small_scenario: Scenario) -> None:
    models = {text for _state, text, _grams in Copies(small_scenario)._models}
    golden = [text for state in small_scenario.states.values() for text in state.replies[-1].golden]
    assert models
    assert models.isdisjoint(golden)
