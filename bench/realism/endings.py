"""Where the plays of the rounds end when their replies are said again to the customers of this version.

    python -m bench.realism.endings bench/realism/rounds/*/*

A talk goes its own way once an answer differs, so that later replies may miss what is now said; a play that ended
sooner then is out of words here. By style: how many end well (resolved, handed over), end otherwise, are out of words;
how many pass; how many end well with low marks, under 4.0 overall or under 3.5 anywhere. Then good plays that end badly
and others that pass.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.realism.turns import STYLES
from scenarios.catalogue import Catalogue
from scenarios.model import PASSING
from scoring.assess import Scorer
from trainer.practice.debrief import Debrief, debrief
from trainer.practice.session import Practice

_OVERALL, _ANY = 4.0, 3.5
_COLUMNS = ("plays", "ends well", "ends otherwise", "out of words", "passes", "well, low")


@dataclass(frozen=True, slots=True)
class Again:
    """One play, said again."""

    scenario: str
    style: str
    was: str | None
    now: Debrief

    @property
    def well(self) -> bool:
        """Whether it comes to an end that passes."""
        return self.now.outcome in PASSING

    @property
    def low(self) -> bool:
        """Whether its marks fall short of what is asked of a good play."""
        marks = self.now.marks
        parts = (marks.etiquette, marks.empathy, marks.phrasing)
        return (marks.overall or 0) < _OVERALL or any(part is not None and part < _ANY for part in parts)

    @property
    def surprises(self) -> bool:
        """Whether a good play ends badly, or another passes."""
        return (self.now.ending is not None and not self.well) if self.style == "well" else self.now.passed


def plays(folders: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The sessions kept in rounds."""
    for folder in folders:
        for line in (folder / "plays.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def said_again(play: dict[str, Any], catalogue: Catalogue, scorer: Scorer) -> Again:
    """A play under this version; only scenarios as they are shipped."""
    scenario = catalogue.load(play["scenario"]).scenario
    assert scenario is not None
    practice = Practice(scenario, scorer, seed=play["seed"], mode=play["mode"])
    for turn in play["turns"]:
        if practice.ended:
            break
        practice.reply(turn["reply"])
    return Again(scenario.id, play["trainee"], play["ending"], debrief(scenario, tuple(practice.turns), scenario.mood))


def report(done: Iterable[Again]) -> Iterator[str]:
    """The figures, and what surprises."""
    done = list(done)
    yield f"{'style':10s}" + "".join(f"{name:>14s}" for name in _COLUMNS)
    for style in STYLES:
        count = Counter(name for again in done if again.style == style for name in _columns(again))
        yield f"{style:10s}" + "".join(f"{count[name]:14d}" for name in _COLUMNS)
    for again in done:
        if again.surprises:
            ending = again.now.ending.id if again.now.ending else "out of words"
            yield f"{again.style}  {again.scenario}  {again.was} → {ending}  {again.now.marks.overall}"


def _columns(again: Again) -> Iterator[str]:
    """The columns in which a play counts."""
    yield "plays"
    yield "ends well" if again.well else "out of words" if again.now.ending is None else "ends otherwise"
    if again.now.passed:
        yield "passes"
    if again.well and again.low:
        yield "well, low"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    catalogue, scorer = Catalogue(), Scorer.load()
    done = (said_again(play, catalogue, scorer) for play in plays(parser.parse_args().folders) if play["turns"])
    print("\n".join(report(done)))


if __name__ == "__main__":
    main()
