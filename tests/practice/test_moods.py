"""Sets of moods move as each mood in them would."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.model import AXES, Bound, Mood
from trainer.practice import moods

MOODS = st.builds(Mood, *[st.integers(0, 10)] * 3)
MOVES = st.tuples(*[st.integers(-4, 4)] * len(AXES))


def _set(several: list[Mood]) -> int:
    return sum({moods.only(mood) for mood in several})


@given(st.lists(MOODS), MOVES)
def test_a_set_moves_as_its_moods_do(several: list[Mood], move: tuple[int, ...]) -> None:
    assert moods.moved(_set(several), move) == _set(
        [mood.moved(dict(zip(AXES, move, strict=True))) for mood in several]
    )


@given(MOODS, st.sampled_from(AXES), st.integers(0, 10), st.integers(0, 10))
def test_a_set_keeps_to_bounds_as_a_guard_does(mood: Mood, axis: str, least: int, most: int) -> None:
    bound = Bound(least, most)
    allowed = moods.within({axis: bound}) & moods.only(mood)  # type: ignore[dict-item]
    assert bool(allowed) is bound.holds(getattr(mood, axis))


def test_every_mood_is_in_the_whole_set() -> None:
    assert moods.EVERY.bit_count() == 11**3
    assert moods.within({}) == moods.EVERY
