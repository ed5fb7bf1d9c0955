"""Fits scoring/marks.json: labels and context in, marks out. Called by bench/train.py. Needs numpy (the `train` extra).

Fits on labels as they are found and how sure they are, and with a smaller weight on the readers' own, so that the table
suits labels as they come and stays sensible where they are better.
"""

import json
from typing import Any

import numpy as np

from bench.corpus import context_of
from scoring.assess import Scorer
from scoring.labels import LABELS, MARKS
from scoring.learned import OUTPUTS
from scoring.marks import TABLE, signs
from scoring.reading import Reading

EXTRAS = ("very_short", "short", "long", "two_faults", "no_moves", "many_moves", "venting_unmet", "listens")
NAMES = (*OUTPUTS, *EXTRAS)
RIDGE = 3.0
TRUST = 0.1
"""How much a row with the markers' own labels counts beside one with the labels found."""
_EXTRA_SIGNS = {"very_short": -1, "short": -1, "two_faults": -1, "no_moves": -1, "venting_unmet": -1, "listens": 1}
SIGNS = (
    0,
    *(1 if label.good else -1 for label in LABELS.values()),
    -1,
    *(_EXTRA_SIGNS.get(extra, 1) for extra in EXTRAS),
)
"""For each column, which way it may move a mark; 0 for either."""


def vectors(
    rows: list[dict[str, Any]], sure: Any, decided: Any, scorer: Scorer
) -> tuple[Any, Any, list[dict[str, Any]]]:
    """One row of signs for each marked reply and each source of labels, with its weight."""
    table, weights, owners = [], [], []
    for row, percents, said in zip(rows, sure, decided, strict=True):
        reading = Reading(row["reply"], context_of(row))
        met = scorer.met_before(reading)
        shown = [name for name, yes in zip(OUTPUTS, said, strict=True) if yes]
        found = signs(reading, shown, dict(zip(OUTPUTS, map(int, percents), strict=True)), met_before=met)
        given = signs(reading, row["labels"], dict.fromkeys(row["labels"], 95), met_before=met)
        for present, weight in ((given, TRUST), (found, 1.0)):
            table.append([1.0, *(present.get(name, 0) / 100 for name in NAMES)])
            weights.append(weight)
            owners.append(row)
    return np.array(table), np.sqrt(np.array(weights)), owners


def fit(matrix: Any, wanted: Any) -> Any:
    """Ridge regression in which no move lowers a mark and no fault raises one; the base is not shrunk.

    Signs that come out the wrong way are taken out and the rest fitted again, until none is left.
    """
    kept = list(range(matrix.shape[1]))
    while True:
        part = matrix[:, kept]
        shrink = RIDGE * np.eye(len(kept))
        shrink[0, 0] = 0
        found = np.linalg.solve(part.T @ part + shrink, part.T @ wanted)
        wrong = {column for column, weight in zip(kept, found, strict=True) if weight * SIGNS[column] < 0}
        if not wrong:
            break
        kept = [column for column in kept if column not in wrong]
    weights = np.zeros(matrix.shape[1])
    weights[kept] = found
    return weights


def write_table(rows: list[dict[str, Any]], sure: Any, decided: Any, scorer: Scorer) -> None:
    """Fit the table on rows, what was found in them and how surely, and write it."""
    matrix, weights, owners = vectors(rows, sure, decided, scorer)
    table = {}
    for name in MARKS:
        wanted = np.array([sum(row[name]) / len(row[name]) for row in owners])
        weighed = fit(matrix * weights[:, None], wanted * weights)
        table[name] = {key: round(float(w) * 100) for key, w in zip(("base", *NAMES), weighed, strict=True)}
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
