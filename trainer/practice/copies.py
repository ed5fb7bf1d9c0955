"""Recognises a model wording of the scenario said again. Names it; what follows from it is decided elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from scenarios.model import PASSING, Scenario, Transition
from scoring.labels import LABELS
from scoring.text import LONGEST, clean, fold

SHORTEST: Final = 12
"""Shorter wordings are what anybody says: no copy of anything."""
SHARE: Final = 0.85
FILLS: Final = 0.6
"""A wording that makes up so much of a reply is the reply."""
_GRAM: Final = 3


@dataclass(frozen=True, slots=True)
class Copy:
    """A model wording found in a reply: the state it was written for, and whether the reply was said there."""

    state: str
    text: str
    fits: bool
    fills: bool
    """Whether the reply is little else."""


class Copies:
    """The model wordings of one scenario: golden replies of ways worth taking, and each state's model."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def find(self, reply: str, state: str) -> Copy | None:
        """The model wording that makes up a reply said in a state; one written for that state comes first."""
        said = _grams(_bare(clean(reply)[:LONGEST]))
        found = [
            (home == state, share, Copy(home, text, home == state, len(grams & said) >= FILLS * len(said)))
            for home, text, grams in self._models
            if (share := len(grams & said) / len(grams)) >= SHARE
        ]
        return max(found, key=lambda each: each[:2])[2] if found else None

    @cached_property
    def _models(self) -> tuple[tuple[str, str, frozenset[str]], ...]:
        bare = ((home, text, _bare(text)) for home, text in _texts(self._scenario))
        return tuple((home, text, _grams(letters)) for home, text, letters in bare if len(letters) >= SHORTEST)


def _texts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for state in scenario.states.values():
        followed = (way.golden for way in state.replies if _is_model(scenario, way))
        for text in (state.model, *chain.from_iterable(followed)):
            yield state.id, text


def _is_model(scenario: Scenario, way: Transition) -> bool:
    """Whether golden replies are to be followed: not where they show a fault, miss what was needed, or end badly."""
    guard, ending = way.when, scenario.endings.get(way.to)
    if guard is None or (ending is not None and ending.kind not in PASSING):
        return False
    labels = [LABELS[name] for name in (*guard.has, *guard.any) if name in LABELS]
    return all(label.good for label in labels)


def _bare(text: str) -> str:
    return "".join(character for character in fold(text).text if character.isalnum())


def _grams(letters: str) -> frozenset[str]:
    return frozenset(letters[i : i + _GRAM] for i in range(len(letters) - _GRAM + 1))
