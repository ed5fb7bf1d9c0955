"""A folded reply with what it says again left out: the whole said over, and clauses said before.

Only words that stand there twice go; which labels hold is decided elsewhere. Linear in the text.
"""

import re
from typing import Final

from scoring.text import Folded

_CLAUSE: Final = re.compile("[^，。？！；、：\n]+[，。？！；、：\n]*")
_STOPS: Final = "，。？！；、：\n"
_SHORTEST: Final = 4
"""Shorter clauses are said twice for emphasis, or call a customer by name again."""


def said_once(folded: Folded) -> Folded:
    """The text with every clause at its first place only; a reply pasted several times becomes the reply."""
    return _new_clauses(_first_round(folded))


def _first_round(folded: Folded) -> Folded:
    """The first of several equal rounds of which the letters of a text consist; 谢谢 and 行了行了 are no rounds."""
    places = [i for i, character in enumerate(folded.text) if character.isalnum()]
    letters = "".join(folded.text[i] for i in places)
    size = _period(letters)
    if size == len(letters):
        return folded
    end = places[size]
    if size < _SHORTEST and folded.text[end - 1] not in _STOPS:
        return folded
    kept = folded.text[:end].rstrip(_STOPS + "“（《【")
    stop = folded.text[-1] if folded.text[-1] in _STOPS else ""
    return Folded(kept + stop, folded.at[: len(kept)] + (folded.at[len(kept) - 1],) * len(stop))


def _period(letters: str) -> int:
    """The length of the shortest piece of which a text is a whole number of copies; the text's own where none is."""
    if not letters:
        return 0
    return (letters + letters).find(letters, 1)


def _new_clauses(folded: Folded) -> Folded:
    """The text without clauses of some length that it said before."""
    said: set[str] = set()
    kept: list[int] = []
    for found in _CLAUSE.finditer(folded.text):
        words = found[0].rstrip(_STOPS)
        if len(words) < _SHORTEST or words not in said:
            kept += range(found.start(), found.end())
        said.add(words)
    if len(said) == 0 or len(kept) == len(folded.text):
        return folded
    text = "".join(folded.text[i] for i in kept)
    return Folded(text, tuple(folded.at[i] for i in kept))
