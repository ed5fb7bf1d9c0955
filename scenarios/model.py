"""A scenario and a persona as checked, typed records. Built only by the loader; says and decides nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

Axis = Literal["anger", "trust", "patience"]
AXES: Final[tuple[Axis, ...]] = ("anger", "trust", "patience")

OUTCOMES: Final = ("resolved", "grudging", "handed_over", "unresolved", "lost", "gave_away", "incident")
PASSING: Final = frozenset({"resolved", "handed_over"})
OTHER: Final = "other"
"""Who says a line of a persona for groups: somebody of the cast who is not the one who leads."""
POINT_KINDS: Final = ("fact", "offer", "limit", "act")
LOWEST, HIGHEST = 0, 10

Move = Mapping[Axis, int]
"""What one thing changes in a mood, in whole steps."""


def pleases(move: Move) -> bool:
    """Whether what moves a mood like this does more good than harm."""
    return move.get("trust", 0) > move.get("anger", 0)


@dataclass(frozen=True, slots=True)
class Mood:
    """How the customer is, each axis from 0 to 10. `anger` is shown by the persona's own name for it."""

    anger: int
    trust: int
    patience: int

    def moved(self, move: Move) -> "Mood":
        """The mood after a move, kept within 0 and 10."""

        def at(axis: Axis, value: int) -> int:
            return min(HIGHEST, max(LOWEST, value + move.get(axis, 0)))

        return Mood(at("anger", self.anger), at("trust", self.trust), at("patience", self.patience))


@dataclass(frozen=True, slots=True)
class Bound:
    """One comparison with a number, as `<=6` or `>=3` or `5` in a file."""

    least: int = LOWEST
    most: int = 99

    def holds(self, value: int) -> bool:
        """Whether the value lies within."""
        return self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands, so that a problem can be pointed at."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """One wording the customer may say. `id` is unique within its file; `by` names a speaker of the cast.

    `unless` names points: once one of them has been raised, this would be asking for what was said.
    """

    id: str
    text: str
    by: str | None = None
    mood: Mapping[Axis, Bound] = field(default_factory=dict)
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """When a transition is taken.

    `has`, `any`, `lacks` speak of this reply's labels and points; `asked` of what it asks; `points` of what has been
    raised by now, this reply included; `mood` of the mood before this reply moved it.
    """

    has: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    mood: Mapping[Axis, Bound] = field(default_factory=dict)
    turn: Bound | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """One way out of a state. `when` is None for `otherwise`."""

    when: Guard | None
    to: str
    title: str
    says: tuple[Line, ...]
    mood: Move
    golden: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class State:
    """A place in the conversation: what the customer says on arriving, and while nothing moves them on."""

    id: str
    title: str
    stage: str
    says: tuple[Line, ...]
    presses: tuple[Line, ...]
    model: str
    replies: tuple[Transition, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a session can end. `kind` is one of OUTCOMES; `tempting` marks the one that looks good and is not."""

    id: str
    kind: str
    title: str
    says: tuple[Line, ...]
    debrief: str
    tempting: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Point:
    """Something of this case that a reply can raise, found by its phrases, or as an act in （brackets）.

    `alike` are further wordings, which phrases need not find: with the examples they teach by likeness.
    """

    id: str
    kind: str
    means: str
    phrases: tuple[str, ...]
    acts: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    alike: tuple[str, ...]
    says: tuple[Line, ...]
    again: tuple[Line, ...]
    mood: Move
    place: Place


@dataclass(frozen=True, slots=True)
class Gate:
    """What must have happened by the agent's reply number `by`, or must never happen. Names a label or a point."""

    name: str
    must: bool
    by: int | None
    why: str
    breaks: tuple[str, ...]
    place: Place

    @property
    def id(self) -> str:
        """The name a session keeps for this gate."""
        return f"{'must' if self.must else 'never'}:{self.name}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person on the customer's side. `title` is how the screen names them: 周先生."""

    id: str
    title: str
    surname: str
    gender: str
    age: int | None
    background: str


CaseValue = str | tuple["CaseValue", ...] | Mapping[str, "CaseValue"]


@dataclass(frozen=True, slots=True)
class Persona:
    """The type of customer: what moves and hardens them, and what they say when a scenario is silent."""

    id: str
    title: str
    axis: str
    source: str
    moves: Mapping[str, Move]
    reactions: Mapping[str, tuple[Line, ...]]
    answers: Mapping[str, tuple[Line, ...]]
    again: tuple[Line, ...]
    unknown: tuple[Line, ...]
    repeated: tuple[Line, ...]
    fallbacks: Mapping[str, tuple[Line, ...]]
    stuck: tuple[Line, ...]
    leaves: tuple[Line, ...]
    text: str = ""
    """The file as read, kept with the sessions played with it."""
    memory: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    """What they say of a promise, an apology or a greeting that comes again, and of a wrong name."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario file, checked. `text` is the file as read; its hash names the version a session was played with."""

    id: str
    title: str
    source: str
    date: date
    level: int
    channel: str
    persona: Persona
    cast: Mapping[str, Speaker]
    briefing: str
    case: Mapping[str, CaseValue]
    authority: Mapping[str, str]
    house_rules: tuple[str, ...]
    hints: tuple[str, ...]
    mood: Mood
    moves: Mapping[str, Move]
    points: Mapping[str, Point]
    answers: Mapping[str, tuple[Line, ...]]
    start: str
    states: Mapping[str, State]
    endings: Mapping[str, Ending]
    leaves: str
    gates: tuple[Gate, ...]
    text: str
    path: str

    @property
    def chapter(self) -> str:
        """The folder part of the id: `chapter7`."""
        return self.id.rpartition("/")[0]

    def move_of(self, name: str) -> Move:
        """What a label, or a point, changes in the mood: the scenario's word over the persona's."""
        if name in self.moves:
            return self.moves[name]
        if name in self.points:
            return self.points[name].mood
        return self.persona.moves.get(name, {})
