"""How quick sessions travel: hash checks and insert, and with every session played again.

    python -m bench.travel [--sessions 200] [--copies 10]

Sessions of every scenario are played with random replies (as in bench.replay); the bundle for the first figure holds
each of them several times under new ids. One process; the time to load the scorer is not counted, scenarios are.
"""

import argparse
import io
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.replay import all_replies, play
from scenarios.catalogue import Catalogue
from scoring.assess import Scorer
from trainer.exchange import Received, gather, receive, write_bundle
from trainer.keeping import Keeper, Start
from transcripts.exports import Kept
from transcripts.ids import new_id
from transcripts.records import Person
from transcripts.store import Store


def played(store: Store, scorer: Scorer, wanted: int) -> None:
    """Keep sessions that were really played."""
    catalogue, chance = Catalogue(), random.Random(11)
    scenarios = [found for name in catalogue.ids() if (found := catalogue.load(name).scenario) is not None]
    replies = all_replies(scenarios)
    person = Person(new_id(), "来往", "0")
    store.add_person(person)
    keeper = Keeper(store, scorer, person.id)
    for number in range(wanted):
        kept = keeper.start(scenarios[number % len(scenarios)], Start(seed=number))
        play(kept, replies, chance, 12)


def copied(found: list[Kept], copies: int) -> Iterator[Kept]:
    for _ in range(copies):
        yield from (replace(kept, session=replace(kept.session, id=new_id(), parent=None)) for kept in found)


def timed(folder: Path, bundle: bytes, scorer: Scorer | None) -> tuple[int, float]:
    """How many sessions were taken into a new file, and in how many seconds."""
    with Store.open(folder / f"{new_id()}.db") as store:
        store.load()
        began, received = time.perf_counter(), Received()
        receive(store, io.BytesIO(bundle), scorer, received)
        return len(received.taken.sessions), time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--copies", type=int, default=10)
    told = parser.parse_args()
    scorer = Scorer.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store.open(folder / "played.db") as store:
            played(store, scorer, told.sessions)
            found = list(gather(store, store.session_ids(), reviews=False))
            turns = sum(len(kept.session.turns) for kept in found) / len(found)
            many, once = io.BytesIO(), io.BytesIO()
            write_bundle(store, copied(found, told.copies), many)
            write_bundle(store, found, once)
        print(f"{turns:.1f} turns a session, {len(once.getvalue()) / len(found) / 1000:.0f} kB each")
        for words, bundle, with_scorer in (("hash checks and insert", many, None), ("with replay", once, scorer)):
            count, seconds = timed(folder, bundle.getvalue(), with_scorer)
            print(f"{words}: {count} sessions in {seconds:.1f} s, {count / seconds:.0f} a second")


if __name__ == "__main__":
    main()
