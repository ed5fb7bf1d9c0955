"""Replies written for the marking machine rather than for this customer: piles of keywords, repetition."""

import re
from collections.abc import Iterable
from itertools import pairwise

from scoring.labels import LABELS
from scoring.reading import Reading

_CLAUSES = re.compile("[，。？！；、：…\\s]+")
_GLUE = frozenset("的了是我您你这那在有就也都给把吗呢吧啊不到会能想要跟和他她它们")


def is_gaming(reading: Reading, ruled: Iterable[str]) -> bool:
    """Whether a reply in which rules found these labels is a pile of stock words or the same words over and over."""
    return is_repetition(reading) or is_pile(reading, ruled)


def is_repetition(reading: Reading) -> bool:
    """At least three clauses of four letters, more than half of the text said before."""
    long = [clause for clause in _CLAUSES.split(reading.whole.text) if len(clause) >= 4]
    return len(long) >= 3 and sum(map(len, set(long))) * 2 < sum(map(len, long))


def is_pile(reading: Reading, ruled: Iterable[str]) -> bool:
    """Many short clauses with hardly a word between them that makes a sentence."""
    if len(reading.bare) < 16:
        return False
    clauses = [clause for clause in _CLAUSES.split(reading.folded.text) if clause]
    glue = sum(character in _GLUE for character in reading.bare) / len(reading.bare)
    short = sum(len(clause) <= 5 for clause in clauses)
    if len(clauses) >= 6 and short >= 0.8 * len(clauses) and glue < 0.12:
        return True
    moves = sum(LABELS[label].good for label in ruled)
    return moves >= 4 and glue < 0.06 and not _has_echo(reading)


def _has_echo(reading: Reading) -> bool:
    """Whether the reply takes up anything of what the customer said or the facts hold."""
    known = reading.customer + reading.facts
    return any(left + right in known for left, right in pairwise(reading.bare) if left not in _GLUE)
