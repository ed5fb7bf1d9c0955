"""What both front ends say."""

from dataclasses import replace

from scenarios.model import Gate, Place
from scoring.labels import CASE_FINDINGS, LABELS
from scoring.records import Finding
from trainer.practice.gates import GateResult
from trainer.wording import first_of_each, gate_words, is_good, label_name, settled, sign, visible, visible_lines

NEVER = Gate("threatens", must=False, by=None, why="吓唬客户", breaks=(), place=Place("", 0))
MUST = Gate("reports_up", must=True, by=3, why="先上报", breaks=(), place=Place("", 0))


def _finding(label: str, text: str) -> Finding:
    return Finding(label, "rule", 0, len(text), text, "因为")


def test_nothing_steers_a_terminal_and_lines_stay_lines() -> None:
    assert visible("a\x1b[31m\nb\u202e") == "a·[31m·b·"
    assert visible_lines("a\x1b\nb\t") == "a·\nb·"


def test_a_crossed_red_line_says_with_which_words_of_which_reply() -> None:
    head, why = gate_words(GateResult(NEVER, 2, failed=True, open=False, words="叫保安了"))
    assert head == "红线没守住："
    assert why == "吓唬客户（第 2 句“叫保安了”）"


def test_a_crossed_red_line_without_words_says_in_which_reply() -> None:
    assert gate_words(GateResult(NEVER, 2, failed=True, open=False))[1] == "吓唬客户（第 2 句）"


def test_of_a_gate_still_open_nothing_is_said() -> None:
    still_open = GateResult(MUST, None, failed=False, open=True)
    missed = GateResult(MUST, None, failed=True, open=False)
    assert settled([still_open, missed]) == [missed]


def test_every_label_has_a_name_and_a_sign() -> None:
    assert [label for label in (*LABELS, *CASE_FINDINGS) if label_name(label) == label] == []
    assert {sign(label) for label in LABELS if is_good(label)} == {"＋"}


def test_what_the_case_has_otherwise_has_a_sign_of_its_own_and_each_is_said() -> None:
    found = [replace(_finding("wrong_amount", text), why=f"不是{text}") for text in ("3元", "5元", "5元")]
    assert [finding.text for finding in first_of_each(found)] == ["3元", "5元"]
    assert {sign(label) for label in CASE_FINDINGS} == {"！"}


def test_a_label_is_said_once_at_its_first_place() -> None:
    found = [_finding("greeting", "您好"), _finding("courtesy", "请"), _finding("greeting", "早上好")]
    assert [finding.text for finding in first_of_each(found)] == ["您好", "请"]
