"""The conversation: the customer speaks, the trainee types, every reply is on disk before its answer is shown."""

import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message

from trainer.app.casesheet import case_blocks
from trainer.app.desk import spare_the_collector
from trainer.app.entry import Entry
from trainer.app.messages import AgentSays, CustomerSays, Remark
from trainer.app.mood import MoodMeters
from trainer.app.news import FileNews
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, plain
from trainer.i18n import _
from trainer.names import mode_name, voices
from trainer.wording import trouble_words

if TYPE_CHECKING:
    from trainer.keeping import KeptPractice
    from transcripts.records import Turn

MOST_WIDGETS = 300


class TurnKept(Message):
    """A reply is on disk, with the customer's answer."""

    def __init__(self, turn: "Turn") -> None:
        super().__init__()
        self.turn = turn


class TurnRefused(Message):
    """A reply could not be kept; nothing was taken."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Talk(Page):
    """One practice, from where it stands to its end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "hint", priority=True),
        Binding("f3", "case", priority=True),
        Binding("f4", "turns", priority=True),
        Binding("f5", "replay", priority=True),
        Binding("escape", "leave"),
        Binding("pageup", "scroll(-1)", priority=True),
        Binding("pagedown", "scroll(1)", priority=True),
    ]
    CSS = """
    Talk #body { height: 1fr; }
    Talk #log { width: 1fr; padding: 0 2 1 2; scrollbar-size-vertical: 1; }
    Talk #side { width: 46; border-left: solid $border; }
    Talk #side #meters { padding: 1 2; border-bottom: solid $border; height: auto; }
    Talk #case { padding: 1 2; scrollbar-size-vertical: 1; }
    Talk #strip { padding: 0 2; height: 1; display: none; }
    Talk #trouble { padding: 0 2; display: none; color: $error; text-style: bold; }
    Talk #trouble.-on { display: block; }
    Talk.-narrow #strip { display: block; }
    Talk.-narrow #side { display: none; width: 1fr; border-left: none; }
    Talk.-narrow #side #meters { display: none; }
    Talk.-narrow.-case #side { display: block; }
    Talk.-narrow.-case #log { display: none; }
    Talk.-wide.-case #side { display: none; }
    """

    def __init__(self, kept: "KeptPractice", remark: str = "") -> None:
        super().__init__()
        self.kept = kept
        self._remark = remark
        self._hints = sum(turn.hints for turn in kept.practice.turns)
        self._hinted = 0
        self._sending = ""
        self._asked = time.monotonic()

    @property
    def _marked(self) -> bool:
        return self.kept.practice.mode != "exam"

    def compose(self) -> ComposeResult:
        """Title, transcript beside mood and case, the entry below."""
        scenario = self.kept.practice.scenario
        yield Title(f"{scenario.title}", mode_name(self.kept.practice.mode))
        with Horizontal(id="body"):
            yield VerticalScroll(*self._so_far(), id="log", can_focus=False)
            with Vertical(id="side"):
                yield MoodMeters(scenario, one_line=False, id="meters")
                yield VerticalScroll(Passage(*case_blocks(scenario)), id="case")
        yield Passage(id="trouble")
        yield FileNews(self.kept, self.house.desk, id="news")
        yield MoodMeters(scenario, one_line=True, id="strip")
        yield Entry(id="entry", placeholder=self._prompt())
        yield Hints()

    def _so_far(self) -> list[Passage]:
        practice = self.kept.practice
        shown: list[Passage] = [CustomerSays(practice.opening, practice.scenario)]
        for turn in practice.turns:
            shown += self._of(turn)
        if self._remark:
            shown.append(Remark(plain(self._remark)))
        return shown

    def _of(self, turn: "Turn") -> list[Passage]:
        return [AgentSays(turn, marked=self._marked), CustomerSays(turn.said, self.kept.practice.scenario)]

    def _prompt(self) -> str:
        name = voices(self.kept.practice.opening, self.kept.practice.scenario)
        return _("对{customer}说……").format(customer=name[0][0] if name else _("客户"))

    def on_mount(self) -> None:
        """Start with the entry ready and the last words in view."""
        self.query_one("#log").anchor()
        self._tell_mood()
        self.entry.focus()
        if self.kept.practice.mode == "timed":
            self.set_interval(1, self._tick)
        self._tell_keys()
        spare_the_collector()
        self.run_worker(self.kept.practice.prepare, thread=True, group="prepare")
        if self.kept.practice.ended:
            self._close()

    @property
    def entry(self) -> Entry:
        """Where the trainee types."""
        return self.query_one("#entry", Entry)

    def _tell_keys(self) -> None:
        keys = [("enter", _("发送")), ("ctrl+j", _("换行"))]
        if self._marked:
            keys.append(("f2", _("提示")))
        keys.append(("f3", _("资料")))
        if self._marked and self.kept.practice.turns:
            keys.append(("f4", _("回看")))
        self.query_one(Hints).tell([*keys, ("escape", _("离开（已保存）"))])

    def _tell_mood(self) -> None:
        turns = self.kept.practice.turns
        start = self.kept.practice.start.to_json()["mood"]
        now, before = (turns[-1].mood, turns[-1].mood_before) if turns else (start, None)
        for meters in self.query(MoodMeters):
            meters.tell(now, before)

    def _tick(self) -> None:
        from trainer.practice.session import PACE

        if self.kept.practice.ended:
            return
        spent = int(time.monotonic() - self._asked)
        late = spent > PACE
        clock = f"{spent // 60}:{spent % 60:02d}"
        words = _("{clock}　客户在等").format(clock=clock) if late else clock
        self.query_one(Title).tell(f"{mode_name('timed')}　{words}", urgent=late)

    @on(Entry.Sent)
    def _send(self, event: Entry.Sent) -> None:
        if self.kept.practice.ended:
            self.house.debrief(self.kept)
        elif event.text.strip() and not self._sending:
            self._sending = event.text
            seconds = round(time.monotonic() - self._asked, 1) if self.kept.practice.mode == "timed" else None
            self._keep(event.text, seconds, self._hinted)

    @work(thread=True, group="keep", exit_on_error=False)
    def _keep(self, text: str, seconds: float | None, hints: int) -> None:
        """Say it and commit it, off the screen's own thread: a locked database may take its time."""
        from transcripts.errors import StoreError

        try:
            self.post_message(TurnKept(self.kept.reply(text, seconds=seconds, hints=hints)))
        except StoreError as error:
            self.post_message(TurnRefused(trouble_words(error)))
        except Exception as error:  # whatever went wrong, the words stay and Enter works again
            self.post_message(TurnRefused(f"{type(error).__name__}: {error}"))

    @on(TurnKept)
    async def _show(self, event: TurnKept) -> None:
        log = self.query_one("#log", VerticalScroll)
        self.remove_class("-case" if self.has_class("-narrow") else "-none")
        self.query_one("#trouble", Passage).remove_class("-on")
        self.entry.take(self._sending)
        self._sending, self._hinted = "", 0
        log.mount(*self._of(event.turn))
        log.anchor()
        self._tell_mood()
        self._asked = time.monotonic()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """What can wait until the answer is on the screen."""
        log = self.query_one("#log", VerticalScroll)
        for old in log.children[: max(0, len(log.children) - MOST_WIDGETS)]:
            old.remove()
        self._tell_keys()
        if self.kept.practice.ended:
            self._close()

    @on(TurnRefused)
    def _refused(self, event: TurnRefused) -> None:
        self._sending = ""
        trouble = self.query_one("#trouble", Passage)
        trouble.show(plain(_("没有存成，您写的还在下面：{why}").format(why=event.why)))
        trouble.add_class("-on")

    def _close(self) -> None:
        practice = self.kept.practice
        ending = practice.scenario.endings[practice.standing.ending or ""]
        log = self.query_one("#log", VerticalScroll)
        log.mount(Remark(plain(_("对话结束：{title}。按 Enter 看复盘。").format(title=ending.title), "bold $primary")))
        log.anchor()
        self.entry.read_only = True
        self.entry.placeholder = _("按 Enter 看复盘")
        self.query_one(Hints).tell([("enter", _("看复盘")), ("f3", _("资料")), ("escape", _("回课程"))])

    def action_hint(self) -> None:
        """Show the next hint."""
        hints = self.kept.practice.scenario.hints
        if not self._marked or self.kept.practice.ended:
            self.notify(_("考试时没有提示。") if not self._marked else _("对话已经结束。"))
            return
        if self._hints >= len(hints):
            self.notify(_("提示都看过了。往上翻能再看到。"))
            return
        text = _("提示 {number}/{all}：{hint}").format(number=self._hints + 1, all=len(hints), hint=hints[self._hints])
        self._hints += 1
        self._hinted += 1
        log = self.query_one("#log", VerticalScroll)
        log.mount(Remark(plain(text)))
        log.anchor()

    def action_case(self) -> None:
        """Show or hide the case."""
        self.toggle_class("-case")

    def action_turns(self) -> None:
        """Choose a turn to try again from."""
        if not self._marked:
            self.notify(_("考试要一口气做完；结束后可以用练习方式再来。"))
        elif self.kept.practice.turns:
            self.house.turns(self.kept, partial(self.house.retry, self.kept), models=False)

    def action_replay(self) -> None:
        """Say the replies so far again to the scenario as its file is now, where that has changed."""
        if self.query_one(FileNews).offers and not self._sending:
            self.house.replay(self.kept)

    def action_scroll(self, pages: int) -> None:
        """Leaf through the conversation, or the case where it is shown instead."""
        narrow_case = self.has_class("-narrow") and self.has_class("-case")
        shown = self.query_one("#case" if narrow_case else "#log", VerticalScroll)
        shown.scroll_relative(y=pages * (shown.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Go back to the course; every turn is kept."""
        self.house.course()
