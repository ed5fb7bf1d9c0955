"""Fits what scoring/tone.py hears by, from the golden and blind replies of every shipped scenario.

    python -m bench.tone                # writes scoring/tone.txt

Replies written for ways that ask for a fault of tone, against those of the ways that are taken otherwise: golden ones
and the blind ones that guards are mended by. Test texts and plays are not looked at. Ridge logistic regression,
Newton's method; needs numpy (the `train` extra). Needed again when scenarios have grown a good deal.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from scenarios.catalogue import Catalogue
from scenarios.goldens import read_goldens
from scenarios.model import Transition
from scoring.likeness import pieces, rarity
from scoring.offence import OFFHAND
from scoring.reading import Reading
from scoring.records import Context
from scoring.tone import TABLE

_LEAST = 3
"""A piece in fewer replies says nothing."""
_RIDGE = 0.1
_FREE = 1e-6
_STEPS = 12


def written() -> Iterator[tuple[frozenset[str], bool]]:
    """The pieces of each reply, and whether it was written to put a customer off."""
    catalogue = Catalogue()
    for file in catalogue.entries():
        scenario = catalogue.load(file.id).scenario
        assert scenario is not None
        ways = [(way, way.golden) for state in scenario.states.values() for way in state.replies]
        ways += [(scenario.states[each.state].replies[each.way], each.replies) for each in read_goldens(scenario).blind]
        for way, texts in ways:
            kind = _kind(way)
            if kind is not None:
                yield from ((pieces(Reading(text, Context()).text), kind) for text in texts)


def _kind(way: Transition) -> bool | None:
    if way.when is None:
        return False
    return True if OFFHAND.intersection(way.when.any) else None


def fitted(table: Any, given: Any) -> Any:
    """A weight for each column of a table of rows, so that their sums are log odds; the last column is left free."""
    weights, ridge = np.zeros(table.shape[1]), np.full(table.shape[1], _RIDGE)
    ridge[-1] = _FREE
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (given - chance) - ridge * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(ridge)
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    """Fit and write."""
    rows = list(written())
    counts = Counter(piece for found, _ in rows for piece in found)
    names = sorted(piece for piece, count in counts.items() if count >= _LEAST)
    place = {piece: at for at, piece in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, -1] = 1.0
    for line, (found, _) in zip(table, rows, strict=True):
        for piece in found & place.keys():
            line[place[piece]] = rarity(piece)
        line[:-1] /= np.linalg.norm(line[:-1]) or 1.0
    *weights, base = np.rint(fitted(table, np.array([bad for _, bad in rows], dtype=float)) * 1000).astype(int)
    by_weight: dict[int, list[str]] = defaultdict(list)
    for name, weight in zip(names, weights, strict=True):
        by_weight[int(weight)].append(name)
    lines = [f"{weight} {' '.join(found)}" for weight, found in sorted(by_weight.items()) if weight]
    TABLE.write_text("\n".join([str(base), *lines]) + "\n", encoding="utf-8")
    print(f"{len(rows)} replies, {sum(bad for _, bad in rows)} of them to put off; {len(names)} pieces")


if __name__ == "__main__":
    main()
