"""Empty words and taunts move no customer of the course for the better, wherever they fall."""

import pytest

from scenarios.catalogue import Catalogue
from scoring.assess import Scorer
from trainer.practice.session import Practice

SAID = (
    "我记下来了，回头有人联系您。",
    "您的诉求我们会如实反馈给相关部门。",
    "行行行，都是我们的错，行了吧。",
    "您自己没看清楚，这能怪谁。",
    "差不多得了，别没完没了。",
)
CATALOGUE = Catalogue()


@pytest.mark.parametrize("name", CATALOGUE.ids())
def test_nobody_is_pleased(name: str, scorer: Scorer) -> None:
    scenario = CATALOGUE.load(name).scenario
    assert scenario is not None
    pleased = []
    for state in scenario.states:
        for text in SAID:
            practice = Practice(scenario, scorer, state=state)
            before, after = practice.standing.mood, practice.reply(text).mood
            if (after["trust"] > before.trust and after["anger"] <= before.anger) or after["anger"] < before.anger:
                pleased.append((state, text))
    assert pleased == []
