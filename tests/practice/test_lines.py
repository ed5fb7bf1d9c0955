import pytest

from trainer.practice.lines import echoes, sentences


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("规定规定，规定里写没写电梯关着人咋办？", True),
        ("规定不能当饭吃！", False),
        ("规定规定，你念。", False),
        ("短", False),
    ],
)
def test_a_run_of_six_letters_is_heard_again_whatever_stands_between_them(text: str, again: bool) -> None:
    assert echoes(text, ["规定，规定，规定能当饭吃？"]) is again


def test_every_line_has_a_sentence() -> None:
    assert [sentences(text) for text in ("……", "行。", "行？那你说！好。", "没有句号")] == [1, 1, 3, 1]
