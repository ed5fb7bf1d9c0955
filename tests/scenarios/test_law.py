"""The days from which law may be named are those of docs/law.md."""

import re
from datetime import date
from pathlib import Path

import pytest

from scenarios.law import IN_FORCE, unfit

LAW = (Path(__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", IN_FORCE)
def test_every_law_stands_in_the_list(name: str) -> None:
    assert name in LAW or name.removesuffix("法实施条例").replace("消费者权益保护", "消保法实施条例") in LAW


@pytest.mark.parametrize("name", [name for name in IN_FORCE if name not in ("电信条例", "新闻记者证管理办法")])
def test_its_day_is_the_one_of_the_list(name: str) -> None:
    day = IN_FORCE[name]
    assert day == date(1, 1, 1) or day.isoformat() in LAW


def test_every_heading_with_a_day_is_known() -> None:
    named = re.findall(r"\*\*([^*《》（]{2,30})(?:（[^）]*）)?\*\* [✅☑][^*\n]*?可用日期：([0-9-]{10})", LAW)
    assert len(named) >= 5
    assert [name for name, day in named if "案例" not in name and IN_FORCE[name].isoformat() != day] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("见《民法典》第496条。", None),
        ("见《中华人民共和国民法典》。", None),
        ("填《情况说明》，看《本店规定》。", None),
        ("见《消保法实施条例》。", "2024-07-01"),
        ("见《电信用户权益保护法》。", "docs/law.md"),
    ],
)
def test_law_is_held_to_the_list_and_the_day(text: str, said: str | None) -> None:
    found = unfit(text, date(2023, 5, 1))
    assert (found is None) if said is None else (found and said in found)
