"""How far the scorer agrees with the markers of the corpus, on contexts it was never trained on.

    python -m bench.agreement

Quadratic weighted kappa, within one mark and exact for each dimension and overall; micro F1 of labels; grave faults.
"""

from typing import Any

from bench.corpus import batches, context_of
from bench.train import is_test
from scoring.assess import Scorer
from scoring.labels import GRAVE, MARKS


def kappa(ours: list[int], theirs: list[int]) -> float:
    """Quadratic weighted kappa of two lists of marks from 1 to 5."""
    total = len(ours)
    seen = sum((one - other) ** 2 for one, other in zip(ours, theirs, strict=True)) / total
    chance = sum((one - other) ** 2 for one in ours for other in theirs) / total**2
    return 1 - seen / chance


def f1(hit: int, extra: int, missed: int) -> float:
    """F1 from counts."""
    return 2 * hit / max(1, 2 * hit + extra + missed)


def main() -> None:
    scorer = Scorer.load()
    rows = [row for row in batches() if is_test(row)]
    found = [(row, scorer.assess(row["reply"], context_of(row))) for row in rows]
    print(f"{len(rows)} replies")
    for name in MARKS:
        ours = [getattr(assessment.marks, name) for _row, assessment in found]
        theirs = [row[name][0] for row in rows]
        near = sum(abs(one - other) <= 1 for one, other in zip(ours, theirs, strict=True)) / len(rows)
        same = sum(one == other for one, other in zip(ours, theirs, strict=True)) / len(rows)
        print(f"{name:10s} kappa {kappa(ours, theirs):.3f}  within one {near:.3f}  exact {same:.3f}")
    print(f"labels micro F1 {f1(*counts(found)):.3f}")
    hit, extra, missed = counts(found, GRAVE)
    print(f"grave faults recall {hit / max(1, hit + missed):.3f}, precision {hit / max(1, hit + extra):.3f}")


def counts(found: list[tuple[dict[str, Any], Any]], only: frozenset[str] | None = None) -> tuple[int, int, int]:
    """Labels found rightly, wrongly, and missed."""
    hit = extra = missed = 0
    for row, assessment in found:
        given, said = set(row["labels"]), set(assessment.labels)
        if only is not None:
            given, said = given & only, said & only
        hit, extra, missed = hit + len(given & said), extra + len(said - given), missed + len(given - said)
    return hit, extra, missed


if __name__ == "__main__":
    main()
