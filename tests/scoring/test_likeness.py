"""What is like its examples is heard, what is like its near misses or like nothing in particular is not."""

from scoring.likeness import Likeness, pieces
from scoring.points import PointIndex, PointPhrases
from scoring.reading import Reading
from scoring.records import Context

REFUND = ("多收的六块今天退到您话费里。", "这六块钱我给您退回去。", "钱退您，六块，今天到账。", "六元我现在退给您。")
ENGINEER = (
    "师傅明天上午上门修光猫。",
    "我约师傅到您家换光猫。",
    "明早九点装维师傅去您家。",
    "派人上门给您换一台光猫。",
)


def heard(text: str, *, near_misses: tuple[str, ...] = ()) -> set[str]:
    """The points heard in a text by likeness alone: their phrases stand nowhere."""
    points = [
        PointPhrases("refund", ("没有这样的话",), (), examples=REFUND, near_misses=near_misses),
        PointPhrases("engineer", ("也没有这样的话",), (), examples=ENGINEER),
    ]
    return {mention.id for mention in PointIndex(points, {}).find(Reading(text, Context()))}


def test_words_that_no_example_has_in_this_order_are_heard() -> None:
    assert heard("那六块今天就退，您的话费里能看到。") == {"refund"}


def test_what_is_like_no_example_is_not_heard() -> None:
    assert heard("您先坐，慢慢说，我听着。") == set()


def test_of_one_reply_only_the_likeliest_is_taken() -> None:
    assert len(heard("六块退您话费里，今天到账。师傅明天上午上门换光猫。")) == 1


def test_a_near_miss_is_never_heard() -> None:
    miss = "那六块今天退不了，您的话费里看不到。"
    assert heard(miss) == {"refund"}
    assert heard(miss, near_misses=(miss,)) == set()


def test_to_ask_is_not_to_say() -> None:
    assert heard("那六块今天退到您话费里了吗？") == set()


def test_a_sentence_in_which_a_phrase_stands_is_left_to_phrases() -> None:
    points = [
        PointPhrases("refund", ("没有这样的话",), (), examples=REFUND),
        PointPhrases("visit", ("上门",), (), examples=("上门看看。",)),
    ]
    index = PointIndex(points, {})
    found = index.find(Reading("六块今天退到您话费里，再上门看看。", Context()))
    assert [mention.id for mention in found] == ["visit"]
    assert index.phrased(Reading("六块今天退到您话费里。", Context())) == frozenset()


def test_the_same_texts_in_another_order_teach_the_same() -> None:
    one = Likeness({"refund": REFUND, "engineer": ENGINEER}, {})
    other = Likeness({"engineer": ENGINEER[::-1], "refund": REFUND[::-1]}, {})
    assert one.over("六块今天退您") == other.over("六块今天退您")


def test_no_pair_goes_across_a_stop_and_digits_are_all_alike() -> None:
    found = pieces("退六，块7")
    assert "六块" not in found
    assert {"退六", "块0"} <= found


def test_a_sentence_that_refuses_makes_no_offer() -> None:
    index = PointIndex([PointPhrases("refund", ("没有这样的话",), (), is_offer=True, examples=REFUND)], {})
    said = ("那六块今天就退您话费里。", "那六块退不了您话费里。")
    assert [bool(index.find(Reading(text, Context()))) for text in said] == [True, False]


def test_what_is_quoted_is_like_nothing() -> None:
    assert heard("您收到的是“那六块今天就退您话费里”，对吗。") == set()


def test_an_offer_that_somebody_else_made_is_none() -> None:
    index = PointIndex([PointPhrases("credit", ("充<数>块",), (), is_offer=True)], {})
    said = (
        "我给您充十块。",
        "前两回一个叫您信系统，一个说充十块。",
        "热线那位跟您讲充十块。",
        "您昨晚说想充十块，是吧？",
        "我跟您说充十块就充十块。",
    )
    assert [bool(index.find(Reading(text, Context()))) for text in said] == [True, False, False, False, True]


def test_half_a_concession_of_who_stands_against_the_customer_is_none() -> None:
    points = [
        PointPhrases("refund", ("没有这样的话",), (), is_gain=True, examples=REFUND),
        PointPhrases("visit", ("上门",), (), is_gain=True, examples=("上门看看。",)),
    ]
    index = PointIndex(points, {})
    alike, phrased = Reading("那六块今天就退您话费里。", Context()), Reading("师傅上门看看。", Context())
    assert [bool(index.find(alike, opposed=opposed)) for opposed in (False, True)] == [True, False]
    assert index.find(phrased, opposed=True)
