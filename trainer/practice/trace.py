"""What one reply went through on its way to the customer's answer, written down where it happens. Decides nothing."""

from dataclasses import dataclass, field

from trainer.practice.guards import Condition
from trainer.practice.hearing import Heard


@dataclass(frozen=True, slots=True)
class Tried:
    """A way out of a state that was asked for, whether it was open, and every condition of its guard."""

    way: int
    holds: bool
    conditions: tuple[Condition, ...]


@dataclass(slots=True)
class Trace:
    """Handed in empty with a reply; holds what was heard of it, and the ways tried in their order."""

    heard: Heard | None = None
    tried: list[Tried] = field(default_factory=list)
    on_suspicion: bool = False
    """Whether nothing plain led on, so that the ways were tried again with what was only suspected."""
