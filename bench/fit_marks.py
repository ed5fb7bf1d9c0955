"""Fits scoring/marks.json from replies marked by people: labels and context in, marks out.

    python bench/fit_marks.py MARKED.jsonl

Each line of MARKED.jsonl: reply, channel, stage, facts, history, customer, labels, disputed, and the markers'
etiquette, empathy, phrasing, overall (a list of marks each).
Fits on the union of the markers' labels and on what the rules find,
half and half, so that the table suits labels as they come. Needs numpy (the `train` extra).
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from scoring.assess import Scorer
from scoring.labels import LABELS
from scoring.marks import ALL, TABLE, signs
from scoring.reading import Reading
from scoring.records import Context, Utterance

EXTRAS = ("very_short", "short", "long", "two_faults", "no_moves", "many_moves", "venting_unmet")
NAMES = (*LABELS, *EXTRAS)
RIDGE = 3.0
_EXTRA_SIGNS = {"very_short": -1, "short": -1, "two_faults": -1, "no_moves": -1, "venting_unmet": -1}
SIGNS = (
    0,
    *(1 if label.good else -1 for label in LABELS.values()),
    *(_EXTRA_SIGNS.get(extra, 1) for extra in EXTRAS),
)
"""For each column, which way it may move a mark; 0 for either."""


def context_of(row: dict[str, Any]) -> Context:
    """The context of a marked reply."""
    history = tuple(Utterance(said["role"], said["text"]) for said in row.get("history", ()))
    return Context(row["channel"], row["stage"], tuple(row["facts"]), history, row["customer"])


def vectors(rows: list[dict[str, Any]], scorer: Scorer) -> tuple[Any, list[dict[str, Any]]]:
    """One row of signs for each marked reply and each source of labels."""
    table, owners = [], []
    for row in rows:
        reading = Reading(row["reply"], context_of(row))
        given = tuple(label for label in LABELS if label in row["labels"])
        for labels in (given, scorer.assess(row["reply"], context_of(row)).labels):
            present = set(signs(reading, labels))
            table.append([1.0, *(float(name in present) for name in NAMES)])
            owners.append(row)
    return np.array(table), owners


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


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
    matrix, owners = vectors([row for row in rows if row["reply"].strip()], Scorer.load())
    table = {}
    for name in ALL:
        wanted = np.array([sum(row[name]) / len(row[name]) for row in owners])
        weights = fit(matrix, wanted)
        table[name] = {key: round(float(w) * 100) for key, w in zip(("base", *NAMES), weights, strict=True)}
    TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows)} replies -> {TABLE}")


if __name__ == "__main__":
    main()
