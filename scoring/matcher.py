"""Finds many groups of phrases in a text at once: a bigram index names the candidates, RE2 verifies them.

Linear in the text whatever the phrases are. Knows nothing of labels.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.phrases import Phrase, parse

Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a group's phrase stands in the folded text, end exclusive."""

    group: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """The phrases of one rule or point, under its name."""

    name: str
    phrases: tuple[Phrase, ...]

    @classmethod
    def of(cls, name: str, phrases: Iterable[str], words: Words) -> "Group":
        """Parse the phrases of a group; raises PhraseError."""
        return cls(name, tuple(parse(phrase, words) for phrase in phrases))


class _Finder:
    """One phrase of a group, compiled when first needed."""

    __slots__ = ("_compiled", "_phrase", "group")

    def __init__(self, group: str, phrase: Phrase) -> None:
        self.group = group
        self._phrase = phrase
        self._compiled: Any = None

    def may_stand_in(self, text: str) -> bool:
        """Whether everything is there without which the phrase cannot stand in the text."""
        return all(any(string in text for string in strings) for strings in self._phrase.others)

    def find(self, text: str) -> Iterator[Match]:
        """Every place where the phrase stands, left to right, none overlapping another."""
        if self._compiled is None:
            self._compiled = _compile(self._phrase.pattern)
        for found in self._compiled.finditer(text):
            if found.end() > found.start():
                yield Match(self.group, found.start(), found.end())


def _compile(pattern: str) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


class PhraseIndex:
    """Phrases under the two letters with which one of the strings they need begins."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._under: dict[str, list[tuple[str, _Finder]]] = {}
        for group in groups:
            for phrase in group.phrases:
                finder = _Finder(group.name, phrase)
                for anchor in phrase.anchors:
                    self._under.setdefault(anchor[:2], []).append((anchor, finder))

    def find(self, text: str) -> Iterator[Match]:
        """Every match of every phrase; phrases of one group may overlap."""
        for finder in self._candidates(text):
            if finder.may_stand_in(text):
                yield from finder.find(text)

    def _candidates(self, text: str) -> list[_Finder]:
        """Phrases one of whose anchors stands in the text, each once, in the order met."""
        under = self._under
        met: dict[_Finder, None] = {}
        for letters in dict.fromkeys([text[i : i + 2] for i in range(len(text))] + list(text)):
            for anchor, finder in under.get(letters, ()):
                if anchor in text:
                    met[finder] = None
        return list(met)
