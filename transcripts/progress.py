"""How a person stands with each scenario, and what their latest replies were like. Reads sums, no transcripts.

A session counts once there is a reply in it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from scoring.records import Marks
from transcripts.marks import mean_mark, session_marks

if TYPE_CHECKING:
    from transcripts.connection import Connection

RECENT: Final = 10
"""The sessions that say what somebody is like now."""

_ATTEMPTS: Final = """
SELECT session.id, scenario, mode, started, ended, outcome, passed, count(*) AS turns, sum(overall) AS total
FROM session JOIN turn ON turn.session = session.id
WHERE person = ?
GROUP BY session.id
ORDER BY started, session.id
"""
_REPLIES: Final = """
SELECT etiquette, empathy, phrasing, overall, labels
FROM session JOIN turn ON turn.session = session.id
WHERE session.id IN ({places}) AND (parent_turn IS NULL OR number >= parent_turn)
"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One session in a course: when, how far, and how it came out. `overall` is its session mark."""

    id: str
    scenario: str
    mode: str
    started: str
    ended: str | None
    outcome: str | None
    passed: bool
    turns: int
    overall: float


@dataclass(frozen=True, slots=True)
class Tried:
    """A person's sessions of one scenario.

    The first, the best (the earlier of equals) and the latest are of those that ended; `unfinished` is the latest that
    did not; `passed` is whether any did.
    """

    times: int = 0
    first: Attempt | None = None
    best: Attempt | None = None
    latest: Attempt | None = None
    unfinished: Attempt | None = None
    passed: bool = False

    def then(self, attempt: Attempt) -> "Tried":
        """These and a later one."""
        if attempt.ended is None:
            return replace(self, times=self.times + 1, unfinished=attempt)
        better = self.best is None or attempt.overall > self.best.overall
        return Tried(
            self.times + 1,
            self.first or attempt,
            attempt if better else self.best,
            attempt,
            self.unfinished,
            self.passed or attempt.passed,
        )


@dataclass(frozen=True, slots=True)
class Lately:
    """A person's latest sessions, the latest first, and their replies together.

    `marks` are their means, None for a dimension that nothing called for; `labels` says how many replies show each.
    What a retry copied from before is not counted again.
    """

    sessions: tuple[Attempt, ...] = ()
    replies: int = 0
    marks: Mapping[str, float | None] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything about a person's course."""

    tried: Mapping[str, Tried]
    lately: Lately


def progress(connection: "Connection", person: str) -> Progress:
    """How this person stands."""
    with connection.reading(), connection.making_sense("成绩"):
        attempts = [_attempt(row) for row in connection.rows(_ATTEMPTS, [person])]
        recent = tuple(attempts[: -RECENT - 1 : -1])
        question = _REPLIES.format(places=",".join("?" * len(recent)))
        rows = connection.rows(question, [attempt.id for attempt in recent])
        return Progress(_by_scenario(attempts), _lately(recent, rows))


def _attempt(row: dict[str, Any]) -> Attempt:
    overall = mean_mark(row.pop("total"), row["turns"])
    return Attempt(**row | {"passed": bool(row["passed"])}, overall=overall)


def _by_scenario(attempts: Iterable[Attempt]) -> dict[str, Tried]:
    found: dict[str, Tried] = {}
    for attempt in attempts:
        found[attempt.scenario] = found.get(attempt.scenario, Tried()).then(attempt)
    return found


def _lately(recent: tuple[Attempt, ...], rows: Iterable[Mapping[str, Any]]) -> Lately:
    marked = [
        (Marks(row["etiquette"], row["empathy"], row["phrasing"], row["overall"]), json.loads(row["labels"]))
        for row in rows
    ]
    labels = Counter(label for _, shown in marked for label in set(shown))
    return Lately(recent, len(marked), session_marks(marked) if marked else {}, labels)
