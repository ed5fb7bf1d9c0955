"""Rows of the corpus as the detectors see them, and replies spoiled on purpose.

A row has two readers where a second reading is kept: a label that only one of them gave counts half.
"""

import random
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bench.corpus import context_of
from scoring.assess import Scorer
from scoring.gaming import is_gaming
from scoring.labels import MARKS
from scoring.learned import OUTPUTS
from scoring.reading import Reading
from scoring.signs import Seen, see
from scoring.text import clean, fold

PLACE = {name: i for i, name in enumerate(OUTPUTS)}
Words = dict[int, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Example:
    """A reply. `given`: 0, ½ or 1 for each output; `counts`: 0 where nobody can say."""

    seen: Seen
    given: Any
    counts: Any
    marks: Any
    """The readers' mean marks, in MARKS order."""
    ruled: Any
    """What rules alone say of each output."""
    words: Words
    """For each output given by both readers the stretches that carry it; empty when they cannot be found."""
    context: str


def examples(rows: list[dict[str, Any]], scorer: Scorer) -> list[Example]:
    """Rows as examples."""
    return [_example(row, scorer) for row in rows]


def _example(row: dict[str, Any], scorer: Scorer) -> Example:
    reading = Reading(row["reply"], context_of(row))
    ruled = scorer.ruled(reading)
    gaming = is_gaming(reading, ruled)
    given, counts = np.zeros(len(OUTPUTS), np.float32), np.ones(len(OUTPUTS), np.float32)
    for label in row["labels"]:
        given[PLACE[label]] = 1
    for label in row["disputed"]:
        given[PLACE[label]] = 0.5
    given[PLACE["gaming"]] = float(row["gaming"])
    said = np.array([name in ruled or (name == "gaming" and gaming) for name in OUTPUTS])
    marks = np.array([sum(row[mark]) / len(row[mark]) for mark in MARKS], np.float32)
    words = {PLACE[label]: _found(reading.text, row.get("words", {}).get(label, [])) for label in row["labels"]}
    return Example(see(reading, ruled), given, counts, marks, said, words, row["context"])


def spoiled(rows: list[dict[str, Any]], scorer: Scorer) -> list[Example]:
    """Replies made for no customer: letters in disorder, words of many replies in a pile, a reply to another case.

    For training only; they say nothing of labels but that they are gaming.
    """
    chance = random.Random(7)
    made = [_in_disorder(row, chance) for row in chance.sample(rows, len(rows) // 40)]
    made += [_pile(rows, chance) for _ in range(len(rows) // 40)]
    telling = [row for row in rows if {"restates_issue", "cites_facts"} & {*row["labels"]} and len(row["reply"]) > 30]
    made += [chance.choice(rows) | {"reply": row["reply"]} for row in chance.sample(telling, len(rows) // 40)]
    return [_gaming(row, scorer) for row in made]


def _in_disorder(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    letters = list(row["reply"])
    chance.shuffle(letters)
    return row | {"reply": "".join(letters)}


def _pile(rows: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    wordings = [word for row in chance.sample(rows, 12) for words in row["words"].values() for word in words]
    return chance.choice(rows) | {"reply": chance.choice("、，").join(chance.sample(wordings, min(12, len(wordings))))}


def _gaming(row: dict[str, Any], scorer: Scorer) -> Example:
    blank: dict[str, Any] = {"labels": [], "disputed": [], "words": {}, "gaming": True, **{mark: [1] for mark in MARKS}}
    made = _example(row | blank, scorer)
    counts = np.zeros(len(OUTPUTS), np.float32)
    counts[PLACE["gaming"]] = 1
    return replace(made, counts=counts)


def _found(text: str, wordings: list[str]) -> list[tuple[int, int]]:
    """Where wordings stand in a folded reply; nothing when one of them cannot be found."""
    spans = []
    for wording in wordings:
        folded = fold(clean(wording)).text
        start = text.find(folded)
        if start < 0 or not folded:
            return []
        spans.append((start, start + len(folded)))
    return spans
