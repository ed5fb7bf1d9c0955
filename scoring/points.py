"""Points of one case: finds what a reply brings up, in its speech or in its （acts）. Built once for a scenario."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.detect import mention
from scoring.matcher import Group, Match, PhraseIndex, Words
from scoring.reading import Reading, Span
from scoring.records import Mention
from scoring.scope import is_denied, is_within

_SUPPOSED = re.compile(
    "(?:如果|要是|要真|假如|假使|倘若|若是|万一)[^，。？！；：、]{0,10}$|是不是$|(?:号码|数|号)是否$"
)
_REACH = 16
"""What stands before words that are only supposed: 要真是我们错了 says nothing of whose fault it was."""


@dataclass(frozen=True, slots=True)
class PointPhrases:
    """What a point is found by. `is_limit`: the point says no itself, so a denial before it changes nothing."""

    id: str
    phrases: tuple[str, ...]
    acts: tuple[str, ...]
    is_limit: bool = False


class PointIndex:
    """The points of a case made ready to find."""

    def __init__(self, points: Iterable[PointPhrases], words: Words) -> None:
        kept = list(points)
        self._limits = {point.id for point in kept if point.is_limit}
        self._speech = PhraseIndex(Group.of(point.id, point.phrases, words) for point in kept if point.phrases)
        self._acts = PhraseIndex(Group.of(point.id, point.acts, words) for point in kept if point.acts)

    def find(self, reading: Reading) -> tuple[Mention, ...]:
        """Every point the reply raises, at the first words that raise it, in reading order."""
        spoken = [match for match in self._speech.find(reading.text) if self._is_meant(reading, match)]
        acted = [match for match in self._acts.find(reading.acts.text) if not is_denied(reading.acts.text, match.start)]
        first: dict[str, Mention] = {}
        for match in sorted([*spoken, *acted], key=lambda match: (match.start, match.group)):
            first.setdefault(match.group, mention(reading, match.group, Span(match.start, match.end)))
        return tuple(first.values())

    def _is_meant(self, reading: Reading, match: Match) -> bool:
        if is_within(match.start, match.end, reading.quotes):
            return False
        if _SUPPOSED.search(reading.text, max(0, match.start - _REACH), match.start):
            return False
        return match.group in self._limits or not is_denied(reading.text, match.start)
