"""Reads what a scenario is about: its people, its case with what the agent may grant, and the points of the case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from scenarios.branches import place
from scenarios.model import AXES, HIGHEST, LOWEST, POINT_KINDS, CaseValue, Mood, Point, Speaker
from scenarios.names import Names
from scenarios.reading import Node, is_whole, shown
from scenarios.wordings import GAMING, read_lines, read_move
from scoring.labels import LABELS, QUESTIONS

NO_DAY: Final = date(1970, 1, 1)
"""Stands in a draft whose day cannot be read."""

PhraseProblem = Callable[[str], str | None]
"""Says what is wrong with a phrase, or None."""

ALONE: Final = "customer"
"""The speaker id of a customer who comes alone."""

TITLES: Final = {"男": "先生", "女": "女士"}
SPEAKER: Final = ("title", "surname", "gender", "age", "background")
POINT: Final = ("kind", "means", "phrases", "acts", "examples", "alike", "near_misses", "says", "again", "mood")
MOST_CASE_DEPTH: Final = 3


def read_cast(root: Node) -> dict[str, Speaker]:
    """The people on the customer's side, the chief speaker first."""
    if root.has("customer") == root.has("cast"):
        wrong = "customer 和 cast 只能写一个" if root.has("cast") else "没有写客户是谁"
        root.problem("E111", f"{wrong}；一位客户写 customer，几位同时在场写 cast")
    if root.has("cast"):
        people = root.table("cast").named("说话人")
        return {name: _speaker(node.as_table(SPEAKER), name) for name, node in people}
    alone = root.table("customer", SPEAKER, required=False)
    return {ALONE: _speaker(alone, ALONE)}


def _speaker(node: Node, name: str) -> Speaker:
    alone = name == ALONE
    surname = node.text("surname", None if alone else "")
    gender = node.choice("gender", tuple(TITLES))
    return Speaker(
        id=name,
        title=node.text("title", f"{surname}{TITLES.get(gender, '')}" if alone else None),
        surname=surname,
        gender=gender,
        age=node.whole("age", 1, 120) if node.has("age") else None,
        background=node.text("background", None if alone else ""),
    )


def read_date(root: Node) -> date:
    """The day it happens; a real day, written as 2026-03-12."""
    text = root.text("date")
    try:
        if len(text) == len("2026-03-12"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    if text:
        root.at("date").problem("E106", f"没有“{text[:20]}”这一天；请写成 2026-03-12 这样的真实日期")
    return NO_DAY


def read_case(root: Node) -> dict[str, CaseValue]:
    """What the agent's screen shows."""
    table = root.table("case")
    if root.has("case") and root.data["case"] == {}:
        root.at("case").problem("E105", "“case”是空的；请写上学员屏幕上看得到的资料")
    return {key: _case_value(node, 1) for key, node in table.entries()}


def _case_value(node: Node, depth: int) -> CaseValue:
    data: Any = node.data
    if isinstance(data, dict | list) and depth >= MOST_CASE_DEPTH:
        node.problem("E101", f"资料嵌套太深；最多 {MOST_CASE_DEPTH} 层，请改成一行字")
        return ""
    if data in ({}, []):
        node.problem("E105", f"“{node.name}”是空的；请写上内容，或者删掉这一项")
    if isinstance(data, dict):
        return {key: _case_value(child, depth + 1) for key, child in node.entries()}
    if isinstance(data, list):
        return tuple(_case_value(node.at(index), depth + 1) for index in range(len(data)))
    return node.as_text()


def read_authority(root: Node) -> dict[str, str]:
    """What the agent may grant, and who is above."""
    return {key: node.as_text() for key, node in root.table("authority").entries()}


def read_house_rules(root: Node) -> tuple[str, ...]:
    """The company's own rules, which are fictional and must say so."""
    for node in root.items("house_rules"):
        if isinstance(node.data, str) and "本店规则" not in node.data:
            node.problem("E113", "公司规定是虚构的，必须写明；请以“本店规则：”开头")
    return root.texts("house_rules")


def read_hints(root: Node) -> tuple[str, ...]:
    """Three hints, from the gentlest to the plainest."""
    hints = root.texts("hints", required=True)
    if root.has("hints") and len(hints) != 3:
        root.at("hints").problem("E107", f"提示要正好三条，现在是 {len(hints)} 条；一条里有半角逗号时请加引号")
    return hints


def read_mood(root: Node) -> Mood:
    """The mood the customer arrives in."""
    table = root.table("mood", AXES)
    anger, trust, patience = (table.whole(axis, LOWEST, HIGHEST) for axis in AXES)
    return Mood(anger, trust, patience)


@dataclass(frozen=True, slots=True)
class PointReader:
    """Reads the points of the case, with the scorer's word on their phrases."""

    names: Names
    phrase_problem: PhraseProblem

    def read(self, root: Node) -> dict[str, Point]:
        """The points, in the order of the file."""
        return {name: self._point(node, name) for name, node in root.table("points").named("要点")}

    def _point(self, whole: Node, name: str) -> Point:
        if name in LABELS or name in QUESTIONS or name == GAMING:
            whole.problem("E112", f"要点不能叫“{name}”，那是标签或问题的名字；请换一个名字")
        node = whole.as_table(POINT)
        return Point(
            id=name,
            kind=node.choice("kind", POINT_KINDS),
            means=node.text("means"),
            phrases=self._phrases(node, "phrases"),
            acts=self._phrases(node, "acts"),
            examples=node.texts("examples"),
            near_misses=node.texts("near_misses"),
            alike=node.texts("alike"),
            says=read_lines(node, "says", f"points.{name}.says", self.names),
            again=read_lines(node, "again", f"points.{name}.again", self.names),
            mood=read_move(node, "mood"),
            place=place(node),
        )

    def _phrases(self, node: Node, key: str) -> tuple[str, ...]:
        for item in node.items(key):
            wrong = self.phrase_problem(item.data) if isinstance(item.data, str) and item.data.strip() else None
            if is_whole(item.data):
                wrong = "短语要加引号"
            if wrong:
                item.problem("E108", f"短语{shown(item.data)}写法不对：{wrong}")
        return node.texts(key)
