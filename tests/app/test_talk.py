"""The conversation: what is typed is kept, marked and answered."""

from typing import Any

import pytest

from tests.app.conftest import Opened
from trainer.app.desk import Desk
from transcripts.errors import Locked

HOSTILE = [
    "[red]x[/]",
    "[@click=app.bell]您好[/]",
    "\x1b[31m您好\x1b]0;x\x07",
    "👍❤️👨‍👩‍👧您好",
    "\ud800您好",
    "您好" * 5_000,
]


async def test_a_reply_is_kept_then_answered_with_its_marks(talking: Opened, desk: Desk) -> None:
    async with talking() as hands:
        await hands.say("您好，周师傅，请问有什么可以帮您？")
        kept = desk.store.session(hands.talk.kept.session.id)
        assert [turn.reply for turn in kept.turns] == ["您好，周师傅，请问有什么可以帮您？"]
        assert "总评" in hands.said()
        assert kept.turns[0].said[-1].text in hands.said().replace("\n", "")
        assert hands.entry.text == ""


async def test_chinese_punctuation_can_be_typed_key_by_key(talking: Opened) -> None:
    async with talking() as hands:
        await hands.type("您好，请坐。“慢慢说”……")
        assert hands.entry.text == "您好，请坐。“慢慢说”……"


async def test_a_paste_is_inserted_once_with_its_lines(talking: Opened) -> None:
    async with talking() as hands:
        await hands.paste("一\n二")
        assert hands.entry.text == "一\n二"


async def test_ctrl_j_breaks_the_line_and_sends_nothing(talking: Opened) -> None:
    async with talking() as hands:
        await hands.paste("一")
        await hands.press("ctrl+j")
        await hands.paste("二")
        assert hands.entry.text == "一\n二"
        assert hands.talk.kept.practice.turns == []


async def test_an_empty_reply_is_not_sent(talking: Opened) -> None:
    async with talking() as hands:
        await hands.say("  ")
        assert hands.talk.kept.practice.turns == []


@pytest.mark.parametrize("reply", HOSTILE, ids=["colour", "action", "ansi", "emoji", "surrogate", "long"])
async def test_no_reply_is_read_as_markup_or_steers_the_terminal(talking: Opened, reply: str) -> None:
    async with talking() as hands:
        await hands.say(reply)
        assert len(hands.talk.kept.practice.turns) == 1
        shown = "\n".join(hands.lines())
        assert not any(character in shown for character in "\x1b\x07\x9b")
        assert not any("\ud800" <= character <= "\udfff" for character in shown)


async def test_brackets_in_a_reply_are_shown_as_typed(talking: Opened) -> None:
    async with talking() as hands:
        await hands.say("[red]您好[/]")
        assert "[red]" in hands.said()


async def test_what_cannot_be_kept_stays_to_be_sent_again(
    talking: Opened, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with talking() as hands:

        def locked(*_anything: Any, **_more: Any) -> None:
            raise Locked(desk.store.path)

        with monkeypatch.context() as patch:
            patch.setattr(type(desk.store), "append_turn", locked)
            await hands.say("您好，请坐。")
        assert hands.entry.text == "您好，请坐。"
        assert "数据文件正被别的程序占用" in hands.said().replace("\n", "")
        await hands.press("enter")
        assert len(desk.store.session(hands.talk.kept.session.id).turns) == 1
        assert "占用" not in hands.said()


async def test_hints_come_one_by_one_and_are_counted(talking: Opened) -> None:
    async with talking() as hands:
        await hands.press("f2", "f2")
        assert "提示 2/3：再问" in hands.said()
        await hands.say("您好。")
        await hands.say("您说，我听着呢。")
        assert [turn.hints for turn in hands.talk.kept.practice.turns] == [2, 0]


async def test_an_exam_shows_no_marks_gives_no_hints_and_goes_back_nowhere(talking: Opened) -> None:
    async with talking(mode="exam") as hands:
        await hands.say("您好，周师傅，请问有什么可以帮您？")
        await hands.press("f2", "f4")
        said = hands.said()
        assert "总评" not in said
        assert "提示 1" not in said
        assert hands.app.screen is hands.talk


async def test_timed_practice_shows_a_clock_and_keeps_the_seconds(talking: Opened) -> None:
    async with talking(mode="timed") as hands:
        hands.talk._tick()
        await hands.pilot.pause()
        assert "0:0" in hands.lines()[0]
        await hands.say("您好。")
        assert hands.talk.kept.practice.turns[0].seconds is not None


async def test_practice_takes_no_time(talking: Opened) -> None:
    async with talking() as hands:
        await hands.say("您好。")
        assert hands.talk.kept.practice.turns[0].seconds is None


async def test_the_mood_shows_where_a_reply_moved_it(talking: Opened) -> None:
    async with talking() as hands:
        await hands.say("你嚷什么，闭嘴！")
        mood, before = hands.talk.kept.practice.turns[0].mood, hands.talk.kept.practice.turns[0].mood_before
        moved = [axis for axis in mood if mood[axis] != before[axis]]
        assert moved
        assert any(arrow in hands.app.screen.query_one("#strip").text for arrow in "↑↓")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "beside"), [(80, False), (140, True)])
async def test_the_case_stands_beside_the_talk_where_there_is_room(talking: Opened, width: int, beside: bool) -> None:
    async with talking(size=(width, 30)) as hands:
        assert hands.app.screen.query_one("#side").display is beside
        await hands.press("f3")
        assert hands.app.screen.query_one("#side").display is not beside


async def test_trying_again_from_a_turn_starts_a_linked_session(talking: Opened, desk: Desk) -> None:
    async with talking() as hands:
        first = hands.talk.kept.session.id
        await hands.say("你嚷什么，闭嘴！")
        await hands.press("f4", "enter")
        session = hands.talk.kept.session
        assert (session.parent, session.parent_turn) == (first, 1)
        assert len(desk.store.session(first).turns) == 1
        assert "从第 1 句重来" in hands.said()


async def test_leaving_asks_nothing_and_the_course_offers_to_go_on(talking: Opened) -> None:
    async with talking() as hands:
        await hands.say("您好。")
        session = hands.talk.kept.session.id
        await hands.press("escape")
        assert any("接着练" in line for line in hands.lines())
        await hands.press("enter")
        assert hands.talk.kept.session.id == session
        assert len(hands.talk.kept.practice.turns) == 1
