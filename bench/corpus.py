"""Reads marked replies: the corpus of this project, or a JSON lines file of replies marked by several people.

The corpus keeps NN.contexts.jsonl, NN.replies.jsonl (as the writer of the replies marked them) and NN.second.jsonl (as
another reader did, blind, by line number). A row: context, channel, stage, facts, history, customer, reply, labels,
disputed, gaming, and for each mark a list of what each reader gave.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scoring.labels import MARKS
from scoring.records import Context, Utterance

CORPUS = Path(__file__).parents[1] / "scoring" / "corpus"
_APART = ("12", "20")
"""Contexts of each batch that are never trained or tuned on."""


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def batches(names: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Rows of the corpus, of the batches named or of all."""
    wanted = set(names)
    for path in sorted(CORPUS.glob("*.replies.jsonl")):
        name = path.name.partition(".")[0]
        if not wanted or name in wanted:
            known = {row["context"]: row for row in read(path.with_name(f"{name}.contexts.jsonl"))}
            again = path.with_name(f"{name}.second.jsonl")
            second = {row["reply"]: row for row in read(again)} if again.exists() else {}
            for number, row in enumerate(read(path), start=1):
                item = f"{row['context']}-{number}"
                yield {**known[row["context"]], **row, **both(row, second.get(number)), "item": item}


def contexts() -> dict[str, dict[str, Any]]:
    """Every context of the corpus by its name."""
    return {row["context"]: row for path in sorted(CORPUS.glob("*.contexts.jsonl")) for row in read(path)}


def gaming_rows() -> list[dict[str, Any]]:
    """Replies written for the machine and honest ones like them, in contexts of the corpus, of one reader."""
    known = contexts()
    rows = (row for path in sorted((CORPUS / "gaming").glob("*.jsonl")) for row in read(path))
    return [known[row["context"]] | row for row in rows]


def both(first: dict[str, Any], second: dict[str, Any] | None) -> dict[str, Any]:
    """What one or two readers gave: labels of both, those of one alone, and every reader's marks."""
    readers = [first] if second is None else [first, second]
    given = [set(reader["labels"]) for reader in readers]
    agreed, any_given = set.intersection(*given), set.union(*given)
    return {
        "labels": sorted(agreed),
        "disputed": sorted(any_given - agreed),
        "gaming": all(reader["gaming"] for reader in readers),
        "readers": len(readers),
        **{mark: [reader[mark] for reader in readers] for mark in MARKS},
    }


def rows_of(sources: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of files and of batches (`02`), in order."""
    rows: list[dict[str, Any]] = []
    for source in sources:
        rows += read(Path(source)) if Path(source).is_file() else list(batches([source]))
    return rows


def context_of(row: dict[str, Any]) -> Context:
    """What a row's reply is judged in."""
    history = tuple(Utterance(said["role"], said["text"]) for said in row.get("history", ()))
    return Context(row["channel"], row["stage"], tuple(row["facts"]), history, row["customer"])


def is_test(row: dict[str, Any]) -> bool:
    """Whether a row is kept apart."""
    return row["context"].rpartition("-")[2] in _APART
