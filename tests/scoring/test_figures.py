import pytest

from scoring.figures import find_figures, number
from scoring.text import fold


@pytest.mark.parametrize(
    ("text", "value"), [("83.50", 83.5), ("三百五十六", 356), ("十二", 12), ("两千零八", 2008), ("一万二千", 12000)]
)
def test_numbers_are_read_in_both_writings(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["约", "元"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("退您83.5元", "退您83.50元"), ("一百二十八块", "128元"), ("3月5号", "三月五日"), ("20GB", "20g")],
)
def test_the_same_figure_in_two_writings_is_one(one: str, other: str) -> None:
    def figures(text: str) -> list[tuple[str, str]]:
        return [(figure.kind, figure.value) for figure in find_figures(fold(text).text)]

    assert figures(one) == figures(other) != []


def test_a_stretch_counts_for_one_figure_only() -> None:
    assert [figure.kind for figure in find_figures("3月5日扣了12元")] == ["date", "amount"]
