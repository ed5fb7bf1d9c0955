import pytest

from scenarios.model import Scenario
from scoring.assess import Scorer
from trainer.practice.session import Practice, spoken_text
from trainer.practice.standing import Standing

REPLIES = (
    "您好，请问有什么可以帮您？",
    "等了二十天，您心里肯定不好受。",
    "您是哪天办的？",
    "哦",
    "您这笔退费卡在审核了。",
)


def _played(scenario: Scenario, scorer: Scorer, seed: int = 3) -> Practice:
    practice = Practice(scenario, scorer, seed=seed)
    for reply in REPLIES:
        practice.reply(reply)
    return practice


def test_the_same_replies_give_the_same_session(small_scenario: Scenario, scorer: Scorer) -> None:
    assert _played(small_scenario, scorer).turns == _played(small_scenario, scorer).turns


def test_a_standing_survives_json(small_scenario: Scenario, scorer: Scorer) -> None:
    practice = _played(small_scenario, scorer)
    assert Standing.from_json(practice.turns[-1].standing) == practice.standing


def test_a_resumed_session_goes_on_as_if_never_left(small_scenario: Scenario, scorer: Scorer) -> None:
    whole = _played(small_scenario, scorer)
    resumed = Practice(small_scenario, scorer, seed=3)
    resumed.resume(whole.opening, tuple(whole.turns[:2]))
    for reply in REPLIES[2:]:
        resumed.reply(reply)
    assert resumed.turns == whole.turns


def test_trying_again_starts_where_the_turn_began(small_scenario: Scenario, scorer: Scorer) -> None:
    whole = _played(small_scenario, scorer)
    again = whole.before_turn(3)
    assert again.reply(REPLIES[2]) == whole.turns[2]


def test_a_reply_is_marked_in_what_the_screen_shows(small_scenario: Scenario, scorer: Scorer) -> None:
    practice = Practice(small_scenario, scorer)
    practice.reply("您好，请问有什么可以帮您？")
    context = practice.context()
    assert context.customer == spoken_text(practice.turns[0].said)
    assert [said.role for said in context.history] == ["customer", "agent"]


def test_marks_depend_on_the_context_alone(small_scenario: Scenario, scorer: Scorer) -> None:
    practice = Practice(small_scenario, scorer)
    for reply in REPLIES:
        context = practice.context()
        turn = practice.reply(reply)
        alone = scorer.assess(reply, context)
        assert (alone.marks, alone.labels, alone.gaming) == (
            turn.assessment.marks,
            turn.assessment.labels,
            turn.assessment.gaming,
        )


def test_only_a_timed_session_counts_the_seconds(small_scenario: Scenario, scorer: Scorer) -> None:
    slow = Practice(small_scenario, scorer, mode="timed")
    calm = Practice(small_scenario, scorer)
    assert slow.reply("哦", seconds=110).mood["patience"] < calm.reply("哦", seconds=110).mood["patience"]


def test_a_lone_surrogate_is_replaced_before_anything_sees_it(small_scenario: Scenario, scorer: Scorer) -> None:
    assert Practice(small_scenario, scorer).reply("您好\ud800").reply == "您好\ufffd"


def test_an_ended_session_takes_no_reply(small_scenario: Scenario, scorer: Scorer) -> None:
    practice = Practice(small_scenario, scorer)
    while not practice.ended:
        practice.reply("哦")
    with pytest.raises(ValueError, match="ended"):
        practice.reply("您好")


def test_a_model_wording_that_answers_nothing_here_is_gaming(small_scenario: Scenario, scorer: Scorer) -> None:
    wording = REPLIES[1]
    pasted = Practice(small_scenario, scorer).reply(wording).assessment
    assert pasted.gaming
    assert pasted.marks.overall <= 2
    assert not Practice(small_scenario, scorer, copies=False).reply(wording).assessment.gaming
    assert not Practice(small_scenario, scorer, state="telling").reply(wording).assessment.gaming
