"""Points of one case: finds what a reply brings up, in its speech or in its （acts）. Built once for a scenario.

Phrases are exact and come first. Of what they leave unheard, the one point is taken whose examples it is most like.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.detect import mention
from scoring.likeness import Likeness
from scoring.matcher import Group, Match, PhraseIndex, Words
from scoring.reading import Reading, Span
from scoring.records import Context, Mention
from scoring.scope import is_denied, is_within
from scoring.text import fold

_SUPPOSED = re.compile(
    "(?:如果|要是|要真|假如|假使|倘若|若是|万一)[^，。？！；：、]{0,10}$|是不是$|(?:号码|数|号)是否$|[核查算对测]出来[要真若]?是$"
)
_REFUSED = re.compile(
    "[退免减赔补送给办]不[了得]|[不没]能?再?[退免减赔补送](?![费钱])|还[得要][您你]?[交付出缴掏]|一分钱?[也都]?[不没]"
    "|没(?:办法|法|得)[退免减赔补]|权限[只就][有到]|最多[退减免补]"
)
"""Words that refuse, or that hold back most: no offer is made in a sentence of them, whatever else it is like."""
_REPORTED = re.compile(
    "(?:一个|有个|那位|头一位|前面|前头|上回|上次|当时|同事|热线|柜台|人家|有人|网上|他们?|她们?)[^，。？！；：、]{0,6}[说讲]$"
    "|[您你][^，。？！；：、]{0,6}[说讲提](?:想要?|要|希望)$"
)
"""Words that make an offer somebody else's, or the customer's own wish: 一个说充十块, 您昨晚说想补四百."""
_SENTENCE = re.compile(r"[^。？！；\n]*\w[^。？！；\n]*[。？！；\n]?")
_ASKS = "？"
_REMEMBERED = 512
"""So many texts' matches are kept: a scenario has fewer replies and examples."""
_REACH = 16
"""What stands before words that are only supposed: 要真是我们错了 says nothing of whose fault it was."""


@dataclass(frozen=True, slots=True)
class PointPhrases:
    """What a point is found by. Without examples it is heard by its phrases alone.

    `is_limit`: the point says no itself, so a denial before it changes nothing. `is_offer`: no sentence that refuses is
    like it. `is_gain`: it pleases the customer.
    """

    id: str
    phrases: tuple[str, ...]
    acts: tuple[str, ...]
    is_limit: bool = False
    is_offer: bool = False
    is_gain: bool = False
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


class PointIndex:
    """The points of a case made ready to find."""

    def __init__(self, points: Iterable[PointPhrases], words: Words, replies: Iterable[str] = ()) -> None:
        """`replies` of the case: what no phrase finds in them is taken not to be there."""
        self._replies = tuple(replies)
        self._heard: dict[str, tuple[Match, ...]] = {}
        kept = self._points = tuple(points)
        # Points that nobody asks about in their examples: a question does not raise them.
        self._telling = {point.id for point in kept if not any(_ASKS in fold(text).text for text in point.examples)}
        self._limits = {point.id for point in kept if point.is_limit}
        self._offers = {point.id for point in kept if point.is_offer}
        self._gains = {point.id for point in kept if point.is_gain}
        self._speech = PhraseIndex(Group.of(point.id, point.phrases, words) for point in kept if point.phrases)
        self._acts = PhraseIndex(Group.of(point.id, point.acts, words) for point in kept if point.acts)

    def find(self, reading: Reading, *, opposed: bool = False) -> tuple[Mention, ...]:
        """Every point the reply raises, at the first words that raise it, in reading order.

        `opposed`: it stands against the customer, so that what would please them is not there for being like it.
        """
        spoken = self._spoken(reading)
        acted = self._acted(reading)
        alike = self._alike(reading, spoken, self._gains if opposed else set())
        first: dict[str, Mention] = {}
        for match in sorted([*spoken, *acted, *alike], key=lambda match: (match.start, match.group)):
            first.setdefault(match.group, mention(reading, match.group, Span(match.start, match.end)))
        return tuple(first.values())

    def phrased(self, reading: Reading) -> frozenset[str]:
        """The points whose own phrases stand in the reply; what else find() gives is only like their examples."""
        return frozenset(match.group for match in (*self._spoken(reading), *self._acted(reading)))

    def prepare(self) -> None:
        """Learn now what else the first search would learn."""
        self._likeness  # noqa: B018 - reading it learns it

    def _spoken(self, reading: Reading) -> tuple[Match, ...]:
        """Where phrases stand and are meant; remembered: a case's own replies are learned from and then proved."""
        found = self._heard.get(reading.text)
        if found is None:
            found = tuple(match for match in self._speech.find(reading.text) if self._is_meant(reading, match))
            if len(self._heard) < _REMEMBERED:
                self._heard[reading.text] = found
        return found

    def _acted(self, reading: Reading) -> list[Match]:
        acts = reading.acts.text
        return [match for match in self._acts.find(acts) if not is_denied(acts, match.start)]

    def _alike(self, reading: Reading, spoken: Sequence[Match], unlikely: set[str]) -> list[Match]:
        """The point that any of the sentences without a match is most like, if it is like enough to one.

        To ask about something is not to say it: a question is like those points alone whose examples ask.
        """
        known = unlikely | {match.group for match in spoken}
        found: list[tuple[int, str, Span]] = []
        for span in _sentences(reading):
            if not any(match.start < span.end and span.start < match.end for match in spoken):
                text = _own_words(reading, span)
                barred = known | (self._telling if _ASKS in text else set())
                barred |= self._offers if _REFUSED.search(text) else set()
                found += ((over, name, span) for name, over in self._likeness.over(text).items() if name not in barred)
        best = max(found, key=lambda each: each[:2], default=None)
        return [Match(best[1], best[2].start, best[2].end)] if best else []

    @cached_property
    def _likeness(self) -> Likeness:
        """Learned when first needed: a start should not wait for it."""
        learned = [point for point in self._points if point.phrases]
        replies = [_read(text) for text in self._replies]
        return Likeness(
            {point.id: [_read(text).text for text in point.examples] for point in learned},
            {point.id: [_read(text).text for text in point.near_misses] for point in learned},
            [(reading.text, {match.group for match in self._spoken(reading)}) for reading in replies],
        )

    def _is_meant(self, reading: Reading, match: Match) -> bool:
        if is_within(match.start, match.end, reading.quotes):
            return False
        # 核出来是我们多计: a phrase may begin with the 是.
        lead = match.start + reading.text.startswith("是", match.start)
        if _SUPPOSED.search(reading.text, max(0, match.start - _REACH), lead):
            return False
        if match.group in self._offers and _REPORTED.search(reading.text, max(0, match.start - _REACH), match.start):
            return False
        return match.group in self._limits or not is_denied(reading.text, match.start)


def _read(text: str) -> Reading:
    return Reading(text, Context())


def _own_words(reading: Reading, span: Span) -> str:
    """A sentence without what it quotes."""
    letters = list(reading.text[span.start : span.end])
    for left, right in reading.quotes:
        first, last = max(left, span.start) - span.start, min(right, span.end) - span.start
        if first < last:
            letters[first:last] = " " * (last - first)
    return "".join(letters)


def _sentences(reading: Reading) -> list[Span]:
    """The sentences of the speech, as far as they say anything and are nobody else's words."""
    found = (Span(*sentence.span()) for sentence in _SENTENCE.finditer(reading.text))
    return [span for span in found if not is_within(span.start, span.end, reading.quotes)]
