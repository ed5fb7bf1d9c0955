"""Sessions at a glance, and a person's first, best and latest. Computed from the turns each time, stored nowhere."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from scoring.labels import DIMENSIONS, LABELS

if TYPE_CHECKING:
    from transcripts.connection import Connection

MARKS: Final = (*DIMENSIONS, "overall")

_SUMMARY: Final = """
SELECT session.id, person, name AS trainee, scenario, mode, started, ended, ending, outcome, passed, parent, start,
    (SELECT led_to FROM turn WHERE turn.session = session.id ORDER BY number DESC LIMIT 1) AS state,
    count(turn.number) AS turns, sum(etiquette) AS etiquette, sum(empathy) AS empathy,
    sum(phrasing) AS phrasing, sum(overall) AS overall
FROM session JOIN person ON person.id = session.person LEFT JOIN turn ON turn.session = session.id
WHERE {where}
GROUP BY session.id ORDER BY started, session.id
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """One session in a list.

    `marks` are session marks, None with no turn; a dimension's is None where no turn called for it. `state` is None
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


@dataclass(frozen=True, slots=True)
class Best:
    """A person's ended sessions of one scenario: the first, the one marked best (the earlier of equals), the latest."""

    first: Summary
    best: Summary
    latest: Summary


def mean_mark(total: int, turns: int) -> float:
    """The mean of whole marks to one decimal, halves upwards; in whole numbers, so that no platform differs."""
    return (20 * total + turns) // (2 * turns) / 10


def summaries(
    connection: "Connection", *, person: str | None = None, scenario: str | None = None, is_open: bool | None = None
) -> list[Summary]:
    """Sessions by start; None does not filter."""
    wanted = {"person = :person": person, "scenario = :scenario": scenario}
    where = [clause for clause, value in wanted.items() if value is not None]
    if is_open is not None:
        where.append(f"ended IS {'' if is_open else 'NOT '}NULL")
    question = _SUMMARY.format(where=" AND ".join(where) or "1")
    rows = connection.rows(question, {"person": person, "scenario": scenario})
    seen = _assessed(connection)
    with connection.making_sense("练习列表"):
        return [_summary(row, seen) for row in rows]


def _assessed(connection: "Connection") -> frozenset[tuple[str, str]]:
    """Each session with each dimension that any of its turns showed a label of; the others are not assessed."""
    pairs = connection.rows("SELECT DISTINCT session, label FROM finding")
    return frozenset((row["session"], LABELS[row["label"]].dimension) for row in pairs if row["label"] in LABELS)


def bests(sessions: Iterable[Summary]) -> dict[str, Best]:
    """First, best and latest of each scenario, from sessions in order of start; open or empty ones do not count."""
    found: dict[str, Best] = {}
    for session in sessions:
        if session.ended is None or session.marks is None:
            continue
        known = found.get(session.scenario, Best(session, session, session))
        better = _overall(session) > _overall(known.best)
        found[session.scenario] = Best(known.first, session if better else known.best, session)
    return found


def _summary(row: dict[str, Any], assessed: frozenset[tuple[str, str]]) -> Summary:
    totals = {name: row.pop(name) for name in MARKS}
    row["marks"] = _marks(row, totals, assessed) if row["turns"] else None
    row["passed"] = None if row["passed"] is None else bool(row["passed"])
    start = json.loads(row.pop("start"))
    row["state"] = row["state"] or start.get("state")
    return Summary(**row)


def _marks(
    row: dict[str, Any], totals: dict[str, int], assessed: frozenset[tuple[str, str]]
) -> dict[str, float | None]:
    """Session marks by name; a dimension that no turn called for has none."""
    return {
        name: mean_mark(total, row["turns"]) if name == "overall" or (row["id"], name) in assessed else None
        for name, total in totals.items()
    }


def _overall(session: Summary) -> float:
    return (session.marks or {}).get("overall") or 0.0
