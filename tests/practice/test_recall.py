"""What is remembered is what marking would say, and an edit of rules touches every reply it makes a difference to."""

from dataclasses import replace
from itertools import islice

import pytest

from scenarios.catalogue import Catalogue
from scenarios.model import Scenario
from scenarios.points import point_index
from scoring.assess import Scorer
from scoring.points import PointIndex
from scoring.records import Context, Utterance
from trainer.practice.prove import context_in
from trainer.practice.recall import Recalling, RuleEdit

REPLY = "等了二十天，您心里肯定不好受。"


def _edited(scorer: Scorer, every: int, start: int) -> Scorer:
    """A scorer without some of the rules, measured ones too, and with others cut to half their phrases."""
    rules = [rule for number, rule in enumerate(scorer.rules.rules) if number % every != start]
    cut = [
        replace(rule, phrases=rule.phrases[::2]) if number % every == start and rule.phrases else rule
        for number, rule in enumerate(rules)
    ]
    return Scorer(replace(scorer.rules, rules=tuple(cut), hash="edited"))


def _said(scenario: Scenario) -> list[tuple[str, Context]]:
    goldens = (
        (text, context_in(scenario, state))
        for state in scenario.states.values()
        for way in state.replies
        for text in way.golden[:1]
    )
    return list(islice(goldens, 40))


@pytest.mark.parametrize(("every", "start"), [(9, 0), (9, 4)])
def test_a_reply_that_is_not_touched_is_marked_the_same(every: int, start: int, scorer: Scorer) -> None:
    edited = _edited(scorer, every, start)
    edit = RuleEdit(scorer.rules, edited.rules)
    scenario = Catalogue().load("08-agitated").scenario
    assert scenario is not None
    untouched = [(text, context) for text, context in _said(scenario) if not edit.touches(text, context)]
    differing = [text for text, context in untouched if scorer.assess(text, context) != edited.assess(text, context)]
    assert differing == []


def test_what_is_only_suspected_is_remembered_too(scorer: Scorer) -> None:
    said = "那您让我怎么接？我说什么你们都不满意，外头这么热，先回去歇歇不好吗。"
    felt = scorer.assess(said)
    recalled = Recalling(scorer).assess(said, points=PointIndex((), {}))
    assert felt.suspected
    assert felt.doubtful
    assert (recalled.suspected, recalled.doubtful) == (felt.suspected, felt.doubtful)


def test_an_edited_measure_is_named(scorer: Scorer) -> None:
    measured = next(rule for rule in scorer.rules.rules if rule.measure)
    kept = tuple(rule for rule in scorer.rules.rules if rule is not measured)
    assert RuleEdit(scorer.rules, replace(scorer.rules, rules=kept)).measures


def test_another_reason_touches_nothing(scorer: Scorer) -> None:
    told = tuple(replace(rule, why="另一个理由") for rule in scorer.rules.rules)
    assert RuleEdit(scorer.rules, replace(scorer.rules, rules=told)).is_empty


def test_the_same_reply_in_the_same_context_is_marked_once(scorer: Scorer, small_scenario: Scenario) -> None:
    recalling, points = Recalling(scorer), point_index(small_scenario, scorer.rules.words)
    context = Context("hall", "venting", (), (Utterance("agent", "您好。"),), "我等了二十天")
    assert recalling.assess(REPLY, context, points) == scorer.assess(REPLY, context, points)
    assert recalling.assess(REPLY, context) is recalling.assess(REPLY, context)
