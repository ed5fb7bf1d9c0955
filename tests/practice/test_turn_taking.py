import pytest

from scenarios.model import Scenario
from trainer.practice.turn_taking import (
    Setting,
    bare_answer,
    is_of_the_matter,
    matter,
    open_question,
    pairs_of,
    said_back,
)


@pytest.mark.parametrize(
    "reply",
    [
        "您吃早饭了吗？",
        "好，我记下了。您那边离哪个派出所近？",
        "当时是哪位接的电话",
        "多少度？退了没有？",
        "您属什么的吗",
    ],
)
def test_a_reply_that_ends_by_asking_leaves_a_question_open(reply: str) -> None:
    asks = reply.endswith(("？", "吗"))
    assert (open_question(reply) is not None) == asks


@pytest.mark.parametrize(
    "reply",
    [
        "我给您登记上，好吗？",
        "这就去办，您看行不行？",
        "是这么回事，对吧？",
        "您看这样可以吗？",
        "退给您，您看呢？",
        "查过了。",
        "",
        "嗯？",
    ],
)
def test_a_tail_that_asks_for_a_nod_or_a_mere_sound_leaves_none(reply: str) -> None:
    assert open_question(reply) is None


def test_the_question_begins_with_its_sentence() -> None:
    assert open_question("您贵姓？您那儿几点收摊？") == len("您贵姓？")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("信号？几格？", "几格？"),
        ("不急。外头是不是下雨了？你们怎么来的，坐公交？", "坐公交？"),
        ("那三位进屋，行不？谁进？", "谁进？"),
        ("那位是谁家小孩呀？", "那位是谁家小孩？"),
        ("您看那上头要写清哪几句？", "那上头要写清哪几句？"),
        ("您下午干嘛呢？", "下午干嘛？"),
        ("陈老板那五千四的聊天记录带了没带？", "聊天记录带了没带？"),
        ("您贵姓？姓文是吧？", "姓文？"),
        ("您要是我，您信不信我？", ""),
        ("灯箱八点半亮，烤到九点就接触不良，大概每次都要断多久多长时间？", ""),
        ("<b>几格</b>？", ""),
        ("how much？", ""),
        ("您记下了。", ""),
        ("", ""),
    ],
)
def test_the_end_of_a_question_is_said_back_as_the_one_asked_would(reply: str, words: str) -> None:
    assert said_back(reply) == words


@pytest.mark.parametrize("text", ["那" * 2000 + "？", "问你" * 1000 + "？", "您的" * 1000 + "？", "，" * 2000 + "？"])
def test_however_long_a_question_is_it_is_said_back_short_or_not_at_all(text: str) -> None:
    assert len(said_back(text)) <= 11


@pytest.mark.parametrize(
    ("reply", "last", "answer"),
    [
        ("能。", "派出所能管这个？", "bare_yes"),
        ("Yes. 管。", "派出所能管这个？", "bare_yes"),
        ("是的", "关了它就真不跑了吗？", "bare_yes"),
        ("不能。", "你给我个地址行不行？", "bare_no"),
        ("没有", "前头有没有提醒过我？", "bare_no"),
        ("能。", "那现在呢，怎么办？", ""),
        ("能。", "你给我办了。", ""),
        ("嗯嗯啊啊哦哦哎", "你管不管？", ""),
        ("不知道", "你管不管？", ""),
    ],
)
def test_a_bare_yes_or_no_answers_what_was_just_asked(reply: str, last: str, answer: str) -> None:
    assert bare_answer(reply, last) == answer


def test_a_word_of_the_case_or_of_the_customer_makes_it_their_matter(small_scenario: Scenario) -> None:
    setting = Setting("我那三单活怎么算？", matter(small_scenario))
    assert is_of_the_matter("套餐的事我看着呢", setting)
    assert is_of_the_matter("三单是吧", setting)
    assert not is_of_the_matter("今天天气真不错", setting)


def test_words_that_everybody_uses_make_no_pair() -> None:
    assert pairs_of(("这是我们的",)) == frozenset()
