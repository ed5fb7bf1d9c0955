"""Makes any text safe to print on one line of a terminal."""

from typing import Final

_UNSEEN: Final = (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN: Final = dict.fromkeys(_UNSEEN, "·")


def visible(text: str) -> str:
    """A text on one line in which nothing can steer a terminal: what cannot be seen shows as ·."""
    return text.translate(_SHOWN)
