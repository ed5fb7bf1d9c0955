"""How quick the instructor's side is on a large database: the queue, its filters, search, the cohort.

    python -m bench.review make DB [--sessions 100000]    sessions of ten turns each, out of golden replies
    python -m bench.review time DB                        each question forty times, median and p95 in milliseconds

The database is made with plain SQL, every table as the program fills it; marks and findings are those of a sample of
golden replies through the real scorer.
"""

import argparse
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scenarios.catalogue import Catalogue
from scenarios.model import Mood, Scenario
from scenarios.packed import pack
from scoring.assess import Scorer
from trainer.practice.prove import context_in
from trainer.practice.standing import Standing
from transcripts import rows
from transcripts.ids import new_id
from transcripts.records import Person, Spoken, Turn
from transcripts.staffroom import Filters, Staffroom
from transcripts.store import Store

_TURNS = 10
_PEOPLE = 2_000
_TEAMS = 40
_SAMPLE = 40
_START = datetime(2026, 1, 5, 8, tzinfo=UTC)
_ROUNDS = 40


def sample(scenario: Scenario, scorer: Scorer, chance: random.Random) -> list[Turn]:
    """Turns out of a scenario's golden replies, as marked by the real scorer."""
    golden = [(state, text) for state in scenario.states.values() for way in state.replies for text in way.golden]
    made = []
    for state, text in chance.sample(golden, min(_SAMPLE, len(golden))):
        mood = {"anger": chance.randint(0, 10), "trust": chance.randint(0, 10), "patience": chance.randint(0, 10)}
        said = (Spoken("那我等着。", "reaction", "sample.1"), Spoken("到底哪天能弄好？", "push", "sample.2"))
        found = scorer.assess(text, context_in(scenario, state))
        standing = Standing(state.id, Mood(**mood), turn=1).to_json()
        made.append(Turn(1, text, 20.0, 0, found, state.id, state.id, 0, mood, mood, said, standing))
    return made


def make(path: Path, sessions: int) -> None:
    scorer, chance = Scorer.load(), random.Random(7)
    catalogue = Catalogue()
    with Store.open(path) as store:
        people = [Person(new_id(), f"学员{n}", f"{n:06d}", f"{n % _TEAMS + 1}班") for n in range(_PEOPLE)]
        for person in people:
            store.add_person(person)
        rules = store.keep_text("rules", scorer.rules_text())
        stock = []
        for entry in catalogue.entries():
            scenario = catalogue.load(entry.id).scenario
            assert scenario is not None
            stock.append((scenario, store.keep_text("scenario", pack(scenario)), sample(scenario, scorer, chance)))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        for _ in range(0, sessions, 5_000):
            with raw:
                for _ in range(min(5_000, sessions)):
                    _one(raw, chance, people, stock, rules)
    with Store.open(path) as store:
        began = time.perf_counter()
        print(f"indexed {Staffroom(store).index()} replies in {time.perf_counter() - began:.1f} s")


def _one(raw: sqlite3.Connection, chance: random.Random, people: list[Person], stock: list[Any], rules: str) -> None:
    scenario, text, turns = chance.choice(stock)
    moment = _START + timedelta(seconds=chance.randrange(300 * 86_400))
    name = new_id(clock=moment.timestamp)
    end = chance.choice(list(scenario.endings.values()))
    head = {
        "id": name, "person": chance.choice(people).id, "scenario": scenario.id, "scenario_hash": text,
        "rules_hash": rules, "scorer_version": "7", "seed": 0, "mode": chance.choice(("practice", "exam", "timed")),
        "started": moment.isoformat(), "ended": moment.isoformat(), "ending": end.id, "outcome": end.kind,
        "passed": int(end.kind in ("resolved", "handed_over")), "parent": None, "parent_turn": None, "start": "{}",
    }  # fmt: skip
    _insert(raw, "session", [head])
    chosen = [replace(turn, number=number) for number, turn in enumerate(chance.choices(turns, k=_TURNS), 1)]
    _insert(raw, "turn", [rows.turn_row(name, turn) for turn in chosen])
    _insert(raw, "finding", [row for turn in chosen for row in rows.finding_rows(name, turn)])
    _insert(raw, "spoken", [row for turn in chosen for row in rows.spoken_rows(name, turn.number, turn.said)])
    kept = {key: head[key] for key in ("person", "scenario", "mode", "started", "ended", "ending", "outcome", "passed")}
    marks = {
        key: round(statistics.fmean(getattr(turn.assessment.marks, key) for turn in chosen), 1)
        for key in ("overall", "etiquette", "empathy", "phrasing")
    }
    gates = {
        "gates_failed": int(chance.random() < 0.1),
        "state": chosen[-1].to,
        "left_at": chosen[-1].state,
        "turns": _TURNS,
    }
    _insert(raw, "summary", [{"session": name, **kept, **marks, **gates}])


def _insert(raw: sqlite3.Connection, table: str, found: list[dict[str, Any]]) -> None:
    if found:
        names = list(found[0])
        asked = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        raw.executemany(asked, [[row[name] for name in names] for row in found])


def questions(room: Staffroom) -> Iterator[tuple[str, Callable[[int], Any]]]:
    """Each question an instructor asks, by name; called with the number of the round."""
    people, teams = room.store.people(), room.teams()
    words = ["退费", "国际漫游", "抱歉", "工单", "明天", "流量", "派出所", "您放心"]
    labels = ["rude", "names_feeling", "yes_but", "false_law", "threatens", "wrong_name"]
    scenarios = sorted({line.scenario for line in room.queue(Filters()).lines})
    yield "queue, newest", lambda n: room.queue(Filters(), start=100 * n)
    yield "queue, lowest marks", lambda n: room.queue(Filters(), "lowest", 100 * n)
    yield "one trainee", lambda n: room.queue(Filters(person=people[n].id))
    yield "one class", lambda n: room.queue(Filters(team=teams[n % len(teams)]))
    yield (
        "one class, failed, not reviewed",
        lambda n: room.queue(Filters(team=teams[n % len(teams)], passed=False, reviewed=False), "lowest"),
    )
    yield (
        "one scenario since a day",
        lambda n: room.queue(Filters(scenario=scenarios[n % len(scenarios)], since=f"2026-0{n % 9 + 1}-01")),
    )
    yield "gates failed", lambda n: room.queue(Filters(gates_failed=True), start=n)
    yield "one label", lambda n: room.queue(Filters(label=labels[n % len(labels)]))
    yield "search", lambda n: room.queue(Filters(words=words[n % len(words)]))
    yield "search in one class", lambda n: room.queue(Filters(words=words[n % len(words)], team=teams[n % len(teams)]))
    yield "search, lowest marks", lambda n: room.queue(Filters(words=words[n % len(words)]), "lowest")

    yield "cohort, everybody", lambda _n: room.cohort(Filters())
    yield "cohort, one class", lambda n: room.cohort(Filters(team=teams[n % len(teams)]))


def measure(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        for name, ask in questions(Staffroom(store)):
            taken = []
            for number in range(_ROUNDS):
                began = time.perf_counter()
                ask(number)
                taken.append(1000 * (time.perf_counter() - began))
            taken.sort()
            print(f"{name:36} {statistics.median(taken):8.1f} {taken[int(0.95 * len(taken))]:8.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("make", "time"))
    parser.add_argument("db", type=Path)
    parser.add_argument("--sessions", type=int, default=100_000)
    told = parser.parse_args()
    if told.what == "make":
        make(told.db, told.sessions)
    else:
        measure(told.db)


if __name__ == "__main__":
    main()
