"""One reply made canonical: what is typed otherwise but reads the same becomes one text, traceable to where it stood.

Width, case, script, invisible characters, spaces, doubled marks, quotation styles and the last full stop are nobody's
meaning. Never decides what a reply means. Offsets that leave this module are code points of the reply as given.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from unicodedata import category, normalize

LONGEST = 2000
"""Characters of a reply that are marked; longer replies are kept whole by others."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_ACTS = re.compile(r"（[^（）]{0,200}）")
_POINT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
_SEPARATOR = "。"
_NOTHING = " "

# The punctuation a Chinese keyboard shares with an English one, in its Chinese form; how loudly or hesitantly a
# sentence ends is tone, and a stop is a stop. Marks of quotation are told apart again in fold().
_MARKS = dict(zip(",?!;:()[]｡､…⋯⸺―─", "，？。；：（）（）。、。。———", strict=True))
_OPENING, _CLOSING = "“‘「『〝‹«„‚‟‛\"'", "”’」』〞›»〟"
_QUOTES = dict.fromkeys(_OPENING + "﹁﹃｢＂＇", "“") | dict.fromkeys(_CLOSING + "﹂﹄｣", "”")
_SINGLE = frozenset("‘’‚‛'＇『』﹃﹄‹›")
# Where one Traditional form stands for several Simplified ones (著 for 着 and 著) both sides of a comparison are folded
# to one of them: matching needs them equal, not right. With them the Traditional forms that GB 2312 can write, and
# those of Hong Kong and Taiwan that OpenCC leaves as they are.
_ONE_FORM = dict(
    zip(
        "著瞭覆馀乾裏妳祢吒夥後徵拚捱摺於榘菸薹袷醣麴麽枱衞揹暱簷痺藉甦侭缐钜锺谘迳讬敍炼",
        "着了复余干里你你咤伙后征拼挨折于矩烟苔夹糖曲么台卫背昵檐痹借苏尽线巨钟咨径托叙链",
        strict=True,
    )
)
_IDEOGRAPHS = range(0x3400, 0xA000)
_RADICALS = range(0x2E80, 0x2FE0)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, the index it had in the reply."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the reply of a stretch of the folded text."""
        if start >= end:
            return (0, 0)
        return self.at[start], self.at[end - 1] + 1

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the folded text of a stretch of the reply: what `span` undoes."""
        return bisect_left(self.at, start), bisect_left(self.at, end)


def clean(text: str) -> str:
    """Replace lone surrogates, which no encoder takes, by U+FFFD, one for one."""
    return _SURROGATES.sub("\ufffd", text)


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(character: str) -> str:
    """A Traditional character as a Simplified one; what GB 2312 can write is one already.

    OpenCC takes 50 ms to load, and nearly every reply is typed in Simplified: most processes never need it. One
    character at a time, so that nothing typed between two of them changes what they become.
    """
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        simplified: str = _converter().convert(character)
        return simplified if len(simplified) == 1 else character
    return character


def _folded(character: str) -> str:
    """One character as it is compared; a space for what nobody sees."""
    if character in "\n\r\x0b\x0c\x85\u2028\u2029":
        return "\n"
    kind = category(character)
    if kind in ("Zs", "Cc", "Cf", "Mn"):
        return _NOTHING
    if character in _QUOTES:
        return _QUOTES[character]
    is_picture = kind == "So" and ord(character) not in _RADICALS
    plain = character if is_picture or character in _MARKS else normalize("NFKC", character)
    plain = plain if len(plain) == 1 else character
    if ord(plain) in _IDEOGRAPHS:
        plain = _simplified(plain)
        return _ONE_FORM.get(plain, plain)
    return plain.lower() if plain.isascii() else _MARKS.get(plain, plain)


class _Folding(dict[int, str]):
    """For str.translate: every character folded when first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = _MARKS.get(folded, folded)
        return self[code]


_FOLDING: Final = _Folding()


def fold_characters(text: str) -> str:
    """Fold characters one by one; the result has as many as the text."""
    return _POINT.sub(_SEPARATOR, text.translate(_FOLDING))


_GLYPHS = "".join(_QUOTES)
_RUNS = re.compile(rf"(?P<stops>[，。？；：、\n]+)|(?P<quote>[{_GLYPHS}])(?P=quote)*|(?P<same>[^\w\s])(?P=same)+")
_RANK = "、，：；。？"
_ENDS = _RANK + "~"
_INSIDE_WORD = re.compile("[a-z0-9]['’][a-z0-9]")
"""Stops, the weakest first: of several in a row the strongest counts."""


# The same examples and replies are read again and again while a scenario is proved.
@lru_cache(maxsize=1024)
def fold(text: str) -> Folded:
    """Fold a text and drop what nobody sees or hears, remembering where everything stood."""
    given = text.translate(_FOLDING)
    kept = [i for i, character in enumerate(given) if character != _NOTHING]
    plain = _POINT.sub(_SEPARATOR, "".join(text[i] if text[i] in _QUOTES else given[i] for i in kept))
    pieces: list[str] = []
    at: list[int] = []
    last = 0
    for place, length, mark in _marks(plain):
        pieces += (plain[last:place], mark)
        at += (*kept[last:place], *kept[place : place + len(mark)])
        last = place + length
    pieces.append(plain[last:])
    return _ended("".join(pieces), at + kept[last:])


def _marks(plain: str) -> Iterator[tuple[int, int, str]]:
    """Runs of marks: where each begins, how long it is, and what stands for it."""
    quotes = _Quotes()
    for run in _RUNS.finditer(plain):
        if run["quote"]:
            yield run.start(), len(run[0]), quotes.read(plain, run)
        elif run["same"]:
            yield run.start(), len(run[0]), run["same"]
        else:
            yield run.start(), len(run[0]), _stop(plain, run)


def _stop(plain: str, run: re.Match[str]) -> str:
    """One stop for several; a new line is one where no other stands. A question that says so needs no mark."""
    mark = max(run[0], key=_RANK.find)
    if mark == "\n" and not run.start():
        return ""
    return _asking(plain[run.start() - 1], _SEPARATOR if mark == "\n" else mark)


def _asking(before: str, stop: str) -> str:
    """A full stop, or a question mark where the letter before it asks."""
    return "？" if before == "吗" and stop == _SEPARATOR else stop


class _Quotes:
    """Tells which marks of quotation open and close: outermost pairs only, whatever their style."""

    def __init__(self) -> None:
        self._opened = ""

    def read(self, plain: str, run: re.Match[str]) -> str:
        """What stands for a run of one mark: “, ”, ”“, or nothing for inner ones and apostrophes."""
        marks = run[0]
        if marks in ("'", "’") and _INSIDE_WORD.match(plain, max(0, run.start() - 1)):
            return ""
        if not self._opened:
            self._opened = marks
            return "“"
        if (marks[0] in _SINGLE) != (self._opened[0] in _SINGLE):
            return ""
        rest = marks[len(self._opened) :]
        self._opened = rest
        return "”“" if rest else "”"


def _ended(text: str, at: list[int]) -> Folded:
    """The text with a stop after its last word, whether or not one was typed."""
    if not text or not any(character.isalnum() for character in text):
        return Folded(text, tuple(at))
    said = text.rstrip(_ENDS)
    stop = "？" if "？" in text[len(said) :] else _asking(said[-1], _SEPARATOR)
    return Folded(said + stop, (*at, at[-1])[: len(said) + 1])


def split_acts(folded: Folded) -> tuple[Folded, Folded]:
    """The reply as speech, and as acts in （brackets）: each with the other's characters blanked, offsets kept."""
    acts = [_SEPARATOR] * len(folded.text)
    speech = list(folded.text)
    for act in _ACTS.finditer(folded.text):
        for i in range(act.start(), act.end()):
            acts[i], speech[i] = folded.text[i], _SEPARATOR
    return Folded("".join(speech), folded.at), Folded("".join(acts), folded.at)
