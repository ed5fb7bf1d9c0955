"""Many may write at once, and nothing is lost or mixed up."""

import multiprocessing
import sys
import threading
from pathlib import Path
from typing import Any

from transcripts.records import Session, Turn
from transcripts.store import Store


def write(path: Path, session: Session, turns: list[Turn]) -> None:
    """Play one session into the file."""
    with Store.open(path) as store:
        store.start_session(session)
        for turn in turns:
            store.append_turn(session.id, turn)


def ids(count: int) -> list[str]:
    return [f"01935a5c-{number:04d}-7000-8000-00000000a001" for number in range(count)]


def test_twenty_writers_lose_nothing(path: Path, store: Store, make_session: Any, make_turn: Any) -> None:
    sessions, turns = [make_session(name) for name in ids(20)], [make_turn(number) for number in range(1, 6)]
    threads = [threading.Thread(target=write, args=(path, session, turns)) for session in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.session(session.id).turns for session in sessions] == [tuple(turns)] * 20
    assert store.check() == []


def test_two_processes_write_side_by_side(path: Path, store: Store, make_session: Any, make_turn: Any) -> None:
    sessions, turns = [make_session(name) for name in ids(2)], [make_turn(number) for number in range(1, 21)]
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=write, args=(path, session, turns)) for session in sessions]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [store.session(session.id).turns for session in sessions] == [tuple(turns)] * 2


def test_many_may_make_the_same_new_file(tmp_path: Path) -> None:
    made: list[Store] = []
    path = tmp_path / "new.db"
    threads = [threading.Thread(target=lambda: made.append(Store.open(path))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.check() for store in made] == [[]] * 12
    for store in made:
        store.close()


def test_threads_may_share_a_store(store: Store, make_session: Any, make_turn: Any) -> None:
    session = make_session()
    store.start_session(session)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=store.append_turn, args=(session.id, make_turn(1))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(before)
    assert len(store.session(session.id).turns) == 1
