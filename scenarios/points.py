"""The points of a scenario made ready to find in replies. Finding itself is scoring's."""

from collections.abc import Iterable
from functools import lru_cache

from scenarios.model import Point, Scenario, pleases
from scoring.matcher import Words
from scoring.points import PointIndex, PointPhrases


def point_index(scenario: Scenario, words: Words, points: Iterable[Point] | None = None) -> PointIndex:
    """An index of a scenario's points, or of some of them. Raises PhraseError."""
    return _index(*heard_by(scenario, points), tuple(words.items()))


def heard_by(
    scenario: Scenario, points: Iterable[Point] | None = None
) -> tuple[tuple[PointPhrases, ...], tuple[str, ...]]:
    """All of a scenario that decides how its points, or some of them, are heard: their wordings and its replies."""
    phrases = tuple(
        PointPhrases(
            point.id,
            point.phrases,
            point.acts,
            is_limit=point.kind == "limit",
            is_offer=point.kind == "offer",
            is_gain=pleases(point.mood),
            examples=(*point.examples, *point.alike),
            near_misses=point.near_misses,
        )
        for point in (scenario.points.values() if points is None else points)
    )
    replies = (text for state in scenario.states.values() for way in state.replies for text in way.golden)
    return phrases, tuple(replies)


@lru_cache(maxsize=4)
def _index(
    phrases: tuple[PointPhrases, ...], replies: tuple[str, ...], words: tuple[tuple[str, tuple[str, ...]], ...]
) -> PointIndex:
    # Takes longer to make than a reply to mark, and every retry and every transcript of a scenario asks for it again.
    return PointIndex(phrases, dict(words), replies)
