"""The day on which a scenario plays is a fact like any other."""

from datetime import date

from scenarios.catalogue import Catalogue
from scoring.assess import Scorer
from trainer.practice.facts import facts, today
from trainer.practice.prove import context_in


def test_the_day_stands_first_with_its_weekday() -> None:
    scenario = Catalogue().load("25-records-evidence").scenario
    assert scenario is not None
    assert facts(scenario)[0] == "今天：2026年6月10日（星期三）"
    assert today(date(2026, 2, 28)) == {"今天": "2026年2月28日（星期六）"}


def test_who_writes_down_the_day_is_not_told_that_no_fact_has_it(scorer: Scorer) -> None:
    scenario = Catalogue().load("25-records-evidence").scenario
    assert scenario is not None
    context = context_in(scenario, scenario.states["one_answer"])
    said = (
        f"好，给您捋成一段：{day}，翁女士，铃影会员当日退订，6月不收；3、4、5月45元已退。"
        for day in ("6月10日", "6月9日")
    )
    labels = [{finding.label for finding in scorer.assess(text, context).findings} for text in said]
    assert ["wrong_date" in found for found in labels] == [False, True]
