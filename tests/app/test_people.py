"""Who practises: asked once, listed later, corrected when need be."""

import pytest
from textual.widgets import OptionList

from tests.app.conftest import Hands, Opened
from trainer.app.course import CourseMap
from trainer.app.desk import Desk
from trainer.app.people import People
from trainer.app.person import PersonForm


@pytest.fixture
def nobody(desk: Desk) -> Desk:
    """A place at which the command line names nobody."""
    desk.trainee = None
    return desk


async def _fill_in(hands: Hands, *fields: str) -> None:
    for field in fields:
        await hands.paste(field)
        await hands.press("enter")


async def test_the_first_start_asks_for_name_and_number(nobody: Desk, opened: Opened) -> None:
    async with opened() as hands:
        await _fill_in(hands, "林晓", "10086", "")
        assert isinstance(hands.app.screen, CourseMap)
        assert [(one.name, one.staff_number) for one in nobody.store.people()] == [("林晓", "10086")]


async def test_a_name_of_several_lines_becomes_one(nobody: Desk, opened: Opened) -> None:
    async with opened() as hands:
        await _fill_in(hands, "[b]林\n晓[/]", "1", "一班")
        assert nobody.store.people()[0].name == "[b]林 晓[/]"
        assert "[b]林 晓[/]" in hands.lines()[0]


async def test_without_a_number_nothing_is_kept(nobody: Desk, opened: Opened) -> None:
    async with opened() as hands:
        await _fill_in(hands, "林晓", "", "")
        assert isinstance(hands.app.screen, PersonForm)
        assert nobody.store.people() == []
        assert "请写上姓名和工号" in hands.said()


async def test_later_starts_list_who_is_known_and_take_another(nobody: Desk, opened: Opened) -> None:
    nobody.add_person("林晓", "10086", "")
    async with opened() as hands:
        assert isinstance(hands.app.screen, People)
        assert hands.app.screen.query_one(OptionList).option_count == 2
        await hands.press("down", "enter")
        await _fill_in(hands, "王芳", "10087", "")
        assert nobody.person is not None
        assert nobody.person.name == "王芳"


async def test_a_number_is_used_once(nobody: Desk, opened: Opened) -> None:
    nobody.add_person("林晓", "10086", "")
    async with opened() as hands:
        await hands.press("down", "enter")
        await _fill_in(hands, "王芳", "10086", "")
        assert "已经有人用了" in hands.said()
        assert len(nobody.store.people()) == 1


async def test_a_trainee_named_on_the_command_line_goes_straight_to_the_course(opened: Opened, desk: Desk) -> None:
    async with opened() as hands:
        assert isinstance(hands.app.screen, CourseMap)
        assert [one.name for one in desk.store.people()] == ["林晓"]


async def test_ones_own_name_can_be_corrected(opened: Opened, desk: Desk) -> None:
    async with opened() as hands:
        hands.app.push_screen(PersonForm(desk.person))
        await hands.wait()
        await _fill_in(hands, "儿", "10086", "")
        assert [(one.name, one.staff_number) for one in desk.store.people()] == [("林晓儿", "10086")]


async def test_escape_from_the_course_lets_somebody_else_sit_down(opened: Opened, desk: Desk) -> None:
    async with opened() as hands:
        await hands.press("escape")
        assert isinstance(hands.app.screen, People)
        assert desk.person is None
