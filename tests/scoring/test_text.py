import pytest

from scoring.text import LONGEST, clean, fold, fold_characters, split_acts


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("您好,谢谢!", "您好，谢谢！"),
        ("ＡＢＣ１２３", "abc123"),
        ("讓您久等，實在抱歉", "让您久等，实在抱歉"),
        ("著急", "着急"),
        ("退83.50元.", "退83.50元。"),
        ("「好」", "“好”"),
    ],
)
def test_what_reads_the_same_folds_to_the_same(typed: str, same: str) -> None:
    assert fold_characters(typed) == fold_characters(same)


def test_every_folded_character_knows_where_it_stood() -> None:
    text = "您 好\u200b，讓 您😀久等"
    folded = fold(text)
    start = folded.text.index("让")
    assert text[slice(*folded.span(start, start + 2))] == "讓 您"


def test_folding_never_changes_the_number_of_characters() -> None:
    text = "".join(map(chr, [*range(0x20, 0x3000), *range(0x4E00, 0x9FA6), 0x1F600]))
    assert len(fold_characters(text)) == len(text)


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert clean("a\ud800\udfffb") == "a\ufffd\ufffdb"


def test_acts_in_brackets_are_told_from_speech() -> None:
    speech, acts = split_acts(fold("（递上一杯水）您先喝口水(点头)"))
    assert "递上" not in speech.text
    assert "递上一杯水" in acts.text
    assert "喝口水" not in acts.text
    assert "点头" in acts.text


def test_a_bracket_that_never_closes_is_speech() -> None:
    speech, acts = split_acts(fold("（" * LONGEST))
    assert set(acts.text) == {"。"}
    assert len(speech.text) == LONGEST
