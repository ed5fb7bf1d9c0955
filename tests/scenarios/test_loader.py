"""A scenario or persona file becomes records; whatever is wrong with it is reported, all at once, at its line."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scenarios.loader import Loaded, load_persona, load_scenario
from scenarios.model import Bound, Line, Mood, Persona, Scenario
from scenarios.personas import LoadedPersona
from scenarios.whole import load_whole
from scoring.yamlfile import parse

Mutate = Callable[..., Loaded]

WRONG = [
    ("E101", "level: 2", "level: 高", "level"),
    ("E101", "hints: [先听, 再问, 后答]", "hints: [先听, [再问], 后答]", "hints"),
    ("E101", "tempting: true", "tempting: yes", "tempting"),
    ("E101", "customer: {surname: 周, gender: 男, age: 52, background: 跑货运的}", "customer: 周师傅", "customer"),
    ("E101", "case:\n", "case:\n  太深: {一: {二: {三: 四}}}\n", "太深"),
    ("E102", "    model: 您说，我都记着。\n", "", "  telling:"),
    ("E102", "        to: offered\n", "", "has: [slow_refund]}"),
    ("E102", "  - never: threatens\n    why", "  - why", "不能威胁"),
    ("E103", "briefing: 一位", "breifing: 1\nbriefing: 一位", "breifing"),
    ("E103", "mood: {anger: 6, trust", "mood: {angry: 1, anger: 6, trust", "angry"),
    ("E103", "{asked: [when]}", "{asked: [when], text: 好}", "asked"),
    ("E103", "      - otherwise: opening\n", "      - otherwise: opening\n        to: angry\n", "otherwise: opening"),
    ("E103", "      - otherwise: opening\n", "      - otherwise: opening\n        turn: 3\n", "turn: 3"),
    ("E103", "  - never: threatens\n", "  - never: threatens\n    by: 3\n", "by: 3\n    why: 不能"),
    ("E104", "level: 2", "level: 6", "level"),
    ("E104", "mood: {anger: 6, trust", "mood: {anger: 11, trust", "anger: 11"),
    ("E104", "channel: hall", "channel: shop", "channel"),
    ("E104", "stage: closing", "stage: ending", "stage: ending"),
    ("E104", "kind: grudging", "kind: fine", "kind: fine"),
    ("E104", "kind: act", "kind: deed", "kind: deed"),
    ("E104", "    by: 3", "    by: 31", "by: 31"),
    ("E105", "  套餐: 畅聊59元套餐", "  套餐: []", "套餐"),
    ("E105", "title: 退费拖了二十天", "title:", "title:"),
    ("E105", "says: [这事说来话长。]", "says: []", "says: []"),
    ("E105", "acts: [\"(递|倒){6}水\"]", "acts: [\"(递|倒){6}水\", \" \"]", "acts"),
    ("E105", "{asked: [when]}", "{asked: [], has: [greeting]}", "asked: []"),
    ("E106", "2026-03-12", "2026-02-30", "date"),
    ("E106", "2026-03-12", "2026/3/12", "date"),
    ("E106", "2026-03-12", "20260312", "date"),
    ("E107", "hints: [先听, 再问, 后答]", "hints: [先听, 再问]", "hints"),
    ("E107", "hints: [先听, 再问, 后答]", "hints: [先听, 再问, 后答, 再听]", "hints"),
    ("E108", "\"退费{4}(卡|压|拖)\"", "\"退费{4}(卡|压\"", "phrases"),
    ("E109", "anger: \">=6\"", "anger: 高", "anger: 高"),
    ("E109", "turn: \">=3\"", "turn: \"3-5\"", "turn"),
    ("E110", "  gives_water:", "  Gives-Water:", "Gives-Water"),
    ("E111", "customer: {surname: 周, gender: 男, age: 52, background: 跑货运的}\n", "", "title"),
    ("E113", "本店规则：单笔", "单笔", "- 单笔"),
    ("W114", "title: 说来话长", "title: 说来话长说来话长说来话长", "说来话长说来"),
    ("E201", "has: [greeting], mood", "has: [greetings], mood", "greetings"),
    ("E201", "has: [greeting], mood", "has: [when], mood", "has: [when]"),
    ("E201", "points: [slow_refund]", "points: [rude]", "points: [rude]"),
    ("E201", "never: threatens", "never: menaces", "menaces"),
    ("E201", "  offers_solution: {trust: 1}", "  offer_solution: {trust: 1}", "offer_solution"),
    ("E202", "{asked: [when]}", "{asked: [whem]}", "whem"),
    ("E202", "  when: [二月", "  whem: [二月", "whem"),
    ("E203", "        to: closing_up", "        to: closingup", "to: closingup"),
    ("E203", "otherwise: checking", "otherwise: chekcing", "chekcing"),
    ("E203", "leaves: stormed_out", "leaves: opening", "leaves"),
    ("E204", "persona: steady", "persona: steadyy", "steadyy"),
    ("E205", "says: [那你查查吧。]", "says: [{text: 那你查查吧。, by: li}]", "by: li"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new", "at"), WRONG)
def test_a_mistake_is_reported_at_its_line(mutate: Mutate, code: str, old: str, new: str, at: str) -> None:
    loaded = mutate((old, new))
    assert loaded.document
    # What a mistake brings with it (a state no longer reached) may follow; the mistake itself stands exactly once.
    (problem,) = [found for found in loaded.problems if found.id == code]
    start = loaded.document.text.index(at)
    assert problem.line == loaded.document.text.count("\n", 0, start) + 1 or at in _line(loaded, problem.line)


def _line(loaded: Loaded, number: int) -> str:
    assert loaded.document
    return loaded.document.text.splitlines()[number - 1]


@pytest.mark.parametrize(
    ("old", "new", "offer"),
    [
        ("briefing: 一位", "breifing: 1\nbriefing: 一位", "是不是“briefing”？"),
        ("has: [greeting], mood", "has: [greetings], mood", "是不是“greeting”？"),
        ("        to: closing_up", "        to: closingup", "是不是“closing_up”？"),
        ("persona: steady", "persona: steadyy", "是不是“steady”？"),
        ("channel: hall", "channel: shop", "可以写：hall、hotline"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_one(mutate: Mutate, old: str, new: str, offer: str) -> None:
    assert any(offer in problem.message for problem in mutate((old, new)).problems)


def test_a_point_may_not_be_called_like_a_label(mutate: Mutate) -> None:
    problems = mutate(("  gives_water:", "  rude:")).problems
    assert any(problem.id == "E112" and "rude" in problem.message for problem in problems)


def test_an_ending_may_not_be_called_like_a_state(mutate: Mutate) -> None:
    problems = mutate(("  cooled: {kind", "  angry: {kind"), ("to: cooled", "to: angry ")).problems
    assert any(problem.id == "E112" and "angry" in problem.message for problem in problems)


def test_several_mistakes_are_reported_together_in_line_order(mutate: Mutate) -> None:
    problems = mutate(
        ("level: 2", "level: 0"), ("channel: hall", "channel: x"), ("date: 2026-03-12", "date: x")
    ).problems
    assert [problem.id for problem in problems] == ["E106", "E104", "E104"]


def test_a_problem_reads_as_path_line_severity_id_and_words(mutate: Mutate) -> None:
    (problem,) = mutate(("level: 2", "level: 9")).problems
    assert str(problem) == "small.yaml:4: error E104 “level”应是1 到 5 的整数，现在是“9”；请改到这个范围里"


@pytest.mark.parametrize(
    "raw", [b"[" * 99_999, b"a: &a [*a]\n", b"\xff", b"- 1\n", b"", b"states: 1\npoints: []\ncast: x\n"]
)
def test_a_hostile_or_empty_file_is_problems_and_no_exception(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(raw)
    scenario, persona = load_scenario(path, id="bad", personas={}), load_persona(path, id="bad")
    assert scenario.scenario is None and persona.persona is None
    assert scenario.problems and persona.problems


def test_a_file_that_cannot_be_parsed_is_one_problem(tmp_path: Path) -> None:
    (problem,) = load_scenario(tmp_path / "none.yaml", id="none", personas={}).problems
    assert (problem.id, problem.line, problem.path) == ("E100", 1, str(tmp_path / "none.yaml"))


def test_a_persona_with_errors_is_told_from_one_that_is_not_there(small: str) -> None:
    document = parse(small.encode(), "small.yaml")
    (broken,) = load_scenario(document, id="small", personas={"steady": None}).problems
    assert "personas/steady.yaml" in broken.message


def test_the_loader_asks_the_scorer_about_every_phrase(small: str, persona: Persona) -> None:
    asked: list[str] = []
    document = parse(small.encode(), "small.yaml")
    load_scenario(document, id="small", personas={"steady": persona}, phrase_problem=asked.append)
    assert asked == ["退费{4}(卡|压|拖)", "(递|倒){6}水"]


@pytest.fixture
def scenario(mutate: Mutate) -> Scenario:
    found = mutate().scenario
    assert found
    return found


def test_plain_fields_are_typed(scenario: Scenario) -> None:
    assert (scenario.id, scenario.chapter, scenario.level) == ("chapter7/small", "chapter7", 2)
    assert (scenario.date, scenario.mood, scenario.start) == (date(2026, 3, 12), Mood(6, 4, 7), "opening")


def test_the_case_keeps_its_order_and_shapes(scenario: Scenario) -> None:
    assert list(scenario.case) == ["套餐", "账单", "记录"]
    assert scenario.case["账单"] == ("2026-01 套餐费59.00元",)
    assert scenario.case["记录"] == {"2026-01-05 09:12": "短信开通"}


def test_a_single_customer_is_named_by_surname_and_gender(scenario: Scenario) -> None:
    assert [(speaker.id, speaker.title, speaker.age) for speaker in scenario.cast.values()] == [
        ("customer", "周先生", 52)
    ]


def test_lines_carry_their_ids_and_moods(scenario: Scenario) -> None:
    assert scenario.states["opening"].says[1] == Line(
        "states.opening.says.1", "我那退费还要拖多久？", None, {"anger": Bound(least=6)}
    )
    assert scenario.points["slow_refund"].again[0].id == "points.slow_refund.again.0"
    assert scenario.answers["when"][0].id == "answers.when.0"
    assert scenario.endings["settled"].says[0].id == "endings.settled.says.0"
    assert scenario.persona.reactions["rude"][0].id == "persona.steady.reactions.rude.0"


def test_otherwise_costs_patience_unless_the_file_says(mutate: Mutate, scenario: Scenario) -> None:
    assert scenario.states["opening"].replies[-1].mood == {"patience": -1}
    spared = mutate(("        golden: [哦。]", "        mood: {}\n        golden: [哦。]")).scenario
    assert spared and spared.states["opening"].replies[-1].mood == {}


def test_guards_and_gates_are_read(scenario: Scenario) -> None:
    guard = scenario.states["opening"].replies[1].when
    assert guard and (guard.has, guard.mood) == (("greeting",), {"anger": Bound(most=9)})
    assert [(gate.id, gate.by) for gate in scenario.gates] == [("must:greeting", 3), ("never:threatens", None)]


def test_a_cast_names_its_speakers(mutate: Mutate) -> None:
    alone = "customer: {surname: 周, gender: 男, age: 52, background: 跑货运的}"
    cast = "cast:\n  li: {title: 李姐, surname: 李, gender: 女}\n  ma: {title: 马师傅, gender: 男, age: 55}"
    loaded = mutate((alone, cast), ("says: [那你查查吧。]", "says: [{text: 那你查查吧。, by: ma}]")).scenario
    assert loaded and list(loaded.cast) == ["li", "ma"]
    assert loaded.states["checking"].says[0].by == "ma"


def test_a_customer_and_a_cast_exclude_each_other(mutate: Mutate) -> None:
    both = ("briefing: 一位", "cast:\n  li: {title: 李姐, gender: 女}\nbriefing: 一位")
    assert [problem.id for problem in mutate(both).problems] == ["E111"]


def test_the_text_is_the_file_as_read(scenario: Scenario, small: str) -> None:
    assert scenario.text == small


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("E103", "stuck: [", "stack: [一。]\nstuck: ["),
        ("E103", "  short: [", "  brief: [一。]\n  short: ["),
        ("E104", "axis: 火气", "axis: 怒气"),
        ("E104", "rude: {anger: 2, trust: -2}", "rude: {anger: 20, trust: -2}"),
        ("E201", "  rude: {anger", "  ruder: {anger"),
        ("E201", "  rude: [你", "  ruder: [你"),
        ("E202", "  may_wait: ", "  must_wait: "),
        ("E205", "{text: 你知道就好。, anger", "{text: 你知道就好。, by: li, anger"),
    ],
)
def test_a_mistake_in_a_persona_is_reported(
    mutate_persona: Callable[..., LoadedPersona], code: str, old: str, new: str
) -> None:
    assert [problem.id for problem in mutate_persona((old, new)).problems] == [code]


def _paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, child in children:
        yield from _paths(child, (*path, key))


def test_any_value_anywhere_is_at_worst_a_problem(small: str, persona: Persona) -> None:
    document, chance = parse(small.encode(), "small.yaml"), Random(7)
    for path in chance.sample([path for path in _paths(document.data) if path], 120):
        data = place = deepcopy(document.data)
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = chance.choice([None, True, -5, "x", "", [], {}, [None], [[1]], {"a": {}}])
        load_whole(replace(document, data=data), "small", {"steady": persona})
