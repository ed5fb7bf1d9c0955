"""Any text survives the way to a row and back."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.text import clean
from transcripts.rows import kept
from transcripts.store import Store

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
ANY = st.text(st.characters(exclude_categories=()), max_size=60)
QUICK = settings(
    deadline=None, max_examples=40, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUICK
@given(text=ANY)
def test_cleaning_keeps_length_and_everything_that_can_be_stored(text: str) -> None:
    done = clean(text)
    assert len(done) == len(text)
    assert all(
        now == was or (now == "\ufffd" and "\ud800" <= was <= "\udfff") for now, was in zip(done, text, strict=True)
    )


@QUICK
@given(reply=ANY, seconds=st.floats(0, 1e9), word=TEXT)
def test_a_turn_comes_back_as_its_rows_say(make_turn: Any, reply: str, seconds: float, word: str) -> None:
    turn = kept(make_turn(reply=reply, seconds=seconds, standing={word: [word, {"n": 10**30}]}))
    assert (turn.reply, turn.seconds) == (clean(reply), seconds)
    assert turn == kept(turn)


@QUICK
@given(text=TEXT)
def test_a_text_comes_back_from_the_file(store: Store, text: str) -> None:
    assert store.text(store.keep_text("scenario", text)) == text
