"""Words of any length are found in replies, two letters as well as four, however they were typed."""

from typing import Any

import pytest

from transcripts.search import query, stands_in
from transcripts.staffroom import Filters, Staffroom
from transcripts.store import Store

REPLY = "您好，国际漫游的退费我查一下，ABC套餐。"


@pytest.fixture
def room(store: Store, make_session: Any, make_turn: Any) -> Staffroom:
    store.start_session(make_session(turns=(make_turn(1), make_turn(2, reply=REPLY))))
    room = Staffroom(store)
    room.index()
    return room


@pytest.mark.parametrize("words", ["退费", "国际漫游", "费", "abc", "ＡＢＣ", "退費", "漫游 套餐", "。退费"])
def test_words_that_were_said_are_found_with_their_turn(room: Staffroom, words: str) -> None:
    assert [line.turn for line in room.queue(Filters(words=words)).lines] == [2]


@pytest.mark.parametrize("words", ["费退", "费我查一套", "退费 没有", "餐您", "！！", '" OR "', "退费*", "NEAR(a b)"])
def test_words_that_were_not_said_are_not(room: Staffroom, words: str) -> None:
    found = room.queue(Filters(words=words)).lines
    assert bool(found) is stands_in(REPLY, words) and (query(words) is None or words == "退费*" or not found)


def test_only_what_is_new_is_taken_in(room: Staffroom, store: Store, make_session: Any, make_turn: Any) -> None:
    store.append_turn(make_session().id, make_turn(3, reply="再见"))
    assert (room.index(), room.index()) == (1, 0)
    assert room.queue(Filters(words="再见")).count == 1


def test_who_is_deleted_is_not_found_any_more(room: Staffroom, store: Store, make_session: Any) -> None:
    store.delete_person(make_session().person)
    assert store.connection.rows("SELECT count(*) AS n FROM search")[0]["n"] == 0
    assert store.connection.rows("SELECT rowid FROM search_words WHERE search_words MATCH '\"退费\"'") == []
    assert "退费".encode() not in store.path.read_bytes()
