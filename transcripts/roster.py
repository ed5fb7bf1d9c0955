"""Who is to practise what by when, as the instructor's list has it, and how far they are. Reads no session's words."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from transcripts import passing, rows

if TYPE_CHECKING:
    from sqlite_utils import Database

    from transcripts.connection import Connection

_HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "staff_number": ("staff_number", "工号", "员工号"),
    "name": ("name", "姓名"),
    "team": ("team", "class", "班级", "班组"),
    "scenario": ("scenario", "场景"),
    "due": ("due", "截止日期", "截止"),
}
"""The columns of a list and the names they may have."""
_DAY: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", re.ASCII)
_MOST_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: a person, and a scenario they are to practise, where one is named; `due` is an ISO day."""

    staff_number: str
    name: str
    team: str = ""
    scenario: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    """An assignment and how it stands: `passed` is when the first session that passes ended, None where none has."""

    staff_number: str
    name: str
    team: str
    scenario: str
    due: str
    tries: int
    passed: str | None

    def is_late(self, today: str) -> bool:
        """Whether its day went by, on an ISO day, without a session that passes."""
        return bool(self.due) and (self.passed or today)[:10] > self.due


class RosterProblem(ValueError):  # noqa: N818 - what is wrong with a file, not with the program
    """A list that cannot be read; `lines` says everything that is wrong, each with its line."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def read(raw: bytes) -> list[Listed]:
    """The lines of a csv file, in UTF-8 or GB 18030, as spreadsheets write it. Raises RosterProblem with all faults."""
    if len(raw) > _MOST_BYTES:
        raise RosterProblem([f"文件超过 {_MOST_BYTES // 1_000_000} MB"])
    reader = csv.reader(io.StringIO(_decoded(raw), newline=""))
    try:
        table = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise RosterProblem([f"{reader.line_num}: 这一行读不懂（{error}）"]) from error
    if not table:
        raise RosterProblem(["文件是空的"])
    places = _places(table[0][1])
    found, wrong = [], []
    for line, cells in table[1:]:
        listed = Listed(**{name: _cell(cells, place) for name, place in places.items()})
        problem = _problem(listed)
        if problem:
            wrong.append(f"{line}: {problem}")
        found.append(listed)
    if wrong:
        raise RosterProblem(wrong)
    return found


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).replace("\x00", "\ufffd")
        except UnicodeDecodeError:
            continue
    raise RosterProblem(["文件既不是 UTF-8 也不是 GB18030 编码"])


def _places(heads: list[str]) -> dict[str, int]:
    named = [head.strip().lower() for head in heads]
    found = {name: place for name, known in _HEADS.items() for place, head in enumerate(named) if head in known}
    lacking = [_HEADS[name][1] for name in ("staff_number", "name") if name not in found]
    if lacking:
        raise RosterProblem([f"1: 第一行要有列名：工号、姓名，还可以有班级、场景、截止日期；缺{'、'.join(lacking)}"])
    return found


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _problem(listed: Listed) -> str:
    if not listed.staff_number or not listed.name:
        return "没有工号或姓名"
    if listed.due and not _DAY.fullmatch(listed.due):
        return f"日期“{listed.due}”要写成 2026-12-31 这样"
    return "有截止日期却没有场景" if listed.due and not listed.scenario else ""


def keep(connection: "Connection", listed: Iterable[Listed]) -> tuple[int, int]:
    """Add to the roster and the assignments, or correct them; answers how many of each the list named."""
    people, tasks = {}, {}
    for each in listed:
        people[each.staff_number] = {name: getattr(each, name) for name in ("staff_number", "name", "team")}
        if each.scenario:
            key = (each.staff_number, each.scenario)
            tasks[key] = {name: getattr(each, name) for name in ("staff_number", "scenario", "due")}
    with connection.writing() as db:
        db.table("roster").upsert_all([rows.cleaned(row) for row in people.values()], pk="staff_number")
        named = [rows.cleaned(row) for row in tasks.values()]
        db.table("assignment").upsert_all(named, pk=("staff_number", "scenario"))
        recognise(connection)
    return len(people), len(tasks)


def recognise(connection: "Connection") -> None:
    """Fill in the number and class of people here who gave none, from the roster; what they gave stays.

    Somebody without a number is known by name where the name stands once on the roster and once here.
    """
    with connection.writing() as db:
        db.execute("""
            UPDATE person SET staff_number = (SELECT staff_number FROM roster WHERE roster.name = person.name)
            WHERE staff_number = ''
            AND (SELECT count(*) FROM roster WHERE roster.name = person.name) = 1
            AND (SELECT count(*) FROM person AS other WHERE other.name = person.name) = 1""")
        db.execute("""
            UPDATE person SET team = (SELECT team FROM roster WHERE roster.staff_number = person.staff_number)
            WHERE team = '' AND staff_number IN (SELECT staff_number FROM roster WHERE staff_number <> '')""")


def forget(connection: "Connection", db: "Database", person: str) -> None:
    """Take a person off the roster with their assignments, unless somebody else has their number too."""
    theirs = """
        SELECT staff_number FROM person AS one WHERE id = ? AND staff_number <> ''
        AND NOT EXISTS (SELECT 1 FROM person WHERE staff_number = one.staff_number AND id <> one.id)"""
    for row in connection.rows(theirs, [person]):
        for table in ("assignment", "roster"):
            db.execute(f"DELETE FROM {table} WHERE staff_number = ?", [row["staff_number"]])


_ASSIGNED: Final = """
SELECT assignment.staff_number, roster.name, roster.team, assignment.scenario, due,
    count(summary.session) AS tries, min(CASE WHEN {passed} THEN summary.ended END) AS passed
FROM assignment JOIN roster USING (staff_number)
LEFT JOIN person ON person.staff_number = assignment.staff_number
LEFT JOIN summary ON summary.person = person.id AND summary.scenario = assignment.scenario AND summary.turns > 0
WHERE :team IS NULL OR roster.team = :team
GROUP BY assignment.staff_number, assignment.scenario
ORDER BY roster.team, assignment.staff_number, due, assignment.scenario"""


def assigned(connection: "Connection", team: str | None = None) -> list[Assigned]:
    """Every assignment, of one class where one is named, and how it stands."""
    with connection.reading(), connection.making_sense("作业"):
        question = _ASSIGNED.format(passed=passing.column(connection))
        return [Assigned(**row) for row in connection.rows(question, {"team": team})]


def absent(connection: "Connection", team: str | None = None) -> list[Listed]:
    """Those on the roster who have practised nothing here."""
    asked = """
        SELECT staff_number, name, team FROM roster WHERE (:team IS NULL OR team = :team) AND NOT EXISTS (
            SELECT 1 FROM person JOIN summary ON summary.person = person.id
            WHERE person.staff_number = roster.staff_number AND turns > 0)
        ORDER BY team, staff_number"""
    return [Listed(**row) for row in connection.rows(asked, {"team": team})]


def as_rows(tasks: Iterable[Assigned], today: str) -> Iterator[dict[str, object]]:
    """Assignments as plain values, each with whether it is late."""
    for task in tasks:
        yield {**asdict(task), "late": task.is_late(today)}
