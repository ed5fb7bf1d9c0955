"""What is asked of a line before it is said: how long it is, and whether it says again what was said."""

import re
from collections.abc import Iterable
from functools import lru_cache

_SENTENCE = re.compile("[。！？…]+[”」）]?")
_ECHO = 6


def echoes(text: str, said: Iterable[str]) -> bool:
    """Whether a wording says again, in part, what was said: a run of six letters of an earlier one stands in it."""
    bare = _bare(text)
    runs = {bare[i : i + _ECHO] for i in range(len(bare) - _ECHO + 1)}
    return any(run in earlier for earlier in map(_bare, said) for run in runs)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def sentences(text: str) -> int:
    """How many sentences a line has, at least one."""
    return max(1, len([piece for piece in _SENTENCE.split(text) if piece.strip()]))
