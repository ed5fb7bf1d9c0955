"""The phrase grammar of rules and points: from a phrase to a linear-time pattern and the letters it must contain.

Author text never reaches a regular expression engine as it is: only what this grammar builds does.
"""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scoring.text import fold_characters

LONGEST_PHRASE = 200
LONGEST_GAP = 20
MOST_GAPS = 4
MOST_ALTERNATIVES = 400
_WIDEST_SET = 16
"""Strings of one run of letters: a few short ones narrow a search as well as hundreds of long ones, and load faster."""
_WIDEST_CHECK = 40
_GAP = r"[^。？！\n]{0,%d}?"
_OPENERS = "(["
_SPECIAL = frozenset("()[]{}|?^$<>")


class PhraseError(ValueError):
    """A phrase that the grammar does not have; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a phrase: its pattern, every string it can be (None: too many, or open), and its gaps."""

    pattern: str
    strings: frozenset[str] | None
    required: tuple[frozenset[str], ...] = ()
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A parsed phrase: an RE2 pattern, and sets of strings of each of which every match contains at least one.

    The first set, `anchors`, narrows the search most.
    """

    pattern: str
    anchors: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()


_EMPTY = Part("", frozenset({""}))


def parse(phrase: str, words: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Parse a phrase; `words` names the word lists that `<name>` may use. Raises PhraseError."""
    if not phrase or len(phrase) > LONGEST_PHRASE:
        raise PhraseError(f"短语应有 1–{LONGEST_PHRASE} 个字")
    part = _Parser(_tokens(phrase), words).whole()
    if part.gaps > MOST_GAPS:
        raise PhraseError(f"一条短语里的间隔 {{n}} 最多 {MOST_GAPS} 处")
    needed = sorted((kept for kept in set(_candidates(part)) if _quality(kept)[0] > 0), key=_order)
    if not needed:
        raise PhraseError("短语里至少要有一个写死的字，不能全是间隔、词表或可有可无的字")
    return Phrase(part.pattern, *(_as_kept(needed)))


def _as_kept(needed: list[frozenset[str]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The best set, and those of the others that are cheap enough to ask for."""
    anchors, *others = (tuple(sorted(strings)) for strings in needed)
    return anchors, tuple(strings for strings in others if len(strings) <= _WIDEST_CHECK)


def problem(phrase: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """What is wrong with a phrase, or None."""
    try:
        parse(phrase, words)
    except PhraseError as error:
        return str(error)
    return None


def _tokens(phrase: str) -> list[str]:
    """Split into grammar tokens: special characters, `{n}`, `<name>`, and folded literal characters."""
    tokens: list[str] = []
    for token in re.findall(r"\{[^{}]*\}|<[^<>]*>|.", phrase, re.DOTALL):
        if len(token) > 1 or token in _SPECIAL:
            tokens.append(token)
        elif token not in " \u3000":
            tokens.append(fold_characters(token))
    return tokens


class _Parser:
    """Recursive descent over the tokens of one phrase. Depth is bounded by the length of a phrase."""

    def __init__(self, tokens: list[str], words: Mapping[str, tuple[str, ...]]) -> None:
        self.tokens = tokens
        self.words = words
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
        return branches[0] if len(branches) == 1 else _either(branches)

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while (token := self._peek()) and token not in "|)":
            part = self._atom()
            if self._peek() == "?":
                self._take()
                part = _optional(part)
            parts.append(part)
        return _joined(parts)

    def _atom(self) -> Part:
        token = self._take()
        if token == "(":
            part = self._alternatives()
            if self._take() != ")":
                raise PhraseError("括号“(”没有收尾的“)”")
            return part
        if token == "[":
            return self._class()
        if token in ("^", "$"):
            return Part("^[，。！、…～~]*" if token == "^" else "[，。！、…～~]*$", frozenset({""}))
        if token.startswith("{"):
            return _gap(token)
        if token.startswith("<"):
            return self._word(token[1:-1])
        if token in _SPECIAL:
            raise PhraseError(f"“{token}”用在这里没有意思")
        return Part(re.escape(token), frozenset({token}))

    def _class(self) -> Part:
        characters: list[str] = []
        while (token := self._take()) != "]":
            if not token or len(token) > 1:
                raise PhraseError("方括号“[”里只能是单个的字，并以“]”收尾")
            characters.append(token)
        if not characters:
            raise PhraseError("方括号里是空的")
        return Part("(?:" + "|".join(map(re.escape, characters)) + ")", frozenset(characters))

    def _word(self, name: str) -> Part:
        if name == "数":
            return Part(r"[0-9０-９一二两三四五六七八九十百千万零〇半几]{1,8}?", None)
        if name not in self.words:
            raise PhraseError(f"没有叫“{name}”的词表；有：{'、'.join(self.words)}")
        others = {key: value for key, value in self.words.items() if key != name}
        return _either([_Parser(_tokens(word), others).whole() for word in self.words[name]])


def _gap(token: str) -> Part:
    digits = token[1:-1]
    if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits) <= LONGEST_GAP:
        raise PhraseError(f"间隔写作 {{1}}–{{{LONGEST_GAP}}}，不是“{token}”")
    return Part(_GAP % int(digits), None, gaps=1)


def _optional(part: Part) -> Part:
    strings = part.strings | {""} if part.strings is not None else None
    return Part(f"(?:{part.pattern})?", strings, gaps=part.gaps)


def _either(branches: list[Part]) -> Part:
    if len(branches) > MOST_ALTERNATIVES:
        raise PhraseError(f"选项最多 {MOST_ALTERNATIVES} 个")
    # The longer spelling first: a match is the fullest wording that begins at its place.
    branches = sorted(branches, key=lambda branch: -len(branch.pattern))
    pattern = "(?:" + "|".join(branch.pattern for branch in branches) + ")"
    gaps = max(branch.gaps for branch in branches)
    sets = [branch.strings for branch in branches]
    if all(strings is not None for strings in sets):
        return Part(pattern, frozenset(itertools.chain.from_iterable(s for s in sets if s)), gaps=gaps)
    bests = [max(_candidates(branch), key=_quality, default=frozenset({""})) for branch in branches]
    return Part(pattern, None, (frozenset(itertools.chain.from_iterable(bests)),), gaps)


def _joined(parts: Iterable[Part]) -> Part:
    """Join parts in order, keeping every run of letters that must appear."""
    pattern, gaps, whole = "", 0, True
    required: list[frozenset[str]] = []
    run = frozenset({""})
    for part in parts:
        pattern += part.pattern
        gaps += part.gaps
        required += part.required
        if part.strings is not None and len(run) * len(part.strings) <= _WIDEST_SET:
            run = frozenset(left + right for left in run for right in part.strings)
            continue
        required.append(run)
        run, whole = part.strings or frozenset({""}), False
    if whole:
        return Part(pattern, run, tuple(required), gaps)
    return Part(pattern, None, (*required, run), gaps)


def _candidates(part: Part) -> list[frozenset[str]]:
    return [*part.required, *([part.strings] if part.strings is not None else [])]


def _quality(strings: frozenset[str]) -> tuple[int, int]:
    """How well a set of strings narrows the search: its shortest string first (two letters suffice), then its size."""
    return min(2, min(map(len, strings), default=0)), -len(strings)


def _order(strings: frozenset[str]) -> tuple[int, int, list[str]]:
    """Best first, and always the same one."""
    letters, size = _quality(strings)
    return -letters, -size, sorted(strings)
