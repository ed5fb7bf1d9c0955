"""How far the scorer agrees with the readers of the corpus, on contexts it was never trained on.

    python -m bench.agreement              the figures
    python -m bench.agreement --markdown   the tables of docs/scoring.md
    python -m bench.agreement FILE         on marked replies of a file of the same kind

Quadratic weighted kappa against the readers' mean rounded half up, with an interval from drawing contexts; within one
mark and exact; F1 of labels, those that only one of two readers gave left out; grave faults; gaming; how often a label
that is said to be so sure is there.
"""

import argparse
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import floor
from typing import Any

from bench.corpus import batches, context_of, is_test, rows_of
from scoring.agreement import f1, grouped, kappa
from scoring.agreement import interval as drawn_again
from scoring.assess import Scorer
from scoring.labels import GRAVE, LABELS, MARKS

Found = tuple[dict[str, Any], Any]
_BINS = (0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)


def wanted(row: dict[str, Any], mark: str) -> int:
    """The readers' mean, rounded half up."""
    mean: float = sum(row[mark]) / len(row[mark])
    return floor(mean + 0.5)


def counts(found: Iterable[Found], only: Iterable[str] = LABELS) -> tuple[int, int, int]:
    """Labels found rightly, wrongly, and missed; disputed ones count neither way."""
    hit = extra = missed = 0
    for row, assessment in found:
        among = set(only) - set(row["disputed"])
        given, said = set(row["labels"]) & among, set(assessment.labels) & among
        hit, extra, missed = hit + len(given & said), extra + len(said - given), missed + len(given - said)
    return hit, extra, missed


def mark_kappa(mark: str) -> Callable[[list[Found]], float]:
    """Kappa of one mark."""
    return lambda found: kappa([getattr(a.marks, mark) for _, a in found], [wanted(row, mark) for row, _ in found])


def micro(found: list[Found]) -> float:
    """F1 of all labels together."""
    return f1(*counts(found))


def macro(found: list[Found]) -> float:
    """Mean of the labels' F1, of those that are there."""
    each = [counts(found, [label]) for label in LABELS]
    return sum(f1(*count) for count in each if count[0] + count[2]) / sum(1 for c in each if c[0] + c[2])


def interval(found: list[Found], figure: Callable[[list[Found]], float]) -> tuple[float, float]:
    """95 in 100 of a figure when whole contexts are drawn again."""
    return drawn_again(grouped(found, lambda one: one[0]["context"]), figure)


def marks_table(found: list[Found]) -> Iterable[tuple[str, ...]]:
    """For each mark: kappa, interval, within one, exact, both among replies marked 3 to 5."""
    yield "mark", "kappa", "95%", "within one", "exact", "within one, 3–5", "exact, 3–5"
    for mark in MARKS:
        pairs = [(getattr(a.marks, mark), wanted(row, mark)) for row, a in found]
        high = [(one, other) for one, other in pairs if other >= 3]
        low, up = interval(found, mark_kappa(mark))
        shares = [sum(test(a - b) for a, b in of) / len(of) for of in (pairs, high) for test in (_near, _same)]
        yield mark, f"{mark_kappa(mark)(found):.3f}", f"{low:.2f}–{up:.2f}", *(f"{share:.3f}" for share in shares)


def _near(gap: int) -> bool:
    return abs(gap) <= 1


def _same(gap: int) -> bool:
    return gap == 0


def labels_table(found: list[Found]) -> Iterable[tuple[str, ...]]:
    """For each label: how often given, precision, recall, F1 and its interval."""
    yield "label", "given", "precision", "recall", "F1", "95%"
    for label in LABELS:
        hit, extra, missed = counts(found, [label])
        low, up = interval(found, lambda sample, label=label: f1(*counts(sample, [label])))  # type: ignore[misc]
        shares = (hit / max(1, hit + extra), hit / max(1, hit + missed), f1(hit, extra, missed))
        yield label, str(hit + missed), *(f"{share:.2f}" for share in shares), f"{low:.2f}–{up:.2f}"


def summary(found: list[Found]) -> Iterable[tuple[str, ...]]:
    """Labels together, grave faults, gaming."""
    yield "figure", "value"
    for name, figure in (("labels, micro F1", micro), ("labels, macro F1", macro)):
        low, up = interval(found, figure)
        yield name, f"{figure(found):.3f} ({low:.2f}–{up:.2f})"
    hit, extra, missed = counts(found, GRAVE)
    yield "grave faults, recall", f"{hit / max(1, hit + missed):.2f} of {hit + missed}"
    yield "grave faults, precision", f"{hit / max(1, hit + extra):.2f}"
    good = [a for row, a in found if wanted(row, "overall") >= 4]
    yield "good replies called grave", f"{sum(bool(GRAVE & set(a.labels)) for a in good) / max(1, len(good)):.3f}"
    piles, honest = ([a for row, a in found if row["gaming"] is kind] for kind in (True, False))
    yield "gaming flagged", f"{sum(a.gaming for a in piles) / max(1, len(piles)):.2f} of {len(piles)}"
    yield "gaming at most 2", f"{sum(a.marks.overall <= 2 for a in piles) / max(1, len(piles)):.2f}"
    yield "honest flagged", f"{sum(a.gaming for a in honest) / max(1, len(honest)):.3f}"


def reliability(scorer: Scorer, rows: list[dict[str, Any]]) -> Iterable[tuple[str, ...]]:
    """How often a label is there, by how sure the detectors are of it."""
    told: list[tuple[int, bool]] = []
    for row in rows:
        sure = scorer.sure(row["reply"], context_of(row))
        told += [(sure.get(label, 0), label in row["labels"]) for label in LABELS if label not in row["disputed"]]
    yield "sure, in a hundred", "times", "mean", "there, in a hundred"
    for low, up in pairwise(_BINS):
        inside = [(percent, there) for percent, there in told if low <= percent < up]
        if inside:
            means = (100 * sum(there for _, there in inside) / len(inside), sum(p for p, _ in inside) / len(inside))
            yield f"{low}–{up - 1}", str(len(inside)), f"{means[1]:.0f}", f"{means[0]:.0f}"


def between_readers(rows: list[dict[str, Any]]) -> Iterable[tuple[str, ...]]:
    """How far the two readers of the corpus agree with each other; a file may hold one reading only."""
    twice = [row for row in rows if row.get("readers") == 2]
    yield "mark", "kappa of the two readers"
    if not twice:
        return
    for mark in MARKS:
        yield mark, f"{kappa([row[mark][0] for row in twice], [row[mark][1] for row in twice]):.3f}"
    shared, alone = (sum(len(row[key]) for row in twice) for key in ("labels", "disputed"))
    yield "labels, F1", f"{2 * shared / max(1, 2 * shared + alone):.3f} on {len(twice)} replies"


def show(title: str, table: Iterable[tuple[str, ...]], *, markdown: bool) -> None:
    lines = list(table)
    print(f"\n{title}\n")
    if markdown:
        lines.insert(1, ("---",) * len(lines[0]))
        print("\n".join(f"| {' | '.join(line)} |" for line in lines))
    else:
        print("\n".join("  ".join(cell.ljust(22) for cell in line) for line in lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?")
    parser.add_argument("--markdown", action="store_true")
    told = parser.parse_args()
    scorer, everything = Scorer.load(), rows_of([told.file]) if told.file else list(batches())
    rows = everything if told.file else [row for row in everything if is_test(row) and row["readers"] == 2]
    rows = [{**row, "context": row.get("context", row["item"].partition("-")[0])} for row in rows]
    found = [(row, scorer.assess(row["reply"], context_of(row))) for row in rows]
    print(f"{len(rows)} replies in {len({row['context'] for row in rows})} contexts")
    for title, table in (
        ("Marks", marks_table(found)),
        ("Labels", labels_table(found)),
        ("Together", summary(found)),
        ("How sure, and how often right", reliability(scorer, rows)),
        ("The two readers", between_readers(everything)),
    ):
        show(title, table, markdown=told.markdown)


if __name__ == "__main__":
    main()
