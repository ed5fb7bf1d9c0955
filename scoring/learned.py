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
_SPARE: Final = 12
"""By how much, in a hundred, a fault has to fall under its limit for its words to be all there is of it."""
_STOPS: Final = "".join(sorted(STOPS))
_LIFT: Final = 12_000
"""Added to every column so that none is below zero while packed."""
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
    beside: tuple[int, ...]
    """What of each sum does not come from letters."""
    clauses: tuple[tuple[Span, tuple[int, int]], ...]


def _side_by_side(numbers: Iterable[int]) -> int:
    """Numbers in one, 16 bits each."""
    return int.from_bytes(b"".join(number.to_bytes(2, "little") for number in numbers), "little")


class _Packed(dict[int, tuple[int, int]]):
    """Rows as two long numbers, even columns and odd ones, 16 bits a column; made when first asked for."""

    def __init__(self, weights: Any, columns: int, low: int) -> None:
        super().__init__()
        self._weights, self._columns, self._low = weights, columns, low

    def __missing__(self, row: int) -> tuple[int, int]:
        packed = int.from_bytes(self._weights[row * self._columns : (row + 1) * self._columns], "little")
        self[row] = made = packed & self._low, packed >> 8 & self._low
        return made


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
        self._limits = [self._percents[max(0, add - _SPARE)] for add in self._adds]
        self.doubtful: frozenset[str] = frozenset(settings["doubtful"])
        self._prepare()

    def _prepare(self) -> None:
        """Masks for packed columns, and the numbers behind the rows."""
        columns, outputs = self.shape.columns, len(OUTPUTS)
        ones = int.from_bytes(b"\x01\x00" * (columns // 2), "little")
        self._packed = _Packed(self._weights, columns, ones * 0xFF)
        self._guard = ones * 0x8000
        self._fill = [ones * (ZERO * missing) for missing in range(_ROWS + 1)]
        numbers = array("i", bytes(self._weights[self.shape.rows * columns :]))
        if sys.byteorder == "big":
            numbers.byteswap()
        bias, rest = numbers[:columns], numbers[columns:]
        self._bias = tuple(_side_by_side(number + _LIFT for number in bias[odd::2]) for odd in (0, 1))
        self._floor = ones * (_ROWS * ZERO + _LIFT)
        weights = [rest[i * columns : (i + 1) * columns] for i in range(outputs)]
        self._columns = [row[::2] + row[1::2] for row in weights]
        self._nothing = [-sum(row) * (_ROWS * ZERO + _LIFT) for row in weights]
        rest = rest[outputs * columns :]
        self._base = rest[:outputs]
        self._beside = [rest[(i + 1) * outputs : (i + 2) * outputs] for i in range(self.shape.around)]

    def weigh(self, seen: Seen) -> Weighed:
        """Sums for a reply of at least one letter."""
        at = self._at(seen)
        clauses = tuple((span, self._highest(at[span.start : span.end])) for span in clauses_of(seen.letters))
        columns = self._lanes(self._highest([packed for _, packed in clauses]))
        rows = [self._beside[self._around[name]] for name in seen.around if name in self._around]
        beside = [sum(column) for column in zip(self._base, *rows, strict=True)]
        spoken = zip(self._columns, self._nothing, beside, strict=True)
        sums = tuple(sum(map(mul, columns, weights)) + nothing + base for weights, nothing, base in spoken)
        return Weighed(sums, tuple(beside), clauses)

    def look(self, seen: Seen) -> list[int]:
        """The columns of a reply, then 1 or 0 for each sign around: what its outputs are weighed from."""
        lanes, half = self._lanes(self._highest(self._at(seen))), self.shape.columns // 2
        columns = [
            lane - _ROWS * ZERO - _LIFT for pair in zip(lanes[:half], lanes[half:], strict=True) for lane in pair
        ]
        return [*columns, *(int(name in seen.around) for name in self._around)]

    def _at(self, seen: Seen) -> list[tuple[int, int]]:
        """The columns at each letter: rows of the letters around it added up, even and odd columns apart."""
        packed, found = self._packed, []
        for rows in self._rows(seen):
            even = odd = self._fill[_ROWS - len(rows)]
            for row in rows:
                more_even, more_odd = packed[row]
                even += more_even
                odd += more_odd
            found.append((even, odd))
        return found

    def _rows(self, seen: Seen) -> list[list[int]]:
        """For each letter the rows that count there: of each letter within reach its own, its flags', its families'."""
        shape, length = self.shape, len(seen.letters)
        flags_from, families_from = WIDTH * shape.letters, WIDTH * (shape.letters + FLAGS)
        rows: list[list[int]] = [[] for _ in range(length)]
        for i, (letter, flags, families) in enumerate(zip(seen.letters, seen.flags, seen.families, strict=True)):
            row = self._letters.get(letter, UNKNOWN)
            for place in range(max(0, i + REACH + 1 - length), min(WIDTH, i + REACH + 1)):
                there = rows[i - place + REACH]
                there.append(place * shape.letters + row)
                if flags:
                    there.append(flags_from + place * FLAGS + flags)
                for family in families:
                    there.append(families_from + place * shape.families + family)
        return rows

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

    def _lanes(self, packed: tuple[int, int]) -> "array[int]":
        """Even columns, then odd ones, none below what says nothing: the number that `_nothing` takes off again."""
        lanes = array("H")
        for part, bias in zip(packed, self._bias, strict=True):
            lanes.frombytes(self._higher(part + bias, self._floor).to_bytes(self.shape.columns, "little"))
        if sys.byteorder == "big":
            lanes.byteswap()
        return lanes

    def percents(self, weighed: Weighed) -> dict[str, int]:
        """How sure each output is, from 0 to 99 in a hundred."""
        return {name: bisect_right(self._percents, total) for name, total in zip(OUTPUTS, weighed.sums, strict=True)}

    def decide(self, sure: Mapping[str, int], ruled: Iterable[str]) -> frozenset[str]:
        """The labels shown, and `gaming`, given what doubtful rules found."""
        said = frozenset(ruled)
        limits = zip(OUTPUTS, self._adds, self._keeps, strict=True)
        return frozenset(name for name, add, keep in limits if sure[name] >= (keep if name in said else add))

    def carried_by(self, label: str, weighed: Weighed) -> Span:
        """The clause that alone speaks most for a label; for a fault with as much around it as has to go with it."""
        at = OUTPUTS.index(label)
        clauses = weighed.clauses
        first = last = max(range(len(clauses)), key=lambda i: self._spoken([clauses[i][1]], at))
        rest, limit = self._without(clauses, first, last, at), self._limits[at] - weighed.beside[at]
        while not LABELS[label].good and rest >= limit and last - first < len(clauses) - 1:
            wider = [(i, j) for i, j in ((first - 1, last), (first, last + 1)) if i >= 0 and j < len(clauses)]
            rests = [self._without(clauses, i, j, at) for i, j in wider]
            rest = min(rests)
            first, last = wider[rests.index(rest)]
        return Span(clauses[first][0].start, clauses[last][0].end)

    def _without(self, clauses: Sequence[tuple[Span, tuple[int, int]]], first: int, last: int, at: int) -> int:
        """What a reply speaks for an output without some of its clauses."""
        return self._spoken([packed for _, packed in (*clauses[:first], *clauses[last + 1 :])], at)

    def _spoken(self, packed: Sequence[tuple[int, int]], at: int) -> int:
        """What clauses together speak for an output."""
        if not packed:
            return 0
        spoken: int = sum(map(mul, self._lanes(self._highest(packed)), self._columns[at]))
        return spoken + self._nothing[at]


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
