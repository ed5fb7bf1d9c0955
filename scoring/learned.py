"""Learned detectors: how sure one can be that a reply shows a label, from what it holds and what surrounds it.

A reply's runs of letters (scoring.signs.runs) and the signs around it each say a number for or against each label,
once however often they come, and a number for each column of one hidden layer, whose sums above zero speak for labels
in their turn: a linear model and a small network in one table. Trained by bench.train from scoring/corpus; here only
applied, in whole numbers, so that no platform differs. What runs say is kept in bytes and added for all columns and
labels at once, packed into long whole numbers: a reply costs a millisecond and needs no library.
"""

import mmap
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt
from operator import mul
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from scoring.labels import LABELS
from scoring.reading import Reading, Span
from scoring.records import Finding
from scoring.signs import STOPS, Seen, clauses_of, runs
from scoring.wordings import BETTER, SOURCE, WHY

WEIGHTS: Final = Path(__file__).parent / "learned.bin"
SETTINGS: Final = Path(__file__).parent / "learned.json"
OUTPUTS: Final = (*LABELS, "gaming")
HIDDEN: Final = 64
"""Columns of the hidden layer; they come before the outputs in every row."""
_NUMBERS: Final = HIDDEN + len(OUTPUTS)
LANES: Final = _NUMBERS + _NUMBERS % 2
"""Bytes of a row: one for each hidden column and output, and one to make them even."""
ZERO: Final = 128
"""How a row's byte says nothing: rows are bytes from 0 to 255, this taken off."""
WHOLE: Final = 256
"""The weight of a run that counts in full."""
FINE: Final = 1 << 10
"""How many times finer than sums the numbers by which hidden columns speak are."""
_TOGETHER: Final = 256
"""As many rows can be added before sixteen bits overflow."""
_LOW: Final = int.from_bytes(b"\xff\x00" * (LANES // 2), "little")
_SPARE: Final = 12
"""By how much, in a hundred, a fault has to fall under its limit for its words to be all there is of it."""
_STOPS: Final = "".join(sorted(STOPS))


def key_of(name: str) -> int:
    """The number by which the run of a name is found: 32 bits."""
    return crc32(name.encode())


def weight_of(known: int) -> int:
    """How much each of so many known runs of a reply counts, in WHOLE: the more there are the less, 64 in full."""
    return isqrt(64 * WHOLE * WHOLE // max(1, known))


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the detectors make of a reply: sums for each output, and what they were added up from."""

    sums: tuple[int, ...]
    beside: tuple[int, ...]
    """What does not come from letters, for hidden columns and outputs."""
    known: tuple[tuple[int, int, int], ...]
    """Start, end and row of each known run."""
    weight: int
    clauses: tuple[Span, ...]

    def rows_without(self, spans: Collection[Span]) -> frozenset[int]:
        """Rows of runs that touch none of some stretches."""
        return frozenset(
            row for start, end, row in self.known if all(end <= span.start or span.end <= start for span in spans)
        )

    def rows_within(self, span: Span) -> frozenset[int]:
        """Rows of runs that lie in a stretch."""
        return frozenset(row for start, end, row in self.known if span.start <= start and end <= span.end)


class Learned:
    """The trained numbers made ready to apply.

    `weights`: the keys of runs in order (4 bytes each), a row of LANES bytes for each, then, 4 bytes a number, what
    each sign around says to hidden columns and outputs, then what hidden columns say to each output. `settings`:
    `runs` (how many), `around` (names of signs in order), `steps` (for each output what a row's byte counts),
    `percents` (the sums from which a label is 1, 2 … 99 percent sure), and by output `adds` and `keeps`: the percent
    from which it is said without a rule, and that from which a doubtful rule's word for it stands; `doubtful`: rules
    that were often wrong. Rules that were not, and those nobody knows yet, are believed.
    """

    def __init__(self, weights: Any, settings: Mapping[str, Any]) -> None:
        names, size, numbers = settings["around"], settings["runs"], memoryview(weights)
        start, end = 4 * size, size * (4 + LANES)
        if len(numbers) != end + 4 * (len(names) * _NUMBERS + len(OUTPUTS) * HIDDEN):
            raise ValueError("the table of weights has another size than its settings ask for")
        self._keys, self._rows = _four_bytes(numbers[:start], "I"), numbers[start:end]
        rest = _four_bytes(numbers[end:], "i")
        self._around = {name: rest[i * _NUMBERS : (i + 1) * _NUMBERS] for i, name in enumerate(names)}
        rest = rest[len(names) * _NUMBERS :]
        self._outer = [rest[i * HIDDEN : (i + 1) * HIDDEN].tolist() for i in range(len(OUTPUTS))]
        self._steps: Sequence[int] = settings["steps"]
        self._percents: Sequence[int] = settings["percents"]
        self._adds = [settings["adds"][name] for name in OUTPUTS]
        self._keeps = [settings["keeps"][name] for name in OUTPUTS]
        self._limits = [self._percents[max(0, add - _SPARE)] for add in self._adds]
        self.doubtful: frozenset[str] = frozenset(settings["doubtful"])

    def weigh(self, seen: Seen) -> Weighed:
        """Sums for a reply."""
        known = tuple(self._known(seen))
        rows = frozenset(row for _, _, row in known)
        around = [self._around[name] for name in seen.around if name in self._around]
        beside = tuple(map(sum, zip(*around, strict=True))) if around else (0,) * _NUMBERS
        weight = weight_of(len(rows))
        return Weighed(self._sums(beside, rows, weight), beside, known, weight, tuple(clauses_of(seen.letters)))

    def _known(self, seen: Seen) -> Iterable[tuple[int, int, int]]:
        """Known runs with their rows."""
        found: dict[str, int] = {}
        for start, end, name in runs(seen):
            row = found.get(name)
            if row is None:
                row = found[name] = self._row(name)
            if row >= 0:
                yield start, end, row

    def _row(self, name: str) -> int:
        """The row of a run, -1 for one that training did not know."""
        key = key_of(name)
        row = bisect_left(self._keys, key)
        return row if row < len(self._keys) and self._keys[row] == key else -1

    def _sums(
        self, beside: Sequence[int], rows: Iterable[int], weight: int, only: Iterable[int] = range(len(OUTPUTS))
    ) -> tuple[int, ...]:
        """What rows of such a weight and signs around say of outputs, of all or only of some."""
        lanes = self._added(tuple(rows))
        hidden = [max(0, lane * weight + base) for lane, base in zip(lanes[:HIDDEN], beside, strict=False)]
        return tuple(
            beside[HIDDEN + at]
            + lanes[HIDDEN + at] * self._steps[at] * weight // WHOLE
            + sum(map(mul, hidden, self._outer[at])) // FINE
            for at in only
        )

    def _added(self, rows: Sequence[int]) -> Sequence[int]:
        """Rows added up, lane by lane."""
        if len(rows) > _TOGETHER:
            parts = (self._added(rows[i : i + _TOGETHER]) for i in range(0, len(rows), _TOGETHER))
            return [sum(lane) for lane in zip(*parts, strict=True)]
        even = odd = 0
        for row in rows:
            packed = int.from_bytes(self._rows[row * LANES : (row + 1) * LANES], "little")
            even += packed & _LOW
            odd += packed >> 8 & _LOW
        lanes, nothing = [0] * LANES, ZERO * len(rows)
        lanes[::2], lanes[1::2] = _lanes(even), _lanes(odd)
        return [lane - nothing for lane in lanes]

    def percents(self, sums: Iterable[int]) -> dict[str, int]:
        """How sure each output is, from 0 to 99 in a hundred."""
        return {name: bisect_right(self._percents, total) for name, total in zip(OUTPUTS, sums, strict=True)}

    def decide(self, sure: Mapping[str, int], ruled: Iterable[str]) -> frozenset[str]:
        """The labels shown, and `gaming`, given what doubtful rules found."""
        said = frozenset(ruled)
        limits = zip(OUTPUTS, self._adds, self._keeps, strict=True)
        return frozenset(name for name, add, keep in limits if sure[name] >= (keep if name in said else add))

    def shown_without(self, weighed: Weighed, spans: Collection[Span]) -> frozenset[str]:
        """What is still said of a reply when some stretches of it are left out."""
        sums = self._sums(weighed.beside, weighed.rows_without(spans), weighed.weight)
        return self.decide(self.percents(sums), ())

    def carried_by(self, label: str, weighed: Weighed) -> Span:
        """The clause that alone speaks most for a label; for a fault with as much around it as has to go with it."""
        at, clauses = OUTPUTS.index(label), weighed.clauses

        def said(rows: Iterable[int]) -> int:
            return self._sums(weighed.beside, rows, weighed.weight, (at,))[0]

        first = last = max(range(len(clauses)), key=lambda i: said(weighed.rows_within(clauses[i])))
        span = clauses[first]
        if LABELS[label].good:
            return span
        while last - first < len(clauses) - 1 and said(weighed.rows_without([span])) >= self._limits[at]:
            wider = [(i, j) for i, j in ((first - 1, last), (first, last + 1)) if i >= 0 and j < len(clauses)]
            spans = {Span(clauses[i].start, clauses[j].end): (i, j) for i, j in wider}
            span = min(spans, key=lambda each: said(weighed.rows_without([each])))
            first, last = spans[span]
        return span


def _four_bytes(raw: memoryview, kind: str) -> Any:
    """Little-endian numbers of four bytes, in place where the machine keeps them so too."""
    if sys.byteorder == "little":
        return raw.cast(kind)  # type: ignore[call-overload]
    numbers = array(kind, raw.tobytes())
    numbers.byteswap()
    return numbers


def _lanes(packed: int) -> Sequence[int]:
    """The numbers of sixteen bits in a long one."""
    return array("H", packed.to_bytes(LANES, sys.byteorder))[:: 1 if sys.byteorder == "little" else -1].tolist()


def carried(reading: Reading, label: str, weighed: Weighed) -> Finding:
    """A finding of a detector at the clause that carried it."""
    span = shipped().carried_by(label, weighed)
    stop = span.start + len(reading.text[span.start : span.end].rstrip(_STOPS))
    start, end = reading.folded.span(span.start, max(stop, span.start + 1))
    words = reading.given[start:end]
    return Finding(label, f"detector:{label}", start, end, words, WHY[label], BETTER.get(label, ""), SOURCE)


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """The detectors that come with the program; what runs say stays in the file until it is needed."""
    import json

    settings: Any = json.loads(SETTINGS.read_text(encoding="utf-8"))
    with WEIGHTS.open("rb") as file:
        return Learned(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), settings)
