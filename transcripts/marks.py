"""A session's marks from those of its turns: which dimensions are assessed, and how means round. Reads no file."""

from collections.abc import Iterable
from typing import Final

from scoring.labels import LABELS, MARKS
from scoring.records import Marks

NEUTRAL: Final = 3
PASS_MARK: Final = 3.5
"""The overall mark from which a session passes."""


def session_marks(turns: Iterable[tuple[Marks, Iterable[str]]]) -> dict[str, float | None]:
    """Means of the turns' marks; None for a dimension that is not assessed, and for all where there is no turn.

    A dimension is assessed when any turn shows a label of it, or is marked otherwise than neutral in it.
    """
    totals = dict.fromkeys(MARKS, 0)
    assessed: set[str] = {"overall"}
    count = 0
    for count, (marks, labels) in enumerate(turns, start=1):  # noqa: B007 - the last number is how many there are
        assessed.update(LABELS[label].dimension for label in labels if label in LABELS)
        for name in totals:
            mark = getattr(marks, name)
            totals[name] += mark
            if mark != NEUTRAL:
                assessed.add(name)
    return {name: mean_mark(total, count) if count and name in assessed else None for name, total in totals.items()}


def mean_mark(total: int, turns: int) -> float:
    """The mean of whole marks to one decimal, halves upwards; in whole numbers, so that no platform differs."""
    return (20 * total + turns) // (2 * turns) / 10
