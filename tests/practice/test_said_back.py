from dataclasses import replace

import pytest

from scenarios.model import Mood, Scenario
from tests.practice.conftest import heard
from trainer.practice.customer import Customer
from trainer.practice.said_back import confirmation, question_back, words_back
from trainer.practice.standing import Standing

CALM = Mood(3, 5, 9)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("信号？几格？", "几格？"),
        ("不急。外头是不是下雨了？你们怎么来的，坐公交？", "坐公交？"),
        ("那三位进屋，行不？谁进？", "谁进？"),
        ("那位是谁家小孩呀？", "那位是谁家小孩？"),
        ("您看那上头要写清哪几句？", "那上头要写清哪几句？"),
        ("您下午干嘛呢？", "下午干嘛？"),
        ("您家里几口人？", "几口人？"),
        ("您说的是哪一笔？", "哪一笔？"),
        ("广播也要吗，还是就这张纸？", "就这张纸？"),
        ("陈老板那五千四的聊天记录带了没带？", "聊天记录带了没带？"),
        ("您贵姓？姓文是吧？", ""),
        ("您妈妈那台旧手机，现在还登着您的相册不？", ""),
        ("拨一下试试，响了您再走？", ""),
        ("您要是我，您信不信我？", ""),
        ("灯箱八点半亮，烤到九点就接触不良，大概每次都要断多久多长时间？", ""),
        ("<b>几格</b>？", ""),
        ("how much？", ""),
        ("您记下了。", ""),
        ("", ""),
    ],
)
def test_the_end_of_a_question_is_said_back_as_the_one_asked_would(reply: str, words: str) -> None:
    assert question_back(reply) == words


@pytest.mark.parametrize(
    "text", ["那" * 2000 + "？", "呢" * 2000 + "x？", "问你" * 1000 + "？", "您的" * 1000 + "？", "，" * 2000 + "？"]
)
def test_however_long_a_question_is_it_is_said_back_short_or_not_at_all(text: str) -> None:
    assert len(question_back(text)) <= 11


@pytest.mark.parametrize(
    ("reply", "last", "answer"),
    [
        ("昨晚九点？", "我家宽带昨晚九点又掉了。", "对，昨晚九点。"),
        ("哦，五万？", "五万，一分不少。", "对，五万。"),
        ("五万？", "三万就行。", ""),
        ("五万是怎么算出来的，您给我说说，五万？", "五万，一分不少。", ""),
        ("谁管事？", "你们谁管事？", ""),
        ("赔不赔？", "就说赔不赔。", ""),
        ("对吧？", "对吧。", ""),
        ("真的假的？", "三万就行。", "当然是真的。"),
        ("您说的是真的吗？我去查。", "三万就行。", ""),
    ],
)
def test_who_hears_their_own_words_as_a_question_nods(reply: str, last: str, answer: str) -> None:
    assert confirmation(reply, (last, "就这一件事。")) == answer


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("今晚断不断看运气，断了您再打，反正您号码我们都熟了。", "号码你们都熟？"),
        ("扣全勤那是您单位的规定。您也可以换个时间段上网，避开九点嘛。", "避开九点？"),
        ("为这个我给您反映到相关部门。", "反映到相关部门？"),
        ("女士您先取个号，没取号我这儿系统开不了单子。", "先取个号？"),
        ("那您就认着吧，祝您午安。", ""),
        ("谢谢您的理解和支持。", ""),
        ("弄完了弄完了。", ""),
        ("您要不要喝水，还是坐会儿？", ""),
        ("我们也没有办法。", "你们也没有办法？"),
        ("[b]没有办法[/b]", ""),
        ("no way", ""),
        ("这个热线也改不了。", "这个热线也改不了？"),
        ("前头谁说的，说的什么？", ""),
        ("", ""),
    ],
)
def test_the_last_words_that_can_be_are_repeated(reply: str, words: str) -> None:
    assert words_back(reply, ()) == words


def test_the_words_at_fault_are_repeated_before_others() -> None:
    reply = "今晚断不断看运气，断了您再打，回头有人联系。"
    assert words_back(reply, [(4, 8)]) == "今晚断不断看运气？"
    assert words_back(reply, ()) == "回头有人联系？"


@pytest.mark.parametrize("text", ["没有" * 1000, "的" * 2000, "您也" * 1000, "，" * 2000, "呢" * 2000 + "好"])
def test_however_long_a_reply_is_little_of_it_is_repeated(text: str) -> None:
    assert len(words_back(text, [(0, 2000)])) <= 11


def test_a_question_that_repeats_their_words_is_answered_with_a_nod(small_scenario: Scenario) -> None:
    asked = replace(heard("clarifying_question"), open_question=True, reply="昨晚九点？")
    said = (
        Customer(small_scenario, 0).respond(Standing("checking", CALM, used=frozenset({"昨晚九点断的。"})), asked).said
    )
    assert "对，昨晚九点。" in [part.text for part in said]
    assert {line.id for line in small_scenario.persona.unknown}.isdisjoint(part.line for part in said)


def test_a_nod_comes_before_whatever_else_there_is_to_say(small_scenario: Scenario) -> None:
    """五万？ is heard as a question of the agent's that leads on; it is answered all the same."""
    asked = replace(heard("clarifying_question"), open_question=True, asks_a_point=True, reply="昨晚九点？")
    told = Standing("checking", CALM, used=frozenset({"昨晚九点断的。"}))
    said = Customer(small_scenario, 0).respond(told, asked).said
    assert said[0].text == "对，昨晚九点。" and len(said) > 1
