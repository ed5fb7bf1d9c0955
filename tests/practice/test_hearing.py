from dataclasses import replace

import pytest

from scoring.records import Marks
from tests.practice.conftest import Assess
from trainer.practice.hearing import hear
from trainer.practice.turn_taking import Setting


@pytest.mark.parametrize(
    ("reply", "gap"),
    [
        ("……", "silence"),
        ("   ", "silence"),
        ("哦", "short"),
        ("please calm down sir", "foreign"),
        ("今天天气真不错啊我们去爬山吧", "off_topic"),
        ("天" * 200, "long"),
        ("OK", "short"),
        ("ありがとうございます", "foreign"),
        ("asdfghjkl", "absurd"),
        ("123456", "absurd"),
        ("哈哈哈哈哈哈", "absurd"),
        ("我是外星人派来的", "absurd"),
        ("滚一边去吧", "hostile"),
        ("去你妈的吧", "hostile"),
        ("你妈妈的手机还开着呢", "off_topic"),
    ],
)
def test_a_reply_with_nothing_in_it_is_a_gap(reply: str, gap: str, assessed: Assess) -> None:
    assert hear(reply, assessed(), ()).gap == gap


def test_an_act_that_raises_a_point_is_no_silence(assessed: Assess) -> None:
    assert hear("（点点头）", assessed(points="nods"), ()).gap == ""


def test_form_of_address_alone_is_nothing_to_answer(assessed: Assess) -> None:
    assert hear("您看看这个这个那个", assessed("respectful_address"), ()).gap == "off_topic"


def test_the_same_words_again_move_nobody(assessed: Assess) -> None:
    again = hear("真对不起，让您久等了！", assessed("apologises"), ("真对不起让您久等了",))
    assert again.repeated
    assert not again.labels


def test_from_piled_up_phrases_only_offence_is_heard(assessed: Assess) -> None:
    heard = hear("您好谢谢抱歉", assessed("greeting", "rude", gaming=True, points="slow_refund"), ())
    assert heard.labels == {"rude", "gaming"}
    assert not heard.points


def test_far_too_many_words_are_too_many_though_something_is_in_them(assessed: Assess) -> None:
    heard = hear("我给您查一下这个月的账单。" * 30, assessed("can_do"), ())
    assert heard.gap == "long"
    assert heard.labels == {"can_do"}


def test_an_insult_that_was_understood_is_no_gap(assessed: Assess) -> None:
    assert hear("你有病吧", assessed("rude"), ()).gap == ""


def test_words_about_the_matter_are_beside_the_point_not_off_it(assessed: Assess) -> None:
    setting = Setting("这笔视频费怎么回事？", frozenset({"工号"}))
    assert hear("工号0318，你记吧随便记", assessed(), (), setting).gap == "beside"


def test_a_bare_answer_to_what_was_asked_is_no_evasion(assessed: Assess) -> None:
    heard = hear("能。", assessed("perfunctory"), (), Setting("派出所能管这个？"))
    assert (heard.gap, heard.labels, heard.brings) == ("bare_yes", frozenset(), True)


def test_a_greeting_that_greets_nobody_is_not_heard(assessed: Assess) -> None:
    assert hear("店长来了也是那几句话。", assessed("greeting"), ()).labels == frozenset()
    assert hear("大娘您好", assessed("greeting"), ()).labels == {"greeting"}


def test_a_fault_or_a_low_mark_mars_a_reply(assessed: Assess) -> None:
    low = replace(assessed("validates"), marks=Marks(2, 2, 2, 2))
    assert hear("您说得对", low, ()).marred
    assert hear("您说得对", assessed("validates", "argues"), ()).marred
    assert not hear("您说得对", assessed("validates", "casual_you"), ()).marred


def test_a_question_that_was_understood_is_not_left_open(assessed: Assess) -> None:
    assert hear("您吃早饭了吗？", assessed("clarifying_question"), ()).open_question
    assert not hear("您什么时候办的？", assessed(asked="when"), ()).open_question


def test_nobody_takes_offence_at_a_tone_that_is_only_suspected(assessed: Assess) -> None:
    suspected = replace(assessed("rude", "clarifying_question"), doubtful=("rude",))
    assert hear("您儿子读大几了？", suspected, ()).labels == {"clarifying_question"}


def test_a_suspicion_mars_a_reply_and_is_no_gap(assessed: Assess) -> None:
    felt = hear("这事您问谁也是这么答您。", replace(assessed(), suspected=("argues",)), ())
    assert (felt.marred, felt.gap, felt.labels) == (True, "", frozenset())
    assert felt.on_suspicion.labels == {"argues"}


def test_nothing_is_suspected_of_the_same_words_again_or_of_who_did_not_catch_something(assessed: Assess) -> None:
    felt = replace(assessed(), suspected=("rude",))
    assert not hear("这事您问谁也是这么答您。", felt, ("这事您问谁也是这么答您",)).suspected
    assert not hear("啊？", felt, ()).suspected


@pytest.mark.parametrize("reply", ["啊？", "嗯？", "什么？", "喂？？"])
def test_who_did_not_catch_something_is_no_more_than_short(reply: str, assessed: Assess) -> None:
    taken = hear(reply, assessed("rude", "perfunctory"), ())
    assert (taken.labels, taken.gap) == (frozenset(), "short")


def test_more_than_that_is_heard_as_it_is(assessed: Assess) -> None:
    assert hear("啊？你谁啊？", assessed("rude"), ()).labels == {"rude"}


def test_nobody_minds_the_plural_that_has_no_polite_form(assessed: Assess) -> None:
    assert hear("你们怎么来的，坐公交？", assessed("casual_you"), ()).labels == frozenset()
    assert hear("你们先坐，你喝水。", assessed("casual_you"), ()).labels == {"casual_you"}
