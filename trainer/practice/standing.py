"""Where a customer stands: everything a session needs to go on from, as one record that turns into JSON and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scenarios.model import Mood


@dataclass(frozen=True, slots=True)
class Standing:
    """The customer's state, mood and memory after `turn` replies. `used` holds the wordings already said."""

    state: str
    mood: Mood
    turn: int = 0
    points: tuple[str, ...] = ()
    asked: Mapping[str, int] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    heard: tuple[str, ...] = ()
    """The bare text of each reply, to notice one that is said again."""
    gates: Mapping[str, int | None] = field(default_factory=dict)
    """For each gate that something has happened to, the turn: of `must` when it was done, of `never` when it broke."""
    ending: str | None = None
    done: Mapping[str, int] = field(default_factory=dict)
    """How often the agent has promised, apologised and greeted."""
    stayed: int = 0
    """How many replies in a row have led nowhere."""

    def to_json(self) -> dict[str, Any]:
        """As JSON values, in a fixed order, so that equal standings are equal texts."""
        mood = {"anger": self.mood.anger, "trust": self.mood.trust, "patience": self.mood.patience}
        return {
            "state": self.state,
            "mood": mood,
            "turn": self.turn,
            "points": list(self.points),
            "asked": dict(sorted(self.asked.items())),
            "used": sorted(self.used),
            "heard": list(self.heard),
            "gates": dict(sorted(self.gates.items())),
            "ending": self.ending,
            "done": dict(sorted(self.done.items())),
            "stayed": self.stayed,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Standing":
        """The standing that to_json() wrote. Raises KeyError, TypeError or ValueError on anything else."""
        return cls(
            state=str(kept["state"]),
            mood=Mood(**{axis: int(kept["mood"][axis]) for axis in ("anger", "trust", "patience")}),
            turn=int(kept["turn"]),
            points=tuple(map(str, kept["points"])),
            asked={str(name): int(times) for name, times in kept["asked"].items()},
            used=frozenset(map(str, kept["used"])),
            heard=tuple(map(str, kept["heard"])),
            gates=dict(kept["gates"]),
            ending=kept["ending"],
            done={str(name): int(times) for name, times in kept.get("done", {}).items()},
            stayed=int(kept.get("stayed", 0)),
        )

    def saying(self, texts: frozenset[str]) -> "Standing":
        """The standing once these wordings have been said."""
        return replace(self, used=self.used | texts)
