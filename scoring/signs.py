"""What the learned detectors look at in a reply: its letters, what each is part of, and what surrounds the reply.

The same for training and for marking. Gives no labels.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from scoring.labels import LABELS
from scoring.measures import fact_figures, over_limit
from scoring.reading import Reading, Span

FAMILIES: Final = Path(__file__).parent / "families.txt"
"""Families of words that mean or do the same: one a line, `name: word word …`."""

STOPS: Final = frozenset("，。？！；：、…\n,.!?;:")
THEIRS, KNOWN, QUOTED = 1, 2, 4
"""Flags of a letter: part of what the customer said, of the facts, of a quotation."""
FLAGS: Final = 8
_PER_LETTER: Final = 2
_DIGITS: Final = str.maketrans("123456789", "000000000")
_LENGTHS: Final = (0, 4, 8, 14, 22, 34, 50, 80, 140)
_GLUE: Final = frozenset("的了是我您你这那在有就也都给把吗呢吧啊不到会能想要跟和")
_UNVERIFIED: Final = (
    "未核验",
    "没核验",
    "未验证",
    "没有核验",
    "尚未核",
    "还没核",
    "未提供身份",
    "身份未",
    "非机主",
    "不是机主",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A reply as the detectors see it: as many `flags` and `families` as `letters`; `around` in no special order."""

    letters: str
    flags: tuple[int, ...]
    families: tuple[tuple[int, ...], ...]
    around: tuple[str, ...]


def see(reading: Reading, ruled: Iterable[str]) -> Seen:
    """Everything there is to look at; `ruled` names the labels that rules found."""
    kin = list(_kin(reading.text))
    families: list[list[int]] = [[] for _ in reading.text]
    for span, family in kin:
        for i in range(span.start, span.end):
            if len(families[i]) < _PER_LETTER:
                families[i].append(family)
    names = family_names()
    around = (*_surroundings(reading, tuple(ruled)), *sorted({f"*family={names[family]}" for _, family in kin}))
    return Seen(reading.text.translate(_DIGITS), _flags(reading), tuple(map(tuple, families)), around)


def _flags(reading: Reading) -> tuple[int, ...]:
    """For each letter what it is part of."""
    flags = [0] * len(reading.text)
    stretches = [(span.start, span.end, THEIRS) for span in reading.shared(reading.customer, 2)]
    stretches += [(span.start, span.end, KNOWN) for span in reading.shared(reading.facts, 2)]
    stretches += [(start, end, QUOTED) for start, end in reading.quotes]
    for start, end, flag in stretches:
        for i in range(start, min(end, len(flags))):
            flags[i] |= flag
    return tuple(flags)


def _kin(text: str) -> Iterator[tuple[Span, int]]:
    """Words of families, the longest at each letter, none inside a longer one."""
    words, longest = _words()
    reached = 0
    for i in range(len(text)):
        for size in range(min(longest, len(text) - i), 0, -1):
            found = words.get(text[i : i + size])
            if found:
                if i + size > reached:
                    yield from ((Span(i, i + size), family) for family in found)
                    reached = i + size
                break


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, list[str]], ...]:
    lines = (line.partition(":") for line in FAMILIES.read_text(encoding="utf-8").splitlines())
    return tuple((name.strip(), words.split()) for name, colon, words in lines if colon and not name.startswith("#"))


@lru_cache(maxsize=1)
def family_names() -> tuple[str, ...]:
    """The families in their order."""
    return tuple(name for name, _ in _lines())


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, tuple[int, ...]], int]:
    """The families of each word, and the length of the longest word."""
    words: dict[str, tuple[int, ...]] = {}
    for family, (_, members) in enumerate(_lines()):
        for word in members:
            words[word] = (*words.get(word, ()), family)
    return words, max(map(len, words))


def _surroundings(reading: Reading, ruled: tuple[str, ...]) -> Iterable[str]:
    """Signs of size, moment, facts and rules."""
    size = sum(len(reading.bare) > length for length in _LENGTHS)
    stage = reading.context.stage
    clauses = sum(character in STOPS for character in reading.text)
    glue = sum(character in _GLUE for character in reading.bare) * 10 // max(1, len(reading.bare))
    yield from ("*bias", f"*size={size}", f"*stage={stage}", f"*stage={stage} size={size}", f"*glue={glue}")
    yield f"*clauses={min(8, clauses * 10 // max(4, len(reading.bare)))}"
    yield f"*echoes={min(4, len(reading.shared(reading.customer, 3)))}"
    yield f"*facts={min(3, len(fact_figures(reading)))}"
    yield f"*figures={min(3, len(reading.figures))}"
    yield f"*asks={'？' in reading.text}"
    yield f"*respect={'您' in reading.text}{'你' in reading.text}"
    yield f"*unverified={any(word in reading.facts for word in _UNVERIFIED)}"
    yield f"*over={bool(over_limit(reading))}"
    yield f"*turn={min(3, len(reading.context.history))}"
    yield f"*moves={min(6, sum(LABELS[label].good for label in ruled))}"
    yield f"*faults={min(3, sum(not LABELS[label].good for label in ruled))}"
    yield f"*repeats={_repeats(reading.whole.text)}"
    yield from (f"*rule={label}" for label in ruled)
    yield from (f"*rule={label} stage={stage}" for label in ruled)


def _repeats(bare: str) -> int:
    """How much of a text stands in it twice, in tenths."""
    runs = [bare[i : i + 4] for i in range(len(bare) - 3)]
    return (len(runs) - len(set(runs))) * 10 // max(1, len(runs))


def clauses_of(text: str) -> list[Span]:
    """Stretches up to and with each stop, the whole text in order."""
    spans: list[Span] = []
    begin = 0
    for i, character in enumerate(text):
        if character in STOPS or i == len(text) - 1:
            spans.append(Span(begin, i + 1))
            begin = i + 1
    return spans
