"""What cannot have changed is not marked again, and whatever decides how a reply is heard may have changed it."""

from dataclasses import replace

from scenarios.model import Scenario
from scoring.assess import Scorer
from trainer.practice.compare import Version, golden_changes
from trainer.practice.recall import Recalling


def _marked(old: Scenario, new: Scenario, scorer: Scorer) -> list[bool]:
    """For every golden reply, whether it was marked to see what changed."""
    before = Recalling(scorer)
    changes = golden_changes(Version(old, before), Version(new, Recalling(scorer, before)))
    return [change.before is not None for change in changes]


def test_other_words_of_the_customer_leave_golden_replies_alone(small_scenario: Scenario, scorer: Scorer) -> None:
    assert not any(_marked(small_scenario, replace(small_scenario, title="另一个题目"), scorer))


def test_a_wording_more_of_a_point_may_change_how_any_reply_is_heard(small_scenario: Scenario, scorer: Scorer) -> None:
    point = replace(small_scenario.points["slow_refund"], alike=("钱在审核那一关没过去。",))
    edited = replace(small_scenario, points={**small_scenario.points, point.id: point})
    assert all(_marked(small_scenario, edited, scorer))
