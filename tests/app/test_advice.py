"""What to practise next follows from the record: what was left, what was weak, what failed, what is new."""

from scenarios.entries import Entry
from trainer.app.advice import Suggestion, suggest
from transcripts.progress import Attempt, Lately, Progress, Tried

CALM = ("cites_facts", "restates_issue", "commits_time", "jargon")
WARM = ("names_feeling", "validates", "apologises", "minimises")
FIRM = ("sets_boundary", "defers_diplomatically", "cites_rule", "argues")


def _entry(name: str, level: int, trains: tuple[str, ...] = CALM) -> Entry:
    return Entry(name, f"{name}.yaml", title=name, level=level, trains=trains)


ENTRIES = (
    _entry("chapter7/01-calm", 3),
    _entry("chapter7/02-warm", 2, WARM),
    _entry("chapter7/03-firm", 3, FIRM),
    _entry("chapter8/21-group", 4, WARM),
    _entry("flow/01-easy", 1),
)


def _attempt(day: int, name: str, mark: float = 4.0, *, passed: bool | None = True, turns: int = 4) -> Attempt:
    """A session of one day; `passed` is None where it has not ended."""
    ended = None if passed is None else f"2026-11-{day:02d}T09:00:00Z"
    return Attempt(f"s{day}", name, "practice", f"2026-11-{day:02d}T08:00:00Z", ended, None, bool(passed), turns, mark)


def _progress(*attempts: Attempt, labels: dict[str, int] | None = None, **marks: float) -> Progress:
    tried: dict[str, Tried] = {}
    for attempt in attempts:
        tried[attempt.scenario] = tried.get(attempt.scenario, Tried()).then(attempt)
    replies = sum(attempt.turns for attempt in attempts)
    good = {"etiquette": 4.0, "empathy": 4.0, "phrasing": 4.0, "overall": 4.0}
    shown = labels if labels is not None else dict.fromkeys((*CALM[:3], *WARM[:3], *FIRM[:3]), 3)
    return Progress(tried, Lately(attempts[::-1], replies, good | marks, shown))


def _first(*attempts: Attempt, labels: dict[str, int] | None = None, **marks: float) -> Suggestion:
    return suggest(ENTRIES, _progress(*attempts, labels=labels, **marks))[0]


def test_a_new_person_starts_with_the_easiest_of_chapter_7() -> None:
    [only] = suggest(ENTRIES, _progress())
    assert (only.entry.id, only.why) == ("chapter7/02-warm", "第一次练，从最容易的一关开始。")


def test_what_was_left_comes_first_and_is_gone_on_with() -> None:
    left = _attempt(2, "chapter7/03-firm", passed=None, turns=3)
    first = _first(_attempt(1, "chapter7/01-calm", passed=False), left, empathy=2.0)
    assert (first.attempt, first.why) == (left, "接着练：上次说到第 3 句，还没说完。")


def test_what_was_left_and_done_anew_since_is_not_gone_on_with() -> None:
    left, anew = _attempt(1, "chapter7/03-firm", passed=None), _attempt(2, "chapter7/03-firm", passed=False)
    assert _first(left, anew).attempt is None


def test_the_weakest_dimension_names_its_mark_and_what_trains_it() -> None:
    first = _first(_attempt(1, "chapter7/01-calm"), empathy=2.8, phrasing=3.2)
    assert first.entry.id == "chapter7/02-warm"
    assert first.why == "“同理心”最近平均 2.8 分，这一关多练说出客户感受、认同感受。"


def test_a_scenario_far_above_ones_level_is_not_suggested_for_a_weakness() -> None:
    entries = (_entry("chapter7/01-calm", 1, FIRM), _entry("chapter8/21-group", 5, WARM))
    found = suggest(entries, _progress(_attempt(1, "chapter7/01-calm"), empathy=2.0))
    assert not any("同理心" in suggestion.why for suggestion in found)


def test_where_all_marks_are_good_the_fault_made_most_decides() -> None:
    first = _first(_attempt(1, "chapter7/01-calm"), labels={"jargon": 2, "argues": 4})
    assert (first.entry.id, first.why) == (
        "chapter7/03-firm",
        "最近有 4 句听着像“争辩质疑”，这一关正好练怎么避开。",
    )


def test_a_fault_made_once_is_no_habit() -> None:
    labels = {"argues": 1, **dict.fromkeys(CALM[:3], 2)}
    assert "争辩" not in _first(_attempt(1, "chapter7/01-calm"), labels=labels).why


def test_a_name_with_quotation_marks_is_quoted_well() -> None:
    entries = (_entry("chapter7/01-calm", 2, ("greeting", "casual_you")),)
    found = suggest(entries, _progress(_attempt(1, "chapter7/01-calm"), labels={"greeting": 2, "casual_you": 3}))
    assert "“直呼‘你’”" in found[0].why


def test_a_move_never_made_where_it_was_wanted_is_suggested() -> None:
    made = dict.fromkeys((*CALM[:3], "names_feeling", "apologises"), 2)
    first = _first(_attempt(1, "chapter7/02-warm"), _attempt(2, "chapter7/01-calm"), labels=made)
    assert first.why == "最近 8 句里没用上“认同感受”，这一关用得着。"
    assert first.entry.id == "chapter8/21-group"


def test_little_said_is_too_little_to_judge_by() -> None:
    first = _first(_attempt(1, "chapter7/01-calm", turns=2), empathy=1.0)
    assert "平均" not in first.why


def test_what_failed_is_tried_again_the_latest_first() -> None:
    failed = (_attempt(1, "chapter7/01-calm", 2.9, passed=False), _attempt(2, "chapter7/02-warm", 3.1, passed=False))
    found = suggest(ENTRIES, _progress(*failed))
    assert [suggestion.entry.id for suggestion in found[:2]] == ["chapter7/02-warm", "chapter7/01-calm"]
    assert found[0].why == "上次还没合格（3.1 分），再来一次。"


def test_what_was_passed_since_is_not_called_failed() -> None:
    first = _first(_attempt(1, "chapter7/01-calm", passed=False), _attempt(2, "chapter7/01-calm"))
    assert "还没合格" not in first.why


def test_after_a_pass_something_new_and_a_little_harder_comes() -> None:
    found = suggest(ENTRIES, _progress(_attempt(1, "chapter7/02-warm")))
    assert [suggestion.entry.level for suggestion in found] == [3, 3, 4]
    assert found[0].why == "还没练过，难度 3，正合适。"


def test_a_failure_keeps_the_next_new_one_at_the_level_passed() -> None:
    record = _progress(_attempt(1, "chapter7/02-warm"), _attempt(2, "chapter7/01-calm", passed=False))
    new = [suggestion.entry.level for suggestion in suggest(ENTRIES, record) if "还没练过" in suggestion.why]
    assert new == [3, 1]  # one above and one below; the group at 4 waits


def test_where_all_is_passed_the_lowest_best_mark_is_next() -> None:
    marks = (4.6, 3.6, 5.0, 4.1, 3.9)
    attempts = [_attempt(day, entry.id, mark) for day, (entry, mark) in enumerate(zip(ENTRIES, marks, strict=True), 1)]
    found = suggest(ENTRIES, _progress(*attempts))
    assert [suggestion.entry.id for suggestion in found] == ["chapter7/02-warm", "flow/01-easy", "chapter8/21-group"]
    assert found[0].why == "这一关最好 3.6 分，再练能更高。"


def test_the_best_there_can_be_is_not_asked_for_again() -> None:
    assert suggest(ENTRIES[:1], _progress(_attempt(1, "chapter7/01-calm", 5.0))) == ()


def test_no_scenario_stands_there_twice_and_never_more_than_three() -> None:
    record = (_attempt(day, entry.id, 2.0, passed=False) for day, entry in enumerate(ENTRIES, 1))
    found = suggest(ENTRIES, _progress(*record, empathy=2.0, labels={"argues": 9}))
    assert len(found) == len({suggestion.entry.id for suggestion in found}) == 3


def test_what_cannot_be_played_is_never_suggested() -> None:
    assert suggest((Entry("broken", "broken.yaml"),), _progress()) == ()
    gone = _attempt(1, "no/longer-there", passed=None)
    assert all(suggestion.entry in ENTRIES for suggestion in suggest(ENTRIES, _progress(gone)))
