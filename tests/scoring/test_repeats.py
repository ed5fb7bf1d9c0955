import pytest

from scoring.repeats import said_once
from scoring.text import fold


@pytest.mark.parametrize(
    "reply", ["您好，这事我来查。", "退费二十元，今天到账", "好的。", "行吗", "您说“退费”，我记下了。"]
)
@pytest.mark.parametrize("times", [2, 3, 7])
@pytest.mark.parametrize("joint", ["", "\n", " "])
def test_a_reply_pasted_again_is_the_reply(reply: str, times: int, joint: str) -> None:
    if len(fold(reply).text) > 4 or reply[-1] == "。" or joint == "\n":
        assert said_once(fold(joint.join([reply] * times))).text == said_once(fold(reply)).text


def test_a_clause_said_before_is_left_out_wherever_it_stands() -> None:
    assert said_once(fold("这事我来查。您先坐，这事我来查。两点给您信。")).text == "这事我来查。您先坐，两点给您信。"


@pytest.mark.parametrize("reply", ["谢谢您", "行了行了", "对对对，您说得对", "王姐，您坐，王姐，我来查。", "", "……"])
def test_emphasis_and_names_stay(reply: str) -> None:
    assert said_once(fold(reply)) == fold(reply)


def test_places_stay_true() -> None:
    reply = " 您先坐， 这事我来查。这事我来查！两点 给您信"
    once = said_once(fold(reply))
    start = once.text.index("两点")
    assert reply[slice(*once.span(start, start + 5))] == "两点 给您信"
    assert len(once.text) == len(once.at)
