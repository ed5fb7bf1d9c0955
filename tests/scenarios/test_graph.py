"""The branch map shows every state, ending, way and gate, and never lets a file's words be markup."""

import re
from collections.abc import Callable

import pytest

from scenarios.graph import escaped, mermaid
from scenarios.loader import Loaded

Mutate = Callable[..., Loaded]


def _drawn(loaded: Loaded) -> str:
    assert loaded.scenario
    return mermaid(loaded.scenario)


def test_every_state_ending_and_way_is_drawn(mutate: Mutate) -> None:
    drawn = _drawn(mutate())
    assert drawn.startswith("flowchart TB\n")
    assert 's_opening["进门<br/>开场"]' in drawn
    assert 'e_settled(["心平气和<br/>解决"])' in drawn
    assert 's_opening -->|"问好"| s_telling' in drawn
    assert 's_opening -.->|"没接住"| s_opening' in drawn


def test_there_is_one_arrow_for_each_reply_and_one_for_patience(mutate: Mutate) -> None:
    drawn = _drawn(mutate())
    assert drawn.count(">|") == 17
    assert "-.-> e_stormed_out" in drawn


def test_ways_that_stay_share_an_arrow_because_mermaid_shows_only_one(mutate: Mutate) -> None:
    drawn = _drawn(mutate())
    assert 's_checking -->|"问时间<br/>没查"| s_checking' in drawn
    loops = re.findall(r"(s_\w+) \S+ (s_\w+)$", drawn, re.MULTILINE)
    assert len([loop for loop in loops if loop[0] == loop[1]]) == 6


def test_the_ending_that_only_looks_good_is_marked(mutate: Mutate) -> None:
    drawn = _drawn(mutate())
    assert "多给了<br/>让步过头<br/>看着好，其实不好" in drawn
    assert "class e_gave_too_much tempting" in drawn
    assert "class e_settled good" in drawn
    assert "class e_cooled,e_stormed_out bad" in drawn


def test_gates_stand_as_notes(mutate: Mutate) -> None:
    drawn = _drawn(mutate())
    assert 'gate_0[/"前 3 句必须：问候与自我介绍<br/>进门要问好。"/]' in drawn
    assert 'gate_1[/"绝不能：威胁客户<br/>不能威胁客户。"/]' in drawn


def test_a_title_cannot_break_out_of_its_box(mutate: Mutate) -> None:
    drawn = _drawn(mutate(("title: 进门", "title: '\"]; click<b>#'")))
    assert 's_opening["#34;#93;#59;#32;click#60;b#62;#35;<br/>开场"]' in drawn


def test_no_class_stands_beside_a_label(mutate: Mutate) -> None:
    assert ":::" not in _drawn(mutate())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一\n二", "一#32;二"),
        ("……“好”，", "……“好”，"),
        ("`a`", "#96;a#96;"),
        ("direction LR", "direction#32;LR"),
        ("ﬂ°°35¶ß", "fl°°35¶#32;ß"),
    ],
)
def test_text_is_one_line_of_plain_signs(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_long_title_is_cut() -> None:
    assert len(escaped("长" * 500)) == 40
