from dataclasses import replace

from scenarios.model import OTHER, Line, Mood, Move, Scenario, Speaker
from tests.practice.conftest import heard
from trainer.practice.compose import MOST_SENTENCES
from trainer.practice.customer import Customer
from trainer.practice.hearing import Heard
from trainer.practice.lines import sentences
from trainer.practice.standing import Standing

CALM = Mood(3, 5, 9)


def test_the_customer_answers_what_was_asked(small_scenario: Scenario) -> None:
    said = Customer(small_scenario, 0).respond(Standing("checking", CALM), heard(asked="when")).said
    assert "二月十八号办的。" in [part.text for part in said]


def test_asked_twice_they_notice(small_scenario: Scenario) -> None:
    told = frozenset(line.text for line in small_scenario.answers["when"])
    standing = Standing("checking", CALM, asked={"when": 1}, used=told)
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
        assert sum(sentences(part.text) for part in response.said) <= MOST_SENTENCES
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


def _with(scenario: Scenario, **changes: object) -> Scenario:
    return replace(scenario, persona=replace(scenario.persona, **changes))  # type: ignore[arg-type]


def test_a_third_promise_is_remembered(small_scenario: Scenario) -> None:
    memory = {"promised": (Line("m.0", "你说了三回了。"),)}
    standing = Standing("checking", CALM, done={"promised": 2})
    said = Customer(_with(small_scenario, memory=memory), 0).respond(standing, heard("commits_time")).said
    assert said[0].text == "你说了三回了。"


def test_a_first_promise_is_not(small_scenario: Scenario) -> None:
    memory = {"promised": (Line("m.0", "你说了三回了。"),)}
    said = Customer(_with(small_scenario, memory=memory), 0).respond(Standing("checking", CALM), heard("commits_time"))
    assert "你说了三回了。" not in [part.text for part in said.said]


def test_a_wrong_name_is_put_right_before_anything_else(small_scenario: Scenario) -> None:
    memory = {"misnamed": (Line("m.0", "我不姓王。"),)}
    wrong = replace(heard("names_feeling"), misnamed=True)
    said = Customer(_with(small_scenario, memory=memory), 0).respond(Standing("checking", CALM), wrong).said
    assert "我不姓王。" in [part.text for part in said]


def test_in_a_group_somebody_else_speaks_up(small_scenario: Scenario) -> None:
    lines = {"rude": (Line("r.0", "他骂人！", OTHER),)}
    cast = {name: Speaker(name, name, "", "", None, "") for name in ("li", "ma")}
    group = replace(_with(small_scenario, reactions=lines), cast=cast)
    said = Customer(group, 0).respond(Standing("checking", CALM), heard("rude")).said
    assert ("他骂人！", "ma") in [(part.text, part.speaker) for part in said]


def test_alone_nobody_else_does(small_scenario: Scenario) -> None:
    lines = {"rude": (Line("r.0", "他骂人！", OTHER),)}
    said = Customer(_with(small_scenario, reactions=lines), 0).respond(Standing("checking", CALM), heard("rude")).said
    assert "他骂人！" not in [part.text for part in said]


def test_met_again_and_again_without_getting_anywhere_they_press(small_scenario: Scenario) -> None:
    standing = Standing("checking", CALM, stayed=3)
    said = Customer(small_scenario, 0).respond(standing, heard("restates_issue")).said
    assert "push" in [part.part for part in said]


def test_in_a_group_two_voices_react_to_one_thing(small_scenario: Scenario) -> None:
    lines = {"names_feeling": (Line("r.0", "这话中听。"), Line("r.1", "总算有人问了！", OTHER))}
    cast = {name: Speaker(name, name, "", "", None, "") for name in ("li", "ma")}
    group = replace(_with(small_scenario, reactions=lines), cast=cast)
    said = Customer(group, 0).respond(Standing("checking", CALM), heard("names_feeling")).said
    assert {part.speaker for part in said} == {"li", "ma"}


def test_asked_again_what_was_never_answered_they_answer(small_scenario: Scenario) -> None:
    standing = Standing("checking", CALM, asked={"when": 1})
    said = Customer(small_scenario, 0).respond(standing, heard(asked="when")).said
    assert {part.line for part in said} & {line.id for line in small_scenario.answers["when"]}


def test_a_line_that_asks_for_what_was_told_is_held_back(small_scenario: Scenario) -> None:
    checking = small_scenario.states["checking"]
    stale = replace(checking, presses=(Line("p.0", "谁卡的？", unless=("slow_refund",)), Line("p.1", "那怎么办？")))
    scenario = replace(small_scenario, states={**small_scenario.states, "checking": stale})
    standing = Standing("checking", CALM, points=("slow_refund",))
    said = {Customer(scenario, seed).respond(standing, heard()).said[-1].text for seed in range(12)}
    assert said == {"那怎么办？"}


def test_nothing_pleases_in_a_poor_reply(small_scenario: Scenario) -> None:
    pleased = {line.id for line in small_scenario.persona.reactions["names_feeling"]}
    good = Customer(small_scenario, 0).respond(Standing("checking", CALM), heard("names_feeling")).said
    poor = replace(heard("names_feeling"), marred=True)
    assert pleased & {part.line for part in good}
    assert not pleased & {
        part.line for part in Customer(small_scenario, 0).respond(Standing("checking", CALM), poor).said
    }


def test_nothing_pleases_by_the_way_in_a_reply_that_did_harm(small_scenario: Scenario) -> None:
    scenario = replace(small_scenario, moves={**small_scenario.moves, "names_feeling": {"anger": 2}})
    pleased = {line.id for line in scenario.persona.reactions["names_feeling"]}
    said = Customer(scenario, 0).respond(Standing("checking", CALM), heard("names_feeling")).said
    assert not pleased & {part.line for part in said}


def test_nothing_offends_by_the_way_in_a_reply_that_has_won_them_over(small_scenario: Scenario) -> None:
    moves: dict[str, Move] = {**small_scenario.moves, "names_feeling": {"anger": -3, "trust": 2}, "rude": {}}
    reactions = {**small_scenario.persona.reactions, "rude": (Line("r.0", "你这是什么话？"),)}
    scenario = _with(replace(small_scenario, moves=moves), reactions=reactions)
    said = Customer(scenario, 0).respond(Standing("telling", CALM), heard("names_feeling", "rude")).said
    assert "你这是什么话？" not in [part.text for part in said]


def test_nobody_grants_a_point_to_somebody_they_take_offence_at(small_scenario: Scenario) -> None:
    def said(move: Move) -> list[str]:
        telling = small_scenario.states["telling"]
        away = replace(telling.replies[0], mood=move)
        points = {**small_scenario.points}
        points["gives_water"] = replace(points["gives_water"], mood={"trust": 1})
        states = {**small_scenario.states, "telling": replace(telling, replies=(away, *telling.replies[1:]))}
        scenario = replace(small_scenario, states=states, points=points)
        agent = heard("names_feeling", points="gives_water")
        return [part.text for part in Customer(scenario, 0).respond(Standing("telling", CALM), agent).said]

    assert "水放那儿吧。" in said({})
    assert "水放那儿吧。" not in said({"anger": 5, "trust": -5})


def test_a_question_that_nobody_foresaw_is_answered_all_the_same(small_scenario: Scenario) -> None:
    asked = replace(heard("clarifying_question"), open_question=True)
    said = Customer(small_scenario, 0).respond(Standing("checking", CALM), asked).said
    assert {part.line for part in said} & {line.id for line in small_scenario.persona.unknown}


def test_a_question_that_is_a_point_of_the_case_is_not_put_off(small_scenario: Scenario) -> None:
    off = {line.id for line in small_scenario.persona.unknown}
    asked = replace(heard("clarifying_question"), open_question=True)
    for one, is_put_off in ((asked, True), (replace(asked, asks_a_point=True), False)):
        said = Customer(small_scenario, 0).respond(Standing("checking", CALM), one).said
        assert bool(off & {part.line for part in said}) is is_put_off


def test_who_puts_a_question_off_says_it_back_first(small_scenario: Scenario) -> None:
    asked = replace(heard("clarifying_question"), open_question=True, reply="您家信号几格？")
    after, said = (made := Customer(small_scenario, 0).respond(Standing("checking", CALM), asked)).standing, made.said
    back = [part.text for part in said].index("信号几格？")
    assert said[back + 1].line in {line.id for line in small_scenario.persona.unknown}
    assert (said[back].part, said[back].line) == (said[back + 1].part, "said-back")
    assert after.used.issuperset(part.text for part in said)


def test_what_is_said_back_counts_as_a_sentence(small_scenario: Scenario) -> None:
    scenario = _with(
        small_scenario, unknown=(Line("u.0", "这个不知道。真不知道。你别问了。"), Line("u.1", "不知道。问别人去。"))
    )
    for seed in range(9):
        for labels in ("clarifying_question", "names_feeling", "argues"):
            asked = replace(heard(labels), open_question=True, reply="这事看运气。您家信号几格？")
            said = Customer(scenario, seed).respond(Standing("telling", CALM), asked).said
            assert sum(sentences(part.text) for part in said) <= MOST_SENTENCES


def test_a_question_that_is_answered_is_not_said_back(small_scenario: Scenario) -> None:
    asked = replace(heard(asked="when"), reply="您家信号几格？")
    said = Customer(small_scenario, 0).respond(Standing("checking", CALM), asked).said
    assert "信号几格？" not in [part.text for part in said]


def _repeats(scenario: Scenario, reply: Heard, seed: int = 0, state: str = "telling") -> bool:
    answer = Customer(scenario, seed).respond(Standing(state, CALM), replace(reply, reply="只好看运气。"))
    assert sum(sentences(part.text) for part in answer.said) <= MOST_SENTENCES
    assert "只好看运气？" not in [part.text for part in answer.said[1:]]
    return answer.said[0].text == "只好看运气？"


def test_words_that_hurt_or_say_nothing_are_repeated_though_not_every_time(small_scenario: Scenario) -> None:
    assert _repeats(small_scenario, replace(heard("argues"), marred=True))
    assert {_repeats(small_scenario, heard(), seed) for seed in range(3)} == {True, False}


def test_words_that_please_lead_on_or_are_answered_are_not_repeated(small_scenario: Scenario) -> None:
    for reply in (heard("names_feeling"), heard(asked="when"), heard(points="slow_refund"), heard(repeated=True)):
        assert not any(_repeats(small_scenario, reply, seed) for seed in range(3))


def test_the_same_words_are_repeated_once(small_scenario: Scenario) -> None:
    standing = Standing("telling", CALM, used=frozenset({"只好看运气？"}))
    said = (
        Customer(small_scenario, 0).respond(standing, replace(heard("argues"), marred=True, reply="只好看运气。")).said
    )
    assert "只好看运气？" not in [part.text for part in said]


def test_who_only_asks_what_was_said_is_told_in_other_words(small_scenario: Scenario) -> None:
    again = replace(heard("clarifying_question"), reply="您刚才说什么？")
    said = Customer(small_scenario, 0).respond(Standing("telling", CALM), again).said
    lines = [*small_scenario.states["telling"].presses, *small_scenario.persona.stuck]
    assert said[0].text == "我说，"
    assert said[1].line in {line.id for line in lines}
    moved = Customer(small_scenario, 0).respond(
        Standing("telling", CALM), replace(again, labels=frozenset({"names_feeling"}))
    )
    assert "我说，" not in [part.text for part in moved.said]


def test_who_goes_in_anger_takes_nothing_up(small_scenario: Scenario) -> None:
    spent = Standing("telling", Mood(6, 4, 0))
    said = Customer(small_scenario, 0).respond(spent, replace(heard(points="slow_refund"), marred=True)).said
    assert {part.part for part in said} <= {"reaction", "ending"}


def test_leave_is_given_once_and_facts_come_first(small_scenario: Scenario) -> None:
    customer, standing = Customer(small_scenario, 0), Standing("checking", CALM)
    lines = {line.id for line in small_scenario.persona.answers["may_wait"]}
    assert lines & {part.line for part in customer.respond(standing, heard(asked="may_wait")).said}
    assert not lines & {part.line for part in customer.respond(standing, heard(asked="when may_wait")).said}


def test_an_offer_is_accepted_only_where_there_is_one(small_scenario: Scenario) -> None:
    answers = {**small_scenario.answers, "accepts": (Line("a.0", "成，就这么办。"),)}
    customer, standing = Customer(replace(small_scenario, answers=answers), 0), Standing("checking", CALM)
    offered = customer.respond(standing, heard("offers_solution", asked="accepts")).said
    assert "成，就这么办。" in [part.text for part in offered]
    assert "成，就这么办。" not in [part.text for part in customer.respond(standing, heard(asked="accepts")).said]
    marred = replace(heard("offers_solution", asked="accepts"), marred=True)
    assert "成，就这么办。" not in [part.text for part in customer.respond(standing, marred).said]


def test_while_upset_they_accept_only_offers_of_the_case(small_scenario: Scenario) -> None:
    checking = replace(small_scenario.states["checking"], stage="venting")
    answers = {**small_scenario.answers, "accepts": (Line("a.0", "成，就这么办。"),)}
    scenario = replace(small_scenario, answers=answers, states={**small_scenario.states, "checking": checking})
    said = Customer(scenario, 0).respond(Standing("checking", CALM), heard("offers_solution", asked="accepts")).said
    assert "成，就这么办。" not in [part.text for part in said]


def test_of_several_things_brought_up_they_take_up_what_moves_them_most(small_scenario: Scenario) -> None:
    points = small_scenario.points
    moving = replace(points["gives_water"], mood={"anger": -2, "trust": 1})
    scenario = replace(small_scenario, points={**points, "gives_water": moving})
    said = Customer(scenario, 0).respond(Standing("checking", CALM), heard(points="slow_refund gives_water")).said
    assert "水放那儿吧。" in [part.text for part in said]


def test_a_way_s_own_words_come_first_and_nothing_else_presses(small_scenario: Scenario) -> None:
    telling = small_scenario.states["telling"]
    *others, stays = telling.replies
    own = replace(stays, says=(Line("w.0", "光说这个不够。"),))
    states = {**small_scenario.states, "telling": replace(telling, replies=(*others, own))}
    said = Customer(replace(small_scenario, states=states), 0).respond(Standing("telling", CALM), heard()).said
    assert [part.text for part in said if part.part == "push"] == ["光说这个不够。"]
