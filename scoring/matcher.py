"""Finds many groups of phrases in a text at once: an index of letters names the candidates, RE2 verifies them.

Linear in the text whatever the phrases are, and bounded whatever phrases and text are. Knows nothing of labels.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import add
from typing import Any, NamedTuple

from scoring.phrases import Phrase, parse

Words = Mapping[str, tuple[str, ...]]

MOST_WORK = 5_000_000
"""What one search may cost, in some 6 ns each; most replies need a twentieth, the wordiest a third.

Past it the rest is not sought: phrases made to be slow and a reply made to meet them all cost time, but not more.
Counted, never timed, so that the same reply is always read alike.
"""
_PER_CANDIDATE, _PER_LETTER, _PER_MATCH, _PER_HEAVY = 1_000, 2, 1_800, 2_500
_HEAVY = 30
"""A phrase of more weight than this takes long to compile, too."""
_MOST_FOLLOWED = 40
"""Strings of a set beyond which RE2 tells sooner whether one of them follows what stands before."""
_BEGINNING, _LONGEST_KEY = 3, 8
_SHORT, _NEAR = 200, 100
"""Letters that are sought through sooner than left out."""


class Match(NamedTuple):
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

    __slots__ = ("_compiled", "_in_order", "_phrase", "group")

    def __init__(self, group: str, phrase: Phrase) -> None:
        self.group = group
        self._phrase = phrase
        self._compiled: Any = None
        sets = (phrase.anchors, *phrase.others)
        found = [sets[number] for number in phrase.order if len(sets[number]) <= _MOST_FOLLOWED]
        self._in_order = found if len(found) > 1 else []

    def may_stand_in(self, text: str) -> bool:
        """Whether everything is there without which the phrase cannot stand in the text, in the order of the phrase."""
        for strings in self._phrase.others:
            for string in strings:
                if string in text:
                    break
            else:
                return False
        end = 0
        for strings in self._in_order:
            ends = [place + len(string) for string in strings if (place := text.find(string, end)) >= 0]
            if not ends:
                return False
            end = min(ends)
        return True

    def stretches(self, places: Iterable[int], length: int) -> list[tuple[int, int]]:
        """The stretches of a text outside which no match can lie, given where the anchors stand; near ones joined."""
        reach = self._phrase.reach
        if length <= _SHORT or reach >= length:
            return [(0, length)]
        found: list[tuple[int, int]] = []
        for place in sorted(places):
            start, end = max(0, place - reach), min(length, place + reach)
            if found and start <= found[-1][1] + _NEAR:
                start, _ = found.pop()
            found.append((start, end))
        return found

    def work(self, letters: int) -> int:
        """What seeking the phrase in so many letters costs at worst."""
        weight = self._phrase.weight
        return _PER_CANDIDATE + letters * (_PER_LETTER + weight) + _PER_HEAVY * max(0, weight - _HEAVY)

    def find(self, stretch: bytes, start: int) -> Iterator[Match]:
        """Every place in a stretch, in UTF-8, where the phrase stands, left to right, none overlapping another."""
        if self._compiled is None:
            self._compiled = _compile(self._phrase.pattern)
        for found in self._compiled.finditer(stretch):
            first, last = found.span()
            if last > first:
                begin = start + len(stretch[:first].decode())
                yield Match(self.group, begin, begin + len(stretch[first:last].decode()))


def _compile(pattern: str) -> Any:
    """A pattern for texts in UTF-8, which is what RE2 reads.

    Most phrases do not stand where they are sought; to encode the text for each would take as long as to seek them.
    """
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern.encode(), options)


class PhraseIndex:
    """Phrases under the first letters of the strings of which they need one."""

    def __init__(self, groups: Iterable[Group]) -> None:
        # Made at every start of the program: numbers are put under keys, and finders made of those that are asked for.
        self._phrases = [(group.name, phrase) for group in groups for phrase in group.phrases]
        self._finders: dict[int, _Finder] = {}
        under: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, phrase) in enumerate(self._phrases):
            for key in {anchor[:_LONGEST_KEY] for anchor in phrase.anchors}:
                under[key].append(number)
        self._under = dict(under)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key in under:
            lengths[key[:_BEGINNING]].add(len(key))
        self._lengths = {letters: sorted(found) for letters, found in lengths.items()}
        # One set for each length: the short ones stay small, and small sets stay near the processor.
        self._ones, self._pairs, self._triples = (
            frozenset(letters for letters in lengths if len(letters) == size) for size in range(1, _BEGINNING + 1)
        )

    def find(self, text: str) -> Iterator[Match]:
        """Every match of every phrase, as far as the work allows; phrases of one group may overlap."""
        work, encoded = 0, text.encode()
        places = self._keys(text)
        for finder, keys in self._candidates(places).items():
            work += _PER_CANDIDATE
            if work > MOST_WORK:
                return
            if not finder.may_stand_in(text):
                continue
            for start, end in finder.stretches({place for key in keys for place in places[key]}, len(text)):
                work += finder.work(end - start)
                whole = end - start == len(text)
                for match in finder.find(encoded if whole else text[start:end].encode(), start):
                    work += _PER_MATCH
                    yield match
                if work > MOST_WORK:
                    return

    def _candidates(self, keys: Iterable[str]) -> dict[_Finder, list[str]]:
        """Phrases one of whose anchors stands in the text, in the order met, and by which keys."""
        met: dict[_Finder, list[str]] = {}
        for key in keys:
            for finder in map(self._finder, self._under[key]):
                if finder in met:
                    met[finder].append(key)
                else:
                    met[finder] = [key]
        return met

    def _finder(self, number: int) -> _Finder:
        finder = self._finders.get(number)
        if finder is None:
            finder = self._finders[number] = _Finder(*self._phrases[number])
        return finder

    def _keys(self, text: str) -> dict[str, list[int]]:
        """The keys of the index that stand in the text, and where, in the order in which they first stand there."""
        pairs = list(map(add, text, text[1:]))
        begun = self._triples.intersection(map(add, pairs, text[2:]))
        begun |= self._pairs.intersection(pairs) | self._ones.intersection(text)
        places: dict[str, list[int]] = {}
        for letters in sorted(begun, key=lambda letters: (text.index(letters), letters)):
            for place in _places(text, letters):
                for length in self._lengths[letters]:
                    key = text[place : place + length]
                    if len(key) == length and key in self._under:
                        places.setdefault(key, []).append(place)
        return places


def _places(text: str, letters: str) -> Iterator[int]:
    """Where letters stand in a text, overlapping places too."""
    place = text.find(letters)
    while place >= 0:
        yield place
        place = text.find(letters, place + 1)
