"""Figures of believability: shares, agreement, which judge counts, and marks that cannot be read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.realism.figures import (
    agreement,
    counting,
    interval,
    passed_share,
    places,
    plain,
    pooled,
    read_by,
    report,
    shares,
    shortfalls,
)
from bench.realism.marks import BadMarks, Verdict, read_lines, read_marks

YES, NO = Verdict(1, 1), Verdict(0, 0, "答的是名字")


def item(kind: str, number: int) -> dict[str, Any]:
    """An item of a key."""
    where = {"session": f"session{number % 10}", "turn": number, "scenario": f"s{number % 2}", "style": "well"}
    return {"kind": kind, **where, "customer": "客户：几点？", "reply": "好的", "answer": f"答{number}"}


KEY = {
    "code": "abc",
    "sheets": [[1, 0], [0, 1]],
    "items": [
        *(item("real", number) for number in range(300)),
        *(item("planted", number) for number in range(300, 330)),
        *(item("stock", number) for number in range(30)),
    ],
}


def judge(says: Callable[[int], Verdict], passing: int = 0) -> dict[int, Verdict]:
    """Marks of every item, letting so many planted answers pass."""
    planted = {place: YES if place < 300 + passing else NO for place in places(KEY, "planted")}
    return {place: says(place) for place in range(360)} | planted


GOOD = judge(lambda place: NO if place % 10 == 0 else YES)


def test_a_share_is_of_all_turns_and_lies_within_its_interval() -> None:
    sensible, specific, mean = shares(KEY, [GOOD], places(KEY, "real"))
    assert sensible.value == specific.value == mean.value == pytest.approx(0.9)
    assert sensible.low < 0.9 < sensible.high


def test_sessions_are_drawn_whole() -> None:
    share = interval([[YES] * 50, [NO] * 50], lambda verdict: verdict.sensible)
    assert (share.low, share.value, share.high) == (0.0, 0.5, 1.0)


def test_agreement_is_raw_and_beyond_chance() -> None:
    assert agreement([(1, 1)] * 4 + [(0, 0)] * 4 + [(1, 0), (0, 1)]) == pytest.approx((0.8, 0.6))
    assert agreement([(1, 1)] * 3) == (1.0, 1.0)


def test_a_judge_over_a_fifth_of_what_is_planted_does_not_count() -> None:
    judges = {"1": judge(lambda _: YES, 6), "2": judge(lambda _: YES, 7)}
    assert passed_share(KEY, judges["1"]) == pytest.approx(0.2)
    assert list(counting(KEY, judges)) == ["1"]
    assert shortfalls(KEY, judges) == ["0 customer turns read by two judges that count, 300 are asked for"]


def test_a_judge_of_some_items_counts_for_those() -> None:
    some = {place: verdict for place, verdict in GOOD.items() if not 100 <= place < 300}
    assert read_by({"1": GOOD, "2": some}, places(KEY, "real"), 2) == list(range(100))
    assert shortfalls(KEY, {"1": GOOD, "2": some}) == [
        "100 customer turns read by two judges that count, 300 are asked for"
    ]
    assert "| s0 | 150 | 50 |" in "\n".join(report(KEY, {"1": GOOD, "2": some}))


def test_the_bar_is_met_by_two_judges_with_nine_in_ten() -> None:
    assert shortfalls(KEY, {"1": GOOD, "2": GOOD}) == []


def test_one_share_below_eighty_fails_whatever_the_mean() -> None:
    vague = judge(lambda place: Verdict(1, int(place % 4 != 0)))
    assert shortfalls(KEY, {"1": vague, "2": vague}) == ["specific 75.0%, at least 80% is asked for"]


def test_the_page_shows_the_worst_turns_with_both_notes() -> None:
    page = "\n".join(report(KEY, {"1": GOOD, "2": judge(lambda _: YES)}))
    assert page.count("→ ") == 20
    assert "judge 1: 0 0 答的是名字" in page
    assert "judge 2: 1 1" in page
    assert "Bar: mean ≥ 86%, neither below 80%: **met**" in page


def test_a_page_is_made_also_where_no_judge_counts() -> None:
    blind = judge(lambda _: YES, 30)
    assert "**no**" in "\n".join(report(KEY, {"1": blind, "2": blind}))


def test_what_was_typed_is_no_markup() -> None:
    assert plain("<b>*行* [x]|") == r"\<b\>\*行\* \[x\]\|"


def test_a_line_is_number_two_marks_and_a_note() -> None:
    found, problems = read_lines(["2 1 0 哪儿都能说 对吧", "", "1 1 1"], 2)
    assert found == {2: Verdict(1, 0, "哪儿都能说 对吧"), 1: YES}
    assert problems == []


def test_everything_wrong_is_said_at_once() -> None:
    _, problems = read_lines(["1 1", "2 1 2", "3 1 1", "3 1 1", "9 0 0"], 4)
    assert [problem.split(":")[1] for problem in problems] == ["2", "3", "5", "6", " without marks"]


def test_marks_find_their_items_by_the_judge_s_own_order(tmp_path: Path) -> None:
    path = tmp_path / "marks.txt"
    path.write_text("# abc 1\n1 0 0\n2 1 1\n", encoding="utf-8")
    assert read_marks(path, "abc", [[1, 0], [0, 1]]) == (1, {1: Verdict(0, 0), 0: YES})


@pytest.mark.parametrize("head", ["", "# xyz 1\n", "# abc 3\n", "1 1 1\n"])
def test_marks_of_another_key_are_refused(tmp_path: Path, head: str) -> None:
    path = tmp_path / "marks.txt"
    path.write_text(head, encoding="utf-8")
    with pytest.raises(BadMarks, match="not marks of this key"):
        read_marks(path, "abc", [[1, 0]])


def test_sheets_are_pooled_without_marks_that_nobody_began(tmp_path: Path) -> None:
    for name in ("one", "two"):
        for number in (1, 2):
            (tmp_path / name / f"judge-{number}").mkdir(parents=True)
        made: dict[str, Any] = {"code": "abc", "sheets": [[1, 0], [0, 1]], "items": [item("real", 0), item("real", 1)]}
        (tmp_path / name / "key.json").write_text(json.dumps(made), encoding="utf-8")
        (tmp_path / name / "judge-1/marks.txt").write_text("# abc 1\n1 1 0\n2 1 1\n", encoding="utf-8")
        (tmp_path / name / "judge-2/marks.txt").write_text("# abc 2\n1 \n2 \n", encoding="utf-8")
    key, judges = pooled([tmp_path / "one", tmp_path / "two"])
    assert judges == {"one/1": {0: YES, 1: Verdict(1, 0)}, "two/1": {2: YES, 3: Verdict(1, 0)}}
    assert len(key["items"]) == 4
