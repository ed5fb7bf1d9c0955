from dataclasses import replace

import pytest

from scenarios.model import OTHER, Line, Scenario, Speaker
from trainer.practice.voices import Voices


@pytest.fixture
def group(small_scenario: Scenario) -> Voices:
    titles = {"feng": "冯老师", "ge": "葛师傅", "luan": "栾大爷", "meng": "孟师傅", "lu": "卢姐"}
    cast = {who: Speaker(who, title, title[0], "女", 40, "") for who, title in titles.items()}
    return Voices(replace(small_scenario, cast=cast), 0)


@pytest.mark.parametrize(
    ("bare", "who"),
    [
        ("大爷那儿晒不晒", "luan"),
        ("栾大爷您坐冯老师您说", "feng"),
        ("葛师傅您记哪儿记手心啊", "ge"),
        ("师傅您说", None),
        ("姐你别急", None),
        ("卢姐你别急", "lu"),
        ("葛师傅您好今天来的都请到里头坐我给大家倒杯水慢慢说", None),
        ("", None),
    ],
)
def test_whom_a_reply_speaks_to(group: Voices, bare: str, who: str | None) -> None:
    assert group.spoken_to(bare) == who


def test_whoever_was_spoken_to_answers_if_any_of_them_may(group: Voices) -> None:
    anyone, lead = Line("a.0", "我也不知道。", OTHER), Line("a.1", "我替大家说。")
    assert group.speak(anyone, "answer", 3, "lu").speaker == "lu"
    assert group.speak(anyone, "answer", 3, "feng").speaker in group.others
    assert group.speak(lead, "answer", 3, "lu").speaker == "feng"


def test_lines_of_whoever_was_spoken_to_come_first(group: Voices) -> None:
    lines = [Line("a.0", "我替大家说。"), Line("a.1", "我也不知道。", OTHER), Line("a.2", "听不清。", "luan")]
    assert group.of(lines, None) == lines
    assert [line.id for line in group.of(lines, "luan")] == ["a.1", "a.2"]
    assert [line.id for line in group.of(lines, "feng")] == ["a.0"]
    assert group.of(lines[:1], "lu") == lines[:1]


def test_one_customer_alone_has_no_voices(small_scenario: Scenario) -> None:
    alone = Voices(small_scenario, 0)
    assert (alone.lead, alone.others, alone.spoken_to("大爷您说")) == (None, (), None)
