"""Breaks Chinese text into lines by cell width, as print does. Linear in the text; knows no widget."""

from collections.abc import Iterator
from typing import Final

from rich.cells import get_character_cell_size

_NOT_FIRST: Final = frozenset("，。、；：？！）》】」』”’〉〕｝％‰…—～·,.;:?!)]}%～々ー〞｠℃")
_NOT_LAST: Final = frozenset("（《【「『“‘〈〔｛＋－([{￥$¥〝｟")
_UNITS: Final = frozenset("元角分年月日号天岁个次句点时倍兆小％")
"""What follows a number on its line."""
_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f")
_WIDE_EMOJI: Final = "\ufe0f"

Piece = tuple[int, int]
"""Where a line starts and ends in the text, without the space or line feed it was broken at."""


def wrap(text: str, width: int, hang: int = 0) -> list[Piece]:
    """The lines of a text, each at most `width` cells, those after a paragraph's first at most `width - hang`.

    No line starts with a closing mark or ends with an opening one, and Latin words and numbers stay whole, unless a
    word alone is wider than a line.
    """
    pieces: list[Piece] = []
    start = 0
    for paragraph in text.split("\n"):
        pieces.extend((start + first, start + last) for first, last in _paragraph(paragraph, max(2, width), hang))
        start += len(paragraph) + 1
    return pieces


def _paragraph(text: str, width: int, hang: int) -> Iterator[Piece]:
    """Greedy: a line is broken at the last place where it may be, found on the way."""
    start = place = 0
    used = at_place = 0
    room = width
    for i, character in enumerate(text):
        if i > start and _may_break(text, i):
            place, at_place = i, used
        size = cells(character)
        # Twice where what was carried over leaves no room for this character either.
        while used + size > room and i > start and character != " ":
            if place <= start:
                place, at_place = i, used
            yield start, _without_spaces(text, start, place)
            start, used = place, used - at_place
            room = max(2, width - hang)
        used += size
    yield start, _without_spaces(text, start, len(text)) if start else len(text)


def cells(character: str) -> int:
    """How many cells a character fills; a selector that makes an emoji wide counts for the cell it adds."""
    return 1 if character == _WIDE_EMOJI else get_character_cell_size(character)


def _may_break(text: str, i: int) -> bool:
    """Whether a line may end before text[i]."""
    before, after = text[i - 1], text[i]
    if after == " " or after in _NOT_FIRST or after in _JOINERS or before in _JOINERS:
        return False
    if before == " ":
        return True
    if before in _NOT_LAST or not get_character_cell_size(after):
        return False
    return not (_in_word(before) and _in_word(after)) and not (before.isdigit() and after in _UNITS)


def _in_word(character: str) -> bool:
    return "!" <= character <= "~" or "\u00c0" <= character <= "\u024f"


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end
