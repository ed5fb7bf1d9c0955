"""One session with its review: each reply with its findings, what the customer felt, what instructors say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList

from trainer.app.entry import Entry
from trainer.app.messages import BAD
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, joined, plain
from trainer.app.review import saying
from trainer.app.review.pages import session_blocks, turn_blocks
from trainer.i18n import _
from trainer.names import mode_name
from trainer.wording import is_good, mark_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content

    from trainer.app.review.room import Opened
    from transcripts.records import Turn

_DIMENSIONS = ("overall", "etiquette", "empathy", "phrasing")


class Transcript(Page):
    """A session and the review of it by whoever sits here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"mark('{name}')") for number, name in enumerate(_DIMENSIONS, 1)),
        Binding("x", "refute"),
        Binding("b", "add"),
        Binding("k", "comment"),
        Binding("j", "verdict"),
        Binding("y", "answer"),
        Binding("u", "submit"),
        Binding("o", "report"),
        Binding("full_stop,n,ideographic_full_stop", "jump(1)"),
        Binding("comma,p,fullwidth_comma", "jump(-1)"),
        Binding("escape", "leave"),
        Binding("pageup", "scroll(-1)", priority=True),
        Binding("pagedown", "scroll(1)", priority=True),
    ]
    CSS = """
    Transcript Horizontal { height: 1fr; }
    Transcript OptionList { width: 26; height: 1fr; border: none; border-right: solid $border;
        background: $background; padding: 1 1 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Transcript.-wide OptionList { width: 44; }
    Transcript VerticalScroll { width: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    Transcript #ask { padding: 0 2; display: none; color: $primary; text-style: bold; }
    Transcript Entry { display: none; }
    Transcript.-asking #ask, Transcript.-asking Entry { display: block; }
    """

    def __init__(self, opened: Opened, turn: int | None = None) -> None:
        super().__init__()
        self._opened = opened
        self._first = turn
        self._said: Callable[[str], dict[str, Any]] | None = None
        self._about = 0
        self._busy = False

    def compose(self) -> ComposeResult:
        """The list of replies beside the one at the cursor; a line to write in when there is something to write."""
        opened = self._opened
        about = f"{opened.person.name}　{opened.session.started[:10]}　{mode_name(opened.session.mode)}"
        yield Title(opened.scenario.title, about)
        with Horizontal():
            yield OptionList(*self._rows(), markup=False)
            yield VerticalScroll(Passage(id="turn"), can_focus=False)
        yield Passage(id="ask")
        yield Entry(id="said")
        yield Hints()

    def on_mount(self) -> None:
        """Begin where the words searched for stand, else with the session as a whole."""
        self._list.highlighted = self._first or 0
        self._list.focus()
        self._tell()

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _number(self) -> int:
        """The turn at the cursor; 0 is the session as a whole."""
        return self._list.highlighted or 0

    @property
    def _turn(self) -> Turn | None:
        return self._opened.session.turns[self._number - 1] if self._number else None

    def _rows(self) -> list[Content]:
        return [plain(_("整场"), "bold"), *map(self._row, self._opened.session.turns)]

    def _row(self, turn: Turn) -> Content:
        """Number, mark with the instructor's behind it, a sign for what stands there, the words."""
        machine = turn.assessment.marks.overall
        held = self._opened.reviewed.mark(turn.number, "overall", machine)
        mark = f"{machine}→{held}" if held != machine else f"{machine}  "
        entries = self._opened.reviewed.of_turn(turn.number)
        waiting = any(
            each.said.turn == turn.number and each.answer is None for each in self._opened.reviewed.disputes()
        )
        sign = ("？", "bold $warning") if waiting else ("✎", "$secondary") if entries else (" ", "")
        fault = ("－", BAD) if _has_fault(turn) else ("  ", "")
        return joined(f"{turn.number:2d} ", (mark, "bold"), fault, sign, f" {' '.join(turn.reply.split())}")

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        turn = self._turn
        blocks = session_blocks(self._opened) if turn is None else turn_blocks(self._opened, turn)
        self.query_one("#turn", Passage).show(*blocks)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._tell()

    def _tell(self) -> None:
        if self.has_class("-asking"):
            self.query_one(Hints).tell([("enter", _("写下")), ("escape", _("不写了"))])
            return
        whole = [("j", _("结论")), ("k", _("评语")), ("u", _("交上去")), ("o", _("存成网页"))]
        of_turn = [
            ("1", _("总评")),
            ("2", _("礼仪")),
            ("3", _("同理心")),
            ("4", _("话术")),
            ("x", _("不认")),
            ("b", _("补")),
        ]
        keys = whole if self._turn is None else [*of_turn, ("k", _("评语")), ("u", _("交上去"))]
        if self._dispute() is not None:
            keys = [("y", _("答复异议")), *keys]
        self.query_one(Hints).tell([*keys, ("n", _("下一处")), ("escape", _("返回"))])

    def _dispute(self) -> Any:
        """The dispute of the turn at the cursor that nobody has answered."""
        waiting = [each.said for each in self._opened.reviewed.disputes() if each.answer is None]
        return next((each for each in waiting if each.turn == self._number), None)

    def _ask(self, prompt: str, said: Callable[[str], dict[str, Any]]) -> None:
        # While it is written, the cursor may go elsewhere.
        self._said, self._about = said, self._number
        self.query_one("#ask", Passage).show(plain(prompt))
        self.add_class("-asking")
        entry = self.query_one(Entry)
        entry.text = ""
        entry.focus()
        self._tell()

    def action_mark(self, dimension: str) -> None:
        """Give another mark."""
        turn = self._turn
        if turn is None:
            return
        names = mark_names()
        now = getattr(turn.assessment.marks, dimension)
        prompt = _("{dimension}：机器给 {mark} 分。改成几分，为什么？比如：4 她怕的接住了")
        self._ask(prompt.format(dimension=names[dimension], mark=now), lambda typed: saying.mark(typed, dimension))

    def action_refute(self) -> None:
        """Say that a finding does not hold."""
        turn = self._turn
        if turn is not None and turn.assessment.findings:
            self._ask(_("第几条判定不对，为什么？比如：2 这里没有敷衍"), lambda typed: saying.refuted(typed, turn))

    def action_add(self) -> None:
        """Add a finding that the machine missed."""
        turn = self._turn
        if turn is not None:
            prompt = _("补哪个标签，在哪几个字上，为什么？比如：轻视问题 小事 客户急的是时间")
            self._ask(prompt, lambda typed: saying.added(typed, turn))

    def action_comment(self) -> None:
        """Comment on the reply, or on the session as a whole."""
        self._ask(_("评语："), saying.comment)

    def action_verdict(self) -> None:
        """Say what the session is worth as a whole."""
        self._list.highlighted = 0
        self._ask(_("结论：合格、不合格还是再练一次？后面可以写一句话"), saying.verdict)

    def action_answer(self) -> None:
        """Answer a dispute."""
        dispute = self._dispute()
        if dispute is None:
            return
        about = {"about": dispute.id, "dimension": dispute.dimension}
        prompt = _("学员说：{words}\n采纳、部分还是不采纳？比如：采纳 4 您说得对").format(words=dispute.words)
        self._ask(prompt, lambda typed: saying.answer(typed) | about)

    def action_submit(self) -> None:
        """Hand the review in; from then on others see it, and one sees theirs."""
        if not self._opened.own:
            self.house.say(_("还没有写下什么；没有要改的，就按 J 写一个结论再交。"), severity="warning")
            return
        self._keep({"kind": "submitted"}, 0, self._kept)

    @on(Entry.Sent)
    def _written(self, event: Entry.Sent) -> None:
        if self._said is None or self._busy:
            return
        try:
            values = self._said(event.text)
        except saying.Unclear as unclear:
            self.query_one("#ask", Passage).show(plain(str(unclear), "$warning"))
            return
        self._busy = True
        self._keep(values, self._about, self._written_down)

    @work(thread=True, exclusive=True, group="keep")
    def _keep(self, values: dict[str, Any], turn: int, then: Callable[[Opened], object]) -> None:
        desk, session = self.house.desk, self._opened.session
        self.house.attempt(lambda: desk.review.say_of(session, turn, values), then)
        self._busy = False

    def _written_down(self, opened: Opened) -> None:
        """Only what was kept makes room: what was refused stands there to be mended."""
        if self.is_attached:
            self._close()
        self._kept(opened)

    def _kept(self, opened: Opened) -> None:
        if not self.is_attached:
            return
        at = self._number
        self._opened = opened
        self._list.set_options(self._rows())
        self._list.highlighted = at
        self._show()
        if opened.just_submitted:
            self.house.say(_("交上去了；别人的点评现在也看得到。"))

    def _close(self) -> None:
        self._said = None
        self.remove_class("-asking")
        self._list.focus()
        self._tell()

    def action_jump(self, way: int) -> None:
        """Go to the next reply with a fault, or the one before."""
        turns = self._opened.session.turns
        places = [turn.number for turn in turns if _has_fault(turn)]
        ahead = [place for place in places if (place - self._number) * way > 0]
        if ahead:
            self._list.highlighted = min(ahead) if way > 0 else max(ahead)

    def action_report(self) -> None:
        """Write the report as a file."""
        self._write()

    @work(thread=True, exclusive=True, group="report")
    def _write(self) -> None:
        def told(path: object) -> None:
            self.house.say(_("已存成 {path}").format(path=path), timeout=10)

        self.house.attempt(lambda: self.house.desk.review.report(self._opened.session.id), told)

    def action_scroll(self, pages: int) -> None:
        """Leaf through the turn."""
        shown = self.query_one(VerticalScroll)
        shown.scroll_relative(y=pages * (shown.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Stop writing, or go back to the queue."""
        if self.has_class("-asking"):
            self._close()
        else:
            self.house.queue()


def _has_fault(turn: Turn) -> bool:
    return any(not is_good(finding.label) for finding in turn.assessment.findings)
