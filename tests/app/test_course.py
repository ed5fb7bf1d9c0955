"""The course map: what there is, how one stands, what is broken and why."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from scenarios import library
from scenarios.bundle import Bundle
from tests.app.conftest import SMALL, Hands, Opened
from trainer.app.briefing import Briefing
from trainer.app.faults import Faults
from trainer.app.paint import width_of
from trainer.app.talk import Talk


def _go_to(hands: Hands, name: str) -> None:
    options = hands.app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(f"new {name}")


async def test_chapters_and_scenarios_are_listed(opened: Opened) -> None:
    async with opened(size=(80, 90)) as hands:
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
    async with opened(size=(120, 90)) as hands:
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


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle with one scenario is installed."""
    monkeypatch.setattr(library, "home", lambda: tmp_path / "packs")
    small, steady = (SMALL / name for name in ("small.yaml", "steady.yaml"))
    contents = {"chapter7/given.yaml": small.read_bytes(), "personas/steady.yaml": steady.read_bytes()}
    with library.held(tmp_path / "packs") as held, held.staged(Bundle("first", "1.0", "0.1.0", contents)) as staged:
        held.add(staged)


async def test_installed_scenarios_come_after_the_shipped_and_before_ones_own(installed: None, opened: Opened) -> None:
    async with opened() as hands:
        ids = [option.id for option in hands.app.screen.query_one(OptionList).options if option.id]
        assert ids[-2:] == ["new chapter7/given", "new small"]
        assert next(name for name in ids if name.startswith("new ")) == "new chapter7/01-rational"


async def test_an_installed_scenario_is_shown_with_its_bundle_and_opens(installed: None, opened: Opened) -> None:
    async with opened(size=(80, 90)) as hands:
        assert "安装的场景：first" in "\n".join(hands.lines())
        _go_to(hands, "chapter7/given")
        await hands.press("enter")
        assert isinstance(hands.app.screen, Briefing)


async def test_a_broken_file_stands_on_one_line_and_in_full_on_a_key(own: Path, opened: Opened) -> None:
    (own / "broken.yaml").write_text("title: 坏的\nsauce: x\n", encoding="utf-8")
    async with opened(size=(80, 30)) as hands:
        _go_to(hands, "broken")
        await hands.wait()
        row = next(line for line in hands.lines() if line.strip().startswith("坏的"))
        assert "broken.yaml:1: error E102" in row
        assert "E 错在哪里" in hands.lines()[-1]
        await hands.press("e")
        assert isinstance(hands.app.screen, Faults)
        assert hands.said().count("error E102") > 5 and "sauce" in hands.said()
        await hands.press("escape")
        assert not isinstance(hands.app.screen, Faults)


async def test_the_key_does_nothing_on_a_sound_scenario(opened: Opened) -> None:
    async with opened() as hands:
        course = hands.app.screen
        _go_to(hands, "small")
        await hands.wait()
        assert "E 错在哪里" not in hands.lines()[-1]
        await hands.press("e")
        assert hands.app.screen is course


async def test_broken_personas_and_rules_are_named_too(own: Path, opened: Opened) -> None:
    (own / "personas" / "spare.yaml").write_text("title: x\n", encoding="utf-8")
    rule = own / "rules" / "etiquette" / "rude" / "bad.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text("label: [\n", encoding="utf-8")
    async with opened(size=(120, 90)) as hands:
        shown = "\n".join(hands.lines())
        assert "personas/spare.yaml:1: error E102" in shown
        assert "rules/etiquette/rude/bad.yaml:" in shown
        hands.app.screen.query_one(OptionList).highlighted = len(hands.app.screen.query_one(OptionList).options) - 1
        await hands.press("e")
        assert f"{rule}:" in hands.said().replace("\n", "").replace(" ", "")


async def test_a_file_with_a_shipped_id_is_shown_beside_it(own: Path, opened: Opened) -> None:
    (own / "chapter7").mkdir()
    (own / "small.yaml").rename(own / "chapter7" / "08-agitated.yaml")
    async with opened(size=(120, 90)) as hands:
        shown = "\n".join(hands.lines())
        assert "chapter7/08-agitated.yaml:1: error E402" in shown
        assert "情绪激动客户" in shown


async def test_a_new_person_is_told_where_to_start(opened: Opened) -> None:
    async with opened() as hands:
        row = next(line for line in hands.lines() if "第一次练" in line)
        assert "理性客户" in row
        await hands.press("enter")
        assert isinstance(hands.app.screen, Briefing)


async def test_customer_level_times_and_result_stand_in_the_row(opened: Opened) -> None:
    async with opened(scenario="small", moods=(("patience", 0),)) as hands:
        await hands.press("enter")
        await hands.say("哦。")
        await hands.press("escape")
        row = next(line for line in hands.lines() if line.startswith("    退费拖了二十天"))
        assert row.split()[1:] == ["稳重型", "2", "2.0", "2.0", "2.0", "1", "再练练"]


async def test_what_was_left_is_marked_and_suggested_first(opened: Opened) -> None:
    async with opened(size=(80, 90), scenario="small") as hands:
        await hands.press("enter")
        await hands.say("您好，请问有什么可以帮您？")
        hands.app.course()
        await hands.wait()
        assert any("退费拖了二十天" in line and "上次说到第 1 句" in line for line in hands.lines())
        assert any("退费拖了二十天" in line and "没说完" in line for line in hands.lines())
        assert any("↳ 接着练" in line for line in hands.lines())
        await hands.press("enter")
        assert isinstance(hands.app.screen, Talk)


async def test_a_key_leads_to_the_suggestions(opened: Opened) -> None:
    async with opened() as hands:
        await hands.press("end", "n")
        option = hands.app.screen.query_one(OptionList).highlighted_option
        assert option is not None and (option.id or "").startswith("next ")


async def test_what_a_scenario_trains_is_told_below(opened: Opened) -> None:
    async with opened() as hands:
        _go_to(hands, "chapter7/08-agitated")
        await hands.wait()
        assert "练：承担到底、说出客户感受" in hands.said()
        assert "避开：" in hands.said()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_columns_stand_below_their_heads_at_any_width(opened: Opened, width: int) -> None:
    async with opened(size=(width, 30)) as hands:
        lines = hands.lines()
        heads = next(line for line in lines if "场景" in line)
        row = next(line for line in lines if "理性客户" in line and "还没练过" in line)
        assert heads.index("场景") == row.index("理性客户")
        before = [line[: line.index(word)] for line, word in ((heads, "结果"), (row, "还没练过"))]
        assert width_of(before[0]) == width_of(before[1])


async def test_rows_follow_the_window(opened: Opened) -> None:
    async with opened(size=(120, 30)) as hands:
        _go_to(hands, "chapter7/08-agitated")
        await hands.pilot.resize_terminal(80, 24)
        await hands.wait()
        row = next(line for line in hands.lines() if "情绪激动客户" in line and "还没练过" in line)
        assert width_of(row) <= 80
        option = hands.app.screen.query_one(OptionList).highlighted_option
        assert option is not None and option.id == "new chapter7/08-agitated"
