"""Hears what a text is about by its likeness to examples, where no phrase was written for its words.

A naive Bayes scorer over single letters, pairs of letters and families of words: what examples of a meaning have more
often than replies at large (background.txt, counted by bench.background), and than texts that do not have it. A few
examples are enough to learn from. Knows nothing of points or rules; learning and hearing take time linear in the texts.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Final

from scoring.signs import DIGITS, STOPS, family_names

BACKGROUND: Final = Path(__file__).parent / "background.txt"
"""How many replies of the corpus hold each piece: the first line tells of how many, then `count piece piece …`."""

_STRONGEST: Final = 12
"""So many pieces speak for a meaning at most: a long text has something of everything."""
_LEAST: Final = 16_000
"""The least that has to speak for a meaning, in thousandths of a nat: whole numbers add up alike on every machine.

This and the next were chosen on halves of the tuning texts of bench.hearing.
"""
_FALSE: Final = 0.02
"""The share of the texts known not to have a meaning that may be heard as having it."""
_ONCE: Final = 2 / 3
"""What a piece counts that stands in one example alone."""
_UNSEEN, _UNSEEN_HERE = 0.5, 0.1
_APART: Final = DIGITS | dict.fromkeys(map(ord, STOPS), " ")


class Likeness:
    """Learned from texts that have each meaning, and from texts that do not."""

    def __init__(
        self,
        examples: Mapping[str, Sequence[str]],
        near_misses: Mapping[str, Sequence[str]],
        others: Iterable[tuple[str, Collection[str]]] = (),
    ) -> None:
        """What has one meaning has none of the rest; `others` are texts with the meanings they are known to have."""
        have = {name: [pieces(text) for text in texts] for name, texts in examples.items() if texts}
        miss = {name: [pieces(text) for text in near_misses.get(name, ())] for name in have}
        known = _named((text, name) for name, texts in have.items() for text in texts)
        known += [(pieces(text), frozenset(names)) for text, names in others]
        self._weights: dict[str, list[tuple[str, int]]] = defaultdict(list)
        everything = _counts(text for text, _ in known)
        for name, texts in have.items():
            having = [text for text, names in known if name in names]
            there, missed, inside = _counts(texts), _counts(miss[name]), _counts(having)
            beside = {piece: everything[piece] + missed[piece] - inside[piece] for piece in there}
            apart = len(known) + len(miss[name]) - len(having)
            for piece, weight in _learned(there, len(texts), beside, apart):
                self._weights[piece].append((name, weight))
        scored = [(self._scores(text), names) for text, names in known]
        self._least = {
            name: max(
                _LEAST,
                _passed([scores.get(name, 0) for scores, names in scored if name not in names]),
                *(self._scores(text).get(name, 0) + 1 for text in miss[name]),
            )
            for name in have
        }

    def over(self, text: str) -> dict[str, int]:
        """The meanings that a folded text is like enough to have, each with how much more speaks for it than has to."""
        scores = self._scores(pieces(text))
        return {name: score - self._least[name] for name, score in scores.items() if score >= self._least[name]}

    def _scores(self, found: Iterable[str]) -> dict[str, int]:
        weights: defaultdict[str, list[int]] = defaultdict(list)
        for piece in found:
            for name, weight in self._weights.get(piece, ()):
                weights[name].append(weight)
        return {
            name: sum(each) if len(each) <= _STRONGEST else sum(sorted(each, reverse=True)[:_STRONGEST])
            for name, each in weights.items()
        }


def pieces(text: str) -> frozenset[str]:
    """The single letters and pairs of letters of a folded text, no pair across a stop, and its families (`<name`)."""
    found = {f"<{family}" for family in family_names(text)}
    for clause in text.translate(_APART).split():
        found.update(clause)
        found.update(map("".join, pairwise(clause)))
    return frozenset(found)


def rarity(piece: str) -> int:
    """How rare a piece is in replies at large, in hundredths of a nat."""
    total, counts = _background()
    return round(100 * math.log((total + 1) / (counts.get(piece, 0) + 1)))


def _named(pairs: Iterable[tuple[frozenset[str], str]]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Each text once, with all names it goes by."""
    names: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for text, name in pairs:
        names[text].add(name)
    return [(text, frozenset(found)) for text, found in names.items()]


def _counts(texts: Iterable[frozenset[str]]) -> Counter[str]:
    """How many texts hold each piece."""
    return Counter(chain.from_iterable(texts))


def _learned(
    there: Mapping[str, int], examples: int, beside: Mapping[str, int], others: int
) -> Iterator[tuple[str, int]]:
    """The pieces that speak for a meaning, each with its weight: the logarithm of how much oftener its texts have them.

    `there` counts the pieces of its examples, `beside` those of other texts of the same case, which do not have it.
    """
    total, counts = _background()
    for piece, count in sorted(there.items()):
        share = (count + 0.3) / (examples + 1)
        at_large = (counts.get(piece, 0) + _UNSEEN) / (total + 1)
        here = (beside[piece] + _UNSEEN_HERE) / (others + 1)
        weight = round(1_000 * math.log(share / max(at_large, here)) * (_ONCE if count == 1 else 1.0))
        if weight > 0:
            yield piece, weight


def _passed(scores: Sequence[int]) -> int:
    """The score that no more than few of these scores pass."""
    return sorted(scores, reverse=True)[int(_FALSE * len(scores))] if scores else 0


@lru_cache(maxsize=1)
def _background() -> tuple[int, dict[str, int]]:
    """Of how many replies, and how many hold each piece; those that hardly any holds are not in it."""
    first, *lines = BACKGROUND.read_text(encoding="utf-8").splitlines()
    counts: dict[str, int] = {}
    for line in lines:
        count, *found = line.split()
        counts |= dict.fromkeys(found, int(count))
    return int(first), counts
