"""How varied the corpus is, and what it holds.

    python -m bench.variety

Replies that nearly repeat another (more than six in ten of the shorter one's runs of three letters), pairs of letters
never used before as batches are added, how far length gives the mark away, marks, labels and styles.
"""

from collections import Counter, defaultdict
from itertools import pairwise
from statistics import mean
from typing import Any

from bench.corpus import batches, is_test
from scoring.labels import LABELS

_NEAR = 0.6
_LEAST = 8
"""Replies with fewer runs than this cannot help being alike."""


def near_duplicates(rows: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pairs of replies that nearly repeat each other."""
    runs = [{row["reply"][i : i + 3] for i in range(len(row["reply"]) - 2)} for row in rows]
    holders: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for number, mine in enumerate(runs):
        if len(mine) >= _LEAST:
            shared = Counter(other for run in mine for other in holders[run])
            pairs += [(o, number) for o, count in shared.items() if count > _NEAR * min(len(mine), len(runs[o]))]
        for run in mine if len(mine) >= _LEAST else ():
            holders[run].append(number)
    return pairs


def growth(rows: list[dict[str, Any]]) -> list[tuple[str, int, float]]:
    """For each batch the pairs of letters known after it, and how many new ones a reply of it brought."""
    known: set[str] = set()
    told = []
    for batch in sorted({row["context"].partition("-")[0] for row in rows}):
        inside = [row["reply"] for row in rows if row["context"].startswith(f"{batch}-")]
        before = len(known)
        known.update(a + b for reply in inside for a, b in pairwise(reply))
        told.append((batch, len(known), (len(known) - before) / len(inside)))
    return told


def ranked(values: list[float]) -> list[float]:
    """Ranks, equal values sharing theirs."""
    order = sorted(values)
    first = {value: order.index(value) for value in set(values)}
    return [first[value] + (order.count(value) - 1) / 2 for value in values]


def correlation(one: list[float], other: list[float]) -> float:
    """Spearman's rank correlation."""
    a, b = ranked(one), ranked(other)
    middle_a, middle_b = mean(a), mean(b)
    top = sum((x - middle_a) * (y - middle_b) for x, y in zip(a, b, strict=True))
    return float(top / (sum((x - middle_a) ** 2 for x in a) * sum((y - middle_b) ** 2 for y in b)) ** 0.5)


def main() -> None:
    rows = list(batches())
    contexts = {row["context"] for row in rows}
    twice = sum(row["readers"] == 2 for row in rows)
    print(f"{len(rows)} replies in {len(contexts)} contexts, {twice} read twice, {sum(map(is_test, rows))} kept apart")
    pairs = near_duplicates(rows)
    across = sum(rows[a]["context"] != rows[b]["context"] for a, b in pairs)
    involved = len({number for pair in pairs for number in pair})
    print(f"{len(pairs)} near pairs ({across} across contexts), {involved / len(rows):.1%} of replies in one")
    print("batch, pairs of letters known, new ones a reply:")
    print("  " + "  ".join(f"{batch} {known} {new:.1f}" for batch, known, new in growth(rows)))
    lengths, overall = [float(len(row["reply"])) for row in rows], [mean(row["overall"]) for row in rows]
    middle = sorted(lengths)[len(rows) // 2]
    print(f"length and overall mark: rank correlation {correlation(lengths, overall):.2f}, median {middle:.0f} letters")
    print("overall:", dict(sorted(Counter(row["overall"][0] for row in rows).items())))
    print("gaming:", sum(row["gaming"] for row in rows))
    given = Counter(label for row in rows for label in row["labels"])
    print("labels:", {label: given[label] for label in LABELS})


if __name__ == "__main__":
    main()
