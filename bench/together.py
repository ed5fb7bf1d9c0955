"""Twenty who practise and one who reviews, on one file for a minute: how long anybody waits, and what is lost.

    python -m bench.together DB [--writers 20] [--seconds 60]

Each writer is a process that keeps a turn every two seconds; the reviewer asks for the queue, a search and the class,
indexes what is new and writes a comment, one after the other. DB is copied beside itself first. Waits in milliseconds.
"""

import argparse
import multiprocessing
import os
import shutil
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from scoring.records import Assessment, Marks
from transcripts.ids import new_id
from transcripts.records import Session, Spoken, Turn
from transcripts.reviews import Entry
from transcripts.staffroom import Filters, Staffroom
from transcripts.store import Store

_EVERY = 2.0


def turn(number: int) -> Turn:
    """A turn of usual length."""
    found = Assessment(labels=(), findings=(), marks=Marks(3, 3, 3, 3))
    mood = {"anger": 5, "trust": 5, "patience": 5}
    said = (Spoken("那我等着。", "reaction", "r"), Spoken("到底哪天能弄好？", "push", "p"))
    standing = {"state": "a", "mood": mood, "turn": number}
    return Turn(number, f"第{number}句：您别急，我来查。", 20.0, 0, found, "a", "a", 0, mood, mood, said, standing)


def write(path: Path, number: int, seconds: float, ready: Any, out: Any) -> None:
    """Keep a turn every two seconds; tell how long each took."""
    waits: list[float] = []
    with Store.open(path) as store:
        person = store.people()[number].id
        texts = store.connection.rows("SELECT scenario, scenario_hash, rules_hash FROM session LIMIT 1")[0]
        name, started = new_id(), datetime.now(UTC).isoformat()
        head = {"id": name, "person": person, "seed": 0, "mode": "practice", "started": started, **texts}
        store.start_session(Session(**head, scorer_version="7", opening=()))
        ready.wait()
        until = time.time() + seconds
        time.sleep(Random(number).uniform(0, _EVERY))
        while time.time() < until:
            began = time.perf_counter()
            store.append_turn(name, replace(turn(len(waits) + 1)))
            waits.append(time.perf_counter() - began)
            time.sleep(max(0.0, _EVERY - waits[-1]))
    out.put(("writer", name, waits))


def review(path: Path, seconds: float, ready: Any, out: Any) -> None:
    """Ask and write as an instructor does, without a pause."""
    waits: list[float] = []
    with Store.open(path) as store:
        room, person = Staffroom(store), store.people()[-1].id
        session = room.queue(Filters()).lines[0].id
        said = 0
        ready.wait()
        until = time.time() + seconds
        while time.time() < until:
            room.queue(Filters(reviewed=False), "lowest")
            room.queue(Filters(words="您别急"))
            room.cohort(Filters())
            began = time.perf_counter()
            room.index()
            waits.append(time.perf_counter() - began)
            began = time.perf_counter()
            made = datetime.now(UTC).isoformat()
            store.add_entry(Entry(new_id(), session, 0, "comment", made, person, words="看过"))
            waits.append(time.perf_counter() - began)
            said += 1
    out.put(("reviewer", str(said), waits))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=told.db.parent) as folder:
        path = Path(folder) / "copy.db"
        shutil.copy(told.db, path)
        os.sync()  # or the copy's own bytes would still be on their way to the disk
        ready, out = multiprocessing.Barrier(told.writers + 1), multiprocessing.Queue()  # type: ignore[var-annotated]
        work = [
            multiprocessing.Process(target=write, args=(path, n, told.seconds, ready, out)) for n in range(told.writers)
        ]
        work.append(multiprocessing.Process(target=review, args=(path, told.seconds, ready, out)))
        for process in work:
            process.start()
        found = [out.get() for _ in work]
        for process in work:
            process.join()
        report(path, found)


def report(path: Path, found: list[tuple[str, str, list[float]]]) -> None:
    lost = 0
    with Store.open(path, read_only=True) as store:
        for kind, name, waits in found:
            if kind == "writer":
                lost += len(waits) - len(store.session(name).turns)
    for kind in ("writer", "reviewer"):
        waits = sorted(1000 * wait for who, _name, each in found if who == kind for wait in each)
        p99 = waits[int(0.99 * len(waits))]
        print(
            f"{kind}: {len(waits)} writes, median {statistics.median(waits):.1f}, p99 {p99:.1f}, max {waits[-1]:.1f} ms"
        )
    print(f"turns lost: {lost}")


if __name__ == "__main__":
    main()
