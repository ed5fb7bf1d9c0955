"""Hears by its letters whether a reply meets a customer badly, where no fault in it is plain enough to be named.

A linear model over the pieces that likeness is heard by, weighted by how rare they are. It was fitted on replies that
the authors of scenarios wrote to put a customer off, against those they wrote to lead nowhere (`bench.tone`); detectors
were fitted on marked replies, and err on others, so that both together know more than either. In whole numbers.
"""

import math
from bisect import bisect_right
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Final

from scoring.likeness import pieces, rarity

TABLE: Final = Path(__file__).parent / "tone.txt"
"""What speaks for nothing in particular, in thousandths of a nat; then `weight piece piece …`."""
_PERCENTS: Final = tuple(round(1000 * math.log(percent / (100 - percent))) for percent in range(1, 100))


def offends(text: str) -> int:
    """How likely a folded text puts a customer off, from 0 to 99 in a hundred."""
    base, weights = _table()
    known = [(weights[piece], rarity(piece)) for piece in pieces(text) if piece in weights]
    length = math.isqrt(sum(rare * rare for _, rare in known))
    if not length:
        return 0
    return bisect_right(_PERCENTS, base + sum(weight * rare for weight, rare in known) // length)


def any_of(percents: Collection[int]) -> int:
    """How likely at least one holds of things that are each so likely, in a hundred."""
    none = 100_000
    for percent in percents:
        none = none * (100 - percent) // 100
    return 100 - -(-none // 1_000)


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    base, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    weights: dict[str, int] = {}
    for line in lines:
        weight, *found = line.split()
        weights |= dict.fromkeys(found, int(weight))
    return int(base), weights
