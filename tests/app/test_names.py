"""A name is kept without the blanks around it, however it came."""

from pathlib import Path

import pytest

from trainer.app.desk import Desk


@pytest.mark.parametrize("named", [" 李晓", "李晓\u3000"])
def test_blanks_around_a_name_on_the_command_line_make_no_second_person(named: str, tmp_path: Path) -> None:
    for trainee in ("李晓", named, " "):
        desk = Desk(tmp_path / "huashu.db", None, trainee)
        desk.people()
        known = [person.name for person in desk.people()]
        desk.close()
        assert known == ["李晓"]


def test_blanks_around_a_name_typed_in_are_not_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "huashu.db", None, None)
    person = desk.add_person(" 周岚 ", " 6021", "")
    desk.close()
    assert (person.name, person.staff_number) == ("周岚", "6021")
