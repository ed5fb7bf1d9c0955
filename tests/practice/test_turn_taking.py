import pytest

from scenarios.model import Scenario
from trainer.practice.turn_taking import (
    Setting,
    asks_again,
    bare_answer,
    is_of_the_matter,
    matter,
    open_question,
    pairs_of,
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


@pytest.mark.parametrize(
    ("reply", "again"),
    [
        ("您刚才说什么来着？我没记住。", True),
        ("啊？", True),
        ("不好意思，没听清，您再说一遍？", True),
        ("您没听清我的话吧。", False),
        ("刚才那句我收回。", False),
        ("您再说一遍，我一条一条记下来，记完念给您听，念完了您再看看有没有哪一条记错了。", False),
        ("", False),
    ],
)
def test_who_asks_for_the_same_again(reply: str, again: bool) -> None:
    assert asks_again(reply) is again
