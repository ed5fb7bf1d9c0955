"""How long one assess takes on replies never seen before, in CPU time.

    python bench/assess.py MARKED.jsonl

Takes the replies of a JSON lines file (`reply`, `stage`, `facts`, `history`, `customer`), cut or joined to 60
characters, each assessed once, after one warm-up of other text. A plain `re` loop over the same patterns runs on the
same replies in the same run for comparison.
"""

import json
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from scoring.assess import Scorer
from scoring.records import Context, Utterance
from scoring.text import fold

LENGTH = 60


def context_of(row: dict[str, Any]) -> Context:
    """The context of a row."""
    history = tuple(Utterance(said["role"], said["text"]) for said in row.get("history", ()))
    return Context(row["channel"], row["stage"], tuple(row["facts"]), history, row["customer"])


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    joined = "".join(row["reply"] for row in rows)
    pieces = [joined[i : i + LENGTH] for i in range(0, len(joined) - LENGTH, LENGTH)]
    scorer = Scorer.load()
    scorer.assess("天气预报说今天有雨。" * 6, context_of(rows[0]))
    loop = [re.compile(phrase.pattern) for rule in scorer.rules.rules for phrase in rule.phrases]
    ours, plain = [], []
    for i, piece in enumerate(pieces):
        context = context_of(rows[i % len(rows)])
        started = time.thread_time()
        scorer.assess(piece, context)
        ours.append(time.thread_time() - started)
        started = time.thread_time()
        folded = fold(piece).text
        for pattern in loop:
            list(pattern.finditer(folded))
        plain.append(time.thread_time() - started)
    ours.sort()
    print(f"{len(pieces)} replies of {LENGTH} characters, {len(scorer.rules.rules)} rules")
    print(f"assess: median {statistics.median(ours) * 1000:.2f} ms, p99 {ours[int(len(ours) * 0.99)] * 1000:.2f} ms")
    ratio = statistics.median(ours) / statistics.median(plain)
    print(f"plain re loop over the same patterns: median {statistics.median(plain) * 1000:.2f} ms; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
