"""`huashu score` answers every line, in order and at once, whatever stands in it."""

import json
import subprocess
import sys
from typing import Any

import pytest

from scoring.labels import CASE_FINDINGS, LABELS
from tests.cli.conftest import ROOT, Call
from trainer.cli.exits import ExitCode

_KEYS = {"item", "labels", "etiquette", "empathy", "phrasing", "overall", "gaming", "findings"}
_FINDING = ["label", "rule", "start", "end", "text", "why", "better"]
RICH: dict[str, Any] = {
    "item": "A-1",
    "reply": "您好，周师傅，等了二十天您心里肯定不好受。是我们的错，对不起，我今天三点前给您退59元到账上，您看行吗？",
    "channel": "hall",
    "stage": "venting",
    "facts": ["账单：2026-01 套餐费59.00元"],
    "history": [{"role": "customer", "text": "我来问退费的事。"}],
    "customer": "都二十天了！",
}


def _line(**row: Any) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _answers(huashu: Call, given: str | bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in huashu("score", given=given).lines]


def test_an_answer_has_just_what_was_promised(huashu: Call) -> None:
    answer = _answers(huashu, _line(**RICH))[0]
    assert answer.keys() == _KEYS
    assert all(list(finding) == _FINDING for finding in answer["findings"])


def test_marks_are_always_four_whole_numbers_from_1_to_5(huashu: Call) -> None:
    replies = ["", "哦", "滚", RICH["reply"], "。" * 3000, "hello", "（递上一杯水）", "\x00\x1b[2J", "😀" * 50]
    answers = _answers(huashu, "".join(_line(item=i, reply=reply) for i, reply in enumerate(replies)))
    marks = [answer[name] for answer in answers for name in ("etiquette", "empathy", "phrasing", "overall")]
    assert len(marks) == 4 * len(replies)
    assert all(type(mark) is int and 1 <= mark <= 5 for mark in marks)


def test_findings_point_at_the_reply_as_given(huashu: Call) -> None:
    reply = "　您好 😀，周师傅！\n等了二十天，您心裏肯定不好受。  對不起，是我們的錯，我馬上幫您查。"
    answer = _answers(huashu, _line(item=1, reply=reply))[0]
    spans = [finding for finding in answer["findings"] if finding["start"] is not None]
    assert spans
    assert all(finding["text"] == reply[finding["start"] : finding["end"]] for finding in spans)


def test_every_label_has_a_finding_and_case_findings_are_no_labels(huashu: Call) -> None:
    wrong = {**RICH, "item": 2, "reply": RICH["reply"].replace("59元", "95元")}
    for answer in _answers(huashu, _line(**RICH) + _line(**wrong)):
        found = {finding["label"] for finding in answer["findings"]}
        assert found >= set(answer["labels"])
        assert set(answer["labels"]) <= LABELS.keys()
        assert found <= LABELS.keys() | CASE_FINDINGS.keys()


def test_a_finding_about_something_missing_has_no_place(huashu: Call) -> None:
    for finding in _answers(huashu, _line(**RICH) + _line(item=2, reply="哦", stage="venting"))[1]["findings"]:
        assert len({finding[key] is None for key in ("start", "end", "text")}) == 1


def test_an_empty_reply_has_no_labels_and_marks_of_1(huashu: Call) -> None:
    answer = _answers(huashu, _line(item=1, reply=""))[0]
    assert answer == {"item": 1, "labels": [], "gaming": False, "findings": []} | dict.fromkeys(
        ("etiquette", "empathy", "phrasing", "overall"), 1
    )


def test_keys_that_are_not_asked_for_are_never_read(huashu: Call) -> None:
    more = {"labels": ["rude"], "overall": [5, 5], "etiquette": "NaN", "kind": {}, "gaming": True, "disputed": None}
    plain, marked = _answers(huashu, _line(**RICH) + _line(**RICH, **more))
    assert plain == marked


def test_what_is_missing_is_empty(huashu: Call) -> None:
    nothing: dict[str, Any] = {"channel": None, "stage": "", "facts": [], "history": None, "customer": None}
    bare, empty = _answers(huashu, _line(item=1, reply="您好") + _line(item=1, reply="您好", **nothing))
    assert bare == empty


BAD = {
    "nothing": "\n",
    "spaces": "  \n",
    "no JSON": "您好\n",
    "cut off": '{"item": 1, "reply": "\n',
    "a list": '[{"item": 1, "reply": "x"}]\n',
    "a number": "5\n",
    "null": "null\n",
    "no reply": '{"item": 1}\n',
    "no item": '{"reply": "x"}\n',
    "null item": '{"item": null, "reply": "x"}\n',
    "NaN": '{"item": NaN, "reply": "x"}\n',
    "infinite": '{"item": 1e999, "reply": "x"}\n',
    "reply a number": '{"item": 1, "reply": 5}\n',
    "reply null": '{"item": 1, "reply": null}\n',
    "reply a list": '{"item": 1, "reply": ["x"]}\n',
    "facts a text": '{"item": 1, "reply": "x", "facts": "59元"}\n',
    "a fact a number": '{"item": 1, "reply": "x", "facts": [59]}\n',
    "history a text": '{"item": 1, "reply": "x", "history": "您好"}\n',
    "history of texts": '{"item": 1, "reply": "x", "history": ["您好"]}\n',
    "said a number": '{"item": 1, "reply": "x", "history": [{"role": "agent", "text": 1}]}\n',
    "stage a number": '{"item": 1, "reply": "x", "stage": 1}\n',
    "customer a list": '{"item": 1, "reply": "x", "customer": []}\n',
    "a huge number": '{"item": ' + "9" * 5000 + ', "reply": "x"}\n',
    "too deep": "[" * 100_000 + "\n",
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_answered_and_the_run_goes_on(line: str, huashu: Call) -> None:
    called = huashu("score", given=_line(item="a", reply="您好") + line + _line(item="c", reply="您好"))
    first, bad, last = map(json.loads, called.lines)
    assert called.code == ExitCode.INVALID
    assert (first["item"], last["item"]) == ("a", "c")
    assert bad.keys() == {"item", "line", "error"}
    assert (bad["line"], type(bad["error"])) == (2, str)


def test_the_item_of_a_bad_line_is_given_back_where_it_has_one(huashu: Call) -> None:
    assert [answer["item"] for answer in _answers(huashu, '{"item": "x-7"}\n{"item": [1], "reply": "x"}\n')] == [
        "x-7",
        None,
    ]


def test_a_number_of_any_size_is_given_back(huashu: Call) -> None:
    assert _answers(huashu, '{"item": ' + "9" * 400 + ', "reply": "您好"}\n')[0]["item"] == int("9" * 400)


def test_a_lone_surrogate_becomes_a_replacement_character_one_for_one(huashu: Call) -> None:
    with_lone, replaced = _answers(
        huashu, '{"item": 1, "reply": "\\ud800您好\\udfff，请坐"}\n{"item": 1, "reply": "\ufffd您好\ufffd，请坐"}\n'
    )
    assert with_lone == replaced


def test_a_lone_surrogate_in_an_item_comes_back_as_it_was(huashu: Call) -> None:
    assert _answers(huashu, '{"item": "\\ud800", "reply": "您好"}\n')[0]["item"] == "\ud800"


def test_bytes_that_are_no_utf8_are_replaced_and_marked(huashu: Call) -> None:
    answer = _answers(huashu, b'{"item": 1, "reply": "\xff\xfe' + "，请您稍等".encode() + b'"}\n')[0]
    respect = next(finding for finding in answer["findings"] if finding["label"] == "respectful_address")
    assert (respect["start"], respect["end"]) == (4, 5)


def test_a_byte_order_mark_is_not_part_of_the_first_line(huashu: Call) -> None:
    assert huashu("score", given="\ufeff" + _line(item=1, reply="您好")).code == 0


def test_lines_may_end_as_windows_ends_them_and_the_last_not_at_all(huashu: Call) -> None:
    given = _line(item=1, reply="您好").replace("\n", "\r\n") + _line(item=2, reply="您好").rstrip()
    assert [answer["item"] for answer in _answers(huashu, given)] == [1, 2]


def test_separators_only_python_knows_do_not_break_a_line(huashu: Call) -> None:
    called = huashu("score", given=_line(item="\u2028\x85", reply="您好\u2028您请坐\x0b"))
    assert called.out.count("\n") == 1
    assert json.loads(called.out)["item"] == "\u2028\x85"


def test_a_long_reply_is_marked_on_its_first_2000_characters_and_that_is_said(huashu: Call) -> None:
    reply = ("您好，周师傅，我给您查查这笔钱。" * 700)[:10_000]
    long, short = _answers(huashu, _line(item=1, reply=reply) + _line(item=1, reply=reply[:2000]))
    assert long.pop("cut") is True
    assert long == short


def test_a_line_is_answered_before_the_next_is_written(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "trainer", "score"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        encoding="utf-8",
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        for item in range(3):
            started.stdin.write(_line(item=item, reply="您好"))
            started.stdin.flush()
            assert json.loads(started.stdout.readline())["item"] == item
        started.stdin.close()
        assert started.wait(60) == 0


def test_nothing_in_is_nothing_out(huashu: Call) -> None:
    called = huashu("score")
    assert (called.code, called.out, called.err) == (0, "", "")


def test_score_opens_no_database(huashu: Call, db: Any) -> None:
    huashu("score", given=_line(item=1, reply="您好"))
    assert not db.exists()
