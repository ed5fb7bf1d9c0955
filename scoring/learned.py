"""Learned detectors: how sure one can be that a reply shows a label, from its letters and what surrounds them.

A small network trained by bench.train from scoring/corpus; here only applied, in whole numbers, so that no platform
differs. For each letter and each place beside it (two before to two after) there is a row of trained numbers; the rows
around a letter are added up, the highest sum over the reply is kept in each column, and the columns are weighed for
each label. Columns are added and compared all at once, packed into long whole numbers: a reply costs about a
millisecond and needs no library.
"""

import mmap
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from pathlib import Path
from typing import Any, Final

from scoring.labels import LABELS
from scoring.reading import Reading, Span
from scoring.records import Finding
from scoring.signs import FLAGS, STOPS, Seen, clauses_of
from scoring.wordings import BETTER, SOURCE, WHY

WEIGHTS: Final = Path(__file__).parent / "learned.bin"
SETTINGS: Final = Path(__file__).parent / "learned.json"
OUTPUTS: Final = (*LABELS, "gaming")
REACH: Final = 2
"""How many letters before and after one are looked at with it."""
WIDTH: Final = 2 * REACH + 1
ZERO: Final = 128
"""How a row's byte says nothing: rows are bytes from 0 to 255, this taken off."""
_ROWS: Final = 32
"""As many rows count at every letter; missing ones say nothing."""
_STOPS: Final = "".join(sorted(STOPS))
UNKNOWN: Final = 0
"""The row of a letter that training did not know."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the tables: columns, letters, families, and signs around."""

    columns: int
    letters: int
    families: int
    around: int

    @property
    def rows(self) -> int:
        """Rows of bytes: each letter, flag and family at each place."""
        return WIDTH * (self.letters + FLAGS + self.families)

    @property
    def size(self) -> int:
        """Bytes in all: rows, then numbers of four bytes for columns, outputs and signs around."""
        outputs = len(OUTPUTS)
        return self.rows * self.columns + 4 * (self.columns + outputs * (self.columns + self.around + 1))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the network makes of a reply: a sum for each output, and the columns of each clause."""

    sums: tuple[int, ...]
    clauses: tuple[tuple[Span, tuple[int, int]], ...]


class Learned:
    """The trained numbers made ready to apply.

    `settings`: `letters` (known letters in order), `around` (names of signs in order), `families` (how many),
    `columns`, `percents` (the sums from which a label is 1, 2 … 99 percent sure), and by output `adds` and `keeps`:
    the percent from which it is said without a rule, and that from which a doubtful rule's word for it stands;
    `doubtful`: rules that were often wrong. Rules that were not, and those nobody knows yet, are believed.
    """

    def __init__(self, weights: Any, settings: Mapping[str, Any]) -> None:
        around, letters = settings["around"], settings["letters"]
        self.shape = Shape(settings["columns"], len(letters) + 1, settings["families"], len(around))
        if len(weights) != self.shape.size:
            raise ValueError("the table of weights has another size than its settings ask for")
        self._weights = weights
        self._letters = {letter: row for row, letter in enumerate(letters, start=1)}
        self._around = {name: row for row, name in enumerate(around)}
        self._percents = settings["percents"]
        self._adds = [settings["adds"][name] for name in OUTPUTS]
        self._keeps = [settings["keeps"][name] for name in OUTPUTS]
        self.doubtful: frozenset[str] = frozenset(settings["doubtful"])
        self._prepare()

    def _prepare(self) -> None:
        """Masks for packed columns, and the numbers behind the rows."""
        columns, outputs = self.shape.columns, len(OUTPUTS)
        ones = int.from_bytes(b"\x01\x00" * (columns // 2), "little")
        self._low, self._guard = ones * 0xFF, ones * 0x8000
        self._fill = [ones * (ZERO * missing) for missing in range(_ROWS + 1)]
        numbers = array("i", bytes(self._weights[self.shape.rows * columns :]))
        if sys.byteorder == "big":
            numbers.byteswap()
        self._bias = numbers[:columns]
        rest = numbers[columns:]
        self._columns = [rest[i * columns : (i + 1) * columns] for i in range(outputs)]
        rest = rest[outputs * columns :]
        self._base = rest[:outputs]
        self._beside = [rest[(i + 1) * outputs : (i + 2) * outputs] for i in range(self.shape.around)]

    def weigh(self, seen: Seen) -> Weighed:
        """Sums for a reply of at least one letter."""
        at = [self._at(seen, i) for i in range(len(seen.letters))]
        clauses = tuple((span, self._highest(at[span.start : span.end])) for span in clauses_of(seen.letters))
        columns = self._unpacked(self._highest([packed for _, packed in clauses]))
        rows = [self._beside[self._around[name]] for name in seen.around if name in self._around]
        beside = [sum(column) for column in zip(self._base, *rows, strict=True)]
        sums = (sum(map(mul, columns, weights)) for weights in self._columns)
        return Weighed(tuple(a + b for a, b in zip(sums, beside, strict=True)), clauses)

    def look(self, seen: Seen) -> list[int]:
        """The columns of a reply, then 1 or 0 for each sign around: what its outputs are weighed from."""
        at = [self._at(seen, i) for i in range(len(seen.letters))]
        return [*self._unpacked(self._highest(at)), *(int(name in seen.around) for name in self._around)]

    def _at(self, seen: Seen, i: int) -> tuple[int, int]:
        """The columns at a letter: rows of the letters around it added up, even and odd columns apart."""
        rows = [row for place in range(WIDTH) for row in self._rows(seen, i + place - REACH, place)]
        size, weights, low = self.shape.columns, self._weights, self._low
        even = odd = self._fill[_ROWS - len(rows)]
        for row in rows:
            packed = int.from_bytes(weights[row * size : row * size + size], "little")
            even += packed & low
            odd += packed >> 8 & low
        return even, odd

    def _rows(self, seen: Seen, i: int, place: int) -> Iterable[int]:
        """Rows of a letter when it stands at a place beside another: its own, its flags', its families'."""
        if not 0 <= i < len(seen.letters):
            return
        shape = self.shape
        yield place * shape.letters + self._letters.get(seen.letters[i], UNKNOWN)
        flags = WIDTH * shape.letters + place * FLAGS
        if seen.flags[i]:
            yield flags + seen.flags[i]
        families = WIDTH * (shape.letters + FLAGS) + place * shape.families
        for family in seen.families[i]:
            yield families + family

    def _highest(self, packed: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """In each column the highest of several."""
        even, odd = packed[0]
        for other_even, other_odd in packed[1:]:
            even, odd = self._higher(even, other_even), self._higher(odd, other_odd)
        return even, odd

    def _higher(self, one: int, other: int) -> int:
        """The higher of two numbers in every packed column: its guard bit outlives the subtraction where one wins."""
        won = ((one | self._guard) - other) & self._guard
        return other ^ ((one ^ other) & (won - (won >> 15)))

    def _unpacked(self, packed: tuple[int, int]) -> list[int]:
        """Columns as numbers, none below zero."""
        half = self.shape.columns
        even, odd = (array("H", part.to_bytes(half, sys.byteorder)) for part in packed)
        if sys.byteorder == "big":
            even.reverse()
            odd.reverse()
        both = (column for pair in zip(even, odd, strict=True) for column in pair)
        return [max(0, column - _ROWS * ZERO + bias) for column, bias in zip(both, self._bias, strict=True)]

    def percents(self, weighed: Weighed) -> dict[str, int]:
        """How sure each output is, from 0 to 99 in a hundred."""
        return {name: bisect_right(self._percents, total) for name, total in zip(OUTPUTS, weighed.sums, strict=True)}

    def decide(self, sure: Mapping[str, int], ruled: Iterable[str]) -> frozenset[str]:
        """The labels shown, and `gaming`, given what doubtful rules found."""
        said = frozenset(ruled)
        limits = zip(OUTPUTS, self._adds, self._keeps, strict=True)
        return frozenset(name for name, add, keep in limits if sure[name] >= (keep if name in said else add))

    def carried_by(self, label: str, weighed: Weighed) -> Span:
        """The clause that alone speaks most for a label."""
        weights = self._columns[OUTPUTS.index(label)]
        spoken = [(sum(map(mul, self._unpacked(packed), weights)), span) for span, packed in weighed.clauses]
        return max(spoken, key=lambda item: item[0])[1]


def carried(reading: Reading, label: str, weighed: Weighed) -> Finding:
    """A finding of a detector at the clause that carried it."""
    span = shipped().carried_by(label, weighed)
    stop = span.start + len(reading.text[span.start : span.end].rstrip(_STOPS))
    start, end = reading.folded.span(span.start, max(stop, span.start + 1))
    words = reading.given[start:end]
    return Finding(label, f"detector:{label}", start, end, words, WHY[label], BETTER.get(label, ""), SOURCE)


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """The detectors that come with the program; the rows stay in the file until they are needed."""
    import json

    settings: Any = json.loads(SETTINGS.read_text(encoding="utf-8"))
    with WEIGHTS.open("rb") as file:
        return Learned(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), settings)
