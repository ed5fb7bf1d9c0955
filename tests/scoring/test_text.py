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
    speech, acts = split_acts(fold("（您" * (LONGEST // 2)))
    assert set(acts.text) == {"。"}
    assert speech.text.count("您") == LONGEST // 2


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("您好！！我来查……", "您好。我来查。"),
        ("您好。。。我来查", "您好。我来查。"),
        ("您好\n我来查\n", "您好。我来查。"),
        ("\u3000您好，\n我来查～～", "您好，我来查。"),
        ("行吗", "行吗？"),
        ("行吗？！", "行吗？"),
        ('您说"退费"和‘补偿’', "您说“退费”和“补偿”。"),
        ("您说「别『拖』了」。", "您说“别拖了”。"),
        ("您说““退费””", "您说“退费”。"),
        ("I'm here", "im here。"),
        ("您\u202e好\u00ad，我\ufe0f来\u200e查", "您好，我来查。"),
        ("﹁退﹂㎇⼀样︐好﹖", "“退”㎇一样，好？"),
        ("往後對於徵收，排隊檯夥伴", "往后对于征收，排队台伙伴。"),
        ("买买提·艾力3.5.1。", "买买提·艾力3.5.1。"),
    ],
)
def test_what_is_typed_otherwise_is_one_text(typed: str, same: str) -> None:
    assert fold(typed).text == fold(same).text


def test_what_reads_otherwise_stays_apart() -> None:
    texts = ("您好，我来查", "您好。我来查", "您好？我来查", "您好：我来查", "您好我来查", "您好“我来查”")
    assert len({fold(text).text for text in texts}) == len(texts)


def test_every_folded_character_stands_in_order_inside_the_reply() -> None:
    text = '「您」 好！！"讓您""久等"了吗'
    places = fold(text).at
    assert list(places) == sorted(places)
    assert (places[0], places[-1]) == (0, len(text) - 1)


@pytest.mark.parametrize("text", ["好", "！好", "“", "'a", "。，", "（", "𝟭", "～"])
def test_long_texts_fold_whole(text: str) -> None:
    folded = fold(text * 100_000)
    assert len(folded.text) == len(folded.at) <= 2 * 100_000 + 1
