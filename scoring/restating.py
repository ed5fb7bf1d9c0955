"""Whether what a reply puts to the customer as their own concern, 您是说……，对吗, has anything to do with them.

Any words fit the frame, so the frame alone shows no listening: what stands in it is held against the context.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from scoring.reading import Reading, Span, folded

_FRAME: Final = re.compile(
    "(?:[您你]|大家|各位)(?:刚才|刚刚|主要|的意思)?是?(?:[说讲指问怕]|反映|想问|想说|的意思是|担心的?是?)([^。？！；\n]{2,40}?)，?"
    "(?:是)?(?:对吧|对吗|对不对|是吧|是吗|没错吧|是不是|这样吧|这样吗|这个意思吧|这个意思吗)"
)
_COMMON: Final = frozenset(
    "的了是我你您他她它们这那就都也还不没有什么怎吗呢吧啊呀哦嗯一两个在和跟给把对说看来去上下里到得着过要会能可以想知道问请先再好行大小多少点很太真些时候人为因所但又只从被让向叫等自己谁哪几啥"
)
"""Letters that stand in talk about anything."""
_FEWEST = 2
"""So many pairs of telling letters at least: of fewer nothing can be said."""
_A_THIRD = 3


def foreign(reading: Reading) -> list[Span]:
    """Frames of whose words customer and facts have none, nor a third of the letters; no frames without a context."""
    known = "\n".join((reading.customer, reading.facts, *(folded(said.text) for said in reading.context.history)))
    if not any(letter.isalnum() for letter in known):
        return []
    return [Span(*frame.span()) for frame in _FRAME.finditer(reading.text) if _is_foreign(frame[1], known)]


def _is_foreign(words: str, known: str) -> bool:
    pairs, letters = set(_pairs(words)), {letter for letter in words if _tells(letter)}
    if len(pairs) < _FEWEST or any(pair in known for pair in pairs):
        return False
    return sum(letter in known for letter in letters) * _A_THIRD < len(letters)


def _pairs(text: str) -> Iterator[str]:
    return (first + second for first, second in pairwise(text) if _tells(first) and _tells(second))


def _tells(letter: str) -> bool:
    return letter.isalnum() and letter not in _COMMON
