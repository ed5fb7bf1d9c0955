"""The phrase grammar of rules and points: from a phrase to a linear-time pattern and the letters it must contain.

Author text never reaches a regular expression engine as it is: only what this grammar builds does.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scoring.phrase_parts import (
    Part,
    PhraseError,
    candidates,
    either,
    gap,
    joined,
    optional,
    preference,
    quality,
)
from scoring.text import fold_characters

LONGEST_PHRASE = 200
MOST_GAPS = 4
DEEPEST = 100
"""Brackets and word lists within each other."""
EDGE = 1_000_000
"""The reach of a phrase that is tied to an end of the reply: it must be sought in the whole of it."""
_MOST_CHECKED = 40
_MOST_PARSED = 16_384
_SPECIAL = frozenset("()[]{}|?^$<>")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed phrase: an RE2 pattern, and sets of strings of each of which every match contains at least one.

    The first set, `anchors`, narrows the search most; `order` gives the sets (0 is `anchors`, then `others`) as they
    follow each other in a match. No match is longer than `reach`; `weight` says how much a letter of text costs at
    worst.
    """

    pattern: str
    anchors: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()
    order: tuple[int, ...] = ()
    reach: int = EDGE
    weight: int = 0


_EMPTY = Part("", frozenset({""}))


_parsed: dict[str, Phrase] = {}
"""Phrases that use no word list: who checks a file parses them, finds its examples, plays it."""


def parse(phrase: str, words: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Parse a phrase; `words` names the word lists that `<name>` may use. Raises PhraseError."""
    if "<" in phrase:
        return _parse(phrase, words)
    known = _parsed.get(phrase)
    if known is None:
        known = _parse(phrase, {})
        remember({phrase: known})
    return known


def parsed(phrases: Iterable[str]) -> dict[str, Phrase]:
    """Those of these phrases that were parsed before: another process that remembers them need not parse them again."""
    return {phrase: _parsed[phrase] for phrase in phrases if phrase in _parsed}


def remember(known: Mapping[str, Phrase]) -> None:
    """Keep what these phrases were parsed to."""
    if len(_parsed) + len(known) > _MOST_PARSED:
        _parsed.clear()
    _parsed.update(known)


def _parse(phrase: str, words: Mapping[str, tuple[str, ...]]) -> Phrase:
    if not phrase or len(phrase) > LONGEST_PHRASE:
        raise PhraseError(f"短语应有 1–{LONGEST_PHRASE} 个字")
    part = _Parser(_tokens(phrase), words).whole()
    if part.gaps > MOST_GAPS:
        raise PhraseError(f"一条短语里的间隔 {{n}} 最多 {MOST_GAPS} 处")
    needed = list(dict.fromkeys(kept for kept in candidates(part) if quality(kept)[0] > 0))
    if not needed:
        raise PhraseError("短语里至少要有一个写死的字，不能全是间隔、词表或可有可无的字")
    return Phrase(part.pattern, *_as_kept(needed), part.reach, _weight(part))


def _weight(part: Part) -> int:
    """What a search has to keep track of at once: letters left open, pieces left out, and the length of it all."""
    return part.open + part.pattern.count(")?") + len(part.pattern) // 20


def _as_kept(
    needed: list[frozenset[str]],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Of sets in reading order the best one, and of the others the best, as many as are cheap enough to ask for."""
    best, *others = sorted(needed, key=preference)
    sizes = itertools.accumulate(map(len, others))
    kept = [best, *(strings for strings, size in zip(others, sizes, strict=True) if size <= _MOST_CHECKED)]
    anchors, *rest = (tuple(sorted(strings)) for strings in kept)
    return anchors, tuple(rest), tuple(kept.index(strings) for strings in needed if strings in kept)


def problem(phrase: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """What is wrong with a phrase, or None."""
    try:
        parse(phrase, words)
    except PhraseError as error:
        return str(error)
    return None


_folded = lru_cache(maxsize=8192)(fold_characters)


def _tokens(phrase: str) -> list[str]:
    """Split into grammar tokens: special characters, `{n}`, `<name>`, and folded literal characters."""
    tokens: list[str] = []
    for token in re.findall(r"\{[^{}]*\}|<[^<>]*>|.", phrase, re.DOTALL):
        if len(token) > 1 or token in _SPECIAL:
            tokens.append(token)
        elif token not in " \u3000":
            tokens.append(_folded(token))
    return tokens


class _Parser:
    """Recursive descent over the tokens of one phrase; `depth` is how deep it stands in the phrases it is used by."""

    def __init__(self, tokens: list[str], words: Mapping[str, tuple[str, ...]], depth: int = 0) -> None:
        self.tokens = tokens
        self.words = words
        self.depth = depth
        self.position = 0

    def whole(self) -> Part:
        part = self._alternatives()
        if self.position < len(self.tokens):
            raise PhraseError(f"多出来的“{self.tokens[self.position]}”")
        return part

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self.position += 1
        return token

    def _alternatives(self) -> Part:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._take()
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else either(branches)

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while (token := self._peek()) and token not in "|)":
            part = self._letters() or self._atom()
            if self._peek() == "?":
                self._take()
                part = optional(part)
            parts.append(part)
        return joined(parts)

    def _letters(self) -> Part | None:
        """As many letters as stand together, but one that may be left out, which is a part by itself."""
        first = end = self.position
        while end < len(self.tokens) and len(self.tokens[end]) == 1 and self.tokens[end] not in _SPECIAL:
            end += 1
        if end - first > 1 and end < len(self.tokens) and self.tokens[end] == "?":
            end -= 1
        if end == first:
            return None
        self.position = end
        letters = "".join(self.tokens[first:end])
        return Part(re.escape(letters), frozenset({letters}), reach=len(letters))

    def _atom(self) -> Part:
        token = self._take()
        if token == "(":
            return self._bracketed()
        if token == "[":
            return self._class()
        if token in ("^", "$"):
            return Part("^[，。！、…～~]*" if token == "^" else "[，。！、…～~]*$", frozenset({""}), reach=EDGE)
        if token.startswith("{"):
            return gap(token)
        if token.startswith("<"):
            return self._word(token[1:-1])
        raise PhraseError(f"“{token}”用在这里没有意思")

    def _bracketed(self) -> Part:
        self._descend()
        part = self._alternatives()
        if self._take() != ")":
            raise PhraseError("括号“(”没有收尾的“)”")
        self.depth -= 1
        return part

    def _descend(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise PhraseError(f"括号和词表套得太深；最多 {DEEPEST} 层")

    def _class(self) -> Part:
        characters: list[str] = []
        while (token := self._take()) != "]":
            if not token or len(token) > 1:
                raise PhraseError("方括号“[”里只能是单个的字，并以“]”收尾")
            characters.append(token)
        if not characters:
            raise PhraseError("方括号里是空的")
        return Part("(?:" + "|".join(map(re.escape, characters)) + ")", frozenset(characters), reach=1)

    def _word(self, name: str) -> Part:
        if name == "数":
            return Part(r"[0-9０-９一二两三四五六七八九十百千万零〇半几]{1,8}?", None, open=8, reach=8)
        if name not in self.words:
            raise PhraseError(f"没有叫“{name}”的词表；有：{'、'.join(self.words)}")
        if not any("<" in word for word in self.words[name]):
            return _plain_words(self.words[name])
        self._descend()
        others = {key: value for key, value in self.words.items() if key != name}
        part = either([_Parser(_tokens(word), others, self.depth).whole() for word in self.words[name]])
        self.depth -= 1
        return part


@lru_cache(maxsize=64)
def _plain_words(words: tuple[str, ...]) -> Part:
    """A word list that uses no other: many phrases use the same."""
    return either([_Parser(_tokens(word), {}).whole() for word in words])
