"""A line in which a trainee objects to a mark of one reply, over the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from trainer.app.entry import Entry
from trainer.app.messages import reply_blocks
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, plain
from trainer.app.review import saying
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from transcripts.records import Turn

    Done = Callable[[], object]


class Objection(Page):
    """The reply above, a line to write in below. `said` is told the turn, what was said, and what to do once kept."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave")]
    CSS = """
    Objection VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    Objection #ask { padding: 0 2; color: $primary; text-style: bold; }
    """

    def __init__(self, turn: Turn, said: Callable[[Turn, dict[str, Any], Done], object]) -> None:
        super().__init__()
        self._turn = turn
        self._said = said

    def compose(self) -> ComposeResult:
        """The reply, the question, the line."""
        yield Title(_("提异议"), _("第 {turn} 句").format(turn=self._turn.number))
        with VerticalScroll(can_focus=False):
            yield Passage(*reply_blocks(self._turn, marked=True, full=True))
        prompt = _("对哪一项有异议，为什么？每一项只能提一次，比如：同理心 我先道了歉")
        yield Passage(plain(prompt), id="ask")
        yield Entry(id="said")
        yield Hints([("enter", _("提交")), ("escape", _("不提了"))])

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(Entry).focus()

    @on(Entry.Sent)
    def _written(self, event: Entry.Sent) -> None:
        try:
            values = saying.disputed(event.text)
        except saying.Unclear as unclear:
            self.query_one("#ask", Passage).show(plain(str(unclear), "$warning"))
            return
        self._said(self._turn, values, self._kept)

    def _kept(self) -> None:
        """Close; what was refused stands there to be mended."""
        if self.is_current:
            self.app.pop_screen()

    def action_leave(self) -> None:
        """Back to the reply."""
        self.app.pop_screen()
