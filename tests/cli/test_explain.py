"""`huashu explain` says why: what was understood, how each mark came about, which way was taken."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BEST, ROOT, Call
from trainer.cli.exits import ExitCode

_FEELING = BEST[1]


def _explained(huashu: Call, *arguments: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(huashu("explain", "small", *arguments, "--json").out)
    assert len(found) == 1
    return found[0]


def test_the_three_parts_are_said_in_order(huashu: Call) -> None:
    called = huashu("explain", "small", "--state", "telling", _FEELING)
    assert (called.code, called.err) == (0, "")
    places = [
        called.out.index(words) for words in ("听出了什么", "分数怎么来的", "客户怎么走", "成立，走这条", "心情：")
    ]
    assert places == sorted(places)
    assert "names_feeling 说出客户感受" in called.out


def test_each_mark_is_its_base_and_signs_added_up(huashu: Call) -> None:
    for reply in (*BEST, "你嚷什么，闭嘴。", "哦"):
        for mark in _explained(huashu, reply)["marks"].values():
            assert mark["sum"] == pytest.approx(mark["base"] + sum(sign["adds"] for sign in mark["signs"]))
            assert mark["mark"] == min(mark["rounded"], mark["cap"])


def test_a_cap_is_named_with_its_reason(huashu: Call) -> None:
    overall = _explained(huashu, "再闹我就报警抓你！")["marks"]["overall"]
    assert overall["cap"] == 2
    assert "威胁客户" in overall["why"]


def test_a_reply_without_words_has_no_sum(huashu: Call) -> None:
    called = huashu("explain", "small", "……")
    assert called.out.count("没有说话。") == 4
    overall = _explained(huashu, "")["marks"]["overall"]
    assert (overall["mark"], overall["sum"], overall["why"]) == (1, None, "没有说话。")


def test_ways_are_shown_up_to_the_one_taken(huashu: Call) -> None:
    found = _explained(huashu, "--state", "telling", "--mood", "anger=8", _FEELING)
    assert [(way["to"], way["holds"]) for way in found["tried"]] == [("checking", True)]
    assert (found["to"], found["mood_before"]["anger"]) == ("checking", 8)
    assert found["tried"][0]["conditions"][0]["met"] == ["names_feeling"]


def test_a_condition_that_does_not_hold_says_what_is_missing(huashu: Call) -> None:
    out = huashu("explain", "small", "--mood", "anger=10", BEST[0]).out
    assert "✗ mood anger <=9：现在是 10" in out
    assert "✗ any [rude, commanding]：一个都没有" in out
    assert "✓ otherwise" in out


def test_points_and_questions_are_shown_at_their_words(huashu: Call) -> None:
    found = _explained(huashu, "--state", "checking", "您这笔退费卡在审核了。您是哪天办的？")
    assert [point["id"] for point in found["points"]] == ["slow_refund"]
    assert "when" in [question["id"] for question in found["questions"]]
    assert {"by": "slow_refund", "trust": 1} in found["moves"]


def test_the_customer_says_what_they_say_in_a_practice(huashu: Call, talk: Call) -> None:
    played = [line for line in talk(BEST[0]).lines if line.startswith("客户:")]
    explained = [line for line in huashu("explain", "small", BEST[0]).lines if line.startswith("客户:")]
    assert explained == played


def test_out_of_patience_the_customer_leaves(huashu: Call) -> None:
    found = _explained(huashu, "--mood", "patience=0", "哦。")
    assert (found["way"], found["ending"]) == (None, "stormed_out")
    assert "耐心用完了" in huashu("explain", "small", "--mood", "patience=0", "哦。").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("smal", "您好"), "small"),
        (("small", "--state", "teling", "您好"), "是不是：telling"),
        (("small", "--state", "", "您好"), "opening、telling"),
        (("small", "--mood", "anger", "您好"), "anger=7"),
        (("small", "--mood", "joy=3", "您好"), "“joy”"),
        (("small",), "REPLY"),
    ],
)
def test_what_was_named_wrongly_is_said_and_exits_2(arguments: tuple[str, ...], said: str, huashu: Call) -> None:
    called = huashu("explain", *arguments)
    assert (called.code, called.out) == (ExitCode.USAGE, "")
    assert said in called.err


def test_nothing_is_kept(huashu: Call, db: Path) -> None:
    huashu("explain", "small", BEST[0])
    assert not db.exists()


def test_in_english_the_frame_is_english(huashu: Call) -> None:
    out = huashu("explain", "small", BEST[0], "--lang", "en").out
    assert "2. How the marks came about" in out
    assert "not reached" in out


@pytest.mark.parametrize("reply", ["\x1b[2J您好", "[red]您好[/]", "您\ud800好", "您好\n第二行", "说" * 3000])
def test_no_reply_breaks_it_or_steers_the_terminal(reply: str, huashu: Call) -> None:
    called = huashu("explain", "small", reply)
    assert called.code == 0
    assert "\x1b" not in called.out
    assert json.loads(huashu("explain", "small", reply, "--json").out)


def test_the_example_of_the_guide_is_real(huashu: Call) -> None:
    guide = (ROOT / "docs" / "write-a-scenario.md").read_text(encoding="utf-8")
    found = re.search(r"```\n\$ huashu (?P<command>explain [^\n]*)\n(?P<lines>.*?)```", guide, re.DOTALL)
    assert found
    printed = huashu(*shlex.split(found["command"])).lines
    assert [line for line in found["lines"].splitlines() if line not in printed] == []
