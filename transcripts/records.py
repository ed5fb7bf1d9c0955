"""Sessions and turns as plain records: what the engine produces, the store keeps and the screens show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from scoring.records import Assessment

Mode = Literal["practice", "exam", "timed"]
MODES: Final[tuple[Mode, ...]] = ("practice", "exam", "timed")
_MIXED: Final = "mixed:"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One part of what the customer's side says in a turn.

    `part` is `opening`, `reaction`, `answer`, `response`, `push` or `ending`; `line` is the id of the wording used;
    `speaker` names someone of the cast, None where the customer is alone.
    """

    text: str
    part: str
    line: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One reply of the agent and everything that followed from it. Numbers start at 1; moods are 0 to 10."""

    number: int
    reply: str
    seconds: float | None
    """Time taken to write the reply, where it was measured."""
    hints: int
    """How many hints had been looked at before this reply."""
    assessment: Assessment
    state: str
    """The state in which the customer heard the reply."""
    to: str
    """The state or ending it led to."""
    way: int | None
    """Which of the state's replies was taken, from 0; None when patience ran out or the session hit its last turn."""
    mood_before: Mapping[str, int]
    mood: Mapping[str, int]
    said: tuple[Spoken, ...]
    standing: Mapping[str, Any]
    """The customer's whole memory after this turn, as JSON values: a session resumes and forks from here."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who practises or reviews on this machine. `staff_number` tells people of one name apart."""

    id: str
    name: str
    staff_number: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One practice from start to end, or to where it was left.

    `scenario_hash` and `rules_hash` name the texts it was played with, kept whole by the store. `start` holds what
    overrides the scenario's start (`state`, `mood`). A retry has the session and turn it branched from: the turns
    before `parent_turn` are copied, so that it reads and replays on its own. Times are ISO 8601 in UTC.
    `scorer_version` is the one that marked every turn, or `mixed:` and all that did.
    """

    id: str
    person: str
    scenario: str
    scenario_hash: str
    rules_hash: str
    scorer_version: str
    seed: int
    mode: Mode
    started: str
    opening: tuple[Spoken, ...]
    turns: tuple[Turn, ...] = ()
    ended: str | None = None
    ending: str | None = None
    outcome: str | None = None
    passed: bool | None = None
    parent: str | None = None
    parent_turn: int | None = None
    start: Mapping[str, Any] = field(default_factory=dict)


def mixed_version(before: str, now: str) -> str:
    """The version of a session whose turns `before` marked, once `now` has marked one: both, where they differ."""
    names = before.removeprefix(_MIXED).split("+")
    return before if now in names else f"{_MIXED}{'+'.join((*names, now))}"
