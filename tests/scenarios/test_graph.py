"""The branch map shows every state, ending and way, and never lets a file's words be markup."""

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
    assert drawn.startswith("flowchart TD\n")
    assert 's_opening["进门"]' in drawn
    assert 'e_gave_too_much(["多给了"]):::tempting' in drawn
    assert 's_opening -->|"问好"| s_telling' in drawn
    assert 's_opening -.->|"没接住"| s_opening' in drawn


def test_there_is_one_arrow_for_each_reply_and_one_for_patience(mutate: Mutate) -> None:
    drawn = _drawn(mutate())
    assert drawn.count("->|") == 18
    assert "-.-> e_stormed_out" in drawn


def test_a_title_cannot_break_out_of_its_box(mutate: Mutate) -> None:
    drawn = _drawn(mutate(("title: 进门", "title: '\"]; click<b>#'")))
    assert 's_opening["#34;#93;#59; click#60;b#62;#35;"]' in drawn


@pytest.mark.parametrize(("text", "shown"), [("一\n二", "一 二"), ("……“好”，", "……“好”，"), ("`a`", "#96;a#96;")])
def test_text_is_one_line_of_plain_signs(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_long_title_is_cut() -> None:
    assert len(escaped("长" * 500)) == 40
