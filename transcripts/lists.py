"""Sessions at a glance. Computed from the turns each time, stored nowhere."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scoring.records import Marks
from transcripts.marks import session_marks

if TYPE_CHECKING:
    from transcripts.connection import Connection

_SUMMARY: Final = """
SELECT session.id, person, name AS trainee, scenario, mode, started, ended, ending, outcome, passed, parent, start,
    (SELECT led_to FROM turn WHERE turn.session = session.id ORDER BY number DESC LIMIT 1) AS state,
    (SELECT count(*) FROM turn WHERE turn.session = session.id) AS turns
FROM session JOIN person ON person.id = session.person
WHERE {where}
ORDER BY started, session.id
"""
_MARKS: Final = """
SELECT session.id, etiquette, empathy, phrasing, overall, labels
FROM session JOIN turn ON turn.session = session.id WHERE {where}
"""

Marked = tuple[Marks, list[str]]


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
    wanted = {"person = :person": person, "scenario = :scenario": scenario}
    where = [clause for clause, value in wanted.items() if value is not None]
    if is_open is not None:
        where.append(f"ended IS {'' if is_open else 'NOT '}NULL")
    narrowed = " AND ".join(where) or "1"
    values = {"person": person, "scenario": scenario}
    with connection.reading(), connection.making_sense("练习列表"):
        rows, turns = (connection.rows(question.format(where=narrowed), values) for question in (_SUMMARY, _MARKS))
        marked = _marked(turns)
        return [_summary(row, marked[row["id"]]) for row in rows]


def _marked(turns: Iterable[Mapping[str, Any]]) -> defaultdict[str, list[Marked]]:
    """The marks and labels of each session's turns."""
    found: defaultdict[str, list[Marked]] = defaultdict(list)
    for row in turns:
        marks = Marks(row["etiquette"], row["empathy"], row["phrasing"], row["overall"])
        found[row["id"]].append((marks, json.loads(row["labels"])))
    return found


def _summary(row: dict[str, Any], turns: list[Marked]) -> Summary:
    row["marks"] = session_marks(turns) if turns else None
    row["passed"] = None if row["passed"] is None else bool(row["passed"])
    start = json.loads(row.pop("start"))
    row["state"] = row["state"] or start.get("state")
    return Summary(**row)
