"""A plain opening or question is no fault of tone, however short; put sharply it may be one."""

import pytest

from scoring.assess import Scorer
from scoring.records import Context

TONE = {"rude", "perfunctory", "commanding", "argues"}
WAITING = Context("hall", "opening", (), (), "我来问个事。")


@pytest.mark.parametrize(
    "reply",
    ["您好，什么业务？", "您说吧。", "您希望我们怎么处理呢？", "您叫什么？", "很高兴为您服务，请问有什么可以帮您？"],
)
def test_what_is_only_a_greeting_or_a_question_has_no_fault_of_tone(reply: str, scorer: Scorer) -> None:
    assert TONE.isdisjoint(scorer.assess(reply, WAITING).labels)


@pytest.mark.parametrize("reply", ["您到底想怎么样？", "你又想干什么？"])
def test_a_question_put_sharply_is_still_rude(reply: str, scorer: Scorer) -> None:
    assert "rude" in scorer.assess(reply, WAITING).labels


def test_an_amount_above_the_limit_in_another_sentence_promises_nothing(scorer: Scorer) -> None:
    facts = ("权限：可当场退 45.00元",)
    context = Context("hall", "proposing", facts, (), "那钱呢？")
    reply = "一个月15元，六个月90元。最近三个月的45元我今天就能退，您看行吗？"
    assert "beyond_authority" not in scorer.assess(reply, context).labels
    assert "beyond_authority" in scorer.assess("90元我马上给您退。", context).labels


@pytest.mark.parametrize(
    ("reply", "over"),
    [
        ("误计的10元今天就给您退回账上；往后可以换成25元的包。", False),
        ("10元归我们认，另外45元我今天就给您退。", True),
    ],
)
def test_of_two_sums_in_a_sentence_the_nearer_one_is_what_is_refunded(reply: str, over: bool, scorer: Scorer) -> None:
    context = Context("hotline", "proposing", ("权限：可当场退 10.00元",), (), "那这钱怎么办？")
    assert ("beyond_authority" in scorer.assess(reply, context).labels) is over
