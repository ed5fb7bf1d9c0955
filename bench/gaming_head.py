"""Fits what the detectors say of gaming again, on replies written for the machine and honest ones like them.

    python -m bench.gaming_head

The second step of training, after bench.train: the network stays as it is, only how its columns and the signs around
are weighed for `gaming` is fitted, on the whole corpus and scoring/corpus/gaming. Its limits are set on contexts not
fitted on (four folds). Seconds, not minutes. Needs numpy alone.
"""

import json
from typing import Any

import numpy as np

from bench.corpus import CORPUS, batches, context_of, contexts, is_test, read
from bench.judging import chance, f_score
from bench.pack import UNIT, save
from scoring.assess import Scorer
from scoring.gaming import is_gaming
from scoring.learned import OUTPUTS, SETTINGS, WEIGHTS, Learned, shipped
from scoring.reading import Reading
from scoring.signs import see

FOLDS = 4
RIDGE = 3.0
_AT = OUTPUTS.index("gaming")


def gaming_rows() -> list[dict[str, Any]]:
    """Replies of the corpus to fit on, and those written for this step, with their contexts."""
    known = contexts()
    made = [row for path in sorted((CORPUS / "gaming").glob("*.jsonl")) for row in read(path)]
    return [row for row in batches() if not is_test(row)] + [known[row["context"]] | row for row in made]


def seen_by(learned: Learned, rows: list[dict[str, Any]], scorer: Scorer) -> tuple[Any, Any, Any]:
    """Columns and signs around of each reply, whether it is gaming, and whether the plain rule says so."""
    table, said = [], []
    for row in rows:
        reading = Reading(row["reply"], context_of(row))
        ruled = scorer.ruled(reading)
        said.append(is_gaming(reading, ruled))
        table.append(learned.look(see(reading, ruled)) if any(map(str.isalnum, reading.text)) else None)
    width = len(next(line for line in table if line is not None))
    filled = np.array([line if line is not None else [0] * width for line in table], np.float64)
    return filled, np.array([bool(row["gaming"]) for row in rows]), np.array(said)


def fitted(table: Any, gaming: Any) -> Any:
    """Weights and, last, the base: ridge logistic regression by Newton's steps."""
    matrix = np.hstack([table, np.ones((len(table), 1))])
    weights = np.zeros(matrix.shape[1])
    shrink = np.full(matrix.shape[1], RIDGE)
    shrink[-1] = 1e-3
    for _ in range(12):
        likely = chance(matrix @ weights)
        spread = np.maximum(likely * (1 - likely), 1e-5)
        gradient = matrix.T @ (likely - gaming) + shrink * weights
        weights -= np.linalg.solve((matrix.T * spread) @ matrix + np.diag(shrink), gradient)
    return weights


def limits(percents: Any, said: Any, gaming: Any) -> tuple[int, int]:
    """The percents from which gaming is said without, and with, the plain rule: the highest F1."""
    pairs = [(add, keep) for add in range(10, 91, 5) for keep in (0, 1, 2, 3, 5, 8, 12, 20)]
    return max(pairs, key=lambda pair: f_score(np.where(said, percents >= pair[1], percents >= pair[0]), gaming))


def percents_of(table: Any, weights: Any) -> Any:
    """How sure, in a hundred."""
    return np.floor(100 * chance(table @ weights[:-1] + weights[-1])).clip(0, 99)


def main() -> None:
    learned, rows, scorer = shipped(), gaming_rows(), Scorer.load()
    table, gaming, said = seen_by(learned, rows, scorer)
    reach = np.maximum(np.abs(table).max(0), 1.0)
    scaled = table / reach
    names = sorted({row["context"] for row in rows})
    part = np.array([names.index(row["context"]) % FOLDS for row in rows])
    percents = np.zeros(len(rows))
    for fold in range(FOLDS):
        percents[part == fold] = percents_of(scaled[part == fold], fitted(scaled[part != fold], gaming[part != fold]))
    add, keep = limits(percents, said, gaming)
    found = np.where(said, percents >= keep, percents >= add)
    corpus = np.array([bool(row.get("readers")) for row in rows])
    for name, which in (("corpus", corpus), ("written for this step", ~corpus)):
        right, honest = found[which & gaming].mean(), found[which & ~gaming].mean()
        print(
            f"{name}: {right:.2f} of gaming flagged, {honest:.3f} of honest, at {add} percent, with the rule at {keep}"
        )
    write(learned, fitted(scaled, gaming), reach, (add, keep))


def write(learned: Learned, weights: Any, reach: Any, limit: tuple[int, int]) -> None:
    """Put the weights of gaming in place of the old."""
    shape, outputs = learned.shape, len(OUTPUTS)
    packed = bytearray(WEIGHTS.read_bytes())
    numbers = np.frombuffer(packed, "<i4", offset=shape.rows * shape.columns)
    whole = np.rint(weights[:-1] / reach * UNIT).astype("<i4")
    start = shape.columns + _AT * shape.columns
    numbers[start : start + shape.columns] = whole[: shape.columns]
    base = shape.columns + outputs * shape.columns
    numbers[base + _AT] = round(weights[-1] * UNIT)
    beside = numbers[base + outputs :].reshape(shape.around, outputs)
    beside[:, _AT] = whole[shape.columns :]
    settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
    settings["adds"]["gaming"], settings["keeps"]["gaming"] = limit
    save(bytes(packed), settings)


if __name__ == "__main__":
    main()
