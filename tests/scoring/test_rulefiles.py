"""Rule files of the wrong shape are problems at their lines, never exceptions and never silence."""

import pytest

from scoring.rulefiles import WORDS, RuleReader

NAME = "etiquette/rude/a.yaml"
RULE = """label: rude
message: 骂人
why: 因为
better: 请稍等
source: 第七章
phrases: [滚蛋]
longest: 12
flagged:
  - 【滚蛋】
near_misses:
  - reply: 滚来滚去
    facts: [83000元]
"""


def _problems(old: str, new: str) -> list[str]:
    assert RULE.count(old) == 1
    reader = RuleReader({NAME: RULE.replace(old, new).encode()})
    assert len(list(reader.rules())) == (not reader.problems)
    return [problem.said() for problem in reader.problems]


def test_a_sound_rule_has_no_problem() -> None:
    assert _problems("滚蛋]", "滚蛋, 119]") == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[83000元]", "", 12),
        ("[83000元]", "83000", 12),
        ("[83000元]", "83000元", 12),
        ("[83000元]", "[[1]]", 12),
        ("facts:", "fact:", 12),
        ("facts: [83000元]", "stage: nowhere", 12),
        ("facts: [83000元]", "stage: {a: b}", 12),
        ("reply: 滚来滚去", "reply:", 11),
        ("longest: 12", "longest: 很长", 7),
        ("longest: 12", "longest: true", 7),
        ("longest: 12", "longest: -1", 7),
        ("longest: 12", "longest:", 7),
        ("message: 骂人", "message: [骂人]", 2),
        ("message: 骂人", "message:", 2),
        ("message: 骂人", "message: true", 2),
        ("message: 骂人", "message: {a: b}", 2),
        ("phrases: [滚蛋]", "phrases: [滚蛋, ]\nexcept: [null]", 7),
        ("  - 【滚蛋】", "  - [滚蛋]", 9),
        ("  - 【滚蛋】", "  -", 9),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_problem_at_its_line(old: str, new: str, line: int) -> None:
    assert {problem.partition(":")[0] for problem in _problems(old, new)} == {str(line)}


def test_unknown_keys_come_in_the_order_of_the_file() -> None:
    names = ["zeta", "alpha", "mid", "beta", "omega"]
    found = _problems("longest: 12\n", "".join(f"{name}: 1\n" for name in names))
    assert [problem.split("“")[1].split("”")[0] for problem in found] == names


@pytest.mark.parametrize(
    ("raw", "line"),
    [("a: [甲]\n甲乙\n", 3), ("- 甲\n", 1), ("", 1), ("a: [甲]\nb: 乙\n", 2), ("a:\n  - 甲\n  - [乙]\n", 3)],
)
def test_word_lists_of_the_wrong_shape_are_a_problem(raw: str, line: int) -> None:
    problems = RuleReader({WORDS: raw.encode()}).problems
    assert [(problem.name, problem.line) for problem in problems] == [(WORDS, line)]
