"""What the learned detectors look at in a reply: its letters, what each is part of, and what surrounds the reply.

The same for training and for marking. Gives no labels.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
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
DIGITS: Final = str.maketrans("123456789", "000000000")
_LENGTHS: Final = (0, 4, 8, 14, 22, 34, 50, 80, 140)
_BLANK: Final = "\u3000"
_FAMILY: Final = "*family="
_BESIDE: Final = 2
"""How many letters beside a word of a family are taken with it."""
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
    """A reply as the detectors see it: letters (digits as 0), words of families, signs around in no special order."""

    letters: str
    kin: tuple[tuple[Span, str], ...]
    around: tuple[str, ...]


def see(reading: Reading, ruled: Iterable[str]) -> Seen:
    """Everything there is to look at; `ruled` names the labels that rules found."""
    kin = tuple(families_in(reading.text))
    return Seen(reading.text.translate(DIGITS), kin, around(reading, kin, ruled))


def around(reading: Reading, kin: Iterable[tuple[Span, str]], ruled: Iterable[str]) -> tuple[str, ...]:
    """The signs around a reply, given its words of families and the labels that rules found."""
    return (*_surroundings(reading, tuple(ruled)), *sorted({f"{_FAMILY}{family}" for _, family in kin}))


def without(seen: Seen, spans: Collection[Span]) -> Seen:
    """A reply with some stretches blanked, and the families that stood only there gone."""
    blank = {i for span in spans for i in range(span.start, span.end)}
    letters = "".join(_BLANK if i in blank else letter for i, letter in enumerate(seen.letters))
    kin = tuple((span, family) for span, family in seen.kin if blank.isdisjoint(range(span.start, span.end)))
    left = {f"{_FAMILY}{family}" for _, family in kin}
    around = tuple(name for name in seen.around if not name.startswith(_FAMILY) or name in left)
    return Seen(letters, kin, around)


def runs(seen: Seen) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of all that a reply holds: one to three letters, beginning and end, what stands by a family.

    A name may come more than once.
    """
    letters, size = seen.letters, len(seen.letters)
    for length in (1, 2, 3):
        yield from ((i, i + length, letters[i : i + length]) for i in range(size - length + 1))
    for length in (2, 3):
        yield 0, min(size, length), f"^{letters[:length]}"
        yield max(0, size - length), size, f"{letters[-length:]}$"
    for span, family in seen.kin:
        before, after = max(0, span.start - _BESIDE), span.end + _BESIDE
        yield before, span.end, f"{letters[before : span.start]}<{family}"
        yield span.start, min(size, after), f"{family}>{letters[span.end : after]}"


def families_in(text: str) -> Iterator[tuple[Span, str]]:
    """Words of families, the longest at each letter, none inside a longer one."""
    for start, end, families in _family_words(text):
        yield from ((Span(start, end), family) for family in families)


def family_names(text: str) -> set[str]:
    """The families whose words stand in a text."""
    return {family for _, _, families in _family_words(text) for family in families}


def _family_words(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    words, sizes = _words()
    reached = 0
    for i, letter in enumerate(text):
        for size in sizes.get(letter, ()):
            found = words.get(text[i : i + size])
            if found:
                if i + size > reached:
                    yield i, i + size, found
                    reached = i + size
                break


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, tuple[str, ...]], dict[str, list[int]]]:
    """The families of each word; how long words that begin with a letter are, the longest first."""
    words: dict[str, tuple[str, ...]] = {}
    for line in FAMILIES.read_text(encoding="utf-8").splitlines():
        family, colon, members = line.partition(":")
        if colon and not line.startswith("#"):
            for word in members.split():
                words[word] = (*words.get(word, ()), family.strip())
    sizes: defaultdict[str, set[int]] = defaultdict(set)
    for word in words:
        sizes[word[0]].add(len(word))
    return words, {letter: sorted(found, reverse=True) for letter, found in sizes.items()}


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
    yield from (f"*rule={label}" for label in ruled)
    yield from (f"*rule={label} stage={stage}" for label in ruled)


def clauses_of(text: str) -> list[Span]:
    """Stretches up to and with each stop, the whole text in order; a figure (3.5, 10:30) is not cut in two."""
    spans: list[Span] = []
    begin = 0
    for i, character in enumerate(text):
        inside = 0 < i < len(text) - 1 and text[i - 1].isdecimal() and text[i + 1].isdecimal()
        if (character in STOPS and not inside) or i == len(text) - 1:
            spans.append(Span(begin, i + 1))
            begin = i + 1
    return spans
