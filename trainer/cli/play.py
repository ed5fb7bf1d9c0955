"""`huashu play`: a practice line by line with --plain, else in the app."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

import click

from trainer.cli.content import load_scenario, load_scorer, open_catalogue, opened_store, trainee
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.cli.plain import briefing_lines, customer_lines, debrief_lines, indented, mark_lines
from trainer.i18n import _

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from trainer.keeping import Keeper, KeptPractice
    from transcripts.records import Mode, Spoken


@click.command("play", help=_("练一个场景；--plain 逐行进行，不用屏幕。"))
@click.argument("scenario", required=False)
@click.option("--plain", is_flag=True, help=_("逐行输入输出，读屏软件和脚本都能用"))
@click.option("--exam", is_flag=True, help=_("考试：结束后才看分"))
@click.option("--timed", is_flag=True, help=_("限时：客户的耐心随时间减少"))
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, help=_("随机种子：同样的种子，客户说同样的话"))
@click.option("--resume", metavar="ID", help=_("接着练一次没练完的"))
@click.option("--from", "state", metavar="STATE", help=_("从这个状态开始"))
@click.option("--mood", multiple=True, metavar="anger=7", help=_("改开始时的心情：anger、trust、patience"))
@common
def play_command(
    settings: Settings,
    scenario: str | None,
    *,
    plain: bool,
    exam: bool,
    timed: bool,
    seed: int,
    resume: str | None,
    state: str | None,
    mood: tuple[str, ...],
) -> int:
    """Practise one scenario."""
    if exam and timed:
        raise Failure(ExitCode.USAGE, _("--exam 和 --timed 只能选一个"))
    if scenario is None and resume is None:
        raise Failure(ExitCode.USAGE, _("要练哪个场景？用 huashu list 看有哪些。"))
    mode: Mode = "exam" if exam else "timed" if timed else "practice"
    moods = _moods(mood)
    if not plain:
        from trainer.cli.app import open_app

        return open_app(settings, scenario=scenario, resume=resume, mode=mode, seed=seed, state=state, moods=moods)
    from dataclasses import replace

    from trainer.keeping import Keeper, Start

    with opened_store(settings) as store:
        keeper = Keeper(store, load_scorer(), trainee(store, settings.trainee).id)
        if resume is not None:
            kept = keeper.resume(store.find_session(resume))
        else:
            chosen = load_scenario(open_catalogue(settings), scenario or "")
            start = Start(seed, mode, _state(chosen, state), replace(chosen.mood, **moods) if moods else None)
            kept = keeper.start(chosen, start)
        PlainTalk(keeper, kept, sys.stdin, sys.stdout).run()
    return ExitCode.DONE


def _state(scenario: Scenario, state: str | None) -> str | None:
    if state is not None and state not in scenario.states:
        known = "、".join(scenario.states)
        raise Failure(ExitCode.USAGE, _("没有状态“{state}”；有：{known}").format(state=state, known=known))
    return state


def _moods(wishes: tuple[str, ...]) -> dict[str, int]:
    """The axes of a mood to set anew."""
    values: dict[str, int] = {}
    for wish in wishes:
        axis, _equals, value = wish.partition("=")
        if axis not in ("anger", "trust", "patience") or not value.isdecimal() or int(value) > 10:
            raise Failure(ExitCode.USAGE, _("心情写作 anger=7，三项之一，0–10：{wish}").format(wish=wish))
        values[axis] = int(value)
    return values


class PlainTalk:
    """A practice over two text streams."""

    def __init__(self, keeper: Keeper, kept: KeptPractice, lines: TextIO, out: TextIO) -> None:
        self._keeper = keeper
        self._kept = kept
        self._lines = lines
        self._out = out
        self._is_person = lines.isatty()
        self._hints = 0

    def run(self) -> None:
        """Talk until an ending, the command to leave, or the end of input."""
        practice = self._kept.practice
        self._say(briefing_lines(practice.scenario, practice.facts))
        if self._is_person:
            self._say(indented([_("回复写一行；行尾 \\ 换行，\\h 提示，\\r N 从第 N 句重来，\\q 离开并保存。")]))
        self._customer(practice.turns[-1].said if practice.turns else practice.opening)
        asked = time.monotonic()
        for reply in replies(self._prompted()):
            if reply == "\\q":
                break
            if reply.startswith(("\\h", "\\r")):
                self._command(reply)
            else:
                self._reply(reply, time.monotonic() - asked)
            asked = time.monotonic()
            if self._kept.practice.ended:
                break
        self._finish()

    def _prompted(self) -> Iterator[str]:
        while True:
            if self._is_person:
                self._out.write("> ")
                self._out.flush()
            line = self._lines.readline()
            if not line:
                return
            yield line

    def _reply(self, text: str, seconds: float) -> None:
        timed = self._kept.practice.mode == "timed"
        turn = self._kept.reply(text, seconds=round(seconds, 1) if timed else None, hints=self._hints)
        self._hints = 0
        if self._kept.practice.mode != "exam":
            self._say(mark_lines(turn))
        self._customer(turn.said)

    def _command(self, text: str) -> None:
        if text.startswith("\\h"):
            self._hint()
        else:
            self._retry(text[2:].strip())

    def _hint(self) -> None:
        hints = self._kept.practice.scenario.hints
        if self._kept.practice.mode == "exam" or self._hints >= len(hints):
            self._say(indented([_("没有更多提示了。")]))
            return
        self._say(indented([f"{_('提示')}：{hints[self._hints]}"]))
        self._hints += 1

    def _retry(self, number: str) -> None:
        turns = self._kept.practice.turns
        if self._kept.practice.mode == "exam" or not number.isdecimal() or not 1 <= int(number) <= len(turns):
            self._say(indented([_("从第几句重来？现在可以写 1 到 {last}。").format(last=len(turns))]))
            return
        self._kept = self._keeper.retry(self._kept.session.id, int(number))
        practice = self._kept.practice
        self._say(indented([_("从第 {turn} 句重来，原来的一次也留着。").format(turn=number)]))
        self._customer(practice.turns[-1].said if practice.turns else practice.opening)

    def _finish(self) -> None:
        practice = self._kept.practice
        if practice.ended:
            if practice.mode == "exam":
                for turn in practice.turns:
                    self._say(mark_lines(turn))
            self._say(debrief_lines(self._kept.debrief()))
        self._say([f"[会话 {self._kept.session.id} {practice.standing.ending or 'open'}]"])

    def _customer(self, said: tuple[Spoken, ...]) -> None:
        self._say(customer_lines(said, self._kept.practice.scenario.cast))

    def _say(self, lines: Iterable[str]) -> None:
        self._out.writelines(f"{line}\n" for line in lines)
        self._out.flush()


def replies(lines: Iterable[str]) -> Iterator[str]:
    """Replies from input lines: a trailing backslash joins the next line, empty ones are left out."""
    held = ""
    for line in lines:
        text = line.rstrip("\r\n")
        if text.endswith("\\"):
            held += text[:-1] + "\n"
            continue
        reply, held = held + text, ""
        if reply.strip():
            yield reply
    if held.strip():
        yield held
