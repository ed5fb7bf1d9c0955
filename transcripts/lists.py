"""Sessions at a glance, as table `summary` has them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scoring.labels import MARKS
from transcripts import passing

if TYPE_CHECKING:
    from transcripts.connection import Connection

_SUMMARY: Final = """
SELECT summary.session AS id, summary.person, name AS trainee, summary.scenario, summary.mode, summary.started,
    summary.ended, summary.ending, summary.outcome, {passed} AS passed, parent, start, state, turns, reviewed,
    overall, etiquette, empathy, phrasing
FROM summary JOIN session ON session.id = summary.session JOIN person ON person.id = summary.person
WHERE {where}
ORDER BY summary.started, summary.session
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """One session in a list.

    `marks` are session marks, None with no turn; a dimension's is None where it is not assessed. `state` is None
    where no turn says it yet.
    """

    id: str
    person: str
    trainee: str
    scenario: str
    mode: str
    started: str
    ended: str | None
    state: str | None
    ending: str | None
    outcome: str | None
    marks: Mapping[str, float | None] | None
    passed: bool | None
    turns: int
    parent: str | None
    reviewed: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that `sessions --json` prints."""
        before = ("id", "trainee", "scenario", "mode", "started", "ended", "state", "ending", "outcome", "marks")
        after = ("turns", "parent", "reviewed")
        return {name: getattr(self, name) for name in before} | {
            "pass": self.passed,
            **{name: getattr(self, name) for name in after},
        }


def ids(connection: "Connection") -> list[str]:
    """All sessions by start, those too that cannot be read."""
    return [str(row["id"]) for row in connection.rows("SELECT id FROM session ORDER BY started, id")]


def summaries(
    connection: "Connection", *, person: str | None = None, scenario: str | None = None, is_open: bool | None = None
) -> list[Summary]:
    """Sessions by start; None does not filter."""
    wanted = {"summary.person = :person": person, "summary.scenario = :scenario": scenario}
    where = [clause for clause, value in wanted.items() if value is not None]
    if is_open is not None:
        where.append(f"summary.ended IS {'' if is_open else 'NOT '}NULL")
    values = {"person": person, "scenario": scenario}
    with connection.reading(), connection.making_sense("练习列表"):
        question = _SUMMARY.format(where=" AND ".join(where) or "1", passed=passing.column(connection))
        return [_summary(row) for row in connection.rows(question, values)]


def _summary(row: dict[str, Any]) -> Summary:
    marks = {name: row.pop(name) for name in MARKS}
    row["marks"] = marks if row["turns"] else None
    row["passed"] = None if row["passed"] is None else bool(row["passed"])
    start = json.loads(row.pop("start"))
    row["state"] = row["state"] or start.get("state")
    return Summary(**row)
