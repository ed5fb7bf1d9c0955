from dataclasses import asdict

import pytest

from scoring.assess import Scorer
from scoring.labels import LABELS
from scoring.points import PointIndex, PointPhrases
from scoring.records import Assessment, Context, Utterance

VENTING = Context("hall", "venting", customer="我跑了三趟了，就为这十二块钱！")
GOOD = "为这十二块钱让您跑了三趟，搁谁心里都窝火，这事我来盯到底。"


def test_findings_stand_where_their_words_are(scorer: Scorer) -> None:
    reply = "  您好，😀 讓您 跑了三趟，實在對不起！"
    for finding in scorer.assess(reply, VENTING).findings:
        assert finding.start is not None
        assert reply[finding.start : finding.end] == finding.text


def test_each_label_has_a_finding(scorer: Scorer) -> None:
    assessment = scorer.assess(GOOD, VENTING)
    assert assessment.labels
    assert {finding.label for finding in assessment.findings} == set(assessment.labels)


@pytest.mark.parametrize("empty", ["", "   ", "……", "\u200b"])
def test_an_empty_reply_has_no_labels_and_marks_of_one(scorer: Scorer, empty: str) -> None:
    assessment = scorer.assess(empty, VENTING)
    assert assessment.labels == ()
    assert set(asdict(assessment.marks).values()) == {1}


@pytest.mark.parametrize(
    "variant",
    [
        "為這十二塊錢讓您跑了三趟，擱誰心裡都窩火，這事我來盯到底。",
        "为这十二块钱让您跑了三趟,搁谁心里都窝火,这事我来盯到底.",
        "为这十二块钱 让您跑了三趟，搁谁心里 都窝火，这事我来盯到底。",
    ],
)
def test_script_width_and_spaces_change_nothing(scorer: Scorer, variant: str) -> None:
    plain, other = scorer.assess(GOOD, VENTING), scorer.assess(variant, VENTING)
    assert (other.labels, other.marks) == (plain.labels, plain.marks)


def test_a_grave_fault_caps_the_overall_mark(scorer: Scorer) -> None:
    assert scorer.assess(GOOD + "你是不是脑子有病！", VENTING).marks.overall <= 2


def test_a_remedy_before_the_feeling_is_capped_while_venting(scorer: Scorer) -> None:
    remedy = "您好，这边给您两个方案：退您12元到话费，或者送您2GB流量，您选一个，今天就办好。"
    assert scorer.assess(remedy, VENTING).marks.overall <= 3


def test_what_was_done_before_is_not_asked_for_again(scorer: Scorer) -> None:
    remedy = "您好，这边给您两个方案：退您12元到话费，或者送您2GB流量，您选一个，今天就办好。"
    met = Context("hall", "venting", history=(Utterance("agent", GOOD),), customer="那怎么办？")
    assert scorer.assess(remedy, met).marks.overall >= scorer.assess(remedy, VENTING).marks.overall


def test_a_pile_of_stock_words_is_gaming(scorer: Scorer) -> None:
    pile = "您好，抱歉，理解，感谢，请放心，请稍等，马上处理，满意，再见，谢谢，抱歉，理解"
    assessment = scorer.assess(pile, VENTING)
    assert assessment.gaming
    assert assessment.marks.overall <= 2


def test_the_same_sentence_again_and_again_is_gaming(scorer: Scorer) -> None:
    assert scorer.assess(GOOD * 4, VENTING).gaming


def test_an_honest_reply_is_not_gaming(scorer: Scorer) -> None:
    assert not scorer.assess(GOOD, VENTING).gaming


def test_a_very_long_reply_is_marked_on_its_beginning(scorer: Scorer) -> None:
    assert scorer.assess("您说得对，" * 2000, VENTING).cut


@pytest.mark.parametrize(
    "reply",
    ["\x1b[31m您好\x1b[0m", "[red]您好[/]", "您好\ud800", "\x00\x01", "👨‍👩‍👧‍👦" * 50, "a" * 10000, "（" * 3000],
)
def test_no_reply_breaks_the_scorer(scorer: Scorer, reply: str) -> None:
    assert 1 <= scorer.assess(reply, VENTING).marks.overall <= 5


def test_points_are_found_in_speech_and_acts_apart(scorer: Scorer) -> None:
    points = PointIndex(
        [
            PointPhrases("slow", ("退费{4}卡",), ()),
            PointPhrases("water", (), ("(递|倒){6}水",)),
            PointPhrases("no_more", ("(五十元|50元){4}上限",), (), is_limit=True),
        ],
        {},
    )
    found = scorer.assess("（递上一杯水）您这笔退费是卡住了，不是我不肯，50元是上限。", VENTING, points)
    assert found.raised() == {"slow", "water", "no_more"}
    assert not scorer.assess("递水的事再说，没说退费卡住。", VENTING, points).raised()


def test_reasons_are_given_for_every_mark(scorer: Scorer) -> None:
    assert set(scorer.assess(GOOD, VENTING).reasons) == {"etiquette", "empathy", "phrasing", "overall"}


def test_every_label_of_the_vocabulary_has_a_chinese_name() -> None:
    assert all(label.zh for label in LABELS.values())


@pytest.mark.parametrize(
    "reply", ["我没说过我给您把这二十块退回去。", "上次那位说的是“我给您把这二十块退回去”，对不对？"]
)
def test_a_move_that_only_a_denial_or_quotation_carries_is_not_praised(scorer: Scorer, reply: str) -> None:
    context = Context("hall", "investigating")
    assert "offers_solution" not in scorer.assess(reply, context).labels
    assert scorer.sure(reply, context)["offers_solution"] <= 50
    assert "offers_solution" in scorer.assess(f"{reply}这样吧，我给您把这二十块退回去。", context).labels


def test_a_fault_of_tone_that_a_rule_finds_is_never_doubtful(scorer: Scorer) -> None:
    assessment = scorer.assess("您爱讲不讲。")
    assert "rude" in assessment.labels
    assert "rude" not in assessment.doubtful


@pytest.mark.parametrize("reply", [GOOD, "系统不会错的，您自己没看短信怪谁？王先生，您别在这儿闹。", "好的。"])
def test_a_customer_takes_in_the_same_however_little_is_worked_out(reply: str, scorer: Scorer) -> None:
    context = Context("hall", "venting", ("客户：李秀兰", "账单：12.00元"), customer="我跑了三趟了，就为这十二块钱！")
    full, brief = scorer.assess(reply, context), scorer.assess(reply, context, for_customer=True)
    assert (brief.labels, brief.marks, brief.doubtful, brief.suspected, brief.questions) == (
        full.labels,
        full.marks,
        full.doubtful,
        full.suspected,
        full.questions,
    )
    assert _misnamed(brief) == _misnamed(full)


def _misnamed(assessment: Assessment) -> bool:
    return any(finding.label == "wrong_name" for finding in assessment.findings)


@pytest.mark.parametrize(
    ("reply", "threatens"),
    [
        ("您可以报警，警察会去查。", False),
        ("盗刷的事建议您走报警，公安来调证据我们全力配合。", False),
        ("您再这样我们只能报警了。", True),
        ("您可以报警，可再闹我就叫保安请您出去。", True),
    ],
)
def test_detectors_claim_no_fault_that_its_rules_except(scorer: Scorer, reply: str, *, threatens: bool) -> None:
    assert ("threatens" in scorer.assess(reply).labels) == threatens


@pytest.mark.parametrize(
    ("reply", "listens"),
    [
        ("您是想问空调漏水怎么修，对吗？", False),
        ("您是说隔壁邻居家的狗咬了人，是吧？", False),
        ("您是说跑了三趟，十二块还没退，对吗？", True),
        ("您是担心这回又是白跑，对吗？", True),
    ],
)
def test_putting_words_to_the_customer_that_are_nothing_of_theirs_is_no_listening(
    scorer: Scorer, reply: str, *, listens: bool
) -> None:
    labels = scorer.assess(reply, VENTING).labels
    assert ("restates_issue" in labels) == listens
    assert listens or "clarifying_question" not in labels


def test_without_a_context_nothing_is_beside_it(scorer: Scorer) -> None:
    assert "restates_issue" in scorer.assess("您是想问空调漏水怎么修，对吗？").labels
