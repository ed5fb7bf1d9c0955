"""Replies that instructors reviewed, as rows of the corpus: what the scorer can learn from their corrections.

A row holds what the corpus of this project holds: the context a reply was judged in, its labels as the instructors left
them, and the marks that each of them gave. Knows no command line.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scoring.labels import LABELS, MARKS
from trainer.keeping import Start, kept_scenario, making_sense
from trainer.practice.compare import contexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scoring.assess import Scorer
    from scoring.records import Context
    from transcripts.agreement import Review
    from transcripts.records import Session, Turn
    from transcripts.reviews import Entry
    from transcripts.staffroom import Staffroom


def corpus_rows(room: Staffroom, scorer: Scorer) -> Iterator[dict[str, Any]]:
    """A row for each reply of a reviewed session."""
    for session, found in room.handed_in():
        scenario = kept_scenario(room.store, session)
        with making_sense(room.store, session):
            practice = Start.of(session).practice(scenario, scorer)
            for turn, context in zip(session.turns, contexts(practice, session.turns), strict=True):
                yield _row(session, turn, context, found)


def _row(session: Session, turn: Turn, context: Context, found: Sequence[Review]) -> dict[str, Any]:
    readings = [_labels(turn, review.entries) for review in found]
    agreed, given = set.intersection(*readings), set.union(*readings)
    return {
        "item": f"{session.id}-{turn.number}",
        "context": session.id,
        "channel": context.channel,
        "stage": context.stage,
        "facts": list(context.facts),
        "history": [asdict(said) for said in context.history],
        "customer": context.customer,
        "reply": turn.reply,
        "labels": sorted(agreed),
        "disputed": sorted(given - agreed),
        "gaming": turn.assessment.gaming,
        "readers": len(found),
        **{name: [_mark(turn, review, name) for review in found] for name in MARKS},
    }


def _mark(turn: Turn, review: Review, name: str) -> int:
    given = review.mark(turn, name)
    machine: int = getattr(turn.assessment.marks, name)
    return given.mark if given is not None and given.mark is not None else machine


def _labels(turn: Turn, entries: Sequence[Entry]) -> set[str]:
    """The labels of a reply as one instructor left them."""
    said = [entry for entry in entries if entry.turn == turn.number]
    gone = {entry.place for entry in said if entry.kind == "refuted"}
    left = {each.label for place, each in enumerate(turn.assessment.findings) if place not in gone}
    added = {str(entry.label) for entry in said if entry.kind == "added"}
    return {label for label in left | added if label in LABELS}
