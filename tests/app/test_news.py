"""A scenario file edited while its talk is on the screen: one line says so, and the replies can be said again to it."""

import os
from pathlib import Path

import pytest

from tests.app.conftest import Hands, Opened
from trainer.app.desk import Desk
from trainer.app.news import FileNews, Watch

FEELING = "等了二十天，您心里肯定不好受。"


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns + 1_000_000_000))


async def _looked(hands: Hands) -> str:
    """What the line says once it has looked twice."""
    news = hands.app.screen.query_one(FileNews)
    for _ in range(3):
        news.look()
        await hands.wait()
    return news.text.replace("\n", "") if news.display else ""


async def test_an_edit_is_said_in_one_quiet_line(talking: Opened, own: Path) -> None:
    async with talking() as hands:
        assert await _looked(hands) == ""
        _edit(own / "small.yaml", "title: 退费拖了二十天", "title: 退费拖了三十天")
        assert "按 F5 从头重放" in await _looked(hands)
        assert hands.app.screen.query_one(FileNews).size.height == 1


async def test_the_replies_are_said_again_in_a_session_of_their_own(talking: Opened, own: Path, desk: Desk) -> None:
    async with talking() as hands:
        await hands.say("您好，请问有什么可以帮您？")
        await hands.say(FEELING)
        first = desk.store.session(hands.talk.kept.session.id)
        _edit(own / "small.yaml", "when: {has: [names_feeling], lacks", "when: {has: [threatens], lacks")
        await _looked(hands)
        await hands.press("f5")
        kept = hands.talk.kept.session
        again = desk.store.session(kept.id)
        assert (again.parent, again.parent_turn, [turn.reply for turn in again.turns]) == (
            first.id,
            1,
            [turn.reply for turn in first.turns],
        )
        assert [each.turns[1].to for each in (first, again)] == ["checking", "telling"]
        assert desk.store.session(first.id) == first
        assert "用新版重放了 2 句" in hands.said()


async def test_an_invalid_edit_names_its_first_problem_and_changes_nothing(talking: Opened, own: Path) -> None:
    async with talking() as hands:
        session = hands.talk.kept.session.id
        _edit(own / "small.yaml", "leaves: stormed_out", "leaves: storm_out")
        assert "small.yaml:" in await _looked(hands)
        await hands.press("f5")
        assert hands.talk.kept.session.id == session
        await hands.say("您好。")
        assert len(hands.talk.kept.practice.turns) == 1


async def test_an_edit_taken_back_is_no_news(talking: Opened, own: Path) -> None:
    async with talking() as hands:
        await _looked(hands)
        _edit(own / "small.yaml", "leaves: stormed_out", "leaves: storm_out")
        assert await _looked(hands)
        _edit(own / "small.yaml", "leaves: storm_out", "leaves: stormed_out")
        assert await _looked(hands) == ""


async def test_an_edited_persona_of_ones_own_is_news_too(talking: Opened, own: Path) -> None:
    async with talking() as hands:
        await _looked(hands)
        _edit(own / "personas" / "steady.yaml", "别背词儿。", "别背词儿了。")
        assert "F5" in await _looked(hands)


async def test_an_ending_that_comes_earlier_is_told(talking: Opened, own: Path) -> None:
    async with talking() as hands:
        for reply in ("您好，请问有什么可以帮您？", "嗯。", "您说，我都记着。"):
            await hands.say(reply)
        _edit(own / "small.yaml", "patience: 7}", "patience: 1}")
        await _looked(hands)
        await hands.press("f5")
        practice = hands.talk.kept.practice
        assert practice.ended
        assert f"用新版重放到第 {len(practice.turns)} 句就结束了" in hands.said()
        assert hands.app.desk.store.session(hands.talk.kept.session.id).outcome == "lost"


async def test_an_exam_is_not_disturbed(talking: Opened, own: Path) -> None:
    async with talking(mode="exam") as hands:
        news = hands.app.screen.query_one(FileNews)
        assert news._timer is None


async def test_a_shipped_scenario_is_not_watched(opened: Opened) -> None:
    async with opened(scenario="08-agitated") as hands:
        await hands.press("enter")
        news = hands.app.screen.query_one(FileNews)
        await _looked(hands)
        assert news._watch is not None
        assert news._watch._paths == ()


def test_an_edit_is_told_once_when_it_has_come_to_rest(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a", "utf-8")
    watch, told = Watch((file,)), []
    for text in ("a", "ab", "abc", "abc", "abc"):
        file.write_text(text, "utf-8")
        os.utime(file, ns=(0, len(text)))
        told.append(watch.settled())
    assert told.count(True) == 1
    assert told[3] or told[4]


@pytest.mark.parametrize("times", [1, 3])
def test_a_file_that_is_away_for_a_moment_is_no_news(tmp_path: Path, times: int) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a", "utf-8")
    os.utime(file, ns=(0, 1))
    watch = Watch((file,))
    file.unlink()
    assert not any(watch.settled() for _ in range(times))
    file.write_text("a", "utf-8")
    os.utime(file, ns=(0, 1))
    assert not any(watch.settled() for _ in range(3))
