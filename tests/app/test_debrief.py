"""The debrief: everything the end says, and the ways on from there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import cast

from tests.app.conftest import Hands, Opened
from trainer.app.debrief import DebriefPage
from trainer.app.lookback import marks
from trainer.app.turns import Turns
from trainer.practice.debrief import Debrief, SessionMarks

WRONG, RIGHT = "你嚷什么，闭嘴！", "您好，周师傅，请问有什么可以帮您？"


@asynccontextmanager
async def _ended(opened: Opened, *, size: tuple[int, int] = (140, 60), mode: str = "practice") -> AsyncIterator[Hands]:
    """A practice of two replies that runs out of patience, at its debrief."""
    async with opened(size=size, scenario="small", mode=mode, moods=(("patience", 1),)) as hands:
        await hands.press("enter")
        for reply in (RIGHT, "哦。", "嗯。", WRONG):
            if not hands.talk.kept.practice.ended:
                await hands.say(reply)
        assert hands.talk.kept.practice.ended
        await hands.press("enter")
        assert isinstance(hands.app.screen, DebriefPage)
        yield hands


async def test_every_part_is_there(opened: Opened) -> None:
    async with _ended(opened) as hands:
        said = hands.said()
        heads = ("得分", "心情的变化", "投诉处理九步", "走过的路", "下一次可以试试", "没走到的地方", "另外的结局")
        assert [head for head in heads if head not in said] == []
        assert "结局：" in said


async def test_all_of_it_can_be_read_in_a_small_terminal(opened: Opened) -> None:
    async with _ended(opened, size=(80, 24)) as hands:
        seen: list[str] = []
        for _ in range(8):
            seen += hands.lines()
            await hands.press("pagedown")
        assert any("另外的结局" in line for line in seen)
        assert any("得分" in line for line in seen)


async def test_a_dimension_nobody_called_for_is_not_assessed() -> None:
    end = cast(Debrief, SimpleNamespace(marks=SessionMarks(None, 3.0, 4.0, 3.5)))
    lines = [getattr(block, "plain", "") for block in marks(end)]
    assert any("礼仪" in line and "未评" in line for line in lines)
    assert not any("0.0" in line for line in lines)


async def test_each_turn_shows_a_model_reply_and_can_be_tried_again(opened: Opened) -> None:
    async with _ended(opened) as hands:
        await hands.press("enter")
        assert isinstance(hands.app.screen, Turns)
        await hands.press("home")
        assert "您好，您请坐，您慢慢说。" in hands.said()
        await hands.press("enter")
        assert hands.talk.kept.session.parent_turn == 1
        assert hands.talk.kept.practice.turns == []


async def test_an_exam_is_looked_over_but_not_tried_again_half_way(opened: Opened) -> None:
    async with _ended(opened, mode="exam") as hands:
        await hands.press("enter", "enter")
        assert isinstance(hands.app.screen, Turns)
        assert "总评" in hands.said()


async def test_n_plays_it_once_more(opened: Opened) -> None:
    async with _ended(opened) as hands:
        await hands.press("n", "enter")
        assert hands.talk.kept.practice.turns == []
        assert hands.talk.kept.session.parent is None
