"""Each structural defect, put alone into a scenario without any, is found alone and at its line."""

from collections.abc import Callable

import pytest

from scenarios.loader import Loaded
from scenarios.personas import LoadedPersona
from tests.scenarios.defects.graph import ASKS, CATCHES, LONELY

Mutate = Callable[..., Loaded]
Changes = list[tuple[str, str]]

SETTLED = "endings:\n  settled:"

UNUSED_POINT = """points:
  unused:
    kind: fact
    means: 没人用的事
    phrases: [没人用]
    examples: [没人用。]
    near_misses: [有人用。]
"""

DEFECTS = [
    ("E301", [(SETTLED, LONELY + SETTLED)], "  lonely:"),
    ("E302", [("        to: stormed_out", "        to: angry"), ("any: [apologises]}\n        to: telling",
              "any: [apologises]}\n        to: angry")], "  angry:"),
    ("E303", [(CATCHES, "")], "  checking:"),
    ("E304", [(ASKS + CATCHES, CATCHES + ASKS)], "when: {asked: [when]}"),
    ("E305", [("{has: [greeting], mood: {anger: \"<=9\"}}", "{has: [rude, greeting]}")], "{has: [rude, greeting]}"),
    ("E306", [("lacks: [yes_but]", "lacks: [names_feeling]")], "lacks: [names_feeling]"),
    ("E306", [("{anger: \"<=9\"}", "{anger: \">=11\"}")], ">=11"),
    ("E306", [("turn: \">=3\"", "turn: \">=31\"")], ">=31"),
    ("E307", [("        to: cooled", "        to: settled")], "  cooled:"),
    ("E308", [("    acts: [\"(递|倒){6}水\"]\n", "")], "  gives_water:"),
    ("W309", [("points:\n", UNUSED_POINT)], "  unused:"),
    ("E310", [("  cooled: {kind: grudging, title: 将就了, says: [就这样吧。], debrief: 收尾敷衍。}\n", ""),
              ("        to: cooled", "        to: settled")], "endings:"),
    ("E311", [("tempting: true", "tempting: false")], "endings:"),
    ("E313", [("        golden: [您随便。]\n", "")], "otherwise: angry"),
    ("E314", [("    breaks: [什么事。]\n", "")], "must: greeting"),
    ("E315", [("source: 第七章 1\n", "")], "title: 退费"),
    ("E316", [("我还没说完。", "那你查查吧。")], "says: [那你查查吧。]"),
    ("E316", [("怎么这么慢。", "查到没有！")], "查到没有！"),
    ("E316", [("问你话呢。", "到底怎么办？")], "到底怎么办？"),
    ("W318", [(", 别让我再等二十天。", "")], "查到没有。"),
    ("W321", [("says: [这事说来话长。]", "says: [{text: 这事说来话长。, anger: '<=6'}]")], "这事说来话长"),
    ("W320", [("    near_misses: [这水可深了。]\n", "")], "  gives_water:"),
]  # fmt: skip

PERSONA_DEFECTS = [
    ("E315", [("source: 第七章 1\n", "")], "title: 稳重型"),
    ("E316", [("你知道就好。", "我可没骂人。")], "我可没骂人。"),
    ("E317", [("unknown: [这我哪知道。]\n", "")], "title: 稳重型"),
    ("E317", [("  foreign: [说中国话。]\n", "")], "fallbacks:"),
    ("W319", [(", 我可没骂人。", "")], "rude: [你怎么说话"),
    ("W321", [("leaves: [算了，我走了。]", "leaves: [{text: 算了。, trust: '>=1'}]")], "leaves:"),
    ("W319", [(", 我先听着，你接着讲。", "")], "stuck:"),
]


def test_the_small_scenario_is_clean(mutate: Mutate) -> None:
    assert mutate().problems == ()
    assert mutate().scenario is not None


@pytest.mark.parametrize(("code", "changes", "at"), DEFECTS)
def test_a_seeded_defect_is_found_alone_at_its_line(mutate: Mutate, code: str, changes: Changes, at: str) -> None:
    loaded = mutate(*changes)
    assert loaded.document
    (problem,) = loaded.problems
    assert problem.id == code
    assert at in loaded.document.text.splitlines()[problem.line - 1]


@pytest.mark.parametrize(("code", "changes", "at"), DEFECTS)
def test_only_an_error_keeps_a_scenario_from_being_played(mutate: Mutate, code: str, changes: Changes, at: str) -> None:
    assert (mutate(*changes).scenario is None) == code.startswith("E")


@pytest.mark.parametrize(("code", "changes", "at"), PERSONA_DEFECTS)
def test_a_seeded_persona_defect_is_found_alone_at_its_line(
    mutate_persona: Callable[..., LoadedPersona], code: str, changes: Changes, at: str
) -> None:
    loaded = mutate_persona(*changes)
    assert loaded.document
    (problem,) = loaded.problems
    assert problem.id == code
    assert at in loaded.document.text.splitlines()[problem.line - 1]


def test_too_few_states_are_a_warning(mutate: Mutate) -> None:
    document = mutate().document
    assert document
    text = document.text
    start, end = text.index("  closing_up:\n"), text.index("endings:\n")
    loaded = mutate((text[start:end], ""), ("        to: closing_up", "        to: cooled"),
                    ("        to: gave_too_much", "        to: gave_too_much"))  # fmt: skip
    assert {problem.id for problem in loaded.problems} == {"W312", "E307"}


def test_a_second_otherwise_is_reported(mutate: Mutate) -> None:
    again = "golden: [哦。]\n      - otherwise: angry\n        title: 又一个\n        golden: [嗯哼。]\n"
    problems = mutate(("golden: [哦。]\n", again)).problems
    assert [problem.id for problem in problems] == ["E303"]


def test_structural_and_shape_problems_come_together_in_line_order(mutate: Mutate) -> None:
    problems = mutate(("level: 2", "level: 9"), ("tempting: true", "tempting: false")).problems
    assert [problem.id for problem in problems] == ["E104", "E311"]
