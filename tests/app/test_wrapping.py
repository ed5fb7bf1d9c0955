"""Lines break as print does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.app.wrapping import cells, wrap

TEXT = "您好（请坐），我是值班经理小林，工号ABC-12345。“换了谁都会着急”，退您83.50元，今天就到账！"


def _lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@pytest.mark.parametrize("width", range(14, 60))
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(width: int) -> None:
    lines = _lines(TEXT, width)
    assert not any(line[0] in "，。、！？：；）”" for line in lines)
    assert not any(line[-1] in "（“" for line in lines)


@pytest.mark.parametrize("width", range(14, 60))
def test_words_and_numbers_stay_whole_with_their_unit(width: int) -> None:
    joined = "\n".join(_lines(TEXT, width))
    assert "ABC-12345" in joined
    assert "83.50元" in joined


@given(st.text(st.sampled_from("你我，。（）“”ab1 .-…—\n"), max_size=80), st.integers(4, 40))
def test_no_line_is_too_wide_and_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    lines = _lines(text, width)
    assert all(sum(map(cells, line.rstrip(" "))) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("unit", ["，", "a", "你", "你，", "a "])
def test_breaking_is_linear(unit: str) -> None:
    def taken(length: int) -> float:
        text = (unit * length)[:length]
        start = time.perf_counter()
        wrap(text, 60)
        return time.perf_counter() - start

    taken(1_000)
    short = min(taken(5_000) for _ in range(5))
    assert min(taken(50_000) for _ in range(3)) < 30 * short


def test_what_follows_the_first_line_may_be_narrower() -> None:
    first, second, *_ = wrap("一二三四五六七八九十", 8, 4)
    assert (first, second) == ((0, 4), (4, 6))
