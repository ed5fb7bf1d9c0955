"""Reads what scenario and persona files share: lines a customer says, bounds on a mood, and moves of a mood."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from scenarios.model import AXES, HIGHEST, Axis, Bound, Line, Move
from scenarios.names import Names
from scenarios.reading import Node, is_whole, shown
from scoring.labels import LABELS, QUESTIONS

NOTHING: Final = frozenset[str]()
NAMELESS: Final = Names(NOTHING, NOTHING, NOTHING, NOTHING)
"""Of a file that defines no names."""
GAMING: Final = "gaming"
"""Stands beside the labels where a customer reacts to something: stock phrases piled up."""

LINE: Final = ("text", "by", *AXES, "unless")
BOUND: Final = re.compile(r"(<=|>=|) ?([0-9]{1,2})", re.ASCII)


def read_lines(
    parent: Node, key: str, prefix: str, names: Names = NAMELESS, *, required: bool = False
) -> tuple[Line, ...]:
    """The wordings under a key; their ids count from 0 below `prefix`."""
    found = (_line(node, f"{prefix}.{index}", names) for index, node in enumerate(parent.items(key, required=required)))
    return tuple(line for line in found if line.text)


def _line(node: Node, name: str, names: Names) -> Line:
    if not isinstance(node.data, dict):
        return Line(name, node.as_text())
    if "text" not in node.data and set(node.data).isdisjoint(LINE):
        node.problem("E101", f"这一句被读成了键{shown(next(iter(node.data), ''))}；话里有“: ”时请给整句加上双引号")
        return Line(name, "")
    table = node.as_table(LINE)
    unless = read_words(table, "unless", names.point)
    return Line(name, table.text("text"), _speaker(table, names), read_bounds(table), unless)


def read_words(node: Node, key: str, check: Callable[[Node, str], None]) -> tuple[str, ...]:
    """The names under a key, each checked."""
    if node.has(key) and node.data[key] == []:
        node.at(key).problem("E105", f"“{key}”是空的；请写上名字，或者删掉这一项")
    found = []
    for item in node.items(key):
        word = item.as_text()
        check(item, word)
        found.append(word)
    return tuple(found)


def _speaker(table: Node, names: Names) -> str | None:
    by = table.text("by", "")
    if not by or by in names.speakers:
        return by or None
    right = table.report.suggestion(by, names.speakers) if names.speakers else "只有一位客户，不用写 by"
    table.at("by").problem("E205", f"不认识的说话人“{by}”；{right}")
    return None


def read_bounds(table: Node) -> dict[Axis, Bound]:
    """The bounds on a mood in a table."""
    return {axis: read_bound(table.at(axis)) for axis in AXES if table.has(axis)}


def read_bound(node: Node) -> Bound:
    """One comparison with a number; whatever cannot be read is reported and always holds."""
    match = BOUND.fullmatch(str(node.data)) if isinstance(node.data, str) or is_whole(node.data) else None
    if not match:
        node.problem(
            "E109", f'“{node.name}”的比较写法不对，现在是{shown(node.data)}；请写成 "<=6"、">=3" 或 5（半角，带引号）'
        )
        return Bound()
    value = int(match[2])
    if match[1] == "<=":
        return Bound(most=value)
    return Bound(least=value) if match[1] else Bound(value, value)


def read_move(parent: Node, key: str) -> dict[Axis, int]:
    """What changes in a mood, under a key that may be missing."""
    return _move(parent.table(key, AXES, required=False))


def _move(table: Node) -> dict[Axis, int]:
    return {axis: table.whole(axis, -HIGHEST, HIGHEST) for axis in AXES if table.has(axis)}


def read_moves(parent: Node, key: str, *, required: bool = False) -> dict[str, Move]:
    """What each label changes in a mood."""
    table = parent.table(key, required=required)
    return {label: _move(node.as_table(AXES)) for label, node in labelled(table)}


def labelled(table: Node) -> Iterator[tuple[str, Node]]:
    """The entries of a table whose keys are labels or `gaming`."""
    known = (*LABELS, GAMING)
    for label, node in table.entries():
        if label not in known:
            node.problem("E201", f"不认识的标签“{label}”；{node.report.suggestion(label, known)}")
        yield label, node


def read_answers(parent: Node, prefix: str, names: Names = NAMELESS) -> dict[str, tuple[Line, ...]]:
    """What the customer answers to each question."""
    table = parent.table("answers", required=False)
    for question, node in table.entries():
        if question not in QUESTIONS:
            node.problem("E202", f"不认识的问题“{question}”；{node.report.suggestion(question, QUESTIONS)}")
    return {key: read_lines(table, key, f"{prefix}.{key}", names, required=True) for key in table.data}
