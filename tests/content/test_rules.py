"""Every rule proves itself: it finds exactly the marked words in its examples and stays silent on its near misses."""

import pytest

from scoring.labels import LABELS, QUESTIONS
from scoring.rulefiles import RuleReader
from scoring.ruleproof import Proof
from scoring.rules import SHIPPED, Rule, read_contents

READER = RuleReader(read_contents(SHIPPED))
RULES = tuple(READER.rules())


def test_every_rule_file_can_be_read() -> None:
    assert READER.problems == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_finds_exactly_the_marked_words(rule: Rule) -> None:
    proof = Proof(rule, RULES)
    for example in rule.flagged:
        assert proof.found(example) == list(example.spans), example.reply


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_stays_silent_on_its_near_misses(rule: Rule) -> None:
    proof = Proof(rule, RULES)
    for example in rule.near_misses:
        assert proof.found(example) == [], example.reply


@pytest.mark.parametrize("sign", [*LABELS, *QUESTIONS])
def test_every_label_and_question_has_a_rule(sign: str) -> None:
    assert any(rule.sign == sign for rule in RULES)
