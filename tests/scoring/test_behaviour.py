"""What holds for any reply: nothing said worse is marked better, and nothing typed otherwise is marked otherwise.

Replies are drawn from the corpus and from a scenario's golden replies. Expected failures are those that trained weights
decide; the rest holds by how marking is built.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict

import pytest

from scoring.assess import Scorer
from scoring.labels import MARKS
from scoring.records import Context
from scoring.text import fold
from tests.scoring.behaviour import (
    FAULTS,
    ROOT,
    SAME,
    Case,
    appended,
    inserted,
    marks,
    piles,
    prepended,
    raised,
    sample,
    seen,
    shuffled_clauses,
    shuffled_letters,
)
from tests.scoring.moves import DENIED, MOVES, QUOTED

CASES = sample(100)
FEW = CASES[::6]
PLACES = {"append": appended, "prepend": prepended, "insert": inserted}
by_weights = pytest.mark.xfail(strict=False, reason="trained weights decide this, one reply at a time")


@by_weights
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_more_raises_no_mark(scorer: Scorer, fault: str, place: str) -> None:
    words, dimension = FAULTS[fault]
    only = (dimension, "overall")
    assert not [bad for case in FEW if (bad := raised(scorer, case, PLACES[place](case.reply, words), only))]


@by_weights
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_alone_is_seen_and_marked_low(scorer: Scorer, fault: str) -> None:
    words, dimension = FAULTS[fault]
    given = asdict(scorer.assess(words, Context("hall", "investigating")).marks)
    assert (given[dimension] <= 2, given["overall"] <= 2) == (True, True)


@pytest.mark.parametrize("grave", ["insult", "threat", "leak"])
@pytest.mark.parametrize("place", PLACES)
def test_a_grave_fault_that_is_seen_caps_the_overall_mark(scorer: Scorer, grave: str, place: str) -> None:
    for case in FEW:
        found = scorer.assess(PLACES[place](case.reply, FAULTS[grave][0]), case.context)
        assert found.marks.overall <= 2 or not {"rude", "threatens", "leaks_privacy"} & set(found.labels)


@by_weights
@pytest.mark.parametrize(("label", "words"), [(label, words) for label, said in MOVES.items() for words in said])
def test_a_plain_move_earns_its_label(scorer: Scorer, label: str, words: str) -> None:
    assert label in scorer.assess(f"{words}。", Context("hall", "investigating")).labels


@by_weights
@pytest.mark.parametrize("way", [*DENIED, *QUOTED])
@pytest.mark.parametrize(("label", "words"), [(label, words) for label, said in MOVES.items() for words in said])
def test_a_move_denied_or_quoted_earns_nothing(scorer: Scorer, label: str, words: str, way: str) -> None:
    assert label not in scorer.assess(way.format(words), Context("hall", "investigating")).labels


@pytest.mark.parametrize("way", SAME)
def test_what_is_typed_otherwise_is_read_alike(way: str) -> None:
    other = [case.reply for case in sample(40) if fold(SAME[way](case.reply)).text != fold(case.reply).text]
    assert not other


@pytest.mark.parametrize("way", SAME)
def test_what_is_typed_otherwise_is_marked_alike(scorer: Scorer, way: str) -> None:
    for case in FEW:
        typed = scorer.assess(SAME[way](case.reply), case.context)
        assert seen(typed) == seen(scorer.assess(case.reply, case.context))


@by_weights
@pytest.mark.parametrize("joint", ["", "\n"])
@pytest.mark.parametrize("times", [2, 3])
def test_a_reply_pasted_again_is_no_better(scorer: Scorer, times: int, joint: str) -> None:
    assert not [bad for case in FEW if (bad := raised(scorer, case, joint.join([case.reply] * times)))]


@by_weights
@pytest.mark.parametrize("times", [2, 3])
def test_a_reply_pasted_again_gains_no_label(scorer: Scorer, times: int) -> None:
    for case in FEW:
        once, again = (scorer.assess(reply, case.context) for reply in (case.reply, case.reply * times))
        assert set(again.labels) <= set(once.labels)


@by_weights
@pytest.mark.parametrize("shuffle", [shuffled_clauses, shuffled_letters])
def test_a_reply_shuffled_is_no_better(scorer: Scorer, shuffle: object) -> None:
    assert callable(shuffle)
    assert not [bad for case in CASES if (bad := raised(scorer, case, shuffle(case.reply)))]


@by_weights
def test_shuffled_letters_are_worth_two_at_most(scorer: Scorer) -> None:
    long = [case for case in CASES if len(case.reply) >= 30]
    found = [scorer.assess(shuffled_letters(case.reply), case.context) for case in long]
    assert all(assessment.gaming or assessment.marks.overall <= 2 for assessment in found)


@by_weights
def test_a_pile_of_good_phrases_is_worth_two_at_most(scorer: Scorer) -> None:
    found = {pile: scorer.assess(pile, CASES[0].context).marks.overall for pile in piles()}
    assert not {pile: mark for pile, mark in found.items() if mark > 2}


@pytest.mark.parametrize(
    "nothing", ["", "   ", "\n\n", "……", "。！？", "，，，", "（）", "“”", "——", "😀", "👍👍🏻", "🙏。", "❤️！", "1️⃣"[1:]]
)
@pytest.mark.parametrize("stage", ["venting", "closing"])
def test_a_reply_without_a_word_earns_nothing(scorer: Scorer, nothing: str, stage: str) -> None:
    assessment = scorer.assess(nothing, Context("hall", stage, customer="我跑了三趟了！"))
    assert (assessment.labels, set(marks(assessment)), assessment.gaming) == ((), {1}, False)


def test_every_finding_is_its_words(scorer: Scorer) -> None:
    for case in FEW:
        for reply in (case.reply, *(change(case.reply) for change in SAME.values())):
            for finding in scorer.assess(reply, case.context).findings:
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


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_marks_alike(scorer: Scorer, environment: dict[str, str], seed: str) -> None:
    changed = environment | {"PYTHONHASHSEED": seed, "TZ": "Asia/Urumqi", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
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


def test_marks_are_whole_and_in_range_for_every_reply(scorer: Scorer) -> None:
    given = [mark for case in CASES for mark in marks(scorer.assess(case.reply, case.context))]
    assert all(type(mark) is int and 1 <= mark <= 5 for mark in given)
    assert len(given) == len(MARKS) * len(CASES)


def test_the_sample_is_not_small() -> None:
    assert len(CASES) >= 80
    assert len({Case(case.reply, Context()) for case in CASES}) >= 80
