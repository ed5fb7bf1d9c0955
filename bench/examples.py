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

PLACE = {name: i for i, name in enumerate(OUTPUTS)}


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
    rules: frozenset[tuple[str, str]]
    """The rules that hold, each with its label."""
    context: str


def examples(rows: list[dict[str, Any]], scorer: Scorer) -> list[Example]:
    """Rows as examples."""
    return [_example(row, scorer) for row in rows]


def _example(row: dict[str, Any], scorer: Scorer) -> Example:
    reading = Reading(row["reply"], context_of(row))
    ruled, rules = scorer.ruled(reading), frozenset(scorer.rules_that_hold(reading))
    gaming = is_gaming(reading, ruled)
    given, counts = np.zeros(len(OUTPUTS), np.float32), np.ones(len(OUTPUTS), np.float32)
    for label in row["labels"]:
        given[PLACE[label]] = 1
    for label in row["disputed"]:
        given[PLACE[label]] = 0.5
    given[PLACE["gaming"]] = float(row["gaming"])
    said = np.array([name in ruled or (name == "gaming" and gaming) for name in OUTPUTS])
    marks = np.array([sum(row[mark]) / len(row[mark]) for mark in MARKS], np.float32)
    return Example(see(reading, ruled), given, counts, marks, said, rules, row["context"])


def spoiled(rows: list[dict[str, Any]], scorer: Scorer) -> list[Example]:
    """Replies made for no customer: letters in disorder, words of many replies in a pile, a reply to another case.

    For training only; they say nothing of labels but that they are gaming.
    """
    chance = random.Random(7)
    made = [_in_disorder(row, chance) for row in chance.sample(rows, len(rows) // 40)]
    made += [_pile(rows, chance) for _ in range(len(rows) // 40)]
    telling = [row for row in rows if {"restates_issue", "cites_facts"} & {*row["labels"]} and len(row["reply"]) > 30]
    made += [chance.choice(rows) | {"reply": row["reply"]} for row in chance.sample(telling, len(rows) // 40)]
    return gaming_only([row | {"gaming": True} for row in made], scorer)


def _in_disorder(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    letters = list(row["reply"])
    chance.shuffle(letters)
    return row | {"reply": "".join(letters)}


def _pile(rows: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    wordings = [word for row in chance.sample(rows, 12) for words in row["words"].values() for word in words]
    return chance.choice(rows) | {"reply": chance.choice("、，").join(chance.sample(wordings, min(12, len(wordings))))}


def gaming_only(rows: list[dict[str, Any]], scorer: Scorer) -> list[Example]:
    """Rows of which nothing is known but whether they are gaming."""
    blank: dict[str, Any] = {"labels": [], "disputed": [], **{mark: [1] for mark in MARKS}}
    counts = np.zeros(len(OUTPUTS), np.float32)
    counts[PLACE["gaming"]] = 1
    return [replace(_example(row | blank, scorer), counts=counts) for row in rows]
