"""The instructor's queue: sessions filtered, sorted and searched, a page at a time, from one table and two indexes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from transcripts import passing, search

if TYPE_CHECKING:
    from transcripts.connection import Connection

Sort = Literal["newest", "oldest", "lowest", "highest", "longest"]
SORTS: Final[dict[str, str]] = {
    "newest": "summary.started DESC, summary.session DESC",
    "oldest": "summary.started, summary.session",
    "lowest": "summary.overall, summary.session",
    "highest": "summary.overall DESC, summary.session DESC",
    "longest": "summary.turns DESC, summary.session DESC",
}
PAGE: Final = 100
COUNTED: Final = 1_000
"""Up to here the sessions found are counted; beyond, it is said that there are more."""
_RARE: Final = 20_000
"""Findings of a label that is rare."""
_SAID: Final = """summary.session IN (SELECT session FROM search
    WHERE id IN (SELECT rowid FROM search_words WHERE search_words MATCH :words))"""

_COLUMNS: Final = """
    summary.session AS id, summary.person, person.name AS trainee, person.staff_number, person.team, summary.scenario,
    summary.mode, summary.started, summary.ended, summary.ending, summary.outcome, {passed} AS passed, summary.turns,
    summary.overall, summary.etiquette, summary.empathy, summary.phrasing, summary.gates_failed, summary.reviewed,
    summary.reviews, summary.disputes"""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which sessions are wanted; what is left empty does not narrow.

    `since` and `until` are ISO days or moments in UTC, `until` not included; `at_most` is an overall session mark;
    `words` must all stand in one reply; `label` is found in one of the replies.
    """

    person: str | None = None
    who: str | None = None
    """A name or staff number; several people may share one."""
    team: str | None = None
    scenario: str | None = None
    since: str | None = None
    until: str | None = None
    outcome: str | None = None
    mode: str | None = None
    passed: bool | None = None
    is_open: bool | None = None
    at_most: float | None = None
    gates_failed: bool | None = None
    reviewed: bool | None = None
    disputed: bool = False
    label: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One session in the queue; marks are session marks, None where there is none.

    `turn` is the first reply in which the words searched for stand.
    """

    id: str
    person: str
    trainee: str
    staff_number: str
    team: str
    scenario: str
    mode: str
    started: str
    ended: str | None
    ending: str | None
    outcome: str | None
    passed: bool | None
    turns: int
    overall: float | None
    etiquette: float | None
    empathy: float | None
    phrasing: float | None
    gates_failed: int | None
    reviewed: str | None
    reviews: int
    disputes: int
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the queue; `count` is how many there are in all, at most COUNTED, `more` whether there are more."""

    lines: tuple[Line, ...]
    count: int
    more: bool


def queue(connection: "Connection", filters: Filters, sort: Sort = "newest", start: int = 0, size: int = PAGE) -> Found:
    """A page of the sessions that are wanted, from the `start`th on."""
    with connection.reading(), connection.making_sense("练习列表"):
        passed = passing.column(connection)
        where, values = conditions(connection, filters, passed)
        ids = _ids(connection, " AND ".join(where), values, sort, max(start + size, COUNTED + 1))
        lines = _lines(connection, ids[start : start + size], passed, sort)
        if filters.words.strip():
            turns = _turns(connection, [line.id for line in lines], filters.words)
            lines = tuple(replace(line, turn=turns.get(line.id)) for line in lines)
        return Found(lines, min(len(ids), COUNTED), len(ids) > COUNTED)


def _ids(connection: "Connection", where: str, values: dict[str, Any], sort: Sort, most: int) -> list[str]:
    """The sessions that are wanted, in order: found and counted in one go, which is what takes the time."""
    asked = f"SELECT session FROM summary WHERE {where} ORDER BY {SORTS[sort]} LIMIT :most"
    return [str(row["session"]) for row in connection.rows(asked, values | {"most": most})]


def _lines(connection: "Connection", ids: list[str], passed: str, sort: Sort) -> tuple[Line, ...]:
    asked = f"""
        SELECT {_COLUMNS.format(passed=passed)} FROM summary JOIN person ON person.id = summary.person
        WHERE summary.session IN ({_places(ids)}) ORDER BY {SORTS[sort]}"""
    return tuple(Line(**row | {"passed": _yes(row["passed"])}) for row in connection.rows(asked, ids))


def _yes(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def conditions(connection: "Connection", filters: Filters, passed: str) -> tuple[list[str], dict[str, Any]]:
    """What narrows the queue, as conditions on `summary` and their values."""
    equal = {name: getattr(filters, name) for name in ("person", "scenario", "outcome", "mode")}
    where = [f"summary.{name} = :{name}" for name, value in equal.items() if value is not None]
    values: dict[str, Any] = {name: value for name, value in equal.items() if value is not None}
    compared = {
        "summary.person IN (SELECT id FROM person WHERE team = :team)": ("team", filters.team),
        "summary.person IN (SELECT id FROM person WHERE :who IN (name, staff_number))": ("who", filters.who),
        "summary.started >= :since": ("since", filters.since),
        "summary.started < :until": ("until", filters.until),
        "summary.overall <= :at_most": ("at_most", filters.at_most),
        f"{passed} = :passed": ("passed", filters.passed),
    }
    for condition, (name, value) in compared.items():
        if value is not None:
            where.append(condition)
            values[name] = value
    if filters.label is not None:
        where.append(_shown(connection, filters.label))
        values["label"] = filters.label
    words = search.query(filters.words)
    if words is not None:
        where.append(_SAID)
        values["words"] = words
    elif filters.words.strip():  # nothing but signs: no reply is found by those
        where.append("0")
    return [*where, *_yes_or_no(filters)] or ["1"], values


def _yes_or_no(filters: Filters) -> list[str]:
    asked = {
        ("summary.ended IS NULL", "summary.ended IS NOT NULL"): filters.is_open,
        ("summary.gates_failed > 0", "summary.gates_failed = 0"): filters.gates_failed,
        ("summary.reviewed IS NOT NULL", "summary.reviewed IS NULL"): filters.reviewed,
        ("summary.disputes > 0", ""): True if filters.disputed else None,
    }
    return [yes if value else no for (yes, no), value in asked.items() if value is not None]


def _shown(connection: "Connection", label: str) -> str:
    """The condition that a session shows a label: a rare one is looked up, a common one soon met with on the way."""
    asked = "SELECT count(*) AS count FROM (SELECT 1 FROM finding WHERE label = ? LIMIT ?)"
    if connection.rows(asked, [label, _RARE])[0]["count"] < _RARE:
        return "summary.session IN (SELECT session FROM finding WHERE label = :label)"
    return "EXISTS (SELECT 1 FROM finding WHERE finding.session = summary.session AND label = :label)"


def _turns(connection: "Connection", sessions: list[str], words: str) -> dict[str, int]:
    """The first reply of each of these sessions in which all the words stand."""
    asked = f"SELECT session, number, reply FROM turn WHERE session IN ({_places(sessions)}) ORDER BY number DESC"
    rows = connection.rows(asked, sessions)
    return {row["session"]: row["number"] for row in rows if search.stands_in(row["reply"], words)}


def _places(values: list[str]) -> str:
    return ", ".join("?" * len(values))
