"""Learned detectors: how sure one can be that a reply shows a label, from what it holds and what surrounds it.

A reply's runs of letters (scoring.signs.runs) and the signs around it each say a number for or against each label,
once however often they come, and a number for each column of one hidden layer, whose sums above zero speak for labels
in their turn: a linear model and a small network in one table. Trained by bench.train from scoring/corpus; here only
applied, in whole numbers, so that no platform differs. What runs say is kept in bytes and added for all columns and
labels at once, packed into long whole numbers: a reply costs a millisecond and needs no library.
"""

import mmap
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import compress
from math import isqrt
from operator import mul
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from scoring.labels import LABELS
from scoring.packing import RAISED, four_bytes, lanes, raised
from scoring.reading import Reading, Span
from scoring.records import Finding
from scoring.signs import STOPS, Seen, around, clauses_of, runs
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
_REMEMBERED: Final = 8192
_SPARE: Final = 12
"""By how much, in a hundred, a fault has to fall under its limit for its words to be all there is of it."""
_MOST_WIDER: Final = 8
"""How often words are widened: a long reply of nothing but faults is not gone through again for each of them."""
_STOPS: Final = "".join(sorted(STOPS))
_ADDRESS: Final = re.compile(
    "\\W*[^，。？！]{0,4}(?:师傅|先生|女士|小姐|老师|大[爷妈娘哥姐叔]|阿姨|[叔姨婶伯哥姐嫂]|经理|主任|老板|同志|奶奶|爷爷)[，。！：…—]*"
)
_OF_ADDRESS: Final = frozenset({"respectful_address", "greeting", "courtesy"})
"""What an address does show."""


def key_of(name: str) -> int:
    """The number by which the run of a name is found: 32 bits."""
    return crc32(name.encode())


def weight_of(known: int) -> int:
    """How much each of so many known runs of a reply counts, in WHOLE: the more there are the less, 64 in full."""
    return isqrt(64 * WHOLE * WHOLE // max(1, known))


BY_DETECTOR: Final = "detector:"
"""What the names of rules begin with that are none: a label follows."""

Packed = tuple[int, int]
"""Numbers of sixteen bits side by side: those of even lanes, those of odd ones."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the detectors make of a reply: sums for each output, and what they were added up from."""

    sums: tuple[int, ...]
    beside: tuple[int, ...]
    """What does not come from letters, for hidden columns and outputs."""
    known: tuple[tuple[int, int, int], ...]
    """Start, end and row of each known run."""
    rows: Mapping[int, Packed]
    clauses: tuple[Span, ...]
    parts: dict[Span, Sequence[int]] = field(default_factory=dict)
    """Lanes of clauses that were asked about: many labels ask about the same ones."""

    @property
    def weight(self) -> int:
        """How much each run counts."""
        return weight_of(len(self.rows))

    def lanes(self, span: Span) -> Sequence[int]:
        """The runs that lie in a clause added up, lane by lane."""
        if span not in self.parts:
            self.parts[span] = added([self.rows[row] for row in self._rows_within(span)])
        return self.parts[span]

    def rows_without(self, span: Span) -> frozenset[int]:
        """Rows of runs that do not touch a stretch."""
        first, last = span.start, span.end
        return frozenset([row for start, end, row in self.known if end <= first or last <= start])

    def _rows_within(self, span: Span) -> frozenset[int]:
        """Rows of runs that lie in a stretch."""
        first, last = span.start, span.end
        return frozenset([row for start, end, row in self.known if first <= start and end <= last])


def added(rows: Sequence[Packed]) -> Sequence[int]:
    """Rows added up, lane by lane."""
    if len(rows) > _TOGETHER:
        parts = (added(rows[i : i + _TOGETHER]) for i in range(0, len(rows), _TOGETHER))
        return [sum(lane) for lane in zip(*parts, strict=True)]
    even = sum([row[0] for row in rows])
    odd = sum([row[1] for row in rows])
    added_up, nothing = [0] * LANES, ZERO * len(rows)
    added_up[::2], added_up[1::2] = lanes(even, "H", LANES // 2), lanes(odd, "H", LANES // 2)
    return [lane - nothing for lane in added_up]


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
        self._keys, self._rows = four_bytes(numbers[:start], "I"), numbers[start:end]
        rest = four_bytes(numbers[end:], "i")
        around = {name: rest[i * _NUMBERS : (i + 1) * _NUMBERS] for i, name in enumerate(names)}
        # What is asked for again and again: the same runs and signs stand in most replies.
        self._sign = lru_cache(_REMEMBERED)(lambda name: raised(around[name]) if name in around else 0)
        self._row = lru_cache(_REMEMBERED)(self._row_of)
        self._packed = lru_cache(_REMEMBERED)(self._packed_of)
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
        rows = {row: self._packed(row) for row in {row for _, _, row in known}}
        beside = self.beside(seen.around)
        sums = self._sums(beside, added([*rows.values()]), weight_of(len(rows)))
        return Weighed(sums, beside, known, rows, tuple(clauses_of(seen.letters)))

    def beside(self, around: Iterable[str]) -> tuple[int, ...]:
        """What signs around say to hidden columns and outputs."""
        rows = [row for name in around if (row := self._sign(name))]
        nothing = RAISED * len(rows)
        return tuple([number - nothing for number in lanes(sum(rows), "Q", _NUMBERS)])

    def _known(self, seen: Seen) -> Iterable[tuple[int, int, int]]:
        """Known runs with their rows."""
        for start, end, name in runs(seen):
            row = self._row(name)
            if row >= 0:
                yield start, end, row

    def _row_of(self, name: str) -> int:
        """The row of a run, -1 for one that training did not know."""
        key = key_of(name)
        row = bisect_left(self._keys, key)
        return row if row < len(self._keys) and self._keys[row] == key else -1

    def _packed_of(self, row: int) -> Packed:
        packed = int.from_bytes(self._rows[row * LANES : (row + 1) * LANES], "little")
        return packed & _LOW, packed >> 8 & _LOW

    def _sums(
        self, beside: Sequence[int], lanes: Sequence[int], weight: int, only: Iterable[int] = range(len(OUTPUTS))
    ) -> tuple[int, ...]:
        """What lanes of such a weight and signs around say of outputs, of all or only of some."""
        hidden = [lane * weight + base for lane, base in zip(lanes[:HIDDEN], beside, strict=False)]
        speaks = [total > 0 for total in hidden]
        totals = [*compress(hidden, speaks)]
        return tuple(
            beside[HIDDEN + at]
            + lanes[HIDDEN + at] * self._steps[at] * weight // WHOLE
            + sum(map(mul, totals, compress(self._outer[at], speaks))) // FINE
            for at in only
        )

    def percents(self, sums: Iterable[int]) -> dict[str, int]:
        """How sure each output is, from 0 to 99 in a hundred."""
        return {name: bisect_right(self._percents, total) for name, total in zip(OUTPUTS, sums, strict=True)}

    def decide(self, sure: Mapping[str, int], ruled: Iterable[str]) -> frozenset[str]:
        """The labels shown, and `gaming`, given what doubtful rules found."""
        said = frozenset(ruled)
        limits = zip(OUTPUTS, self._adds, self._keeps, strict=True)
        return frozenset(name for name, add, keep in limits if sure[name] >= (keep if name in said else add))

    def carried_by(self, label: str, weighed: Weighed, words: Span | None = None) -> Span:
        """The clause that alone speaks most for a label; for a fault with as much around it as has to go with it.

        `words`: where a rule found it, to begin with instead of a clause.
        """
        at, clauses = OUTPUTS.index(label), weighed.clauses

        def said(lanes: Sequence[int]) -> int:
            return self._sums(weighed.beside, lanes, weighed.weight, (at,))[0]

        @cache
        def left(span: Span) -> int:
            return said(added([weighed.rows[row] for row in weighed.rows_without(span)]))

        if words is None:
            words = max(clauses, key=lambda clause: said(weighed.lanes(clause)))
        if LABELS[label].good:
            return words
        for _ in range(_MOST_WIDER):
            wider = _wider(words, clauses) if left(words) >= self._limits[at] else []
            if not wider:
                break
            words = min(wider, key=left)
        return words


def _wider(words: Span, clauses: Sequence[Span]) -> list[Span]:
    """Words with the rest of their clauses; whole clauses with the one before or the one after."""
    within = [clause for clause in clauses if clause.start < words.end and words.start < clause.end]
    whole = Span(min(words.start, within[0].start), max(words.end, within[-1].end))
    if whole != words:
        return [whole]
    before = [Span(clause.start, words.end) for clause in clauses if clause.end == words.start]
    return before + [Span(words.start, clause.end) for clause in clauses if clause.start == words.end]


def carried(reading: Reading, label: str, weighed: Weighed) -> Finding:
    """A finding of a detector at the clause that carried it; a mere form of address carries nothing else."""
    spoken = tuple(span for span in weighed.clauses if not _ADDRESS.fullmatch(reading.text, span.start, span.end))
    clauses = spoken if spoken and label not in _OF_ADDRESS else weighed.clauses
    start, end = _given(reading, shipped().carried_by(label, replace(weighed, clauses=clauses)))
    words = reading.given[start:end]
    return replace(unlocated(label), start=start, end=end, text=words)


def unlocated(label: str) -> Finding:
    """A finding of a detector, not said in which words."""
    return Finding(label, BY_DETECTOR + label, None, None, None, WHY[label], BETTER.get(label, ""), SOURCE)


def widened(reading: Reading, fault: Finding, seen: Seen, weighed: Weighed, ruled: Iterable[str]) -> Finding:
    """A fault that a rule found, with as much around it as has to go so that the detectors no longer hear it.

    They are asked as if no rule had named it: once its words are gone no rule does.
    """
    if fault.start is None or fault.end is None:
        return fault
    others = around(reading, seen.kin, [label for label in ruled if label != fault.label])
    alone = replace(weighed, beside=shipped().beside(others))
    words = Span(*reading.folded.within(fault.start, fault.end))
    wider = shipped().carried_by(fault.label, alone, words)
    start, end = _given(reading, wider)
    return replace(fault, start=start, end=end, text=reading.given[start:end]) if wider != words else fault


def _given(reading: Reading, span: Span) -> tuple[int, int]:
    """Where a stretch stands in the reply as given, the punctuation at its end left out."""
    stop = span.start + len(reading.text[span.start : span.end].rstrip(_STOPS))
    return reading.folded.span(span.start, max(stop, span.start + 1))


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """The detectors that come with the program; what runs say stays in the file until it is needed."""
    import json

    settings: Any = json.loads(SETTINGS.read_text(encoding="utf-8"))
    with WEIGHTS.open("rb") as file:
        return Learned(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), settings)
