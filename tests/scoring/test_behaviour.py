"""What holds for any reply: nothing said worse is marked better, and nothing typed otherwise is marked otherwise.

What marking guarantees by how it is built holds for every reply of a sample. What trained numbers decide, one reply at
a time, is counted over the sample (tests.scoring.properties), and its share of breaks may only fall.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from functools import cache

import pytest

from scoring.assess import Scorer
from scoring.labels import GRAVE, MARKS
from scoring.records import Context
from scoring.repeats import said_once
from scoring.text import fold
from tests.scoring.behaviour import FAULTS, ROOT, SAME, marks, sample, seen
from tests.scoring.properties import PLACES, PROPERTIES, Assess, Property, count, few

CASES = sample(100)
FEW = few(CASES)

# The share of breaks, in a hundred cases, that each property may have: a ratchet. It is the share measured, which
# stands behind it, rounded up to the next five. Whoever makes marking better lowers it; nobody raises it.
LIMITS = {
    "fault_added_raises_overall": 0,  # 0.0: 0 of 360
    "fault_added_raises_its_own": 0,  # 0.0: 0 of 360
    "fault_alone_marked_over_two": 0,  # 0.0: 0 of 12
    "fault_alone_unseen": 0,  # 0.0: 0 of 12
    "plain_move_unearned": 10,  # 9.5: 4 of 42
    "denied_move_earned": 45,  # 40.5: 68 of 168
    "quoted_move_earned": 10,  # 8.7: 11 of 126
    "shuffled_letters_better": 25,  # 20.2: 20 of 99
    "shuffled_clauses_better": 10,  # 8.1: 8 of 99
    "shuffled_letters_over_two": 20,  # 16.4: 10 of 61
    "pile_over_two": 65,  # 62.5: 25 of 40
    "pasted_better": 0,  # 0.0: 0 of 132
    "pasted_gains_a_label": 0,  # 0.0: 0 of 132
}


@pytest.fixture(scope="module")
def assess(scorer: Scorer) -> Assess:
    """The shipped scorer, remembering what it was asked before."""
    return cache(scorer.assess)


@pytest.mark.parametrize("held", PROPERTIES, ids=lambda held: held.__name__)
def test_a_property_is_broken_no_more_often_than_it_was(assess: Assess, held: Property) -> None:
    found = count(held, assess, CASES)
    limit = LIMITS[held.__name__]
    assert found.share <= limit, f"{len(found.breaks)} of {found.cases}: {found.breaks[:3]}"


@pytest.mark.parametrize("grave", ["insult", "threat", "leak"])
def test_a_grave_fault_that_is_seen_caps_the_overall_mark(assess: Assess, grave: str) -> None:
    words = FAULTS[grave][0]
    found = [assess(put(case.reply, words), case.context) for case in FEW for put in PLACES.values()]
    assert not [each for each in found if GRAVE & {*each.labels} and each.marks.overall > 2]
    assert any(GRAVE & {*each.labels} for each in found)


@pytest.mark.parametrize("way", SAME)
def test_what_is_typed_otherwise_is_read_alike(way: str) -> None:
    assert not [case.reply for case in sample(40) if fold(SAME[way](case.reply)).text != fold(case.reply).text]


@pytest.mark.parametrize("way", SAME)
def test_what_is_typed_otherwise_is_marked_alike(assess: Assess, way: str) -> None:
    for case in FEW:
        typed = assess(SAME[way](case.reply), case.context)
        assert seen(typed) == seen(assess(case.reply, case.context))


@pytest.mark.parametrize("joint", ["", "\n", " "])
@pytest.mark.parametrize("times", [2, 3, 7])
def test_a_reply_pasted_again_is_read_once(times: int, joint: str) -> None:
    once = {case.reply: said_once(fold(case.reply)).text for case in sample(40) if case.reply[-1:] in "。！？"}
    assert not [reply for reply, text in once.items() if said_once(fold(joint.join([reply] * times))).text != text]
    assert len(once) > 100


@pytest.mark.parametrize(
    "nothing", ["", "   ", "\n\n", "……", "。！？", "，，，", "（）", "“”", "——", "😀", "👍👍🏻", "🙏。", "❤️！", "1️⃣"[1:]]
)
@pytest.mark.parametrize("stage", ["venting", "closing"])
def test_a_reply_without_a_word_earns_nothing(scorer: Scorer, nothing: str, stage: str) -> None:
    assessment = scorer.assess(nothing, Context("hall", stage, customer="我跑了三趟了！"))
    assert (assessment.labels, set(marks(assessment)), assessment.gaming) == ((), {1}, False)


def test_every_finding_is_its_words(assess: Assess) -> None:
    for case in FEW:
        for reply in (case.reply, *(change(case.reply) for change in SAME.values())):
            for finding in assess(reply, case.context).findings:
                assert finding.start is not None
                assert (finding.text, bool(finding.text)) == (reply[finding.start : finding.end], True)


def test_the_order_of_replies_changes_nothing(scorer: Scorer) -> None:
    forth = [scorer.assess(case.reply, case.context) for case in FEW]
    back = [scorer.assess(case.reply, case.context) for case in reversed(FEW)]
    assert forth == back[::-1]


_ELSEWHERE = """
import json, sys
from dataclasses import asdict
from scoring.assess import Scorer
from tests.scoring.behaviour import sample
scorer = Scorer.load()
found = [asdict(scorer.assess(case.reply, case.context)) for case in sample(400)]
sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False, sort_keys=True).encode())
"""


def test_another_process_marks_alike(scorer: Scorer, environment: dict[str, str]) -> None:
    changed = environment | {"PYTHONHASHSEED": "4711", "TZ": "Asia/Urumqi", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", _ELSEWHERE], env=changed, cwd=ROOT, capture_output=True, check=True)
    here = [asdict(scorer.assess(case.reply, case.context)) for case in sample(400)]
    assert json.loads(run.stdout) == json.loads(json.dumps(here))


def test_marks_depend_on_nothing_outside(scorer: Scorer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [scorer.assess(case.reply, case.context) for case in FEW]
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("random.random", lambda: 0.5)
    monkeypatch.chdir(os.sep)
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    monkeypatch.setenv("HUASHU_LANG", "en")
    assert [scorer.assess(case.reply, case.context) for case in FEW] == before


def test_marks_are_whole_and_in_range_for_every_reply(assess: Assess) -> None:
    given = [mark for case in CASES for mark in marks(assess(case.reply, case.context))]
    assert all(type(mark) is int and 1 <= mark <= 5 for mark in given)
    assert len(given) == len(MARKS) * len(CASES)


def test_the_sample_is_not_small_and_every_property_counts() -> None:
    assert len(set(CASES)) >= 80
    assert {held.__name__ for held in PROPERTIES} == {*LIMITS}
