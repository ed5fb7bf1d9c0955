"""A session's marks: which dimensions are assessed, and how means are rounded."""

import pytest

from scoring.records import Marks
from transcripts.marks import mean_mark, session_marks


@pytest.mark.parametrize(
    ("total", "turns", "mark"), [(13, 4, 3.3), (5, 4, 1.3), (10, 3, 3.3), (11, 3, 3.7), (30, 6, 5.0)]
)
def test_means_round_halves_up(total: int, turns: int, mark: float) -> None:
    assert mean_mark(total, turns) == mark


def test_a_label_shown_makes_its_dimension_assessed() -> None:
    marks = session_marks([(Marks(3, 3, 3, 3), ("rude",)), (Marks(3, 3, 3, 3), ())])
    assert marks == {"etiquette": 3.0, "empathy": None, "phrasing": None, "overall": 3.0}


def test_one_turn_off_neutral_makes_its_dimension_assessed_even_where_the_mean_is_neutral() -> None:
    marks = session_marks([(Marks(3, 4, 3, 3), ()), (Marks(3, 2, 3, 4), ("no_such_label",))])
    assert marks == {"etiquette": None, "empathy": 3.0, "phrasing": None, "overall": 3.5}


def test_no_turns_have_no_marks() -> None:
    assert set(session_marks([]).values()) == {None}
