"""Reads marked replies: the corpus of this project, or a JSON lines file of replies marked by several people.

A row: context, channel, stage, facts, history, customer, reply, labels, disputed, gaming, and for each mark a list of
what each marker gave.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scoring.labels import MARKS
from scoring.records import Context, Utterance

CORPUS = Path(__file__).parents[1] / "scoring" / "corpus"


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def batches(names: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Rows of the corpus, of the batches named or of all."""
    wanted = set(names)
    for path in sorted(CORPUS.glob("*.replies.jsonl")):
        name = path.name.partition(".")[0]
        if not wanted or name in wanted:
            contexts = {row["context"]: row for row in read(path.with_name(f"{name}.contexts.jsonl"))}
            for number, row in enumerate(read(path), start=1):
                marks = {mark: [row[mark]] for mark in MARKS}
                item = f"{row['context']}-{number}"
                yield {**contexts[row["context"]], **row, **marks, "item": item, "disputed": []}


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
