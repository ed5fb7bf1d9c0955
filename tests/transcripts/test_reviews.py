"""Reviews are added and never changed, hidden from others until handed in, and disputed once."""

from dataclasses import replace
from typing import Any

import pytest

from transcripts import errors
from transcripts.records import Person
from transcripts.reviews import Entry
from transcripts.store import Store

CHEN, WU = Person("chen", "陈老师", "T01"), Person("wu", "吴老师", "T02")


@pytest.fixture
def session(store: Store, make_session: Any, make_turn: Any) -> Any:
    store.add_person(CHEN)
    store.add_person(WU)
    made = make_session(turns=(make_turn(1), make_turn(2)))
    store.start_session(made)
    return made


class Says:
    """Makes entries of one session, each a second after the one before."""

    def __init__(self, store: Store, session: Any) -> None:
        self.store, self.session, self.count = store, session, 0

    def __call__(self, author: str, kind: Any, turn: int = 1, **values: Any) -> Entry:
        self.count += 1
        made = f"2026-11-23T08:{self.count:02d}:00Z"
        entry = Entry(f"e{self.count:02d}", self.session.id, turn, kind, made, author, **values)
        self.store.add_entry(entry)
        return entry


@pytest.fixture
def says(store: Store, session: Any) -> Says:
    return Says(store, session)


def mark(says: Says, author: str, value: int = 5, turn: int = 1) -> Entry:
    return says(author, "mark", turn, dimension="overall", mark=value, words="接住了")


def test_a_draft_is_seen_by_its_author_alone(store: Store, session: Any, says: Says) -> None:
    given = mark(says, "chen")
    seen = [store.reviewed(session.id, who).entries for who in ("chen", "wu", None, session.person)]
    assert seen == [(given,), (), (), ()]


def test_handed_in_it_is_seen_by_all_but_who_still_reviews(store: Store, session: Any, says: Says) -> None:
    given = mark(says, "chen")
    says("chen", "submitted", 0)
    hers = mark(says, "wu", 2)
    assert given in store.reviewed(session.id, session.person).entries
    assert given in store.reviewed(session.id, None).entries
    assert store.reviewed(session.id, "wu").entries == (hers,)
    says("wu", "submitted", 0)
    assert given in store.reviewed(session.id, "wu").entries


def test_the_latest_mark_holds_and_the_machines_stays(store: Store, session: Any, says: Says) -> None:
    mark(says, "chen", 4)
    mark(says, "chen", 5)
    says("chen", "submitted", 0)
    seen = store.reviewed(session.id, None)
    assert (seen.mark(1, "overall", 3), seen.mark(2, "overall", 3), seen.mark(1, "empathy", 2)) == (5, 3, 2)
    assert store.session(session.id) == session


def test_entries_cannot_be_changed_even_by_other_hands(store: Store, says: Says) -> None:
    mark(says, "chen")
    with pytest.raises(errors.Refused, match="never changed"), store.connection.writing() as db:
        db.execute("UPDATE review SET mark = 1")


def test_the_same_entry_again_is_one_and_another_is_refused(store: Store, says: Says) -> None:
    given = mark(says, "chen")
    store.add_entry(given)
    with pytest.raises(errors.AlreadyKept):
        store.add_entry(replace(given, mark=1))
    assert len(store.entries(given.session)) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "mark", "dimension": "overall", "mark": 6, "words": "x"},
        {"kind": "mark", "dimension": "height", "mark": 3, "words": "x"},
        {"kind": "mark", "dimension": "overall", "mark": 3, "words": " "},
        {"kind": "mark", "dimension": "overall", "mark": 3, "words": "x", "turn": 3},
        {"kind": "mark", "dimension": "overall", "mark": 3, "words": "x" * 2001},
        {"kind": "refuted", "place": 7, "label": "yes_but", "words": "x"},
        {"kind": "refuted", "place": 0, "label": "rude", "words": "x"},
        {"kind": "added", "label": "nothing", "words": "x"},
        {"kind": "added", "label": "rude", "span_start": 0, "span_end": 2, "text": "别的", "words": "x"},
        {"kind": "verdict", "turn": 0, "label": "maybe"},
        {"kind": "disputed", "dimension": "overall", "words": "x"},
        {"kind": "accepted", "about": "e99", "dimension": "overall", "mark": 4, "words": "x"},
    ],
)
def test_what_says_nothing_is_refused(says: Says, values: Any) -> None:
    with pytest.raises(errors.Refused):
        says("chen", **values)


def test_nobody_reviews_their_own_practice(session: Any, says: Says) -> None:
    with pytest.raises(errors.Refused, match="别人"):
        mark(says, session.person)


def test_a_trainee_disputes_a_mark_once_and_the_answer_holds(store: Store, session: Any, says: Says) -> None:
    mark(says, "chen", 2)
    says("chen", "submitted", 0)
    objection = says(session.person, "disputed", dimension="overall", words="我先道了歉")
    assert store.sessions()[0].reviewed == "2026-11-23T08:02:00Z"
    with pytest.raises(errors.Refused, match="已经提过"):
        says(session.person, "disputed", dimension="overall", words="再说一遍")
    with pytest.raises(errors.Refused, match="讲师"):
        says(session.person, "accepted", dimension="overall", mark=5, words="x", about=objection.id)
    answer = says("wu", "partly", dimension="overall", mark=4, words="道歉算", about=objection.id)
    with pytest.raises(errors.Refused, match="已经答复"):
        says("chen", "refused", dimension="overall", words="x", about=objection.id)
    seen = store.reviewed(session.id, session.person)
    assert seen.mark(1, "overall", 3) == 4
    assert [(each.said, each.answer) for each in seen.disputes()] == [(objection, answer)]


def test_forgetting_a_reviewer_takes_what_they_wrote(store: Store, session: Any, says: Says) -> None:
    mark(says, "chen")
    says("chen", "submitted", 0)
    kept = mark(says, "wu")
    store.delete_person("chen")
    assert store.entries(session.id) == (kept,)
    assert store.sessions()[0].reviewed is None
