"""Plays every scenario many times with random replies, keeps the sessions, and replays them in a new process.

    python bench/replay.py [--sessions 200]

Replies are drawn from the golden replies of all scenarios, cut, doubled and mixed; every fifth session is timed, every
seventh left open and resumed, every ninth tried again from a turn. Prints the verdict of `huashu audit`.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from scenarios.catalogue import Catalogue
from scenarios.model import Scenario
from scoring.assess import Scorer
from trainer.keeping import Keeper, KeptPractice, Start
from transcripts.ids import new_id
from transcripts.records import Person
from transcripts.store import Store

ODD = ("……", "哦", "（递上一杯水）", "please wait", "[red]x[/]", "您好" * 400, "\x1b[31m红", "😀👨‍👩‍👧", "再说一遍？")


def all_replies(scenarios: list[Scenario]) -> list[str]:
    """Golden replies of everything, whole, halved and joined, and odd ones."""
    golden = [g for s in scenarios for state in s.states.values() for t in state.replies for g in t.golden]
    halves = [text[: len(text) // 2] for text in golden[::7]]
    return [*golden, *halves, *(a + b for a, b in zip(golden[::11], golden[5::11], strict=False)), *ODD]


def play(kept: KeptPractice, replies: list[str], chance: random.Random, most: int) -> None:
    """Reply at random until the end or `most` turns."""
    state_goldens = {
        state.id: [g for t in state.replies for g in t.golden] for state in kept.practice.scenario.states.values()
    }
    while not kept.practice.ended and len(kept.practice.turns) < most:
        fitting = state_goldens[kept.practice.standing.state]
        seconds = round(chance.uniform(1, 120), 1) if kept.practice.mode == "timed" else None
        kept.reply(chance.choice(fitting if chance.random() < 0.6 else replies), seconds=seconds)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=200)
    wanted = parser.parse_args().sessions
    catalogue, chance = Catalogue(), random.Random(20261122)
    scenarios = [s for name in catalogue.ids() if (s := catalogue.load(name).scenario) is not None]
    replies = all_replies(scenarios)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "h.db"
        with Store.open(path) as store:
            person = Person(new_id(), "重放", "0")
            store.add_person(person)
            keeper = Keeper(store, Scorer.load(), person.id)
            for i in range(wanted):
                start = Start(seed=chance.randrange(10**6), mode="timed" if i % 5 == 0 else "practice")
                kept = keeper.start(scenarios[i % len(scenarios)], start)
                play(kept, replies, chance, 3 if i % 7 == 0 else 30)
                if i % 7 == 0 and not kept.practice.ended:
                    play(keeper.resume(kept.session.id), replies, chance, 30)
                if i % 9 == 0:
                    again = keeper.retry(kept.session.id, chance.randint(1, len(kept.practice.turns)))
                    play(again, replies, chance, 30)
        audit = [str(Path(sys.executable).parent / "huashu"), "--db", str(path), "audit"]
        done = subprocess.run(audit, capture_output=True, text=True, encoding="utf-8", check=False)
        verdicts = Counter(line.split()[1] for line in done.stdout.splitlines())
        print(f"{sum(verdicts.values())} sessions: {dict(verdicts)}; audit exit {done.returncode}")


if __name__ == "__main__":
    main()
