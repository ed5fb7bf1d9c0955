"""Who of a group says a line: whoever it is written for, else who was spoken to, else the one who leads."""

from collections.abc import Sequence
from zlib import crc32

from scenarios.model import OTHER, Line, Scenario
from transcripts.records import Spoken

_NEAR = 14
"""So many letters from the end of a reply somebody named is still spoken to."""


class Voices:
    """The cast of one scenario. One customer alone has no name here."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._seed = seed
        group = tuple(scenario.cast) if len(scenario.cast) > 1 else ()
        self.lead, self.others = next(iter(group), None), group[1:]
        self._names = _names({name: scenario.cast[name].title for name in group})

    def spoken_to(self, bare: str) -> str | None:
        """Whom the end of a reply (its bare text) names, the last one if several; None for nobody."""
        end = bare[-_NEAR:]
        named = {end.rfind(name): who for name, who in self._names.items()}
        return named[max(named)] if named and max(named) >= 0 else None

    def of(self, lines: Sequence[Line], who: str | None) -> Sequence[Line]:
        """The lines that whoever was spoken to can say, all of them where there are none or nobody was."""
        if who is None:
            return lines
        own = {who, OTHER if who in self.others else None}
        return [line for line in lines if line.by in own] or lines

    def speak(self, line: Line, part: str, turn: int, who: str | None = None) -> Spoken:
        """A line as said, by one of the others where any of them may: by `who` if that is one of them."""
        by = line.by or self.lead
        if by == OTHER:
            by = self.others[crc32(f"{self._seed}:{turn}:{line.id}".encode()) % len(self.others)]
            by = who if who in self.others else by
        return Spoken(line.text, part, line.id, by)


def _names(titles: dict[str, str]) -> dict[str, str]:
    """What members are called, whole or without the surname (大爷) where only one is called that, and who it is."""
    short = [title[1:] for title in titles.values()]
    names = {title[1:]: who for who, title in titles.items() if len(title) > 2 and short.count(title[1:]) == 1}
    return names | {title: who for who, title in titles.items()}
