"""Which questions and points are heard in replies written by people who saw only what each one means.

    python -m bench.hearing.measure [--test] [--missed]

`tune/` is for working on rules and phrases, `test/` for measuring only: its texts are never printed. Recall is the
share of texts meant to carry a label in which it is heard. False alarms: of the texts meant to carry none, those in
which anything is heard; of all pairs of a text and a label it does not carry, those heard. Texts that carry one label
are where most writers were least careful what else they said: tune lists those others too, test does not.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import read
from scenarios.catalogue import Catalogue
from scenarios.points import point_index
from scoring.assess import Scorer

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Text:
    """One text, the labels it was written to carry and those heard in it."""

    text: str
    meant: frozenset[str]
    heard: frozenset[str]


@dataclass(slots=True)
class Tally:
    """Counts over texts: `of_none` are those meant to carry nothing."""

    meant: int = 0
    hit: int = 0
    not_meant: int = 0
    wrong: int = 0
    of_none: int = 0
    wrong_in_none: int = 0

    def take(self, label: str, text: Text) -> None:
        """Count one pair of a text and a label."""
        meant, heard = label in text.meant, label in text.heard
        self.meant += meant
        self.hit += meant and heard
        self.not_meant += not meant
        self.wrong += heard and not meant
        self.of_none += not text.meant
        self.wrong_in_none += heard and not text.meant

    def told(self) -> str:
        """The counts as one line."""
        recall = f"recall {_share(self.hit, self.meant)}  false {_share(self.wrong, self.not_meant)}"
        return f"{recall}  false in texts of none {_share(self.wrong_in_none, self.of_none)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.1%} ({part}/{whole})" if whole else "  none"


def questions(folder: Path, scorer: Scorer) -> list[Text]:
    """Texts with the questions they ask."""
    rows = read(folder / "questions.jsonl")
    return [Text(row["text"], frozenset(row["question"]), scorer.assess(row["text"]).asked()) for row in rows]


def points(folder: Path, scorer: Scorer, only: str) -> Mapping[str, list[Text]]:
    """Texts with the points they raise, by scenario, of those whose id ends so; rows of one text are one text."""
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read(folder / "points.jsonl"):
        meant[row["scenario"], row["text"]] |= {row["point"]} if row["point"] else set()
    found: dict[str, list[Text]] = defaultdict(list)
    for name in dict.fromkeys(scenario for scenario, _ in meant if scenario.endswith(only)):
        scenario = Catalogue().load(name).scenario
        assert scenario is not None
        index = point_index(scenario, scorer.rules.words)
        for (where, text), labels in meant.items():
            if where == name:
                found[name].append(Text(text, frozenset(labels), scorer.assess(text, None, index).raised()))
    return found


def report(title: str, texts: list[Text], labels: Iterable[str], *, missed: bool) -> Tally:
    """Print one line for each label and for all; give back the counts of all."""
    whole = Tally()
    print(f"\n{title}: {len(texts)} texts")
    for label in labels:
        tally = Tally()
        for text in texts:
            tally.take(label, text)
            whole.take(label, text)
        print(f"  {label:20} {tally.told()}")
        for text in texts if missed else ():
            _tell_missed(label, text)
    none = [text for text in texts if not text.meant]
    print(f"  {'all':20} {whole.told()}")
    print(f"  texts of none in which anything is heard: {_share(sum(bool(text.heard) for text in none), len(none))}")
    return whole


def _tell_missed(label: str, text: Text) -> None:
    if (label in text.meant) != (label in text.heard):
        print(f"    {'-' if label in text.meant else '+'} {text.text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true", help="measure on the texts kept apart")
    parser.add_argument("--missed", action="store_true", help="print what was missed (-) or wrongly heard (+) in tune")
    parser.add_argument("--only", default="", help="`questions` or the ending of a scenario's id")
    given = parser.parse_args()
    folder, missed = HERE / ("test" if given.test else "tune"), given.missed and not given.test
    scorer = Scorer.load()
    if given.only in ("", "questions"):
        asked = questions(folder, scorer)
        report("questions", asked, sorted(set().union(*(text.meant for text in asked))), missed=missed)
    raised = points(folder, scorer, given.only) if given.only != "questions" else {}
    tallies = [
        report(name, texts, sorted(set().union(*(text.meant for text in texts))), missed=missed)
        for name, texts in raised.items()
    ]
    _tell_all(tallies, [text for texts in raised.values() for text in texts])


def _tell_all(tallies: list[Tally], texts: list[Text]) -> None:
    """The points of every scenario together."""
    if len(tallies) < 2:
        return
    added = Tally(*(sum(getattr(tally, name) for tally in tallies) for name in Tally.__slots__))
    none = [text for text in texts if not text.meant]
    print(f"\npoints of all scenarios: {added.told()}")
    print(f"texts of none in which anything is heard: {_share(sum(bool(text.heard) for text in none), len(none))}")


if __name__ == "__main__":
    main()
