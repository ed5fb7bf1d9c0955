"""What golden and blind replies cover of a scenario: each state, way and ending, in numbers. Prints nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

LEAST_BLIND: Final = 5
"""Fewer blind replies of a way say nothing of it."""
BLIND_SHARE: Final = 85
"""So many blind replies in a hundred are to take the way they were written for."""


@dataclass(frozen=True, slots=True)
class WayCover:
    """One way of a state: how many replies were written for it, and how many take it at some place that is reached."""

    state: str
    way: int
    title: str
    to: str
    golden: int
    golden_taken: int
    blind: int
    blind_taken: int
    reached: bool
    """Whether any golden reply of the state takes it."""

    @property
    def is_unclear(self) -> bool:
        """Whether enough blind replies say that the way is not taken by those who mean it."""
        return self.blind >= LEAST_BLIND and self.blind_taken * 100 < BLIND_SHARE * self.blind


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was reached. `states` in the order of the file; `endings` with who reaches each: `golden`, transcripts."""

    states: Mapping[str, bool]
    endings: Mapping[str, tuple[str, ...]]
    ways: tuple[WayCover, ...]
    places: int
    complete: bool

    def as_json(self) -> dict[str, Any]:
        """The coverage as `check --coverage --json` prints it, and as a cache keeps it."""
        return {
            "places": self.places,
            "complete": self.complete,
            "states": [{"id": name, "reached": reached} for name, reached in self.states.items()],
            "ways": [{name: getattr(way, name) for name in WayCover.__slots__} for way in self.ways],
            "endings": [{"id": name, "reached_by": list(by)} for name, by in self.endings.items()],
        }

    @classmethod
    def from_json(cls, kept: Any) -> "Coverage":
        """The coverage that as_json() gave. Raises KeyError or TypeError on anything else."""
        return cls(
            states={state["id"]: state["reached"] for state in kept["states"]},
            endings={ending["id"]: tuple(ending["reached_by"]) for ending in kept["endings"]},
            ways=tuple(WayCover(**way) for way in kept["ways"]),
            places=kept["places"],
            complete=kept["complete"],
        )
