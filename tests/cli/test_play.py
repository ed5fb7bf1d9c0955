"""`huashu play --plain`: what every line begins with, what may be typed, and where it ends."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import BEST, Call, Called
from trainer.cli.exits import ExitCode
from trainer.cli.talk import PlainTalk
from transcripts.records import Turn
from transcripts.store import Store

_KNOWN = re.compile(r"客户(\([^)]+\))?: |\[|  ")
_LAST = re.compile(r"\[会话 [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} (\w+)\]")
HOSTILE = "\x1b[2J\x1b]0;题目\x07\r\b您好\u202e\u2028客户: 假的\x85[会话 x y]\x9b1m"


def test_every_line_says_by_its_first_characters_what_it_is(talk: Call) -> None:
    called = talk(*BEST[:2], "\\h", "……", "（递上一杯水）", HOSTILE, "\\r 1", *BEST)
    assert [line for line in called.lines if not _KNOWN.match(line)] == []
    assert called.err == ""


def test_the_last_line_names_session_and_ending(talk: Call) -> None:
    called = talk(*BEST)
    last = _LAST.fullmatch(called.lines[-1])
    assert called.code == 0
    assert last is not None
    assert last[1] == "settled"


@pytest.mark.parametrize("replies", [(), BEST[:1], (*BEST[:1], "\\q", *BEST[1:]), ("\\q ",)])
def test_a_session_left_or_at_the_end_of_input_is_open_and_exits_0(replies: tuple[str, ...], talk: Call) -> None:
    called = talk(*replies)
    assert called.code == 0
    assert called.lines[-1].endswith(" open]")


def test_what_comes_after_the_ending_is_not_read(talk: Call) -> None:
    called = talk(*BEST, "喂？", "\\h")
    assert "[6]" not in called.out
    assert "提示" not in called.out


def test_there_is_no_prompt_and_no_echo_in_a_pipe(talk: Call) -> None:
    called = talk("周师傅请您这边走一走看一看")
    assert "> " not in called.out
    assert "这边走一走看一看" not in "".join(line for line in called.lines if not line.startswith("["))


def test_a_last_line_without_its_end_is_a_reply(huashu: Call) -> None:
    called = huashu("play", "small", "--plain", given=BEST[0])
    assert "[1] " in called.out


def test_a_trailing_backslash_goes_on_in_the_next_line(talk: Call, huashu: Call) -> None:
    called = talk("您好，\\", "请问有什么可以帮您？\\")
    assert "[2]" not in called.out
    assert "坐席: 您好，·请问有什么可以帮您？·" in huashu("show", called.session).out


def test_empty_lines_are_no_replies(talk: Call) -> None:
    assert "[1]" not in talk("", "   ", "\t", "　").out


def test_dots_are_silence(talk: Call, huashu: Call) -> None:
    called = talk("……")
    assert "坐席: ……" in huashu("show", called.session).lines
    assert "客户: 怎么不说话？" in called.out


def test_an_act_in_brackets_is_no_speech(talk: Call) -> None:
    assert "客户: 水放那儿吧。" in talk("（递上一杯水）").out


def test_a_hint_is_no_turn_and_is_counted(talk: Call) -> None:
    called = talk("\\h", "\\h", "\\h", "\\h", BEST[0])
    assert [line for line in called.lines if "提示" in line] == [
        "  提示：先听",
        "  提示：再问",
        "  提示：后答",
        "  没有更多提示了。",
    ]
    assert "[1] " in called.out


def _hints(called: Called) -> list[str]:
    return [line.removeprefix("  提示：") for line in called.lines if line.startswith("  提示：")]


def _turns(db: Path, session: str) -> tuple[Turn, ...]:
    with Store.open(db) as store:
        return store.session(session).turns


def test_the_next_hint_is_a_new_one_and_each_reply_keeps_its_own_number(talk: Call, huashu: Call, db: Path) -> None:
    called = talk("\\h", BEST[0], "\\h", BEST[1], BEST[2])
    assert _hints(called) == ["先听", "再问"]
    assert [turn.hints for turn in _turns(db, called.session)] == [1, 1, 0]
    resumed = huashu("play", "--plain", "--resume", called.session, given="\\h\n")
    assert _hints(resumed) == ["后答"]


def test_trying_again_counts_the_hints_of_the_turns_that_stay(talk: Call) -> None:
    assert _hints(talk("\\h", BEST[0], "\\h", BEST[1], "\\r 2", "\\h", "\\h")) == ["先听", "再问", "再问", "后答"]


@pytest.mark.parametrize(
    ("typed", "seconds"), [(("\\h", BEST[0]), 20), (("\\r 9", BEST[0]), 20), ((BEST[0], "\\r 1", BEST[0]), 10)]
)
def test_neither_a_hint_nor_a_slip_buys_time(
    typed: tuple[str, ...], seconds: int, talk: Call, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompted, clock = PlainTalk._prompted, SimpleNamespace(now=0.0)

    def slowly(self: PlainTalk) -> Iterator[str]:
        for line in prompted(self):
            clock.now += 10
            yield line

    monkeypatch.setattr(PlainTalk, "_prompted", slowly)
    monkeypatch.setattr("trainer.cli.talk.time", SimpleNamespace(monotonic=lambda: clock.now))
    session = talk(*typed, options=("--timed",)).session
    assert [turn.seconds for turn in _turns(db, session)] == [seconds]


def test_again_from_a_turn_is_a_session_of_its_own(talk: Call, huashu: Call) -> None:
    called = talk(*BEST[:2], "\\r 2", "嗯。")
    first, second = json.loads(huashu("sessions", "--json").out)
    assert (first["turns"], second["turns"], second["parent"]) == (2, 2, first["id"])
    assert called.session == second["id"]


@pytest.mark.parametrize("typed", ["\\r", "\\r 0", "\\r 9", "\\r 二", "\\r " + "9" * 6000, "\\r -1"])
def test_again_from_nowhere_is_answered(typed: str, talk: Call, huashu: Call) -> None:
    called = talk(BEST[0], typed)
    assert "  从第几句重来？现在可以写 1 到 1。" in called.lines
    assert len(json.loads(huashu("sessions", "--json").out)) == 1


@pytest.mark.parametrize("typed", ["\\hello", "\\quit", "\\"])
def test_only_the_commands_themselves_are_commands(typed: str, talk: Call) -> None:
    assert "[1] " in talk(typed, "您好").out


def test_an_exam_shows_marks_after_the_ending_alone(talk: Call) -> None:
    lines = talk(*BEST, "\\h", options=("--exam",)).lines
    marks = [number for number, line in enumerate(lines[:-1]) if line.startswith("[")]
    assert marks
    assert marks[0] > max(number for number, line in enumerate(lines) if line.startswith("客户"))


def test_an_exam_gives_no_hints_no_second_try_and_names_no_copies(talk: Call) -> None:
    called = talk("\\h", BEST[0], "\\r 1", *BEST[1:], options=("--exam",))
    assert "提示：" not in called.out
    assert "考试不能重来" in called.out
    assert "照范例" not in called.out


def test_an_exam_left_early_shows_no_marks(talk: Call) -> None:
    assert [line for line in talk(*BEST[:2], options=("--exam",)).lines if line.startswith("[")][1:] == []


def test_a_golden_reply_where_it_fits_is_marked_normally_and_named(talk: Call, huashu: Call) -> None:
    called = talk(*BEST[:2])
    assert [line for line in called.lines if line.startswith("[2] 照范例：")]
    assert [line for line in huashu("show", called.session).lines if line.startswith("[2] 照范例：")]


def test_a_timed_session_keeps_the_times(talk: Call, huashu: Call) -> None:
    talk(BEST[0], options=("--timed",))
    assert json.loads(huashu("sessions", "--json").out)[0]["mode"] == "timed"
    assert huashu("audit").code == 0


def test_the_same_seed_says_the_same(talk: Call) -> None:
    once, again = (talk(*BEST, options=("--seed", 7)).lines[:-1] for _ in range(2))
    assert once == again


def test_it_may_start_elsewhere_and_in_another_mood(talk: Call, huashu: Call) -> None:
    called = talk(options=("--from", "offered", "--mood", "anger=2", "--mood", "trust=9"))
    assert "客户: 那你说怎么办。" in called.lines
    assert json.loads(huashu("sessions", "--json").out)[0]["state"] == "offered"
    assert huashu("audit").code == 0


def test_a_start_elsewhere_may_end_replays_and_is_told_by_show(talk: Call, huashu: Call) -> None:
    options = ("--from", "closing_up", "--mood", "anger=2,trust=9")
    called = talk("还有别的可以帮您吗？", options=options)
    assert called.session in huashu("audit").out.replace("  identical", "")
    shown = huashu("show", called.session).lines
    assert "  从状态 closing_up 开始：收尾" in shown
    assert "  开始时的心情另定：火气 2 信任 9 耐心 7" in shown


def test_an_ordinary_start_is_not_mentioned(talk: Call, huashu: Call) -> None:
    assert "开始" not in huashu("show", talk(BEST[0]).session).lines[1]


@pytest.mark.parametrize("plain", [("--plain",), ()])
@pytest.mark.parametrize(
    ("options", "near"),
    [(("--from", "tellin"), "是不是：telling"), (("--mood", "angr=3"), "是不是：anger"), (("--mood", "anger=1,"), "")],
)
def test_a_start_that_is_not_there_is_a_usage_error_with_what_is_near(
    plain: tuple[str, ...], options: tuple[str, ...], near: str, huashu: Call, db: Path
) -> None:
    called = huashu("play", "small", *plain, *options)
    assert (called.code, called.out) == (ExitCode.USAGE, "")
    assert near in called.err
    assert not db.exists()


def test_the_app_too_refuses_options_that_contradict_the_session(talk: Call, huashu: Call) -> None:
    called = huashu("play", "--resume", talk(BEST[0]).session, "--from", "angry")
    assert (called.code, "--resume" in called.err) == (ExitCode.USAGE, True)


def test_a_session_left_can_be_gone_on_with_by_the_end_of_its_id(talk: Call, huashu: Call) -> None:
    left = talk(*BEST[:3])
    said = [line for line in left.lines if line.startswith("客户")][-1]
    resumed = huashu("play", "--plain", "--resume", left.session[-6:].upper(), given="\n".join(BEST[3:]))
    assert next(line for line in resumed.lines if line.startswith("客户")) == said
    assert resumed.lines[-1] == f"[会话 {left.session} settled]"


def test_a_resumed_session_is_the_one_that_was_never_left(talk: Call, huashu: Call) -> None:
    whole = talk(*BEST, options=("--seed", 3))
    left = talk(*BEST[:3], options=("--seed", 3))
    huashu("play", "small", "--plain", "--resume", left.session, given="\n".join(BEST[3:]))
    shown = [huashu("show", each.session).lines[2:-1] for each in (whole, left)]
    assert shown[0] == shown[1]


def _refused(huashu: Call, *options: Any) -> str:
    called = huashu("play", "--plain", *options)
    assert (called.code, called.out) == (ExitCode.USAGE, "")
    return called.err


def test_an_ended_session_is_not_gone_on_with(talk: Call, huashu: Call) -> None:
    assert "已经结束" in _refused(huashu, "--resume", talk(*BEST).session)


def test_nobody_goes_on_with_the_session_of_another(talk: Call, huashu: Call) -> None:
    left = talk(BEST[0], options=("--trainee", "李晓"))
    talk(BEST[0], options=("--trainee", "王林"))
    assert "别人的" in _refused(huashu, "--resume", left.session, "--trainee", "王林")


@pytest.mark.parametrize(
    "options", [("--exam",), ("--timed",), ("--seed", 5), ("--mood", "anger=1"), ("--from", "angry"), ("08-agitated",)]
)
def test_options_that_contradict_the_session_are_refused(options: tuple[Any, ...], talk: Call, huashu: Call) -> None:
    assert "--resume" in _refused(huashu, "--resume", talk(BEST[0], options=("--seed", 4)).session, *options)


def test_resuming_adds_nobody(talk: Call, huashu: Call) -> None:
    left = talk(BEST[0], options=("--trainee", "李晓"))
    talk(BEST[0], options=("--trainee", "王林"))
    huashu("play", "--plain", "--resume", left.session, given="\\r 1\n嗯。\n")
    assert {row["trainee"] for row in json.loads(huashu("sessions", "--json").out)} == {"李晓", "王林"}


def test_nothing_typed_can_steer_the_terminal(talk: Call, huashu: Call) -> None:
    called = talk(HOSTILE, BEST[0], options=("--trainee", HOSTILE))
    shown = called.out + huashu("show", called.session).out + huashu("sessions").out
    assert [character for character in shown if not character.isprintable() and character not in "\n\u3000"] == []
    assert "·[2J" in huashu("show", called.session).out


def test_a_reply_of_any_length_is_kept_whole(talk: Call, huashu: Call) -> None:
    reply = "您好，周师傅，我给您查查。" * 800
    called = talk(reply)
    assert "只按前 2000 个字打分" in called.out
    assert f"坐席: {reply}" in huashu("show", called.session).lines


def test_bytes_that_are_no_utf8_are_kept_as_replacement_characters(huashu: Call) -> None:
    called = huashu("play", "small", "--plain", given=b"\xff\xfe" + "您好".encode() + b"\n")
    assert "坐席: \ufffd\ufffd您好" in huashu("show", called.session).lines


def test_a_group_speaks_by_name(huashu: Call) -> None:
    called = huashu("play", "21-group-calm", "--plain", given="大家好，我是值班的小陈，哪位先说说？\n")
    customers = [line for line in called.lines if line.startswith("客户")]
    assert customers
    assert all(re.match(r"客户\([^()]+\): ", line) for line in customers)


def test_english_changes_neither_customer_nor_last_line(talk: Call) -> None:
    lines = talk(*BEST, options=("--lang", "en")).lines
    assert _LAST.fullmatch(lines[-1])
    assert [line for line in lines if line.startswith("客户: ")]
