"""The queue narrows, sorts and counts as asked, and says what a session's line says."""

from typing import Any

import pytest

from transcripts.passing import PassRule
from transcripts.queue import COUNTED
from transcripts.records import Person
from transcripts.staffroom import Filters, Staffroom
from transcripts.store import Finish, Store


def ids(number: int) -> str:
    return f"01935a5c-{number:04d}-7000-8000-00000000a001"


@pytest.fixture
def room(store: Store, make_session: Any, make_turn: Any) -> Staffroom:
    """Three sessions: Li's good and bad one, and Wang's open one."""
    store.add_person(Person("wang", "王敏", "10086002", "二班"))
    started = "2026-11-2{}T06:30:00Z"
    good, bad = (make_session(ids(n), started=started.format(n)) for n in (1, 2))
    store.start_session(good)
    store.append_turn(good.id, make_turn(1, overall=5), Finish("2026-11-21T07:00:00Z", "settled", "resolved", True, 0))
    store.start_session(bad)
    store.append_turn(bad.id, make_turn(1, overall=1), Finish("2026-11-22T07:00:00Z", "left", "lost", False, 2))
    other = {"person": "wang", "scenario": "flow/10-sky-high-bill", "mode": "exam", "started": started.format(3)}
    store.start_session(make_session(ids(3), **other, turns=(make_turn(1), make_turn(2))))
    return Staffroom(store)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), [3, 2, 1]),
        (Filters(who="王敏"), [3]),
        (Filters(who="10086001"), [2, 1]),
        (Filters(team="二班"), [3]),
        (Filters(scenario="flow/10-sky-high-bill"), [3]),
        (Filters(since="2026-11-22", until="2026-11-23"), [2]),
        (Filters(outcome="lost"), [2]),
        (Filters(mode="exam"), [3]),
        (Filters(passed=True), [1]),
        (Filters(passed=False), [2]),
        (Filters(is_open=True), [3]),
        (Filters(at_most=3), [3, 2]),
        (Filters(gates_failed=True), [2]),
        (Filters(gates_failed=False), [1]),
        (Filters(reviewed=True), []),
        (Filters(label="yes_but", is_open=False), [2, 1]),
        (Filters(label="rude"), []),
    ],
)
def test_each_filter_narrows(room: Staffroom, filters: Filters, found: list[int]) -> None:
    assert [line.id for line in room.queue(filters).lines] == [ids(number) for number in found]


@pytest.mark.parametrize(
    ("sort", "found"), [("oldest", [1, 2, 3]), ("lowest", [2, 3, 1]), ("highest", [1, 3, 2]), ("longest", [3, 2, 1])]
)
def test_each_order_holds(room: Staffroom, sort: Any, found: list[int]) -> None:
    assert [line.id for line in room.queue(Filters(), sort).lines] == [ids(number) for number in found]


def test_a_page_is_a_page(room: Staffroom) -> None:
    found = room.queue(Filters(), start=1, size=1)
    assert ([line.id for line in found.lines], found.count, found.more) == ([ids(2)], 3, False)


def test_an_instructors_rule_decides_what_passes(room: Staffroom, store: Store) -> None:
    rule = PassRule({"overall": 4.0, "empathy": 3.0}, ("resolved",))
    room.keep_pass_rule(rule, author="", made="2026-11-22T08:00:00Z")
    assert [line.passed for line in room.queue(Filters(), "oldest").lines] == [False, False, None]
    assert [each.passed for each in store.sessions()] == [False, False, None]
    assert room.pass_rule() == rule
    room.keep_pass_rule(None, author="", made="2026-11-22T09:00:00Z")
    assert [each.passed for each in store.sessions()] == [True, False, None]


@pytest.mark.parametrize(
    "values",
    [
        {"marks": {"height": 3}},
        {"marks": {"overall": 9}},
        {"marks": {"overall": "x"}},
        {"marks": "x"},
        {"outcomes": ["won"]},
        {"outcomes": []},
        {"x": 1},
        ["a"],
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(values: Any) -> None:
    from transcripts.passing import rule_from

    with pytest.raises((ValueError, TypeError)):
        rule_from(values)


def test_what_is_counted_has_an_end(room: Staffroom) -> None:
    assert COUNTED >= 1000 and not room.queue(Filters()).more


def test_summaries_say_what_the_turns_say(room: Staffroom, store: Store) -> None:
    assert store.stale_summaries() == []
    with store.connection.writing() as db:
        db.execute("UPDATE turn SET overall = 4 WHERE session = ?", [ids(2)])
    assert store.stale_summaries() == [ids(2)]
