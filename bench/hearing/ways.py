"""How many replies that people wrote from the title of a way alone take that way, from any place golden replies reach.

    python -m bench.hearing.ways [FILE]

FILE holds JSON lines {scenario, state, way, text}; without one, test/ways.jsonl: kept apart, its texts never printed.
The blind replies beside a scenario (`blind.yaml`, told by `huashu check --coverage`) are for mending; these are not.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.corpus import read
from scenarios.catalogue import Catalogue
from scenarios.goldens import BlindReplies, Goldens
from scenarios.model import Scenario
from scoring.assess import Scorer
from trainer.practice.prove import prove

TEST = Path(__file__).parent / "test" / "ways.jsonl"


def taken(scenario: Scenario, rows: list[dict[str, Any]], scorer: Scorer) -> list[tuple[int, int]]:
    """For every way written for: how many replies took it, how many were written."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        texts[row["state"], row["way"]].append(row["text"])
    blind = []
    for (state, title), replies in texts.items():
        titles = [way.title for way in scenario.states[state].replies]
        blind.append(BlindReplies(state, titles.index(title), tuple(replies), scenario.path, 1))
    coverage, _problems = prove(scenario, scorer, Goldens(blind=tuple(blind)))
    return [(way.blind_taken, way.blind) for way in coverage.ways if way.blind]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=TEST)
    given = parser.parse_args()
    scorer, catalogue = Scorer.load(), Catalogue()
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read(given.file):
        rows[row["scenario"]].append(row)
    every: list[tuple[int, int]] = []
    for name, written in rows.items():
        scenario = catalogue.load(name).scenario
        assert scenario is not None
        ways = taken(scenario, written, scorer)
        every += ways
        print(f"{name:36} {_told(ways)}")
    print(f"{'all':36} {_told(every)}")


def _told(ways: list[tuple[int, int]]) -> str:
    took, written = (sum(part) for part in zip(*ways, strict=True))
    short = sum(took_it < 0.85 * of for took_it, of in ways)
    return f"{took / written:6.1%} ({took}/{written})  ways under 85%: {short} of {len(ways)}"


if __name__ == "__main__":
    main()
