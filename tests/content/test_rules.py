"""Every rule proves itself: it finds exactly the marked words in its examples and stays silent on its near misses."""

import pytest

from scoring.detect import Detector, findings, questions
from scoring.labels import LABELS, QUESTIONS
from scoring.reading import Reading
from scoring.records import Context
from scoring.rulefiles import RuleReader
from scoring.rules import SHIPPED, Example, Rule

CONTENTS = {path.relative_to(SHIPPED).as_posix(): path.read_bytes() for path in sorted(SHIPPED.rglob("*.yaml"))}
READER = RuleReader(CONTENTS)
RULES = tuple(READER.rules())


def _found(rule: Rule, example: Example) -> list[tuple[int, int]]:
    """Where the rule, standing alone, finds its label in an example."""
    stage = example.stage or (rule.stages[0] if rule.stages else "")
    reading = Reading(example.reply, Context(stage=stage, facts=example.facts, customer=example.customer))
    hits = [hit for hit in Detector(_with_helpers(rule)).hits(reading) if hit.rule.id == rule.id]
    found = questions(reading, hits) if rule.is_question else findings(reading, hits)
    return [(each.start, each.end) for each in found if each.start is not None and each.end is not None]


def _with_helpers(rule: Rule) -> list[Rule]:
    """The rule, and those of the labels it leans on."""
    leaning = {*rule.unless, *rule.needs}
    return [other for other in RULES if other.id == rule.id or other.sign in leaning]


def test_every_rule_file_can_be_read() -> None:
    assert READER.problems == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_finds_exactly_the_marked_words(rule: Rule) -> None:
    for example in rule.flagged:
        assert _found(rule, example) == list(example.spans), example.reply


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_stays_silent_on_its_near_misses(rule: Rule) -> None:
    for example in rule.near_misses:
        assert _found(rule, example) == [], example.reply


@pytest.mark.parametrize("sign", [*LABELS, *QUESTIONS])
def test_every_label_and_question_has_a_rule(sign: str) -> None:
    assert any(rule.sign == sign for rule in RULES)
