"""Nothing a person or a file says is read as markup, and nothing steers the terminal."""

import pytest
from textual.content import Content

from scoring.records import Finding
from trainer.app.messages import in_words
from trainer.app.paint import Block, Flow, padded, plain, visible, width_of


def _finding(label: str, start: int, end: int, text: str) -> Finding:
    return Finding(label, "a-rule", start, end, text, "为什么")


@pytest.mark.parametrize("text", ["[red]x[/]", "[@click=app.bell]x[/]", "[/]", "[$error]y"])
def test_brackets_are_shown_as_typed(text: str) -> None:
    assert plain(text, "bold").plain == text


def test_control_characters_become_dots_one_for_one() -> None:
    hostile = "\x1b[31m\x07a\r\u202eb\u2028\x9b"
    assert visible(hostile) == "·[31m·a··b··"


def test_a_lone_surrogate_is_replaced() -> None:
    assert visible("a\ud800b") == "a\ufffdb"


def test_line_breaks_stay() -> None:
    assert visible("一\n二") == "一\n二"


@pytest.mark.parametrize("width", [6, 7, 20])
def test_columns_are_as_wide_as_they_say(width: int) -> None:
    assert width_of(padded("天价流量，十天", width)) == width


def test_indents_take_from_the_width() -> None:
    lines = Flow([Block(Content("一二三四五六"), lead=2, hang=4)]).at(10).plain.split("\n")
    assert lines == ["  一二三四", "    五六"]


def test_a_move_and_a_fault_carry_different_signs() -> None:
    found = (_finding("names_feeling", 0, 2, "着急"), _finding("blames_customer", 3, 5, "怪您"))
    assert in_words("着急，怪您。", found).plain == "＋着急，－怪您。"


def test_a_fault_goes_over_a_move_at_the_same_words() -> None:
    found = (_finding("names_feeling", 0, 4, "您急什么"), _finding("minimises", 1, 4, "急什么"))
    assert in_words("您急什么。", found).plain == "您－急什么。"


def test_findings_of_one_kind_that_overlap_are_one() -> None:
    found = (_finding("blames_customer", 0, 4, "你自己开"), _finding("casual_you", 0, 1, "你"))
    assert in_words("你自己开的。", found).plain == "－你自己开的。"


def test_what_the_case_has_otherwise_goes_over_faults_and_moves() -> None:
    found = (
        _finding("wrong_amount", 2, 4, "9元"),
        _finding("cites_facts", 0, 4, "扣了9元"),
        _finding("rude", 5, 7, "活该"),
    )
    assert in_words("扣了9元，活该。", found).plain == "扣了！9元，－活该。"


def test_the_marked_words_stay_where_spans_say_with_wide_and_strange_characters() -> None:
    text = "👍[b]\ud800您急"
    content = in_words(text, (_finding("minimises", 6, 7, "急"),))
    assert content.plain == "👍[b]\ufffd您－急"
