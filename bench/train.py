"""Trains the learned detectors from scoring/corpus and writes scoring/learned.* and the table of marks.

    python -m bench.train

One command, no network, the same result each time on the same kind of machine; it needs PyTorch (the `train` extra).
Contexts are split by their number: the twelfth and twentieth of each batch are never trained or tuned on, and figures
of them are printed. How sure a sum makes one, and the limits from which labels are said, beside the rules and over
them, are set on what networks that did not see a context say of it (three folds). The table of marks is fitted on the
same, so that it trusts labels as far as they can be trusted.
"""

from collections import Counter
from typing import Any

import numpy as np
import torch

from bench.corpus import batches, context_of, is_test
from bench.examples import Example, examples, spoiled
from bench.fit_marks import write_table
from bench.judging import chance, f_score
from bench.network import logits, trained
from bench.pack import write
from bench.pieces import Vocabulary
from scoring.assess import Scorer
from scoring.labels import GRAVE, LABELS
from scoring.learned import OUTPUTS
from scoring.reading import Reading

FOLDS = 3
SEEDS = (0, 1)
FAULT_BETA = 0.8
"""A fault falsely found hurts an honest trainee, so precision weighs more there; 1 is F1."""
_ADDS = range(15, 91, 3)
_GRAVE_ADDS = range(30, 97, 3)
_KEEPS = (0, 3, 6, 10, 15, 20, 25, 30, 40)
_BELIEVED = 0.85
"""The share of a rule's findings that has to be right for it to be believed outright."""
_PRICE = 0.003
"""A veto over rules has to raise F by this much to be worth having."""


def fold_logits(shown: list[Example], gaming: list[Example]) -> Any:
    """What networks say of contexts they were not trained on."""
    names = sorted({example.context for example in shown})
    part = np.array([names.index(example.context) % FOLDS for example in shown])
    found = np.zeros((len(shown), len(OUTPUTS)))
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(part == fold), np.flatnonzero(part != fold)
        rest = [shown[i] for i in outside]
        contexts = {example.context for example in rest}
        rest += [example for example in gaming if example.context in contexts]
        vocabulary = Vocabulary.of(rest)
        found[inside] = logits(trained(rest, vocabulary, 0), [shown[i] for i in inside], vocabulary)
    return found


def scales_of(found: Any, shown: list[Example]) -> Any:
    """For each output the factor and the shift that make its sums log odds (Platt's scaling, held near 1 and 0)."""
    scales = []
    for column in range(len(OUTPUTS)):
        sums, given = found[:, column], np.array([example.given[column] for example in shown])
        factor, shift = 1.0, 0.0
        for _ in range(30):
            likely = chance(factor * sums + shift)
            slope, spread = likely - given, np.maximum(likely * (1 - likely), 1e-6)
            gradient = np.array([slope @ sums + 5 * (factor - 1), slope.sum() + 0.5 * shift])
            cross = (spread * sums).sum()
            curve = np.array([[(spread * sums * sums).sum() + 5, cross], [cross, spread.sum() + 0.5]])
            step = np.linalg.solve(curve, gradient)
            factor, shift = np.array([factor, shift]) - step / max(1.0, float(np.abs(step).max()) * 2)
        scales.append((factor, shift))
    return np.array(scales)


def percents_of(found: Any, scales: Any) -> Any:
    """How sure each sum makes one, from 0 to 99 in a hundred, as scoring.learned counts it."""
    return np.floor(100 * chance(found * scales[:, 0] + scales[:, 1])).clip(0, 99).astype(int)


def limits_of(sure: Any, shown: list[Example]) -> dict[str, dict[str, int]]:
    """For each output the percent from which it is added, and that from which a rule's word is kept."""
    adds, keeps = {}, {}
    said = np.array([example.ruled for example in shown])
    given = np.array([example.given for example in shown])
    for column, name in enumerate(OUTPUTS):
        known = given[:, column] != 0.5
        percent, rule, true = sure[known, column], said[known, column], given[known, column] == 1
        beta = FAULT_BETA if name in LABELS and not LABELS[name].good else 1.0
        best = max(
            (f_score(np.where(rule, percent >= keep, percent >= add), true, beta) - _PRICE * (keep > 0), -add, -keep)
            for add in (_GRAVE_ADDS if name in GRAVE else _ADDS)
            for keep in _KEEPS
            if keep <= add
        )
        adds[name], keeps[name] = int(-best[1]), int(-best[2])
    return {"adds": adds, "keeps": keeps}


def doubtful_rules(rows: list[dict[str, Any]], scorer: Scorer) -> list[str]:
    """Rules that both readers often found wrong; the others are believed without asking the network."""
    held, right = Counter[str](), Counter[str]()
    for row in rows:
        for rule, label in scorer.rules_that_hold(Reading(row["reply"], context_of(row))):
            if label not in row["disputed"]:
                held[rule] += 1
                right[rule] += label in row["labels"]
    return sorted(rule for rule, times in held.items() if times >= 4 and right[rule] < _BELIEVED * times)


def decided(sure: Any, said: Any, limits: dict[str, dict[str, int]]) -> Any:
    """What rules and detectors say together."""
    adds, keeps = (np.array([limits[kind][name] for name in OUTPUTS]) for kind in ("adds", "keeps"))
    return np.where(said, sure >= keeps, sure >= adds)


def report(name: str, said: Any, shown: list[Example]) -> None:
    """Print micro and macro F1 of labels, those that only one of two readers gave left out."""
    given = np.array([example.given for example in shown])[:, : len(LABELS)]
    said = said[:, : len(LABELS)]
    known, true = given != 0.5, given == 1
    each = [f_score(said[known[:, i], i], true[known[:, i], i]) for i in range(len(LABELS)) if true[:, i].any()]
    print(f"{name}: {len(shown)} replies, micro F1 {f_score(said & known, true):.3f}, macro F1 {np.mean(each):.3f}")


def main() -> None:
    torch.set_num_threads(2)
    scorer, rows = Scorer.load(), list(batches())
    rest = [row for row in rows if not is_test(row)]
    shown, apart = examples(rest, scorer), examples([row for row in rows if is_test(row)], scorer)
    gaming = spoiled(rest, scorer)
    found = fold_logits(shown, gaming)
    scales = scales_of(found, shown)
    sure = percents_of(found, scales)
    limits = limits_of(sure, shown)
    said = np.array([example.ruled for example in shown])
    report("folds, rules alone", said, shown)
    report("folds, together", decided(sure, said, limits), shown)
    write_table(rest, sure, decided(sure, said, limits), scorer)
    vocabulary = Vocabulary.of(shown)
    networks = [trained([*shown, *gaming], vocabulary, seed) for seed in SEEDS]
    write(networks, vocabulary, scales, {**limits, "doubtful": doubtful_rules(rest, scorer)})
    found = np.mean([logits(network, apart, vocabulary) for network in networks], axis=0)
    said = np.array([example.ruled for example in apart])
    report("test, rules alone", said, apart)
    report("test, together", decided(percents_of(found, scales), said, limits), apart)


if __name__ == "__main__":
    main()
