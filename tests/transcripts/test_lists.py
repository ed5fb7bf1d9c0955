"""Lists say what the sessions say, to one decimal."""

from typing import Any

from transcripts.records import Person
from transcripts.store import Finish, Store

KEYS = [
    "id",
    "trainee",
    "scenario",
    "mode",
    "started",
    "ended",
    "state",
    "ending",
    "outcome",
    "marks",
    "pass",
    "turns",
    "parent",
    "reviewed",
]


def ids(number: int) -> str:
    return f"01935a5c-000{number}-7000-8000-00000000a001"


def end(outcome: str) -> Finish:
    return Finish("2026-11-22T07:00:00Z", "settled", outcome, outcome == "resolved")


def test_a_session_without_turns_has_no_marks(store: Store, make_session: Any) -> None:
    store.start_session(make_session(start={"state": "telling"}))
    row = store.sessions()[0].as_json()
    assert (list(row), row["marks"], row["turns"], row["state"]) == (KEYS, None, 0, "telling")


def test_a_list_line_says_all_that_the_contract_names(store: Store, make_session: Any, make_turn: Any) -> None:
    store.start_session(make_session(turns=(make_turn(1, overall=3),)))
    store.append_turn(ids(0).replace("0000-7", "0000-7"), make_turn(2, overall=4, to="settled"), end("resolved"))
    row = store.sessions()[0].as_json()
    # No turn shows a label of etiquette, but both are marked otherwise than neutral in it; phrasing has neither.
    assert row["marks"] == {"etiquette": 4.0, "empathy": 2.0, "phrasing": None, "overall": 3.5}
    assert (row["trainee"], row["state"], row["pass"], row["turns"]) == ("李晓", "settled", True, 2)


def test_sessions_are_filtered_by_person_scenario_and_openness(store: Store, make_session: Any) -> None:
    store.start_session(make_session(ids(1)))
    store.add_person(Person("wang", "王敏", "10086002"))
    store.start_session(make_session(ids(2), person="wang", scenario="chapter7/09-practical"))
    store.finish_session(ids(2), end("lost"))
    filters: list[dict[str, Any]] = [{"person": "wang"}, {"scenario": "chapter7/09-practical"}, {"is_open": False}]
    assert [[found.id for found in store.sessions(**wanted)] for wanted in filters] == [[ids(2)]] * 3


def test_only_open_sessions_can_be_gone_on_with(store: Store, make_session: Any, make_turn: Any) -> None:
    for number in (1, 2):
        store.start_session(make_session(ids(number), turns=(make_turn(1),)))
    store.finish_session(ids(1), end("lost"))
    [found] = store.open_sessions(make_session().person)
    assert store.session(found.id).turns[-1].standing["asked"] == ["when"]


def test_ids_are_listed_even_where_a_session_cannot_be_read(store: Store, make_session: Any) -> None:
    for number in (2, 1):
        store.start_session(make_session(ids(number)))
    with store._connection.writing() as db:
        db.execute("UPDATE session SET start = 'x'")
    assert store.session_ids() == [ids(1), ids(2)]
