import pytest

from scoring.scope import is_denied, is_reported, is_within, quoted_spans
from scoring.text import fold


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("我不是说您着急", "着急", True),
        ("让您着急了", "着急", False),
        ("没有办法保证", "保证", True),
        ("不好意思让您久等", "久等", False),
        ("我不能不道歉", "道歉", False),
        ("不，我给您退", "退", False),
        ("您是不是着急", "着急", False),
        ("这事没问题，保证办好", "保证", False),
        ("谁也没说给您退费", "退费", True),
    ],
)
def test_a_denial_reaches_within_its_clause(text: str, word: str, denied: bool) -> None:
    assert is_denied(text, text.index(word)) is denied


@pytest.mark.parametrize("text", ["他说“给您退费”的", "他说「给您退费」的", '他说"给您退费"的', "他说‘给您退费’的"])
def test_quotation_marks_of_any_kind_are_seen(text: str) -> None:
    folded = fold(text).text
    start = folded.index("退费")
    assert is_within(start, start + 2, quoted_spans(folded))


def test_a_quotation_that_never_closes_is_none() -> None:
    assert quoted_spans(fold("他说“给您退费").text) == []


def _reported(text: str, clause: str) -> bool:
    start = text.index(clause)
    return is_reported(text, start, start + len(clause), quoted_spans(text))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("我没说过给您退费。", "我没说过给您退费。"),
        ("我可没说对不起。", "我可没说对不起。"),
        ("我从来没有说明天到账。", "我从来没有说明天到账。"),
        ("我不是来说对不起的。", "我不是来说对不起的。"),
        ("“给您退费，明天到账”是吧。", "“给您退费，"),
        ("“给您退费，明天到账”是吧。", "明天到账”是吧。"),
        ("别人跟您说“给您退费”？", "别人跟您说“给您退费”？"),
        ("上次那位说的是“给您退费”，对不对？", "上次那位说的是“给您退费”，"),
        ("当时给您登记了两天内回电，没人回。", "当时给您登记了两天内回电，"),
    ],
)
def test_what_others_said_or_nobody_said_is_reported(text: str, clause: str) -> None:
    assert _reported(text, clause)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("我没说清楚，对不起。", "我没说清楚，"),
        ("我没说不给您退费。", "我没说不给您退费。"),
        ("我没说过，我给您退费。", "我给您退费。"),
        ("我不会说了不算。", "我不会说了不算。"),
        ("我跟您说声“对不起”。", "我跟您说声“对不起”。"),
        ("您说“退费”，我给您退。", "我给您退。"),
        ("我给您开“安心包”的退费。", "我给您开“安心包”的退费。"),
        ("您说“骗人”我很抱歉。", "您说“骗人”我很抱歉。"),
        ("上次的事我给您登记，两天内回电。", "上次的事我给您登记，"),
    ],
)
def test_what_is_said_on_ones_own_account_is_not_reported(text: str, clause: str) -> None:
    assert not _reported(text, clause)
