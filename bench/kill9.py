"""Kills a writing process with SIGKILL again and again, and counts what was lost of what it had been told was kept.

`python bench/kill9.py [--kills 200] [--seed 1]`. A turn is acknowledged through a pipe once `append_turn` has returned.
Exits 1 when an acknowledged turn is missing or changed, a session is doubled or has a gap, or the file is damaged.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scoring.records import Assessment, Finding, Marks
from transcripts.ids import new_id
from transcripts.records import Person, Session, Spoken, Turn
from transcripts.store import Finish, Store

LENGTH = 12  # turns to a session
WRITER = Person("writer", "写手", "0")


def turn_of(session: str, number: int) -> Turn:
    """The turn that this session must have at this number, so that a changed one is noticed."""
    words = random.Random(f"{session}/{number}")
    reply = "您先别急，我来查。" * words.randint(1, 60)
    found = tuple(Finding("courtesy", "r", 0, 2, reply[:2], "why") for _ in range(words.randint(0, 8)))
    said = tuple(Spoken("……行。", "push", f"line.{place}") for place in range(words.randint(1, 3)))
    marks = Marks(3, 3, 3, words.randint(1, 5))
    mood = {"anger": 5, "trust": 5, "patience": 5}
    return Turn(number, reply, 1.5, 0, Assessment((), found, marks), "a", "a", 0, mood, mood, said, {"number": number})


def write(path: Path, pace: float) -> None:
    """Go on with what is open, then start sessions and append turns until killed."""
    with Store.open(path) as store:
        store.add_person(WRITER)
        text = store.keep_text("scenario", "title: 演练\n" * 200)
        while True:
            left = store.open_sessions(WRITER.id)
            name, done = (left[0].id, left[0].turns) if left else (new_id(), 0)
            if not left:
                opening = (Spoken("你好", "opening", "o"),)
                now = "2026-11-22T00:00:00Z"
                store.start_session(Session(name, WRITER.id, "x", text, text, "1", 1, "practice", now, opening))
            play(store, name, done, pace)


def play(store: Store, name: str, done: int, pace: float) -> None:
    """Append the turns that are missing, and say of each that it is kept."""
    say(name, done)
    for number in range(done + 1, LENGTH + 1):
        finish = Finish("2026-11-22T01:00:00Z", "end", "resolved", True) if number == LENGTH else None
        store.append_turn(name, turn_of(name, number), finish)
        say(name, number)
        time.sleep(pace)


def say(name: str, number: int) -> None:
    os.write(1, f"{name} {number}\n".encode())


def kill_once(path: Path, chance: random.Random) -> dict[str, int]:
    """Run a writer for a random moment; answers the last turn acknowledged of each session."""
    pace = chance.choice([0.0, 0.0, 0.002])
    command = [sys.executable, __file__, "--write", str(path), "--pace", str(pace)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as writer:
        assert writer.stdout
        first = writer.stdout.readline() if chance.random() < 0.9 else b""  # else it may die while opening
        time.sleep(chance.uniform(0, 0.15))
        writer.kill()
        lines = [first, *writer.stdout.read().splitlines()]
    words = [line.split() for line in lines if line.strip()]
    acknowledged: dict[str, int] = {}
    for name, number in words:
        acknowledged[name.decode()] = int(number)
    return acknowledged


def verify(path: Path, acknowledged: dict[str, int]) -> tuple[Counter[str], set[tuple[str, int]]]:
    """Compare what was acknowledged with what the file holds; answers counts, and turns kept but never acknowledged."""
    with Store.open(path, read_only=True) as store:
        kept = {summary.id: summary.turns for summary in store.sessions()}
        found = Counter({"sessions": len(kept), "turns kept": sum(kept.values()), "damage": len(store.check())})
    found["turns acknowledged"] = sum(acknowledged.values())
    found["turns lost"] = sum(max(0, last - kept.get(name, 0)) for name, last in acknowledged.items())
    # A writer always goes on with what is open, so a second open session would be one doubled.
    found["sessions doubled"] = max(0, sum(turns < LENGTH for turns in kept.values()) - 1)
    return found, {(name, turns) for name, turns in kept.items() if turns > acknowledged.get(name, 0)}


def changed(path: Path) -> int:
    """How many turns are not what was written, in order and without gaps."""
    with Store.open(path, read_only=True) as store:
        sessions = [store.session(summary.id) for summary in store.sessions()]
    return sum(turn != turn_of(one.id, n) for one in sessions for n, turn in enumerate(one.turns, start=1))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--write", type=Path)
    options.add_argument("--pace", type=float, default=0.0)
    asked = options.parse_args()
    if asked.write:
        write(asked.write, asked.pace)
    with tempfile.TemporaryDirectory() as folder:
        result = run(Path(folder) / "huashu.db", asked.kills, random.Random(asked.seed))
    for name, count in result.items():
        print(f"{name}: {count}")
    return bad(result)


def run(path: Path, kills: int, chance: random.Random) -> Counter[str]:
    """Kill, verify, and go on until something is wrong or the number is reached; answers the last counts."""
    acknowledged: dict[str, int] = {}
    late: set[tuple[str, int]] = set()
    result: Counter[str] = Counter()
    Store.open(path).close()
    for done in range(1, kills + 1):
        acknowledged |= kill_once(path, chance)
        result, unsaid = verify(path, acknowledged)
        late |= unsaid
        result["kills"] = done
        if bad(result):
            break
    result["killed between commit and acknowledgement"] = len(late)
    result["turns changed or out of order"] = changed(path)
    return result


def bad(result: Counter[str]) -> bool:
    return any(result[name] for name in ("damage", "turns lost", "sessions doubled", "turns changed or out of order"))


if __name__ == "__main__":
    sys.exit(main())
