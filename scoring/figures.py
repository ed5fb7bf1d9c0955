"""Amounts, dates, times and quantities in a text, Arabic or Chinese, as comparable values. Judges none of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_NUMBER = r"(?:[0-9]{1,9}(?:\.[0-9]{1,4})?|[零〇一二两三四五六七八九十百千万]{1,9})"
_KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("amount", rf"({_NUMBER})(?:元|块钱?)(?:([0-9一二两三四五六七八九])角?)?"),
    ("data", rf"({_NUMBER})(?:gb|g|个g|兆|mb|m)(?:流量)?"),
    ("date", rf"({_NUMBER})月({_NUMBER})(?:日|号)"),
    ("month", rf"({_NUMBER})月份?"),
    ("clock", r"([0-9]{1,2})[：:点]([0-9]{2})?"),
    ("span", rf"({_NUMBER})(?:个)?(工作日|小时|分钟|天|日内|周|个月|年)"),
    ("count", rf"({_NUMBER})(?:条|笔|次|张|通|项|户|家)"),
    ("tail", r"(?:尾号|单号|工单|编号)[^0-9，。]{0,4}([0-9]{3,18})"),
)
_PATTERNS: Final = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one kind: `amount` in yuan, `data`, `date`, `span` of time and so on, with its normalised value."""

    kind: str
    value: str
    start: int
    end: int


def number(text: str) -> float | None:
    """The value of Arabic digits or a Chinese numeral up to 万; None where it is neither."""
    if text[:1].isdigit() and text.isascii():
        return float(text)
    total, section, digit = 0, 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * _UNITS[character], 0, 0
        elif character in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[character], 0
        else:
            return None
    return float(total + section + digit)


def _value(groups: Iterable[str | None]) -> str:
    values = (number(group) if group and group[0] in _NUMERIC else None for group in groups if group)
    units = [group for group in groups if group and group[0] not in _NUMERIC]
    return ":".join([f"{value:g}" for value in values if value is not None] + units)


_NUMERIC: Final = frozenset("0123456789零〇一二两三四五六七八九十百千万")


def find_figures(text: str) -> list[Figure]:
    """Figures of a folded text, each stretch counted once, for the first kind that fits it."""
    found: list[Figure] = []
    taken = [False] * len(text)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found.append(Figure(kind, _value(match.groups()), match.start(), match.end()))
    return sorted(found, key=lambda figure: figure.start)
