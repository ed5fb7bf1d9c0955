"""One reply made comparable: width, script, spaces and punctuation folded, every character traceable to where it stood.

Never decides what a reply means. Offsets that leave this module are code points of the reply as given.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LONGEST = 2000
"""Characters of a reply that are marked; longer replies are kept whole by others."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_ACTS = re.compile(r"（[^（）]{0,200}）")
_NOT_HAN = re.compile("[^\u3400-\u9fff]+")
_POINT_IN_NUMBER = re.compile(r"(?<=[0-9])[.．](?=[0-9])")
_SEPARATOR = "。"

# Width: full-width ASCII to ASCII, then the punctuation a Chinese keyboard shares with an English one to its Chinese
# form, so that "好的,谢谢!" and "好的，谢谢！" are one text. All one to one: offsets survive.
_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}
_PUNCTUATION = str.maketrans(",?!;:()[]「」『』\"'‘’｡､\r\n\t", "，？！；：（）（）“”“”““““。、\n\n ")
_CASE = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
# Where one Traditional form stands for several Simplified ones (著 for 着 and 著) both sides of a comparison are folded
# to one of them: matching needs them equal, not right.
_ONE_FORM = str.maketrans("著瞭覆馀乾裏妳祢", "着了复余干里你你")
_DROPPED = frozenset(" \u3000\u00a0\u200b\u200c\u200d\u2060\ufeff\ufe0f")


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


def clean(text: str) -> str:
    """Replace lone surrogates, which no encoder takes, by U+FFFD, one for one."""
    return _SURROGATES.sub("\ufffd", text)


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Traditional characters as Simplified ones, one for one; text whose Han GB 2312 can write is returned at once.

    OpenCC takes 50 ms to load, and nearly every reply is typed in Simplified: most processes never need it.
    """
    try:
        _NOT_HAN.sub("", text).encode("gb2312")
    except UnicodeEncodeError:
        simplified: str = _converter().convert(text)
        return simplified if len(simplified) == len(text) else text
    return text


def fold_characters(text: str) -> str:
    """Fold width, case, punctuation and script; the result has as many characters as the text."""
    text = _POINT_IN_NUMBER.sub("\u00b7", text.translate(_WIDTH))
    text = text.replace(".", _SEPARATOR).replace("\u00b7", ".")
    return to_simplified(text.translate(_PUNCTUATION).translate(_CASE)).translate(_ONE_FORM)


def fold(text: str) -> Folded:
    """Fold a text and drop spaces and invisible characters, remembering where everything stood."""
    folded = fold_characters(text)
    kept = [i for i, character in enumerate(folded) if character not in _DROPPED]
    return Folded("".join(folded[i] for i in kept), tuple(kept))


def split_acts(folded: Folded) -> tuple[Folded, Folded]:
    """The reply as speech, and as acts in （brackets）: each with the other's characters blanked, offsets kept."""
    acts = [_SEPARATOR] * len(folded.text)
    speech = list(folded.text)
    for act in _ACTS.finditer(folded.text):
        for i in range(act.start(), act.end()):
            acts[i], speech[i] = folded.text[i], _SEPARATOR
    return Folded("".join(speech), folded.at), Folded("".join(acts), folded.at)
