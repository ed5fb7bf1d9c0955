"""Trains the learned detectors from scoring/corpus and writes scoring/learned.bin and scoring/learned.json.

    python -m bench.train

One command, no network, the same result each time: logistic regression by Adagrad over hashed signs, in numpy (the
`train` extra), averaged over several orders of the examples. Contexts are split by their number: the last of each
batch is never trained or tuned on, and figures of it are printed. Thresholds, beside the rules and over them, are set
on what models that did not see a context say of it (five folds); rules for grave faults are never overruled. Weights
are rounded to whole numbers first. The table of marks is fitted on the labels that come out of those folds, so that it
trusts labels as far as they can be trusted.
"""

import json
from typing import Any

import numpy as np

from bench.corpus import batches, context_of
from bench.fit_marks import write_table
from scoring.assess import Scorer
from scoring.gaming import is_gaming
from scoring.labels import GRAVE, LABELS
from scoring.learned import OUTPUTS, ROWS, SETTINGS, WEIGHTS, signs
from scoring.reading import Reading

EPOCHS = 10
RATE = 0.15
SHRINK = 2e-5
ORDERS = 3
FAULT_BETA = 0.4
FOLDS = 5
SCALE = 24.0
"""Weights are kept as whole numbers of 1/SCALE."""
_MOVE_ADDS = range(-12, 121, 6)
_FAULT_ADDS = range(18, 121, 6)
_GRAVE_ADDS = range(48, 121, 6)
"""A label that no rule names has to be more likely than not, a fault clearly so, a grave one all but certain."""
_ALWAYS = -1_000_000
_KEEPS = (_ALWAYS, *range(-144, -11, 12))
_PRICE = 0.004
"""A veto over rules has to raise F1 by this much to be worth having."""


def is_test(row: dict[str, Any]) -> bool:
    """Whether a row is kept apart: the twelfth context of every batch."""
    return bool(row["context"].endswith("-12"))


class Examples:
    """Rows as signs seen, labels given, and what rules say."""

    def __init__(self, rows: list[dict[str, Any]], scorer: Scorer) -> None:
        self.contexts = [row["context"] for row in rows]
        self.seen, self.ruled = [], []
        for row in rows:
            reading = Reading(row["reply"], context_of(row))
            ruled = scorer.ruled(reading)
            self.seen.append(np.unique([sign.row for sign in signs(reading, ruled)]))
            moves = sum(LABELS[label].good for label in ruled)
            self.ruled.append({*ruled, *(["gaming"] if is_gaming(reading, moves) else [])})
        given = [{*row["labels"], *(["gaming"] if row["gaming"] else [])} for row in rows]
        self.given = np.array([[name in labels for name in OUTPUTS] for labels in given])
        self.said = np.array([[name in labels for name in OUTPUTS] for labels in self.ruled])


def train(examples: Examples, chosen: Any) -> Any:
    """Whole-number weights from the examples chosen, averaged over orders drawn from fixed seeds."""
    weights = sum(_descend(examples, chosen, seed) for seed in range(ORDERS)) / ORDERS
    return np.clip(np.rint(weights * SCALE), -127, 127).astype(np.int8)


def _descend(examples: Examples, chosen: Any, seed: int) -> Any:
    """Weights by Adagrad, all outputs at once; rare labels count for more."""
    weights = np.zeros((ROWS, len(OUTPUTS)))
    grown = np.full((ROWS, len(OUTPUTS)), 1e-2)
    order = np.random.default_rng(seed)
    share = examples.given[chosen].mean(axis=0)
    balance = np.clip(0.5 / np.sqrt(np.maximum(share, 1e-3)), 1, 4)
    for _epoch in range(EPOCHS):
        for i in order.permutation(chosen):
            seen, given = examples.seen[i], examples.given[i]
            chance = 1 / (1 + np.exp(-weights[seen].sum(axis=0)))
            step = (chance - given) * np.where(given, balance, 1.0)
            gradient = step[None, :] + SHRINK * weights[seen]
            grown[seen] += gradient**2
            weights[seen] -= RATE * gradient / np.sqrt(grown[seen])
    return weights


def sums(weights: Any, examples: Examples, chosen: Any) -> Any:
    """What each output adds up to for each example."""
    return np.array([weights[examples.seen[i]].astype(np.int64).sum(axis=0) for i in chosen])


def unseen_sums(examples: Examples) -> Any:
    """What models say of contexts they were not trained on."""
    names = sorted(set(examples.contexts))
    fold = np.array([names.index(context) % FOLDS for context in examples.contexts])
    totals = np.zeros(examples.given.shape, dtype=np.int64)
    for part in range(FOLDS):
        inside, outside = np.flatnonzero(fold == part), np.flatnonzero(fold != part)
        totals[inside] = sums(train(examples, outside), examples, inside)
    return totals


def thresholds(totals: Any, examples: Examples) -> tuple[list[int], list[int]]:
    """For each output the sums from which it is added, and from which a rule's word is kept, that score best.

    A fault falsely found hurts an honest trainee and angers the customer for nothing, so faults weigh precision more.
    """
    adds, keeps = [], []
    for column in range(len(OUTPUTS)):
        total, said, true = totals[:, column], examples.said[:, column], examples.given[:, column]
        label = LABELS.get(OUTPUTS[column])
        beta = FAULT_BETA if label is not None and not label.good else 1.0
        best = max(
            (f_score(np.where(said, total >= keep, total >= add), true, beta) - _price(int(add), keep), -add, -keep)
            for add in _adds(OUTPUTS[column])
            for keep in _KEEPS
        )
        adds.append(-int(best[1]))
        keeps.append(-int(best[2]))
    for name in (*GRAVE, "gaming"):
        keeps[OUTPUTS.index(name)] = _ALWAYS
    return adds, keeps


def _adds(name: str) -> range:
    """The sums from which an output may be said without a rule."""
    if name in GRAVE:
        return _GRAVE_ADDS
    return _FAULT_ADDS if name in LABELS and not LABELS[name].good else _MOVE_ADDS


def _price(add: int, keep: int) -> float:
    """What a pair of thresholds costs for lying far out, or for overruling rules at all."""
    return abs(add) * 2e-4 + (0.0 if keep == _ALWAYS else _PRICE + (keep + 144) * 2e-4)


def decided(totals: Any, said: Any, adds: list[int], keeps: list[int]) -> Any:
    """What rules and detectors say together."""
    return np.where(said, totals >= np.array(keeps), totals >= np.array(adds))


def f_score(said: Any, true: Any, beta: float) -> float:
    """F of a yes or no; a beta below 1 weighs precision more."""
    hit, square = float(np.sum(said & true)), beta * beta
    return (1 + square) * hit / max(1.0, float(np.sum(said) + square * np.sum(true)))


def f1(said: Any, true: Any) -> float:
    """F1 of a yes or no."""
    return f_score(said, true, 1.0)


def report(name: str, said: Any, true: Any) -> None:
    """Print micro and macro F1."""
    macro = np.mean([f1(said[:, i], true[:, i]) for i in range(len(OUTPUTS)) if true[:, i].any()])
    print(f"{name}: {len(true)} replies, micro F1 {f1(said, true):.3f}, macro F1 {macro:.3f}")


def _names(line: Any) -> tuple[str, ...]:
    """The labels of a row of yes and no, `gaming` aside."""
    return tuple(name for name, said in zip(OUTPUTS, line, strict=True) if said and name in LABELS)


def main() -> None:
    scorer, rows = Scorer.load(), list(batches())
    examples = Examples([row for row in rows if not is_test(row)], scorer)
    apart = Examples([row for row in rows if is_test(row)], scorer)
    totals = unseen_sums(examples)
    adds, keeps = thresholds(totals, examples)
    weights = train(examples, np.arange(len(examples.seen)))
    WEIGHTS.write_bytes(weights.tobytes())
    named = {
        "scale": SCALE,
        "adds": dict(zip(OUTPUTS, adds, strict=True)),
        "keeps": dict(zip(OUTPUTS, keeps, strict=True)),
    }
    SETTINGS.write_text(json.dumps(named, indent=1) + "\n", encoding="utf-8")
    report("folds, rules alone", examples.said, examples.given)
    report("folds, together", decided(totals, examples.said, adds, keeps), examples.given)
    shown = decided(totals, examples.said, adds, keeps)
    write_table([row for row in rows if not is_test(row)], [_names(line) for line in shown], scorer)
    totals = sums(weights, apart, np.arange(len(apart.seen)))
    report("test, rules alone", apart.said, apart.given)
    report("test, together", decided(totals, apart.said, adds, keeps), apart.given)


if __name__ == "__main__":
    main()
