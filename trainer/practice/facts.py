"""The case as the agent's screen shows it, as the plain lines a reply is checked against."""

from collections.abc import Iterator
from datetime import date

from scenarios.model import CaseValue, Scenario

AUTHORITY_NAMES = {"refund": "可当场退", "credit": "可当场减免", "data": "可当场赠送", "escalate_to": "超出权限上报"}


def case_lines(value: CaseValue, name: str = "") -> Iterator[str]:
    """Every entry of a case sheet as one line, the headings before it."""
    if isinstance(value, str):
        yield f"{name}：{value}" if name else value
    elif isinstance(value, tuple):
        for item in value:
            yield from case_lines(item, name)
    else:
        for key, item in value.items():
            yield from case_lines(item, f"{name} {key}".strip())


def authority_lines(scenario: Scenario) -> tuple[str, ...]:
    """What the agent may grant and to whom they report, as lines."""
    return tuple(f"权限：{AUTHORITY_NAMES.get(key, key)} {value}" for key, value in scenario.authority.items())


def facts(scenario: Scenario) -> tuple[str, ...]:
    """What a reply is checked against: the day, and the sheet. The same lines reach the marks anywhere."""
    return (*case_lines(today(scenario.date)), *sheet(scenario))


def sheet(scenario: Scenario) -> tuple[str, ...]:
    """Case, authority and house rules."""
    return (*case_lines(scenario.case), *authority_lines(scenario), *scenario.house_rules)


def today(day: date) -> dict[str, CaseValue]:
    """The day on which a scenario plays, as an entry of its sheet: who promises “by Friday” has to know what it is."""
    return {"今天": f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"}
