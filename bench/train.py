"""Trains the learned detectors from scoring/corpus and writes scoring/learned.* and the table of marks.

    python -m bench.train

One command, three minutes, nothing from the network, the same result each time on the same kind of machine; it needs
numpy (the `train` extra). Contexts are split by their number: the twelfth and twentieth of each batch are never trained
or tuned on, and figures of them are printed. How sure a sum makes one, and the limits from which labels are said,
beside the rules and over them, are set on what models that did not see a context say of it (five folds). The table of
marks is fitted on the same, so that it trusts labels as far as they can be trusted.
"""

from collections import Counter
from typing import Any

import numpy as np

from bench.corpus import batches, gaming_rows, is_test
from bench.examples import PLACE, Example, examples, gaming_only, spoiled
from bench.fit_marks import write_table
from bench.judging import chance, f_score
from bench.model import trained
from bench.pack import write
from scoring.assess import BELIEVED, Scorer
from scoring.labels import GRAVE, LABELS
from scoring.learned import OUTPUTS

FOLDS = 5
FAULT_BETA = 0.8
"""A fault falsely found hurts an honest trainee, so precision weighs more there; 1 is F1."""
GAMING_BETA = 0.6
"""To be called a cheat wrongly costs an honest trainee's trust."""
GRAVE_BETA = 1.0
"""A grave fault missed lets harm pass for handling, so both weigh alike there."""
_ADDS = range(15, 91, 3)
_GRAVE_ADDS = range(15, 97, 3)
_KEEPS = (0, 3, 6, 10, 15, 20, 25, 30, 40)
_BELIEVED = 0.85
"""The share of a rule's findings that has to be right for it to be believed outright."""
_PRICE = 0.003
"""A veto over rules has to raise F by this much to be worth having."""


def fold_sums(shown: list[Example]) -> Any:
    """What models say of contexts they were not trained on."""
    names = sorted({example.context for example in shown})
    part = np.array([names.index(example.context) % FOLDS for example in shown])
    found = np.zeros((len(shown), len(OUTPUTS)))
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(part == fold), np.flatnonzero(part != fold)
        found[inside] = trained([shown[i] for i in outside]).sums([shown[i] for i in inside])
    return found


def scales_of(found: Any, shown: list[Example]) -> Any:
    """For each output the factor and the shift that make its sums log odds (Platt's scaling, held near 1 and 0)."""
    scales = []
    for column in range(len(OUTPUTS)):
        asked = np.array([example.counts[column] > 0 for example in shown])
        sums, given = found[asked, column], np.array([example.given[column] for example in shown])[asked]
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


def doubtful_rules(shown: list[Example]) -> frozenset[str]:
    """Rules that both readers often found wrong; the others are believed without asking the detectors."""
    held, right = Counter[str](), Counter[str]()
    for example in shown:
        for rule, label in example.rules:
            place = PLACE[label]
            if example.counts[place] and example.given[place] != 0.5:
                held[rule] += 1
                right[rule] += example.given[place] == 1
    return frozenset(rule for rule, times in held.items() if times >= 4 and right[rule] < _BELIEVED * times)


def sworn(shown: list[Example], doubtful: frozenset[str]) -> Any:
    """What rules that are believed say of each output."""
    said = np.zeros((len(shown), len(OUTPUTS)), bool)
    for line, example in zip(said, shown, strict=True):
        line[[PLACE[label] for rule, label in example.rules if rule not in doubtful]] = True
    return said


def beta_of(name: str) -> float:
    """How much recall weighs beside precision where the limits of an output are set."""
    if name in GRAVE:
        return GRAVE_BETA
    if name not in LABELS:
        return GAMING_BETA
    return 1.0 if LABELS[name].good else FAULT_BETA


def limits_of(sure: Any, shown: list[Example], believed: Any) -> dict[str, dict[str, int]]:
    """For each output the percent from which it is added, and that from which a doubtful rule's word is kept."""
    adds, keeps = {}, {}
    said = np.array([example.ruled for example in shown])
    given, counts = (np.array([getattr(example, kind) for example in shown]) for kind in ("given", "counts"))
    for column, name in enumerate(OUTPUTS):
        known = (given[:, column] != 0.5) & (counts[:, column] > 0)
        percent, rule, true, held = (part[known, column] for part in (sure, said, given == 1, believed))
        beta = beta_of(name)
        best = max(
            (
                f_score(held | np.where(rule, percent >= keep, percent >= add), true, beta) - _PRICE * (keep > 0),
                -add,
                -keep,
            )
            for add in (_GRAVE_ADDS if name in GRAVE else _ADDS)
            for keep in _KEEPS
            if keep <= add
        )
        adds[name], keeps[name] = int(-best[1]), int(-best[2])
    return {"adds": adds, "keeps": keeps}


def decided(sure: Any, shown: list[Example], believed: Any, limits: dict[str, dict[str, int]]) -> Any:
    """What rules and detectors say together."""
    said = np.array([example.ruled for example in shown])
    adds, keeps = (np.array([limits[kind][name] for name in OUTPUTS]) for kind in ("adds", "keeps"))
    return believed | np.where(said, sure >= keeps, sure >= adds)


def report(name: str, said: Any, shown: list[Example]) -> None:
    """Print micro and macro F1 of labels, those that only one of two readers gave left out."""
    given = np.array([example.given for example in shown])[:, : len(LABELS)]
    said = said[:, : len(LABELS)]
    known, true = given != 0.5, given == 1
    each = [f_score(said[known[:, i], i], true[known[:, i], i]) for i in range(len(LABELS)) if true[:, i].any()]
    print(f"{name}: {len(shown)} replies, micro F1 {f_score(said & known, true):.3f}, macro F1 {np.mean(each):.3f}")


def main() -> None:
    scorer, rows = Scorer.load(), list(batches())
    rest = [row for row in rows if not is_test(row)]
    honest, apart = examples(rest, scorer), examples([row for row in rows if is_test(row)], scorer)
    shown = [*honest, *spoiled(rest, scorer), *gaming_only([row for row in gaming_rows() if not is_test(row)], scorer)]
    doubtful = doubtful_rules(shown)
    found, believed = fold_sums(shown), sworn(shown, doubtful)
    scales = scales_of(found, shown)
    sure = percents_of(found, scales)
    limits = limits_of(sure, shown, believed)
    said = decided(sure, shown, believed, limits)[: len(honest)]
    report("folds, rules alone", np.array([example.ruled for example in honest]), honest)
    report("folds, together", said, honest)
    sworn_to = np.where(believed, np.maximum(sure, BELIEVED), sure)[: len(honest)]
    write_table(rest, sworn_to, said, scorer)
    model = trained(shown)
    write(model, scales, {**limits, "doubtful": sorted(doubtful)})
    report("test, rules alone", np.array([example.ruled for example in apart]), apart)
    sure = percents_of(model.sums(apart), scales)
    report("test, together", decided(sure, apart, sworn(apart, doubtful), limits), apart)


if __name__ == "__main__":
    main()
