from scenarios.personas import FALLBACKS, MORE_FALLBACKS
from trainer.cli.explained import _gap_words


def test_every_reply_with_nothing_in_it_is_explained() -> None:
    # What was asked and not understood is no gap: there was something in the reply.
    assert _gap_words().keys() == {*FALLBACKS, *MORE_FALLBACKS} - {"question"}
