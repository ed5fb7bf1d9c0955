"""How a person stands: attempts counted, first, best and latest, and what the latest replies were like."""

from typing import Any

import pytest

from scoring.records import Assessment, Marks
from transcripts.errors import Corrupt
from transcripts.progress import RECENT, Progress
from transcripts.records import Person, Turn
from transcripts.store import Finish, Store

SCENARIO = "chapter7/08-agitated"


def ids(number: int) -> str:
    return f"01935a5c-{number:04d}-7000-8000-00000000a001"


def end(outcome: str = "resolved") -> Finish:
    return Finish("2026-11-22T07:00:00Z", "settled", outcome, outcome == "resolved")


def at(number: int) -> str:
    return f"2026-11-{number + 1:02d}T06:30:00Z"


@pytest.fixture
def play(store: Store, make_session: Any, make_turn: Any) -> Any:
    """Keeps a session of one turn with a mark, ended where an outcome is told."""

    def kept(number: int, mark: int, outcome: str | None = "resolved", **changes: Any) -> None:
        turns = changes.pop("turns", None) or (make_turn(1, overall=mark),)
        store.start_session(make_session(ids(number), started=at(number), turns=turns, **changes))
        if outcome is not None:
            store.finish_session(ids(number), end(outcome))

    return kept


def _progress(store: Store) -> Progress:
    return store.progress("0190-li")


def _saying(turn: Turn, marks: Marks, *labels: str) -> Turn:
    from dataclasses import replace

    return replace(turn, assessment=Assessment(labels=labels, findings=(), marks=marks))


def test_first_best_and_latest_are_of_sessions_that_ended(store: Store, play: Any) -> None:
    for number, mark in enumerate((2, 5, 5, 3)):
        play(number, mark)
    play(9, 5, None)
    tried = _progress(store).tried[SCENARIO]
    assert tried.first and tried.best and tried.latest and tried.unfinished
    assert [tried.first.id, tried.best.id, tried.latest.id, tried.unfinished.id] == [ids(0), ids(1), ids(3), ids(9)]
    assert (tried.times, tried.latest.overall, tried.passed) == (5, 3.0, True)


def test_what_was_never_passed_is_known(store: Store, play: Any) -> None:
    play(0, 4, "lost")
    tried = _progress(store).tried[SCENARIO]
    assert (tried.passed, tried.latest and tried.latest.outcome) == (False, "lost")


def test_a_session_without_a_reply_is_none(store: Store, make_session: Any) -> None:
    store.start_session(make_session(ids(1)))
    progress = _progress(store)
    assert (progress.tried, progress.lately.sessions, progress.lately.replies) == ({}, (), 0)


def test_the_overall_mark_is_the_session_mark(store: Store, play: Any, make_turn: Any) -> None:
    play(0, 0, turns=tuple(make_turn(number, overall=mark) for number, mark in enumerate((3, 4, 4), start=1)))
    [summary] = store.sessions()
    tried = _progress(store).tried[SCENARIO]
    assert summary.marks and tried.latest
    assert tried.latest.overall == summary.marks["overall"] == 3.7


def test_only_the_latest_sessions_say_what_somebody_is_like_now(store: Store, play: Any) -> None:
    for number in range(RECENT + 3):
        play(number, 1 if number < 3 else 4)
    lately = _progress(store).lately
    assert (len(lately.sessions), lately.sessions[0].id, lately.replies) == (RECENT, ids(RECENT + 2), RECENT)
    assert lately.marks["overall"] == 4.0


def test_marks_and_labels_of_the_latest_replies_are_taken_together(store: Store, play: Any, make_turn: Any) -> None:
    first = _saying(make_turn(1), Marks(4, 2, 3, 3), "greeting", "argues")
    second = _saying(make_turn(2), Marks(4, 3, 3, 3), "argues")
    play(0, 0, turns=(first, second))
    lately = _progress(store).lately
    assert lately.marks == {"etiquette": 4.0, "empathy": 2.5, "phrasing": None, "overall": 3.0}
    assert lately.labels == {"greeting": 1, "argues": 2}


def test_what_a_retry_copied_is_not_counted_again(store: Store, play: Any, make_turn: Any) -> None:
    play(0, 0, turns=(make_turn(1, overall=1), make_turn(2, overall=1)))
    play(1, 0, turns=(make_turn(1, overall=1), make_turn(2, overall=5)), parent=ids(0), parent_turn=2)
    lately = _progress(store).lately
    assert (lately.replies, lately.marks["overall"]) == (3, 2.3)


def test_nobody_elses_sessions_count(store: Store, play: Any) -> None:
    play(0, 3)
    store.add_person(Person("wang", "王敏", "10086002"))
    play(1, 5, person="wang")
    assert [attempt.id for attempt in store.progress("wang").lately.sessions] == [ids(1)]


def test_damaged_labels_are_told_as_damage(store: Store, play: Any) -> None:
    play(0, 3)
    with store._connection.writing() as db:
        db.execute("UPDATE turn SET labels = 'x'")
    with pytest.raises(Corrupt):
        _progress(store)
