"""Times one committed turn against plain sqlite3 inserting the same rows in WAL with synchronous=FULL, in turns.

`python bench/commit.py [--turns 500] [--folder .]`. Disk times differ between machines and runs: read the ratio.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.kill9 import WRITER, turn_of
from transcripts import rows
from transcripts.ids import new_id
from transcripts.records import Session, Spoken, Turn
from transcripts.store import Store

LENGTH = 20


def start(store: Store) -> str:
    """A new session to append to."""
    store.add_person(WRITER)
    text = store.keep_text("scenario", "title: 演练\n" * 200)
    opening = (Spoken("你好", "opening", "o"),)
    name = new_id()
    store.start_session(Session(name, WRITER.id, "x", text, text, "1", 1, "practice", "2026-11-22T00:00:00Z", opening))
    return name


def plain(raw: sqlite3.Connection, name: str, turn: Turn) -> None:
    """The same rows with nothing around them: no checks, no library."""
    raw.execute("BEGIN IMMEDIATE")
    insert(raw, "turn", [rows.turn_row(name, turn)])
    insert(raw, "finding", rows.finding_rows(name, turn))
    insert(raw, "spoken", rows.spoken_rows(name, turn.number, turn.said))
    raw.execute("COMMIT")


def insert(raw: sqlite3.Connection, table: str, made: list[rows.Row]) -> None:
    if made:
        names = ", ".join(made[0])
        raw.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(made[0]))})", map(list, map(dict.values, made))
        )


def timed(call: Callable[[], None]) -> float:
    before = time.perf_counter()
    call()
    return (time.perf_counter() - before) * 1e6


def measure(folder: Path, turns: int) -> tuple[list[float], list[float]]:
    """Microseconds for each turn: the store's, then plain sqlite3's."""
    ours: list[float] = []
    bare: list[float] = []
    Store.open(folder / "plain.db").close()
    with Store.open(folder / "plain.db") as made:
        names = [start(made) for _ in range(turns // LENGTH)]
    with (
        Store.open(folder / "ours.db") as store,
        closing(sqlite3.connect(folder / "plain.db", isolation_level=None)) as raw,
    ):
        raw.execute("PRAGMA synchronous = FULL")
        for other in names:
            name = start(store)
            for number in range(1, LENGTH + 1):
                turn = turn_of(name, number)
                ours.append(timed(partial(store.append_turn, name, turn)))
                bare.append(timed(partial(plain, raw, other, turn)))
    return ours, bare


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=500)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        results = measure(Path(folder), asked.turns)
    marks = [(median(times), quantiles(times, n=20)[-1]) for times in results]
    for name, (middle, late) in zip(("store", "plain sqlite3"), marks, strict=True):
        print(f"{name}: median {middle:.0f} us, p95 {late:.0f} us")
    print("ratio: median {:.2f}, p95 {:.2f}".format(*(a / b for a, b in zip(*marks, strict=True))))


if __name__ == "__main__":
    main()
