"""Sessions are kept turn by turn and come back as they were."""

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from transcripts import errors
from transcripts.store import Finish, Store, default_path

END = Finish("2026-11-22T06:40:00Z", "settled", "resolved", True)

HARD = {
    "emoji and rare characters": "👨‍👩‍👧‍👦𠮷🇨🇳",
    "ten thousand characters": "投诉" * 5000,
    "control characters": "a\x00b\x1b[31m\x7f\r\n\t\u2028\ufeff",
    "quotes and braces": "'; DROP TABLE turn; -- \"{}[bold]%s",
    "nothing": "",
}


def test_a_session_comes_back_equal(store: Store, make_session: Any, make_turn: Any) -> None:
    ends = {name: value for name, value in asdict(END).items() if name != "gates_failed"}
    session = make_session(
        **ends, parent="elsewhere", parent_turn=2, turns=(make_turn(1), make_turn(2, seconds=None, way=None))
    )
    store.start_session(session)
    assert store.session(session.id) == session


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_a_reply_comes_back_whatever_it_is_made_of(store: Store, make_session: Any, make_turn: Any, text: str) -> None:
    session, turn = make_session(), make_turn(reply=text, standing={text: [text, None, 1e-9]})
    store.start_session(session)
    store.append_turn(session.id, turn)
    assert store.session(session.id).turns == (turn,)


def test_lone_surrogates_are_replaced_one_for_one(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session()
    store.start_session(session)
    store.append_turn(session.id, make_turn(reply="a\ud83d\ude00b", standing={"last": "\udc80"}))
    kept = store.session(session.id).turns[0]
    assert (kept.reply, kept.standing) == ("a\ufffd\ufffdb", {"last": "\ufffd"})


def test_the_last_turn_and_the_end_are_kept_together(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session()
    store.start_session(session)
    store.append_turn(session.id, make_turn(1), END)
    kept = store.session(session.id)
    assert (kept.ended, kept.ending, kept.outcome, kept.passed) == (END.ended, "settled", "resolved", True)


def test_a_turn_marked_by_another_version_makes_the_session_mixed(
    store: Store, make_session: Any, make_turn: Any
) -> None:
    session = make_session(scorer_version="1")
    store.start_session(session)
    seen = []
    for number, version in enumerate(("1", "2", "1", "3"), start=1):
        store.append_turn(session.id, make_turn(number), scorer_version=version)
        seen.append(store.session(session.id).scorer_version)
    assert seen == ["1", "mixed:1+2", "mixed:1+2", "mixed:1+2+3"]


def test_a_turn_that_is_refused_leaves_the_version(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session(scorer_version="1")
    store.start_session(session)
    with pytest.raises(errors.Refused):
        store.append_turn(session.id, make_turn(1, overall=6), scorer_version="2")
    assert store.session(session.id).scorer_version == "1"


def test_the_same_turn_again_changes_nothing(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session()
    store.start_session(session)
    for _ in range(2):
        store.append_turn(session.id, make_turn(1, reply="\ud800"), END)
    assert len(store.session(session.id).turns) == 1


def test_another_turn_of_the_same_number_is_refused(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session(turns=(make_turn(1),))
    store.start_session(session)
    with pytest.raises(errors.AlreadyKept, match="#1"):
        store.append_turn(session.id, make_turn(1, reply="别的话"))


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_a_turn_that_is_not_the_next_is_refused(store: Store, make_session: Any, make_turn: Any, number: int) -> None:
    session = make_session(turns=(make_turn(1),))
    store.start_session(session)
    with pytest.raises(errors.OutOfOrder):
        store.append_turn(session.id, make_turn(number))


def test_an_ended_session_takes_no_more(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session(turns=(make_turn(1),))
    store.start_session(session)
    store.finish_session(session.id, END)
    with pytest.raises(errors.AlreadyEnded):
        store.append_turn(session.id, make_turn(2))


def test_an_end_stands(store: Store, make_session: Any) -> None:
    session = make_session()
    store.start_session(session)
    store.finish_session(session.id, END)
    store.finish_session(session.id, END)
    with pytest.raises(errors.AlreadyKept):
        store.finish_session(session.id, Finish(END.ended, "left", "lost", False))


def test_starting_twice_makes_one_session(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session(turns=(make_turn(1),))
    store.start_session(session)
    store.start_session(session)
    assert [found.id for found in store.sessions()] == [session.id]


def test_another_session_of_the_same_id_is_refused(store: Store, make_session: Any) -> None:
    store.start_session(make_session())
    with pytest.raises(errors.AlreadyKept):
        store.start_session(make_session(seed=8))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"person": "nobody"}, errors.UnknownPerson),
        ({"scenario_hash": "none"}, errors.UnknownText),
        ({"rules_hash": "none"}, errors.UnknownText),
    ],
)
def test_a_session_needs_its_person_and_texts(
    store: Store, make_session: Any, changes: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        store.start_session(make_session(**changes))
    assert store.sessions() == []


def test_a_mark_out_of_range_keeps_nothing_of_the_turn(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session()
    store.start_session(session)
    with pytest.raises(errors.Refused):
        store.append_turn(session.id, make_turn(1, overall=6))
    assert store.session(session.id).turns == ()


def test_a_text_is_kept_once_and_whole(store: Store) -> None:
    first = store.keep_text("scenario", "标题: 甲\r\n\x00")
    assert (store.keep_text("scenario", "标题: 甲\r\n\x00"), store.text(first)) == (first, "标题: 甲\r\n\x00")
    with pytest.raises(errors.UnknownText):
        store.text("none")


def test_an_ending_of_six_characters_finds_its_session(store: Store, make_session: Any) -> None:
    session = make_session()
    store.start_session(session)
    assert store.find_session("00A001") == store.find_session(session.id) == session.id


@pytest.mark.parametrize("ending", ["0a001", "ffffff", "%%%%%%", ""])
def test_an_ending_too_short_or_of_no_session_is_unknown(store: Store, make_session: Any, ending: str) -> None:
    store.start_session(make_session())
    with pytest.raises(errors.UnknownSession):
        store.find_session(ending)


def test_an_ending_of_several_sessions_names_them(store: Store, make_session: Any) -> None:
    names = [f"01935a5c-000{digit}-7000-8000-00000000a001" for digit in range(2)]
    for name in names:
        store.start_session(make_session(name))
    with pytest.raises(errors.AmbiguousSession) as caught:
        store.find_session("00a001")
    assert list(caught.value.found) == names


def test_what_was_kept_is_there_when_opened_again(path: Path, store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session(turns=(make_turn(1),))
    store.start_session(session)
    with Store.open(path) as again, Store.open(path, read_only=True) as view:
        assert again.session(session.id) == view.session(session.id) == session


@pytest.mark.parametrize(
    ("action", "unwanted"),
    [
        ("Store", "sqlite3 sqlite_utils platformdirs click"),
        ("Store.open(sys.argv[1]).sessions()", "sqlite_utils click"),
    ],
    ids=["importing", "reading"],
)
def test_what_is_not_needed_yet_is_not_loaded(path: Path, store: Store, action: str, unwanted: str) -> None:
    code = f"import sys; from transcripts.store import Store; {action}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True).stdout.decode()
    assert not set(unwanted.split()) & set(loaded.split())


def test_the_default_file_is_named_after_the_program() -> None:
    assert default_path().parts[-2:] == ("huashu", "huashu.db")
