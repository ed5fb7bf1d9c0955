"""Examples as tables of numbers, pieces of them to train on, and batches of both."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from bench.examples import PLACE, Example, Words
from scoring.labels import MARKS
from scoring.learned import OUTPUTS, WIDTH
from scoring.signs import clauses_of, family_names

BATCH = 64
JOINED = 0.35
"""The share of pieces shown as a pair."""
_WHOLE = [
    PLACE[name] for name in ("perfunctory", "flat_refusal", "hides_behind_policy", "casual_you", "gaming", "yes_but")
]
"""Outputs that a piece of a reply cannot be judged on: they depend on what else it says."""


@dataclass(frozen=True)
class Vocabulary:
    """Letters and signs around that training has seen often enough."""

    letters: str
    around: tuple[str, ...]

    @classmethod
    def of(cls, shown: Sequence[Example]) -> "Vocabulary":
        """What stands in at least two replies; signs around in at least five."""
        letters = Counter(letter for example in shown for letter in set(example.seen.letters))
        around = Counter(name for example in shown for name in example.seen.around)
        kept = "".join(letter for letter, count in sorted(letters.items()) if count >= 2)
        return cls(kept, tuple(sorted(name for name, count in around.items() if count >= 5)))


@dataclass(frozen=True, slots=True)
class Table:
    """A reply or a piece of one in numbers: a row for each letter; `around` is None for a piece."""

    letters: Any
    flags: Any
    families: Any
    around: Any
    given: Any
    counts: Any
    marks: Any
    clauses: tuple[tuple[int, int], ...]
    words: Words


def tables(shown: Sequence[Example], vocabulary: Vocabulary) -> list[Table]:
    """Examples in the numbers of a vocabulary: 0 no letter, 1 an unknown one."""
    letter = {name: i for i, name in enumerate(vocabulary.letters, start=2)}
    around = {name: i for i, name in enumerate(vocabulary.around)}
    none = len(family_names())
    made = []
    for example in shown:
        seen = example.seen
        families = np.full((len(seen.letters), 2), none)
        for i, found in enumerate(seen.families):
            families[i, : len(found)] = found
        letters = np.array([letter.get(name, 1) for name in seen.letters], np.int64)
        beside = np.array([around[name] for name in seen.around if name in around], np.int64)
        clauses = tuple((span.start, span.end) for span in clauses_of(seen.letters))
        numbers = (letters, np.array(seen.flags, np.int64), families, beside, example.given, example.counts)
        made.append(Table(*numbers, (example.marks - 3) / 1.2, clauses, example.words))
    return made


def _piece(table: Table, chance: random.Random) -> Table | None:
    """Some clauses in a row of a reply, with the labels whose words they hold; None for a reply of one clause."""
    if len(table.clauses) < 2:
        return None
    first = chance.randrange(len(table.clauses))
    last = chance.randrange(first, len(table.clauses))
    start, end = table.clauses[first][0], table.clauses[last][1]
    if end - start == len(table.letters):
        return None
    given, counts = np.zeros(len(OUTPUTS), np.float32), (table.given != 0.5) * table.counts
    for output, spans in table.words.items():
        if any(start <= one and other <= end for one, other in spans):
            given[output] = 1
        elif not spans or any(one < end and start < other for one, other in spans):
            counts[output] = 0
    counts[_WHOLE] = 0
    letters, flags, families = (part[start:end] for part in (table.letters, table.flags, table.families))
    return Table(letters, flags, families, None, given, counts, None, (), {})


def _joined(one: Table, other: Table) -> Table:
    """Two pieces as one reply."""
    given = np.maximum(one.given, other.given)
    counts = np.where(one.given * one.counts + other.given * other.counts > 0, 1, one.counts * other.counts)
    both = ((one.letters, other.letters), (one.flags, other.flags), (one.families, other.families))
    letters, flags, families = map(np.concatenate, both)
    return Table(letters, flags, families, None, given, counts.astype(np.float32), None, (), {})


def pieces(shown: Sequence[Table], times: int, chance: random.Random) -> list[Table]:
    """Pieces of every reply, some joined to a piece of another."""
    found = []
    for table in [*shown] * times:
        one = _piece(table, chance)
        if one is not None and chance.random() < JOINED:
            other = _piece(chance.choice(shown), chance)
            one = one if other is None else _joined(one, other)
        if one is not None:
            found.append(one)
    return found


@dataclass(frozen=True)
class Batch:
    """Replies of about the same length side by side."""

    letters: Any
    flags: Any
    families: Any
    around: Any
    whole: Any
    given: Any
    counts: Any
    marks: Any

    @classmethod
    def of(cls, shown: Sequence[Table], around: int) -> "Batch":
        """Tables side by side; `around` is how many signs around there are."""
        rows, size = len(shown), max(WIDTH, *(len(table.letters) for table in shown))
        letters, flags = np.zeros((rows, size), np.int64), np.zeros((rows, size), np.int64)
        families, beside = np.full((rows, size, 2), len(family_names())), np.zeros((rows, around), np.float32)
        marks, whole = np.zeros((rows, len(MARKS)), np.float32), np.zeros(rows, np.float32)
        for i, table in enumerate(shown):
            length = len(table.letters)
            letters[i, :length], flags[i, :length], families[i, :length] = table.letters, table.flags, table.families
            if table.around is not None:
                beside[i, table.around], marks[i], whole[i] = 1, table.marks, 1
        given, counts = np.stack([table.given for table in shown]), np.stack([table.counts for table in shown])
        return cls(*map(torch.from_numpy, (letters, flags, families, beside, whole, given, counts, marks)))


def batched(shown: list[Table], around: int, chance: random.Random) -> Iterator[Batch]:
    """Batches of replies of about the same length, in another order each time."""
    chance.shuffle(shown)
    for start in range(0, len(shown), BATCH * 8):
        near = sorted(shown[start : start + BATCH * 8], key=lambda table: len(table.letters))
        parts = [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
        chance.shuffle(parts)
        yield from (Batch.of(part, around) for part in parts)
