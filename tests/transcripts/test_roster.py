"""A list of people and work is read as spreadsheets write it, and all that is wrong with it is said at once."""

from typing import Any

import pytest

from transcripts.records import Person
from transcripts.roster import Listed, RosterProblem, read
from transcripts.staffroom import Staffroom
from transcripts.store import Finish, Store

LIST = "姓名,工号,班级,场景,截止日期\n李晓,10086001,一班,chapter7/08-agitated,2026-11-30\n王敏,10086002,一班,,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read_in_each_encoding(encoding: str) -> None:
    found = read(LIST.encode(encoding))
    assert found[0] == Listed("10086001", "李晓", "一班", "chapter7/08-agitated", "2026-11-30")
    assert [each.name for each in found] == ["李晓", "王敏"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "空的"),
        ("姓名,班级\n李晓,一班\n", "工号"),
        ("姓名,工号\n,1\n李晓,\n", "2: .*\n3: "),
        ("姓名,工号,场景,截止\n李晓,1,a,11月\n", "2026-12-31 这样"),
        ("姓名,工号,截止\n李晓,1,2026-12-01\n", "没有场景"),
    ],
)
def test_all_that_is_wrong_is_said(text: str, said: str) -> None:
    with pytest.raises(RosterProblem, match=said):
        read(text.encode())


def test_work_is_done_late_or_missing(store: Store, make_session: Any, make_turn: Any) -> None:
    room = Staffroom(store)
    room.keep_roster(read(LIST.encode()))
    assert room.keep_roster(read(LIST.encode())) == (2, 1)
    [task] = room.assigned()
    assert (task.tries, task.passed, task.is_late("2026-11-30"), task.is_late("2026-12-01")) == (0, None, False, True)
    session = make_session()
    store.start_session(session)
    store.append_turn(session.id, make_turn(1), Finish("2026-11-22T06:40:00Z", "settled", "resolved", True))
    [task] = room.assigned("一班")
    assert (task.tries, task.passed, task.is_late("2026-12-01")) == (1, "2026-11-22T06:40:00Z", False)
    assert [each.name for each in room.absent()] == ["王敏"]


def test_people_who_gave_only_a_name_are_known_by_it(store: Store) -> None:
    for name, number, team in (("王敏", "", ""), ("李晓", "10086001", "")):
        store.add_person(Person(f"only-{name}", name, number, team))
    Staffroom(store).keep_roster(read(LIST.encode()))
    kept = {person.id: person for person in store.people()}
    assert kept["only-王敏"].staff_number == "10086002"
    assert kept["only-王敏"].team == "一班"


def test_who_gave_a_class_keeps_it_and_two_of_a_name_are_nobody(store: Store) -> None:
    store.add_person(Person("a", "王敏", "", "夜班"))
    Staffroom(store).keep_roster(read(LIST.encode()))
    assert store.find_person("a") == Person("a", "王敏", "10086002", "夜班")
    store.add_person(Person("b", "赵强", "", ""))
    store.add_person(Person("c", "赵强", "", ""))
    Staffroom(store).keep_roster(read("姓名,工号\n赵强,7\n".encode()))
    assert {store.find_person(name).staff_number for name in "bc"} == {""}
