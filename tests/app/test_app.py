"""The house: its menu, its colours, its keys, and that every line of keys fits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.command import CommandPalette

from tests.app.conftest import Opened
from trainer.app import themes
from trainer.app.desk import Desk
from trainer.app.page import Hints
from trainer.app.paint import width_of


async def test_the_menu_is_in_chinese_and_works(opened: Opened) -> None:
    async with opened() as hands:
        await hands.press("ctrl+p")
        assert isinstance(hands.app.screen, CommandPalette)
        shown = "\n".join(hands.lines())
        assert "换配色" in shown
        assert "Search" not in shown


async def test_a_backup_lies_beside_the_database(opened: Opened, desk: Desk, tmp_path: Path) -> None:
    async with opened():
        copy = desk.backup()
        assert copy.parent == tmp_path
        assert copy.stat().st_size > 0


async def test_the_theme_chosen_is_remembered(opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(themes, "_file", lambda: tmp_path / "config" / "app.json")
    async with opened() as hands:
        assert hands.app.theme == "huashu-dark"
        hands.app.theme = "huashu-light"
        await hands.wait()
    assert themes.remembered() == "huashu-light"


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"theme": 3', "\x00"])
def test_a_spoilt_settings_file_is_passed_over(kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "_file", lambda: tmp_path / "app.json")
    (tmp_path / "app.json").write_text(kept, encoding="utf-8")
    assert themes.remembered() == "huashu-dark"


def test_a_choice_that_cannot_be_written_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setattr(themes, "_file", lambda: tmp_path / "a-file" / "app.json")
    themes.remember("huashu-light")
    assert themes.remembered() == "huashu-dark"


async def test_keys_fit_eighty_columns_on_every_page(talking: Opened) -> None:
    async with talking() as hands:
        await hands.say("您好。")
        for keys in (("f4",), ("escape",), ("escape",), ("escape",)):
            assert width_of(str(hands.app.screen.query_one(Hints).content)) <= 76
            await hands.press(*keys)


async def test_the_conversation_at_eighty_by_twenty_four(talking: Opened) -> None:
    async with talking() as hands:
        lines = hands.lines()
        assert len(lines) == 24
        assert lines[0].split() == ["话术", "Huashu", "退费拖了二十天", "练习"]
        assert lines[-1].split()[:4] == ["Enter", "发送", "^J", "换行"]
        assert "对周先生说……" in lines[-3]
        assert "━" in lines[-5]


def test_without_a_terminal_no_textual_and_exit_five(environment: dict[str, str]) -> None:
    code = "import sys\nfrom trainer.cli import run\ncode = run([])\nprint(code, 'textual' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=True,
    )
    assert done.stdout.split() == ["5", "False"]
    assert "--plain" in done.stderr


def test_the_first_page_imports_nothing_heavy(environment: dict[str, str]) -> None:
    code = "import sys\nimport trainer.app.app\nprint(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment | dict(os.environ),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    heavy = {"sqlite3", "sqlite_utils", "transitions", "yaml", "re2", "opencc", "trainer.keeping", "trainer.app.talk"}
    assert not heavy & set(done.stdout.split())


async def test_the_keys_of_a_page_are_listed_in_words(talking: Opened) -> None:
    async with talking(size=(80, 24)) as hands:
        below = hands.app.screen
        listed = next(each for each in hands.app.get_system_commands(below) if each.title == "按键说明")
        listed.callback()
        await hands.wait()
        assert "F3" in hands.said() and "资料" in hands.said() and "关闭程序" in hands.said()
        await hands.press("escape")
        assert hands.app.screen is below
