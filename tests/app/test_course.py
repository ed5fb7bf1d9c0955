"""The course map: what there is, how one stands, what is broken and why."""

from pathlib import Path

from textual.widgets import OptionList

from tests.app.conftest import Hands, Opened
from trainer.app.briefing import Briefing
from trainer.app.talk import Talk


def _go_to(hands: Hands, name: str) -> None:
    options = hands.app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(f"new {name}")


async def test_chapters_and_scenarios_are_listed(opened: Opened) -> None:
    async with opened(size=(80, 40)) as hands:
        shown = "\n".join(hands.lines())
        assert "第七章 普通投诉" in shown
        assert "天价流量" in shown
        assert "退费拖了二十天" in shown


async def test_enter_opens_the_briefing_and_then_the_talk(opened: Opened) -> None:
    async with opened() as hands:
        _go_to(hands, "small")
        await hands.press("enter")
        assert isinstance(hands.app.screen, Briefing)
        assert "一位客户拿着单子进来" in hands.said()
        await hands.press("enter")
        assert isinstance(hands.app.screen, Talk)


async def test_the_mode_chosen_here_is_the_mode_played(opened: Opened) -> None:
    async with opened() as hands:
        _go_to(hands, "small")
        await hands.press("m", "enter", "enter")
        assert hands.talk.kept.practice.mode == "exam"


async def test_a_broken_file_says_why_and_does_not_open(own: Path, opened: Opened) -> None:
    (own / "broken.yaml").write_text("title: [red]坏[/]的\n", encoding="utf-8")
    async with opened(size=(120, 40)) as hands:
        course = hands.app.screen
        _go_to(hands, "broken")
        await hands.press("enter")
        assert hands.app.screen is course
        shown = "\n".join(hands.lines())
        assert "文件有错" in shown
        assert "broken.yaml:" in shown


async def test_first_best_and_latest_marks_are_shown_once_ended(opened: Opened) -> None:
    async with opened(scenario="small", moods=(("patience", 0),)) as hands:
        await hands.press("enter")
        await hands.say("哦。")
        assert hands.talk.kept.practice.ended
        await hands.press("escape")
        row = next(line for line in hands.lines() if "退费拖了二十天" in line)
        assert row.count(".0") == 3


async def test_an_unknown_scenario_ends_the_program_with_the_reason(opened: Opened) -> None:
    async with opened(scenario="no-such-thing") as hands:
        assert "no-such-thing" in str(hands.app.failure)
