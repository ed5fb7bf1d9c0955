"""What is taken amiss though no detector is sure of it, and what is not; of texts that nothing was fitted on."""

import pytest

from scoring.assess import Scorer
from scoring.offence import OFFHAND
from scoring.records import Context
from scoring.tone import any_of, offends

ASKED = Context("hall", "investigating", customer="那你们打算怎么办？")


@pytest.mark.parametrize(
    "reply",
    [
        "您找谁都没用，答复就是这个答复。",
        "别人都能等，就您等不了？",
        "这话您跟我说不着，您自己当初怎么不看清楚。",
        "我又不是管这个的，您爱上哪儿问上哪儿问去。",
    ],
)
def test_words_that_put_somebody_off_are_felt(reply: str, scorer: Scorer) -> None:
    found = scorer.assess(reply, ASKED)
    assert OFFHAND.intersection(found.suspected) or OFFHAND.intersection(found.labels).difference(found.doubtful)


@pytest.mark.parametrize(
    "reply",
    [
        "您先坐，我给您倒杯水。",
        "今天外头挺热的。",
        "那天是您自己来的，还是家里人陪着来的？",
        "我把记录调出来，咱们一起看。",
        "您说。",
        "外头是不是下雨了？你们怎么来的，坐公交？",
    ],
)
def test_small_talk_and_care_are_not_suspected(reply: str, scorer: Scorer) -> None:
    assert not scorer.assess(reply, ASKED).suspected


def test_nothing_is_suspected_where_something_is_plain(scorer: Scorer) -> None:
    assert not scorer.assess("您爱讲不讲。", ASKED).suspected


def test_a_text_without_known_letters_offends_nobody() -> None:
    assert (offends(""), offends("zq")) == (0, 0)


@pytest.mark.parametrize(("percents", "together"), [((), 0), ((40,), 40), ((50, 50), 75), ((99, 99), 99)])
def test_one_of_several_is_likelier_than_each(percents: tuple[int, ...], together: int) -> None:
    assert any_of(percents) == together


def test_a_reply_that_does_much_is_not_taken_for_a_quarrel(scorer: Scorer) -> None:
    reply = (
        "原来的畅享98元套餐免一张副卡的功能费，现在的轻享58元不含这个优惠，2月1日生效，所以二月起副卡每月收10元。"
        "1月20日15点42分给您发过变更确认短信，第三条写的就是这个，系统显示已送达。您手机上方便翻一下吗？"
    )
    facts = (
        "原畅享98元套餐免一张副卡功能费",
        "轻享58元套餐不含副卡优惠，2月1日起每月10元",
        "1月20日15:42变更确认短信已送达",
    )
    found = scorer.assess(reply, Context("hotline", "investigating", facts, customer="凭什么收这十块？"))

    assert "argues" not in set(found.labels).difference(found.doubtful)
