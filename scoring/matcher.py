"""Finds many groups of phrases in a text at once: a bigram index names the candidates, RE2 verifies them.

Linear in the text whatever the phrases are. Knows nothing of labels.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scoring.phrases import Phrase, parse

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a group's phrase stands in the folded text, end exclusive."""

    group: str
    start: int
    end: int


class Group:
    """The phrases of one rule or point as one pattern, compiled when first needed."""

    def __init__(self, name: str, pattern: str, anchors: Iterable[str]) -> None:
        self.name = name
        self.pattern = pattern
        self.anchors = tuple(anchors)

    @classmethod
    def of(cls, name: str, phrases: Iterable[str], words: Words) -> "Group":
        """Parse the phrases of a group; raises PhraseError."""
        parsed: list[Phrase] = [parse(phrase, words) for phrase in phrases]
        anchors = {string[:2] for phrase in parsed for string in phrase.anchors}
        return cls(name, "|".join(phrase.pattern for phrase in parsed), sorted(anchors))

    @cached_property
    def _compiled(self) -> Any:
        import re2

        options = re2.Options()
        options.never_nl = False
        options.log_errors = False
        return re2.compile(self.pattern, options)

    def find(self, text: str) -> Iterator[Match]:
        """Every place where one of the phrases stands, left to right, none overlapping another."""
        for found in self._compiled.finditer(text):
            if found.end() > found.start():
                yield Match(self.name, found.start(), found.end())


class PhraseIndex:
    """Groups under the bigrams they need."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._under: dict[str, list[Group]] = {}
        for group in groups:
            for anchor in group.anchors:
                self._under.setdefault(anchor, []).append(group)

    def candidates(self, text: str) -> list[Group]:
        """Groups that could stand in the text, each once, in the order met."""
        under = self._under
        met: dict[str, Group] = {}
        for i in range(len(text)):
            for group in under.get(text[i : i + 2], ()):
                met[group.name] = group
            for group in under.get(text[i], ()):
                met[group.name] = group
        return list(met.values())

    def find(self, text: str) -> Iterator[Match]:
        """Every match of every group."""
        for group in self.candidates(text):
            yield from group.find(text)
