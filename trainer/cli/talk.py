"""A practice over two text streams: one line in is one reply, and the first characters of a line out say what it is."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TextIO

import click

from trainer.cli.plain import briefing_lines, copy_line, customer_lines, debrief_lines, indented, mark_lines
from trainer.i18n import _
from trainer.practice.copies import Copies
from trainer.wording import visible_lines
from transcripts.errors import StoreError

if TYPE_CHECKING:
    from trainer.keeping import Keeper, KeptPractice
    from transcripts.records import Spoken, Turn

_COMMAND: Final = re.compile(r"\\(?:([hq])|(r)(?:\s*([0-9]{1,4})|\s+.*)?)\s*")


class PlainTalk:
    """A practice over two text streams."""

    def __init__(self, keeper: Keeper, kept: KeptPractice, lines: TextIO, out: TextIO) -> None:
        self._keeper = keeper
        self._kept = kept
        self._lines = lines
        self._out = out
        self._is_person = lines.isatty()
        self._hints = _hints_seen(kept)
        self._hinted = 0
        self._asked = 0.0
        self._copies = Copies(kept.practice.scenario)

    def run(self) -> None:
        """Talk until an ending, the command to leave, or the end of input; broken off, the last line is said first."""
        try:
            self._talk()
        except (KeyboardInterrupt, StoreError):
            self._leave_prompt()
            self._sign_off()
            raise
        self._debrief()
        self._sign_off()

    def _talk(self) -> None:
        practice = self._kept.practice
        self._say(briefing_lines(practice.scenario, practice.facts))
        if self._is_person:
            self._say(indented([_("回复写一行；行尾 \\ 换行，\\h 提示，\\r N 从第 N 句重来，\\q 离开并保存。")]))
        self._customer(practice.turns[-1].said if practice.turns else practice.opening)
        self._asked = time.monotonic()
        for reply in replies(self._prompted()):
            command = _COMMAND.fullmatch(reply)
            if command is None:
                self._reply(reply)
            elif command[1] == "q":
                return
            elif command[1] == "h":
                self._hint()
            else:
                self._retry(int(command[3] or 0))
            if self._kept.practice.ended:
                return

    def _prompted(self) -> Iterator[str]:
        while True:
            if self._is_person:
                self._out.write("> ")
                self._out.flush()
            line = self._lines.readline()
            if not line:
                self._leave_prompt()
                return
            yield line

    def _leave_prompt(self) -> None:
        """End the line a person's cursor is on, after a prompt that got no answer."""
        if self._is_person:
            self._say([""])

    def _reply(self, text: str) -> None:
        seconds = round(time.monotonic() - self._asked, 1) if self._kept.practice.mode == "timed" else None
        try:
            turn = self._kept.reply(text, seconds=seconds, hints=self._hinted)
        except StoreError:
            # What was typed goes back to whoever typed it.
            click.echo(_("没有存进去的一句：{reply}").format(reply=visible_lines(text)), err=True)
            raise
        self._hinted = 0
        if self._kept.practice.mode != "exam":
            self._say(mark_lines(turn))
            self._say(self._copied(turn))
        self._customer(turn.said)
        self._asked = time.monotonic()

    def _copied(self, turn: Turn) -> Iterator[str]:
        copy = self._copies.find(turn.reply, turn.state)
        if copy is not None:
            yield copy_line(turn, copy)

    def _hint(self) -> None:
        hints = self._kept.practice.scenario.hints
        if self._kept.practice.mode == "exam" or self._hints >= len(hints):
            self._say(indented([_("没有更多提示了。")]))
            return
        self._say(indented([_("提示：{hint}").format(hint=hints[self._hints])]))
        self._hints += 1
        self._hinted += 1

    def _retry(self, turn: int) -> None:
        last = len(self._kept.practice.turns)
        if self._kept.practice.mode == "exam":
            self._say(indented([_("考试不能重来。")]))
            return
        if not 1 <= turn <= last:
            self._say(indented([_("从第几句重来？现在可以写 1 到 {last}。").format(last=last)]))
            return
        self._kept = self._keeper.retry(self._kept.session.id, turn)
        self._hints, self._hinted = _hints_seen(self._kept), 0
        practice = self._kept.practice
        self._say(indented([_("从第 {turn} 句重来，原来的一次也留着。").format(turn=turn)]))
        self._customer(practice.turns[-1].said if practice.turns else practice.opening)
        self._asked = time.monotonic()

    def _debrief(self) -> None:
        practice = self._kept.practice
        if not practice.ended:
            return
        if practice.mode == "exam":
            for turn in practice.turns:
                self._say(mark_lines(turn))
        self._say(debrief_lines(self._kept.debrief()))

    def _sign_off(self) -> None:
        self._say([f"[会话 {self._kept.session.id} {self._kept.practice.standing.ending or 'open'}]"])

    def _customer(self, said: tuple[Spoken, ...]) -> None:
        self._say(customer_lines(said, self._kept.practice.scenario.cast))

    def _say(self, lines: Iterable[str]) -> None:
        self._out.writelines(f"{line}\n" for line in lines)
        self._out.flush()


def _hints_seen(kept: KeptPractice) -> int:
    """How many hints were shown before the replies of a session: the next one is new."""
    return sum(turn.hints for turn in kept.practice.turns)


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
