"""What a class did adds up to what its sessions say."""

from typing import Any

import pytest

from transcripts.records import Person
from transcripts.staffroom import Filters, Staffroom
from transcripts.store import Finish, Store


@pytest.fixture
def room(store: Store, make_session: Any, make_turn: Any) -> Staffroom:
    """Li on two machines, one passed after one lost; Wang with an open session and one without a reply."""
    make_session()
    store.add_person(Person("li-too", "李晓", "10086001", "一班"))
    store.add_person(Person("wang", "王敏", "10086002", "二班"))
    people = {1: "0190-li", 2: "li-too", 3: "wang", 4: "wang"}
    for number, person in people.items():
        name = f"01935a5c-000{number}-7000-8000-00000000a001"
        turns = (make_turn(1, overall=2 * number),) if number < 3 else (make_turn(1),) if number == 3 else ()
        store.start_session(
            make_session(name, person=person, started=f"2026-11-{14 + 4 * number}T06:30:00Z", turns=turns)
        )
        if number < 3:
            outcome = "resolved" if number == 2 else "lost"
            store.finish_session(name, Finish(f"2026-11-{14 + 4 * number}T07:00:00Z", "end", outcome, number == 2))
    return Staffroom(store)


def test_one_trainee_on_two_machines_is_one(room: Staffroom) -> None:
    found = room.cohort(Filters())
    li, wang = found.trainees
    assert (li.sessions, li.tried, li.passed, li.first, li.best, li.latest) == (2, 1, 1, 2.0, 4.0, 4.0)
    assert (wang.name, wang.sessions, wang.first) == ("王敏", 1, None)


def test_sums_scenarios_weeks_and_places_agree(room: Staffroom) -> None:
    found = room.cohort(Filters())
    assert (found.sessions, found.ended, found.passed) == (3, 2, 1)
    [scenario] = found.scenarios
    assert (scenario.sessions, scenario.trainees, scenario.passed, scenario.overall) == (2, 2, 0.5, 3.0)
    assert [(week.monday, week.sessions) for week in found.weeks] == [("2026-11-16", 2)]
    [dropped] = found.dropped
    assert (dropped.state, dropped.sessions, dropped.share) == ("storming", 1, 0.5)
    assert found.marks["overall"] == {2: 1, 4: 1}


def test_labels_are_counted_by_the_reply(room: Staffroom) -> None:
    found = room.cohort(Filters())
    assert [(shown.label, shown.times, shown.share) for shown in found.faults] == [("yes_but", 3, 1.0)]
    assert room.cohort(Filters(team="二班")).faults[0].times == 1
    assert found.missing[0].times == 0


def test_nobody_is_nobody(room: Staffroom) -> None:
    found = room.cohort(Filters(team="没有"))
    assert (found.sessions, found.trainees, found.weeks, found.marks["overall"]) == (0, (), (), {})
