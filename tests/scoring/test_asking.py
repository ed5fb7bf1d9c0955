"""What is asked, and what only looks like it; points that are only supposed."""

import pytest

from scoring.assess import Scorer
from scoring.matcher import Words
from scoring.points import PointIndex, PointPhrases
from scoring.reading import Reading
from scoring.records import Context


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer.load()


@pytest.mark.parametrize(
    ("reply", "asked"),
    [
        ("您是什么时候办的？", {"when"}),
        ("什么时候的费用，我就说什么时候的。", set()),
        ("您不用留电话，系统里有。", set()),
        ("您问“什么时候退”，答案是今天。", set()),
        ("那三笔分别是几元，您念一下。", {"how_much"}),
        ("您说“行吧”也没用，换人也是这套流程。", set()),
        ("查出什么我就跟您说什么。", set()),
        ("提醒我这边看不到，后台打给您，行不行？", {"may_call_back"}),
        ("冒昧问一句，您平时一个月用多少？", {"how_much"}),
        ("我还差您的名字和证件号最后四位数。", {"identity", "name"}),
        ("两样都能办，您先挑一样。", {"accepts"}),
        ("设置里能看到每个应用用了多少，您拿来跟我这边对。", set()),
        ("那笔钱我给您说实话：退多少，我没权答应。", set()),
        ("他说了申请，没说免。", set()),
        ("最晚6月24日，答复您本人。", set()),
        ("您是本人吗？", {"identity"}),
        ("那两样分别是哪两个名字，您方便告诉我吗？", set()),
        ("您想先听怎么扣的，还是先看夜里这块？", set()),
    ],
)
def test_a_statement_asks_nothing(scorer: Scorer, reply: str, asked: set[str]) -> None:
    assert scorer.assess(reply).asked() == asked


def test_asking_leave_is_not_asking_whether_an_offer_is_accepted(scorer: Scorer) -> None:
    assert scorer.assess("请您稍等一下，可以吗？").asked() == {"may_wait"}


def test_each_sentence_asks_for_itself(scorer: Scorer) -> None:
    assert scorer.assess("请您稍等一下，可以吗？退您六块，行不行？").asked() == {"may_wait", "accepts"}


def test_what_is_only_supposed_raises_no_point() -> None:
    words: Words = {}
    index = PointIndex([PointPhrases("ours", ("是?我们录错了号",), ())], words)
    assert not index.find(Reading("要是我们录错了号，一定给您补。", Context()))
    assert not index.find(Reading("查出来是我们录错了号，一定给您补。", Context()))
    assert index.find(Reading("查出来了，是我们录错了号。", Context()))
    assert index.find(Reading("是我们录错了号。", Context()))


@pytest.mark.parametrize("reply", ["何必把关系弄僵，您说呢？", "您先听我讲完行不行？", "孩子还好吗，没吓着吧？"])
def test_small_talk_asks_for_no_consent(scorer: Scorer, reply: str) -> None:
    """Words that end like an offer, but offer nothing, are no question whether it is accepted."""
    assert "accepts" not in scorer.assess(reply).asked()
