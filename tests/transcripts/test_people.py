"""People are told apart, and what is deleted is gone from the file."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from transcripts import errors
from transcripts.records import Person
from transcripts.reviews import Entry
from transcripts.roster import Listed
from transcripts.staffroom import Staffroom
from transcripts.store import Store

LI, WANG = Person("p-li", "李晓", "10086001", "一班"), Person("p-wang", "李晓", "10086002")
SECRET = "绝密口令梧桐花开"


def session_of(make_session: Any, person: str, number: int, **changes: Any) -> Any:
    return make_session(f"01935a5c-{number:04d}-7000-8000-00000000a001", person=person, **changes)


def test_people_come_in_the_order_they_were_added(store: Store) -> None:
    for person in (WANG, LI, WANG):
        store.add_person(person)
    assert store.people() == [WANG, LI]


def test_an_id_belongs_to_one_person(store: Store) -> None:
    store.add_person(LI)
    with pytest.raises(errors.AlreadyKept):
        store.add_person(Person("p-li", "王敏", "10086009"))


def test_a_person_is_found_by_id_staff_number_or_name(store: Store) -> None:
    store.add_person(LI)
    assert [store.find_person(wanted) for wanted in ("p-li", "10086001", " 李晓 ")] == [LI] * 3


@pytest.mark.parametrize("wanted", ["", " ", "\u3000"])
def test_a_blank_names_nobody(wanted: str, store: Store) -> None:
    store.add_person(Person("p-zhou", "周岚", ""))
    with pytest.raises(errors.UnknownPerson):
        store.find_person(wanted)


def test_a_name_kept_with_blanks_around_it_is_found(store: Store) -> None:
    store.add_person(Person("p-zhou", " 周岚 ", ""))
    assert store.find_person("周岚").id == "p-zhou"


def test_people_of_one_name_are_told_apart_by_number(store: Store) -> None:
    store.add_person(LI)
    store.add_person(WANG)
    with pytest.raises(errors.AmbiguousPerson, match="10086001、李晓 10086002"):
        store.find_person("李晓")
    with pytest.raises(errors.UnknownPerson):
        store.find_person("周岚")


def test_renaming_changes_what_is_given_only(store: Store) -> None:
    store.add_person(LI)
    assert store.rename(LI.id, name="李小") == Person(LI.id, "李小", "10086001", "一班")
    with pytest.raises(errors.UnknownPerson):
        store.rename("nobody", name="某")


def test_an_export_is_plain_json_and_whole(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session(turns=(make_turn(1),))
    store.start_session(session)
    held = store.export_person(session.person)
    assert held == json.loads(json.dumps(held))
    assert held["sessions"][0]["turns"][0]["assessment"]["findings"][0]["text"] == "我理解，但"


def test_deleting_takes_ones_own_and_leaves_the_others(store: Store, make_session: Any, make_turn: Any) -> None:
    own = store.keep_text("scenario", SECRET)
    for person in (LI, WANG):
        store.add_person(person)
    store.start_session(session_of(make_session, LI.id, 1, scenario_hash=own, turns=(make_turn(1), make_turn(2))))
    other = session_of(make_session, WANG.id, 2, turns=(make_turn(1),))
    store.start_session(other)
    gone = store.delete_person(LI.id)
    assert (gone.sessions, gone.turns, gone.texts) == (1, 2, 1)
    assert (store.session(other.id), store.check(), WANG in store.people()) == (other, [], True)


def test_deleting_removes_the_bytes_from_file_and_log(
    store: Store, path: Path, make_session: Any, make_turn: Any
) -> None:
    store.add_person(LI)
    store.add_person(WANG)
    words = {LI.id: SECRET, WANG.id: "平常的话"}
    for number in range(100):  # ids in no order, so that pages split and leave copies in their gaps
        person = (LI.id, WANG.id)[number % 2]
        name = f"{sha256(b'%d' % number).hexdigest()[:8]}-{words[person] * (number % 30)}"
        turns = tuple(make_turn(count, reply="短") for count in range(1, 4))
        store.start_session(make_session(name, person=person, turns=turns))
    assert SECRET.encode() in _bytes(path)
    store.delete_person(LI.id)
    assert SECRET.encode() not in _bytes(path)


def test_a_reader_in_the_way_of_wiping_is_named_and_wiping_can_be_repeated(
    store: Store, path: Path, make_session: Any, make_turn: Any
) -> None:
    store.start_session(make_session(turns=(make_turn(1, reply=SECRET),)))
    with Store.open(path, busy_timeout=0.01) as impatient:
        with store._connection.reading() as raw:
            raw.execute("SELECT count(*) FROM turn").fetchone()
            with pytest.raises(errors.NotWiped):
                impatient.delete_person(make_session().person)
        impatient.scrub()
        assert SECRET.encode() not in _bytes(path)


def test_a_retry_belongs_to_who_played_its_parent(store: Store, make_session: Any) -> None:
    store.add_person(WANG)
    store.start_session(make_session())
    with pytest.raises(errors.OtherPerson):
        store.start_session(session_of(make_session, WANG.id, 3, parent=make_session().id, parent_turn=1))


def _bytes(path: Path) -> bytes:
    return b"".join(part.read_bytes() for part in path.parent.iterdir() if not part.name.endswith("-shm"))


def test_what_goes_with_a_person_is_given_out_and_taken_away(store: Store, make_session: Any, make_turn: Any) -> None:
    zhou = Person("p-zhou", "周岚", "10086003")
    store.add_person(zhou)
    store.add_person(WANG)
    session = session_of(make_session, zhou.id, 1, turns=(make_turn(1),))
    store.start_session(session)
    listed = [Listed(each.staff_number, each.name, "一班", "small", "2026-12-31") for each in (zhou, WANG)]
    Staffroom(store).keep_roster(listed)
    for name, author, kind, words in (
        ("e1", WANG.id, "comment", "接住了"),
        ("e2", WANG.id, "submitted", ""),
        ("e3", WANG.id, "comment", "草稿，还没交"),
        ("e4", zhou.id, "disputed", "我是想安抚他"),
    ):
        turn, dimension = int(kind != "submitted"), "overall" if kind == "disputed" else None
        made = f"2026-03-12T08:0{name[1]}:00Z"
        store.add_entry(Entry(name, session.id, turn, kind, made, author, dimension=dimension, words=words))  # type: ignore[arg-type]
    held = store.export_person(zhou.id)
    assert [entry["id"] for entry in held["reviews"]] == ["e1", "e2", "e4"]
    assert [entry["words"] for entry in held["written"]] == ["我是想安抚他"]
    assert [task["due"] for task in held["assignments"]] == ["2026-12-31"]
    store.delete_person(zhou.id)
    for table in ("roster", "assignment"):
        rows = store.connection.rows(f"SELECT staff_number FROM {table}")
        assert [row["staff_number"] for row in rows] == [WANG.staff_number]
