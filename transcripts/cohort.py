"""What a class or one trainee did: who practised what, how the marks lie, which labels are weak, where talks end badly.

Adds up table `summary`; reads no turn, and judges nobody: what passes is asked of `passing`.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scoring.labels import LABELS, MARKS
from transcripts import passing
from transcripts.queue import Filters, conditions

if TYPE_CHECKING:
    from transcripts.connection import Connection

MOST: Final = 20
"""Rows of the tables of labels and of places where talks end."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one trainee stands. Marks are overall session marks of sessions that ended; None where none has.

    `tried` and `passed` count scenarios, `sessions` sessions with a reply; `last` is when the latest one began.
    """

    name: str
    staff_number: str
    team: str
    person: str
    sessions: int
    tried: int
    passed: int
    first: float | None
    best: float | None
    latest: float | None
    last: str


@dataclass(frozen=True, slots=True)
class Practised:
    """How a scenario was practised: sessions that ended, by how many trainees, the share that passed, the mean mark."""

    scenario: str
    sessions: int
    trainees: int
    passed: float
    overall: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A label, how often it was found, and how often in a reply on average."""

    label: str
    times: int
    share: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """A state in which talks ended that did not pass: how many, and the share of the scenario's sessions that ended."""

    scenario: str
    state: str
    sessions: int
    share: float
    title: str = ""
    """The state in words, which the database does not know."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday, ISO: sessions that ended, the share that passed, the mean mark."""

    monday: str
    sessions: int
    passed: float
    overall: float


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everything about a class, over the sessions that were asked for."""

    sessions: int
    ended: int
    passed: int
    trainees: tuple[Standing, ...]
    scenarios: tuple[Practised, ...]
    marks: Mapping[str, Mapping[int, int]]
    """For each mark how many sessions have it, by the whole number next to their session mark."""
    faults: tuple[Shown, ...]
    missing: tuple[Shown, ...]
    """Moves, the rarest first."""
    dropped: tuple[Dropped, ...]
    weeks: tuple[Week, ...]


def cohort(connection: "Connection", filters: Filters) -> Cohort:
    """Add up the sessions that are wanted and have a reply."""
    with _without_collector():
        return _added_up(connection, filters)


def _added_up(connection: "Connection", filters: Filters) -> Cohort:
    with connection.reading(), connection.making_sense("练习列表"):
        passed = passing.column(connection)
        where, values = conditions(connection, filters, passed)
        chosen = " AND ".join(where)
        with _beside(connection, lambda other: _labels(other, chosen, values)) as counted:
            found = _lines(connection, f"{_LINES.format(passed=passed)} AND {chosen}", values)
            replies = sum(line.turns for line in found)
        shown = counted()
        whose = {row["id"]: row for row in connection.rows("SELECT id, name, staff_number, team FROM person")}
    ended = [line for line in found if line.ended is not None]
    return Cohort(
        sessions=len(found),
        ended=len(ended),
        passed=sum(bool(line.passed) for line in ended),
        trainees=tuple(_trainees(found, whose)),
        scenarios=tuple(_scenarios(ended)),
        marks={name: _spread(map(attrgetter(name), ended)) for name in MARKS},
        faults=tuple(sorted(_shown(shown, replies, good=False), key=_share, reverse=True)[:MOST]),
        missing=tuple(sorted(_shown(shown, replies, good=True), key=_share)[:MOST]),
        dropped=tuple(_dropped(ended)),
        weeks=tuple(_weeks(ended)),
    )


class _Line(NamedTuple):
    """What one session adds."""

    person: str
    scenario: str
    started: str
    ended: str | None
    passed: int | None
    turns: int
    overall: float
    etiquette: float | None
    empathy: float | None
    phrasing: float | None
    left_at: str


_LINES: Final = """
SELECT person, scenario, started, ended, {passed}, turns, overall, etiquette, empathy, phrasing, left_at
FROM summary WHERE turns > 0"""


def _lines(connection: "Connection", question: str, values: Mapping[str, Any]) -> list[_Line]:
    # One look at every row, and sums in Python: a question to SQLite for each grouping takes three times longer.
    with connection.reading() as raw:
        return list(map(_Line._make, raw.execute(question, values)))


@contextmanager
def _beside(
    connection: "Connection", ask: Callable[["Connection"], dict[str, int]]
) -> Iterator[Callable[[], dict[str, int]]]:
    """Ask on a thread and a connection of their own: SQLite counts labels while Python adds up sessions."""
    with closing(connection.again()) as other, ThreadPoolExecutor(1) as pool:
        yield pool.submit(ask, other).result


@contextmanager
def _without_collector() -> Iterator[None]:
    """A hundred thousand new rows set the collector looking for cycles that cannot be there, a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _labels(connection: "Connection", chosen: str, values: Mapping[str, Any]) -> dict[str, int]:
    """How often each label was found."""
    of_chosen = "FROM summary CROSS JOIN finding ON finding.session = summary.session WHERE"
    source = "FROM finding WHERE" if chosen == "1" else of_chosen
    rows = connection.rows(f"SELECT label, count(*) AS times {source} {chosen} GROUP BY label", values)
    return {row["label"]: row["times"] for row in rows}


def _shown(found: Mapping[str, int], replies: int, *, good: bool) -> Iterator[Shown]:
    """Labels of one kind; faults that nobody showed are left out, moves are what is looked for."""
    for label, known in LABELS.items():
        times = found.get(label, 0)
        if known.good is good and (good or times):
            yield Shown(label, times, times / replies if replies else 0.0)


def _share(shown: Shown) -> float:
    return shown.share


def _trainees(found: Iterable[_Line], whose: Mapping[str, Mapping[str, str]]) -> list[Standing]:
    """One line for each trainee; on two machines they are one, where they have a staff number."""
    sessions: dict[str, list[_Line]] = {}
    for line in found:
        sessions.setdefault(whose[line.person]["staff_number"] or line.person, []).append(line)
    standings = [_standing(lines, whose[lines[-1].person]) for lines in sessions.values()]
    return sorted(standings, key=attrgetter("team", "staff_number", "name"))


def _standing(lines: list[_Line], person: Mapping[str, str]) -> Standing:
    ended = [line for line in lines if line.ended is not None]
    return Standing(
        name=person["name"],
        staff_number=person["staff_number"],
        team=person["team"],
        person=person["id"],
        sessions=len(lines),
        tried=len({line.scenario for line in lines}),
        passed=len({line.scenario for line in ended if line.passed}),
        first=min(ended, key=_started).overall if ended else None,
        best=max((line.overall for line in ended), default=None),
        latest=max(ended, key=_started).overall if ended else None,
        last=max(map(_started, lines)),
    )


_started = attrgetter("started")


def _scenarios(ended: Sequence[_Line]) -> Iterator[Practised]:
    people = Counter(scenario for scenario, _person in {(line.scenario, line.person) for line in ended})
    for scenario, (count, passed, overall) in _tally(ended, attrgetter("scenario")):
        yield Practised(scenario, count, people[scenario], passed / count, overall / count)


def _weeks(ended: Sequence[_Line]) -> Iterator[Week]:
    for monday, (count, passed, overall) in _tally(ended, lambda line: _monday(line.started[:10])):
        yield Week(monday, count, passed / count, overall / count)


@cache
def _monday(day: str) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()


def _dropped(ended: Sequence[_Line]) -> list[Dropped]:
    """The places where most talks ended badly."""
    total = Counter(line.scenario for line in ended)
    bad = Counter((line.scenario, line.left_at) for line in ended if not line.passed)
    worst = sorted(bad.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return [Dropped(scenario, state, times, times / total[scenario]) for (scenario, state), times in worst]


def _tally(lines: Iterable[_Line], key: Callable[[_Line], str]) -> list[tuple[str, tuple[int, int, float]]]:
    """For each key, in order: how many, how many that pass, and the sum of their overall marks."""
    count, passed, overall = Counter[str](), Counter[str](), defaultdict[str, float](float)
    for line in lines:
        name = key(line)
        count[name] += 1
        overall[name] += line.overall
        if line.passed:
            passed[name] += 1
    return [(name, (count[name], passed[name], overall[name])) for name in sorted(count)]


def _spread(marks: Iterable[float | None]) -> dict[int, int]:
    """How many marks lie next to each whole number, halves upwards."""
    found = Counter[int]()
    for mark, times in Counter(marks).items():
        if mark is not None:
            found[int(mark + 0.5)] += times
    return dict(sorted(found.items()))
