import pytest

from scoring.scope import is_denied, is_within, quoted_spans
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
