"""The names one scenario defines, and the checks that a name used elsewhere in it is among them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scoring.labels import LABELS, QUESTIONS

if TYPE_CHECKING:
    from scenarios.reading import Node


@dataclass(frozen=True, slots=True)
class Names:
    """What a file defines. Taken before the parts are read, so that a broken part does not hide its name."""

    points: frozenset[str]
    states: frozenset[str]
    endings: frozenset[str]
    speakers: frozenset[str]

    @classmethod
    def of(cls, root: Node) -> Names:
        """The names in a file, whatever else is wrong with it."""

        def keys(key: str) -> frozenset[str]:
            value: Any = root.data.get(key)
            return frozenset(value) if isinstance(value, dict) else frozenset()

        return cls(keys("points"), keys("states"), keys("endings"), keys("cast"))

    def raised(self, node: Node, word: str) -> None:
        """Check the name of something a reply can do: a label, or a point of this case."""
        if not word or word in LABELS or word in self.points:
            return
        if word in QUESTIONS:
            node.problem("E201", f"“{word}”是问题的名字，这里要写标签或要点；问了什么请写在 asked 里")
        else:
            node.problem("E201", f"不认识的标签或要点“{word}”；{node.report.suggestion(word, LABELS, self.points)}")

    def point(self, node: Node, word: str) -> None:
        """Check the name of a point."""
        if word in LABELS:
            node.problem("E201", f"“{word}”是标签，points 里只能写要点；标签请写在 has、any 或 lacks 里")
        else:
            _one_of(node, word, ("E201", "不认识的要点"), self.points)

    def target(self, node: Node, word: str) -> None:
        """Check where a transition leads: a state or an ending."""
        _one_of(node, word, ("E203", "不认识的去处"), self.states, self.endings)

    def state(self, node: Node, word: str) -> None:
        """Check the name of a state."""
        _one_of(node, word, ("E203", "没有这个状态"), self.states)

    def ending(self, node: Node, word: str) -> None:
        """Check the name of an ending."""
        _one_of(node, word, ("E203", "没有这个结局"), self.endings)


def question(node: Node, word: str) -> None:
    """Check the name of a question."""
    _one_of(node, word, ("E202", "不认识的问题"), QUESTIONS)


def _one_of(node: Node, word: str, wrong: tuple[str, str], *known: Collection[str]) -> None:
    """Check that one of these holds a word; `wrong` is the id and the beginning of the problem otherwise."""
    if word and not any(word in names for names in known):
        node.problem(wrong[0], f"{wrong[1]}“{word}”；{node.report.suggestion(word, *known)}")
