"""Typed reading of one file's data: each field is taken or reported with its line. Knows no scenario and no persona."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from scenarios.problems import Problem, near, problem, suggestion
from scoring.yamlfile import Document, YamlError, read_bytes

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

MOST_SUGGESTED: Final = 50
"""So many unknown names of a file are told what would be right; whoever wrote more has another trouble."""

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)

Keys = tuple[str | int, ...]


@dataclass(slots=True)
class Report:
    """The problems of one file, as they are found."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    suggested: int = 0

    def add(self, code: str, keys: Keys, message: str) -> None:
        """Note a problem at the line where a path of keys stands; a line that was guessed at has had its say."""
        if not self.document.is_guessed(*keys):
            self.problems.append(problem(self.document.name, self.document.line(*keys), code, message))

    def suggestion(self, word: str, *known: Iterable[str]) -> str:
        """What would be right instead of an unknown word, for the first ones of a file."""
        self.suggested += 1
        if self.suggested > MOST_SUGGESTED:
            return "请核对名字"
        return suggestion(word, chain.from_iterable(known))


def opened(source: "Path | Traversable | Document", name: str | None = None) -> tuple[Document | None, list[Problem]]:
    """A file's document and what is wrong with its writing; no document where it cannot be read."""
    try:
        if not isinstance(source, Document):
            # Late: parsing alone needs it.
            from scoring.yamlmend import parse_all

            called = str(source) if name is None else name
            source = parse_all(read_bytes(source, name=called), called)
    except YamlError as error:
        return None, unread(error)
    return source, [_unread(wrong) for wrong in source.wrong]


def unread(error: YamlError) -> list[Problem]:
    """The problems of a file that cannot be read."""
    return [_unread(wrong) for wrong in (*error.before, error)]


def _unread(error: YamlError) -> Problem:
    return problem(error.name, error.line, "E100", error.message)


def shown(value: Any) -> str:
    """A value as a message quotes it: short, on one line, by its kind where it is not a word."""
    if isinstance(value, dict):
        return "一个小表"
    if isinstance(value, list):
        return "一个列表"
    if value is None:
        return "空的"
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return f"“{text[:20]}……”" if len(text) > 20 else f"“{text}”"


def is_whole(value: Any) -> bool:
    """Whether a value is a whole number (Python counts true and false among them)."""
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file and the path of keys that leads to it."""

    report: Report
    keys: Keys
    data: Any

    @classmethod
    def root(cls, report: Report) -> "Node":
        """The whole file."""
        return cls(report, (), report.document.data)

    def at(self, key: str | int) -> "Node":
        """The value under a key that is there."""
        return Node(self.report, (*self.keys, key), self.data[key])

    def problem(self, code: str, message: str) -> None:
        """Note a problem here."""
        self.report.add(code, self.keys, message)

    @property
    def name(self) -> str:
        """What a message calls this place: its last key that is a word."""
        return next((str(key) for key in reversed(self.keys) if isinstance(key, str)), "文件")

    def has(self, key: str) -> bool:
        """Whether a key is there."""
        return key in self.data

    def _nothing(self) -> "Node":
        """An empty table that reports nothing: its own absence has been reported already."""
        return Node(Report(self.report.document), self.keys, {})

    def as_table(self, known: Collection[str] | None = None) -> "Node":
        """This value as a table of known keys; whatever else it is gets reported and counts as empty."""
        if not isinstance(self.data, dict):
            self.problem(
                "E101", f"“{self.name}”应是一个小表（键: 值），现在是{shown(self.data)}；请在下面缩进写“键: 值”"
            )
            return self._nothing()
        for key in self.data:
            if known is not None and key not in known:
                self.at(key).problem("E103", f"不认识的键“{key}”；{self.report.suggestion(key, known)}")
        return self

    def table(self, key: str, known: Collection[str] | None = None, *, required: bool = True) -> "Node":
        """The table under a key."""
        if not self.has(key):
            if required:
                self.missing(key)
            return self._nothing()
        return self.at(key).as_table(known)

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """The keys of a table with their values."""
        for key in self.data:
            yield key, self.at(key)

    def named(self, what: str) -> Iterator[tuple[str, "Node"]]:
        """The entries of a table whose keys the author chose, each checked to be a plain name."""
        for key, node in self.entries():
            if not NAME.fullmatch(key):
                node.problem("E110", f"{what}的名字“{key[:60]}”不合规矩；请用小写字母开头，只含小写字母、数字和下划线")
            yield key, node

    def missing(self, key: str) -> None:
        """Report a key that must be there."""
        self.problem("E102", f"缺少“{key}”；请补上“{key}: …”")

    def text(self, key: str, default: str | None = None) -> str:
        """The text under a key; without a default it must be there."""
        if not self.has(key):
            if default is None:
                self.missing(key)
            return default or ""
        return self.at(key).as_text()

    def as_text(self) -> str:
        """This value as text that is not empty. A whole number counts as the text it was written as."""
        if is_whole(self.data):
            return str(self.data)
        if self.data is None or (isinstance(self.data, str) and not self.data.strip()):
            self.problem("E105", f"“{self.name}”是空的；请写上内容，或者删掉这一项")
            return ""
        if not isinstance(self.data, str):
            self.problem(
                "E101", f"“{self.name}”应是一段文字，现在是{shown(self.data)}；话里有括号或冒号时请给整句加上双引号"
            )
            return ""
        return self.data.strip()

    def items(self, key: str, *, required: bool = False) -> Iterator["Node"]:
        """The items of the list under a key; a value that stands alone counts as a list of one."""
        if not self.has(key):
            if required:
                self.missing(key)
            return
        here = self.at(key)
        if not isinstance(here.data, list):
            yield here
            return
        if required and not here.data:
            here.problem("E105", f"“{key}”是空的；请至少写一条")
        for index in range(len(here.data)):
            yield here.at(index)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """The list of texts under a key."""
        found = [(node, node.as_text()) for node in self.items(key, required=required)]
        return tuple(text for _, text in found if text)

    def whole(self, key: str, least: int, most: int) -> int:
        """The whole number under a key, within bounds."""
        if not self.has(key):
            self.missing(key)
            return least
        value = self.data[key]
        if is_whole(value) and least <= value <= most:
            return int(value)
        right = f"{least} 到 {most} 的整数"
        mend = "请改到这个范围里" if is_whole(value) else "请改成整数"
        said = f"“{key}”应是{right}，现在是{shown(value)}；{mend}"
        self.at(key).problem("E104" if is_whole(value) else "E101", said)
        return least

    def flag(self, key: str) -> bool:
        """The true or false under a key; false when it is not there."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.at(key).problem("E101", f"“{key}”应是 true 或 false，现在是{shown(value)}；请改成 true，或者删掉")
        return value is True

    def choice(self, key: str, choices: Collection[str]) -> str:
        """The text under a key, which must be one of a few."""
        value = self.text(key)
        if value and value not in choices:
            meant = near(value, choices)
            offer = f"是不是“{meant}”？" if meant else ""
            self.at(key).problem("E104", f"“{key}”不能是{shown(value)}；{offer}可以写：{'、'.join(choices)}")
        return value
