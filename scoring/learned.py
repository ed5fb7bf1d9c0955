"""Learned detectors: which labels a reply shows, from its letters, its context and what the rules found in it.

Whole-number weights and sums only, so that no platform differs. Trained by bench.train from scoring/corpus; here
only applied. Loads in a millisecond: the weights are one table of bytes, a row for each hashed sign.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from scoring.labels import LABELS
from scoring.measures import fact_figures
from scoring.reading import Reading, Span
from scoring.records import Finding
from scoring.wordings import BETTER, SOURCE, WHY

WEIGHTS: Final = Path(__file__).parent / "learned.bin"
SETTINGS: Final = Path(__file__).parent / "learned.json"
OUTPUTS: Final = (*LABELS, "gaming")
ROWS: Final = 1 << 15
_DIGITS: Final = str.maketrans("123456789", "000000000")
_LENGTHS: Final = (0, 4, 8, 14, 22, 34, 50, 80, 140)
_GLUE: Final = frozenset("的了是我您你这那在有就也都给把吗呢吧啊不到会能想要跟和")
_STOPS: Final = frozenset("，。？！；：、…\n")
_NGRAMS: Final = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing seen in a reply: the row of weights it counts with, and where it stands, if anywhere."""

    row: int
    start: int = -1
    end: int = -1


def row_of(name: str) -> int:
    """The row of weights of a sign."""
    return crc32(name.encode("utf-8", "surrogatepass")) % ROWS


def signs(reading: Reading, ruled: Iterable[str]) -> list[Sign]:
    """Everything the detectors look at; `ruled` names the labels that rules found."""
    return [*_letters(reading.text), *(Sign(row_of(name)) for name in _surroundings(reading, tuple(ruled)))]


def _letters(text: str) -> list[Sign]:
    """Runs of one to three letters, digits alike, each once, at its first place; clause ends count as letters."""
    marked = text.translate(_DIGITS)
    first: dict[str, Sign] = {}
    for start in range(len(marked)):
        for size in _NGRAMS:
            run = marked[start : start + size]
            if len(run) == size and run not in first:
                first[run] = Sign(row_of(run), start, start + size)
    return list(first.values())


def _surroundings(reading: Reading, ruled: tuple[str, ...]) -> Iterable[str]:
    """Signs of size, moment, facts and rules."""
    size = sum(len(reading.bare) > length for length in _LENGTHS)
    stage = reading.context.stage
    clauses = sum(character in _STOPS for character in reading.text)
    glue = sum(character in _GLUE for character in reading.bare) * 10 // max(1, len(reading.bare))
    echoes = len(reading.shared(reading.customer, 3))
    yield from ("*bias", f"*size={size}", f"*stage={stage}", f"*stage={stage} size={size}", f"*glue={glue}")
    yield f"*clauses={min(8, clauses * 10 // max(4, len(reading.bare)))}"
    yield f"*echoes={min(4, echoes)}"
    yield f"*facts={min(3, len(fact_figures(reading)))}"
    yield f"*figures={min(3, len(reading.figures))}"
    yield f"*asks={'？' in reading.text}"
    yield f"*respect={'您' in reading.text}{'你' in reading.text}"
    yield f"*moves={min(6, sum(LABELS[label].good for label in ruled))}"
    yield f"*faults={min(3, sum(not LABELS[label].good for label in ruled))}"
    yield f"*repeats={_repeats(reading.bare)}"
    yield from (f"*rule={label}" for label in ruled)
    yield from (f"*rule={label} stage={stage}" for label in ruled)


def _repeats(bare: str) -> int:
    """How much of a text stands in it twice, in tenths."""
    runs = [bare[i : i + 4] for i in range(len(bare) - 3)]
    return (len(runs) - len(set(runs))) * 10 // max(1, len(runs))


class Learned:
    """The trained weights made ready to apply.

    `adds` and `keeps`: for each output the sum from which it is said without a rule, and that from which a rule's word
    for it stands.
    """

    def __init__(self, weights: bytes, adds: Mapping[str, int], keeps: Mapping[str, int]) -> None:
        if len(weights) != ROWS * len(OUTPUTS):
            raise ValueError("the table of weights has another size than the outputs ask for")
        self._weights = memoryview(weights).cast("b")
        self._adds = [adds[name] for name in OUTPUTS]
        self._keeps = [keeps[name] for name in OUTPUTS]

    def decide(self, found: Sequence[Sign], ruled: Iterable[str]) -> frozenset[str]:
        """The labels shown, and `gaming`, given what rules found."""
        width, weights, said = len(OUTPUTS), self._weights, frozenset(ruled)
        rows = [weights[sign.row * width : sign.row * width + width] for sign in found]
        sums = (sum(column) for column in zip(*rows, strict=True))
        decided = zip(OUTPUTS, sums, self._adds, self._keeps, strict=True)
        return frozenset(name for name, total, add, keep in decided if total >= (keep if name in said else add))

    def carried_by(self, label: str, text: str, found: Iterable[Sign]) -> Span | None:
        """The clause whose letters spoke most for a label, or None where none did."""
        column, width = OUTPUTS.index(label), len(OUTPUTS)
        best: tuple[int, Span | None] = (0, None)
        kept = [(sign.start, sign.end, self._weights[sign.row * width + column]) for sign in found if sign.start >= 0]
        for clause in _clauses(text):
            inside = (weight for start, end, weight in kept if clause.start <= start and end <= clause.end)
            total = sum(inside)
            if total > best[0]:
                best = (total, clause)
        return best[1]


def _clauses(text: str) -> list[Span]:
    """Stretches between stops."""
    spans: list[Span] = []
    begin = 0
    for i, character in enumerate(text + "。"):
        if character in _STOPS:
            if i > begin:
                spans.append(Span(begin, i))
            begin = i + 1
    return spans


def carried(reading: Reading, label: str, found: Sequence[Sign]) -> Finding:
    """A finding of a detector at the clause that carried it, or at the whole reply."""
    span = shipped().carried_by(label, reading.text, found) or Span(0, len(reading.folded.text))
    start, end = reading.folded.span(span.start, span.end)
    words = reading.given[start:end]
    return Finding(label, f"detector:{label}", start, end, words, WHY[label], BETTER.get(label, ""), SOURCE)


@lru_cache(maxsize=1)
def shipped() -> Learned:
    """The detectors that come with the program."""
    import json

    settings: Any = json.loads(SETTINGS.read_text(encoding="utf-8"))
    return Learned(WEIGHTS.read_bytes(), settings["adds"], settings["keeps"])
