import pytest

from scoring.labels import MARKS
from scoring.marks import Share, Sum, judge, shipped_table, sums
from scoring.reading import Reading
from scoring.records import Context

VENTING = Context("hall", "venting", customer="我跑了三趟了！")


def test_base_and_shares_are_added_up_and_rounded() -> None:
    made = Sum(250, (Share("apologises", 90, 40), Share("rude", 50, -30)))
    assert (made.parts, made.rounded, made.mark) == (25_000 + 3_600 - 1_500, 3, 3)


@pytest.mark.parametrize(("base", "mark"), [(-300, 1), (149, 1), (150, 2), (250, 3), (449, 4), (900, 5)])
def test_a_mark_is_rounded_halves_up_from_1_to_5(base: int, mark: int) -> None:
    assert Sum(base, ()).mark == mark


def test_a_cap_lowers_the_mark_and_not_the_sum() -> None:
    made = Sum(430, (), cap=2, why="粗鲁")
    assert (made.rounded, made.mark) == (4, 2)


def test_what_is_summed_is_what_is_judged() -> None:
    reading = Reading("周师傅，跑了三趟，再闹我报警。", VENTING)
    labels, sure = ("threatens", "restates_issue"), {"threatens": 97, "restates_issue": 60, "apologises": 30, "rude": 4}
    made = sums(reading, labels, sure, gaming=False, met_before=False)
    judged = judge(reading, labels, sure, gaming=False, met_before=False)
    assert {name: made[name].mark for name in MARKS} == {name: getattr(judged.marks, name) for name in MARKS}
    assert (made["overall"].cap, judged.reasons["overall"][0]) == (2, made["overall"].why)


def test_every_sign_counts_by_how_sure_it_is() -> None:
    made = sums(
        Reading("好的", VENTING), ("rude",), {"rude": 80, "argues": 30, "jargon": 4}, gaming=False, met_before=True
    )
    shares = {share.sign: share for share in made["empathy"].shares}
    assert shares["rude"] == Share("rude", 80, shipped_table()["empathy"]["rude"])
    assert (shares["argues"].percent, "jargon" in shares) == (30, False)
    assert [abs(share.parts) for share in made["empathy"].shares] == sorted(
        (abs(share.parts) for share in shares.values()), reverse=True
    )
