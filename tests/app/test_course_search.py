"""The search line of the course page: keys, focus, and where the cursor stands."""

import shutil
from pathlib import Path

from textual._xterm_parser import XTermParser
from textual.widgets import OptionList

from tests.app.conftest import SMALL, Hands, Opened
from trainer import i18n
from trainer.app.briefing import Briefing
from trainer.app.course import CourseMap
from trainer.app.people import People
from trainer.app.searchline import SearchLine


def _names(hands: Hands) -> list[str]:
    return [option.id for option in hands.app.screen.query_one(OptionList).options if option.id]


def _at(hands: Hands) -> str | None:
    option = hands.app.screen.query_one(OptionList).highlighted_option
    return option.id if option is not None else None


async def _search(hands: Hands, text: str) -> None:
    await hands.press("slash")
    await hands.type(text)
    await hands.wait()


async def test_what_is_typed_narrows_the_list_at_once(opened: Opened) -> None:
    async with opened() as hands:
        await _search(hands, "qxjd")
        assert _names(hands) == ["new chapter7/08-agitated"]
        shown = "\n".join(hands.lines())
        assert "/ qxjd" in shown
        assert "第七章 普通投诉" in shown
        assert "接下来练" not in shown and "流量课" not in shown


async def test_enter_opens_what_was_found(opened: Opened) -> None:
    async with opened() as hands:
        await _search(hands, "天价")
        await hands.press("enter")
        assert isinstance(hands.app.screen, Briefing)
        assert "flow/10" in hands.app.latest


async def test_arrows_move_in_the_list_while_one_types(opened: Opened) -> None:
    async with opened() as hands:
        await _search(hands, "hotline chapter7")
        first, second = _names(hands)[:2]
        assert _at(hands) == first
        await hands.press("down")
        assert _at(hands) == second
        assert hands.app.screen.query_one(SearchLine).has_focus


async def test_escape_clears_leaves_and_stays_where_one_was(opened: Opened) -> None:
    async with opened() as hands:
        everything = _names(hands)
        await _search(hands, "激动")
        await hands.press("escape")
        assert hands.app.screen.query_one(SearchLine).text == ""
        assert hands.app.screen.query_one(OptionList).has_focus
        assert _names(hands) == everything
        assert _at(hands) == "new chapter7/08-agitated"
        await hands.press("escape")
        assert isinstance(hands.app.screen, People)


async def test_the_cursor_stays_on_a_row_that_still_fits(opened: Opened) -> None:
    async with opened() as hands:
        await _search(hands, "第七章")
        await hands.press("down", "down")
        kept = _at(hands)
        await hands.type(" l")
        await hands.wait()
        assert _at(hands) == kept


async def test_no_match_says_so_and_enter_does_nothing(opened: Opened) -> None:
    async with opened() as hands:
        course = hands.app.screen
        await _search(hands, "没有这样的")
        assert _names(hands) == []
        assert "没有找到" in "\n".join(hands.lines())
        await hands.press("down", "pageup", "enter")
        assert hands.app.screen is course
        await hands.press("escape")
        assert _at(hands) is not None


async def test_ones_own_scenarios_are_found(own: Path, opened: Opened) -> None:
    shutil.copy(SMALL / "small.yaml", own / "mine.yaml")
    async with opened() as hands:
        await _search(hands, "tf wzx")
        assert _names(hands) == ["new mine", "new small"]


async def test_a_broken_file_is_found_and_explained(own: Path, opened: Opened) -> None:
    (own / "broken.yaml").write_text("title: 坏的\n", encoding="utf-8")
    async with opened() as hands:
        await _search(hands, "坏的")
        assert _names(hands) == ["new broken"]
        assert "broken.yaml:1" in hands.said()


async def test_letters_typed_in_the_search_are_no_commands(opened: Opened) -> None:
    async with opened() as hands:
        await _search(hands, "mne/")
        assert hands.app.screen.query_one(SearchLine).text == "mne/"
        assert hands.app.mode == "practice"


async def test_the_key_works_with_a_chinese_input_method_on(opened: Opened) -> None:
    for key in XTermParser().feed("、／"):
        async with opened() as hands:
            hands.app.post_message(key)
            await hands.wait()
            assert hands.app.screen.query_one(SearchLine).has_focus


async def test_a_search_outlasts_a_look_at_a_briefing(opened: Opened) -> None:
    async with opened() as hands:
        await _search(hands, "第八章")
        await hands.press("down", "enter")
        assert isinstance(hands.app.screen, Briefing)
        await hands.press("escape")
        assert hands.app.screen.query_one(SearchLine).text == "第八章"
        assert _at(hands) == f"new {hands.app.latest}" == _names(hands)[1]


async def test_somebody_else_finds_no_search_of_others(opened: Opened) -> None:
    async with opened() as hands:
        await _search(hands, "激动")
        hands.app.people()
        await hands.wait()
        await hands.press("enter")
        assert isinstance(hands.app.screen, CourseMap)
        assert hands.app.screen.query_one(SearchLine).text == ""


async def test_the_keys_shown_are_those_of_the_place(opened: Opened) -> None:
    async with opened() as hands:
        assert "N 推荐" in hands.lines()[-1]
        await _search(hands, "激动")
        assert "Esc 看全部" in hands.lines()[-1]
        assert "M 换方式" not in hands.lines()[-1]


async def test_in_english_both_languages_are_searched(opened: Opened) -> None:
    i18n.speak("en")
    async with opened() as hands:
        await _search(hands, "普通 names feeling l3")
        assert "new chapter7/08-agitated" in _names(hands)
        await hands.press("escape")
        await _search(hands, "zzzz")
        assert "Nothing found" in "\n".join(hands.lines())
