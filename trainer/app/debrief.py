"""The debrief on a screen: the paragraphs of a look back, and the ways on from here."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from trainer.app import lookback
from trainer.app.desk import Wish
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Block, Passage, plain
from trainer.i18n import _
from trainer.names import mode_name

if TYPE_CHECKING:
    from trainer.keeping import KeptPractice


class DebriefPage(Page):
    """What a practice came to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "turns", priority=True),
        Binding("n", "again"),
        Binding("escape", "leave"),
        Binding("pageup", "scroll(-1)", priority=True),
        Binding("pagedown", "scroll(1)", priority=True),
    ]
    CSS = """
    DebriefPage Horizontal { height: 1fr; }
    DebriefPage VerticalScroll { width: 1fr; height: 1fr; padding: 1 3; scrollbar-size-vertical: 1; }
    DebriefPage #right { border-left: solid $border; }
    DebriefPage.-narrow #right { display: none; }
    DebriefPage.-wide #rest { display: none; }
    """

    def __init__(self, kept: "KeptPractice") -> None:
        super().__init__()
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Everything in one column, or two where there is room."""
        scenario = self._kept.practice.scenario
        yield Title(_("复盘　{title}").format(title=scenario.title), mode_name(self._kept.practice.mode))
        first, rest = self._first(), self._rest()
        with Horizontal():
            yield VerticalScroll(Passage(*first), Passage(Content(""), *rest, id="rest"), id="left")
            yield VerticalScroll(Passage(*rest), id="right")
        keys = [("enter", _("逐句回看、重来")), ("n", _("再练一遍")), ("pageup", _("翻看")), ("escape", _("回课程"))]
        yield Hints(keys)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#left").focus()

    def _first(self) -> list[Block | Content]:
        end = self._kept.debrief()
        return [
            *lookback.outcome(end), Content(""),
            *self._reviews(),
            *lookback.marks(end), Content(""),
            *lookback.keep_and_change(end), Content(""),
            *lookback.mood(end, self._kept.practice.scenario, tuple(self._kept.practice.turns)),
        ]  # fmt: skip

    def _reviews(self) -> Iterator[Block | Content]:
        """What instructors said of the session, and in how many replies they said more."""
        opened = self.house.desk.review.reviewed(self._kept.session.id)
        if opened is None:
            return
        from trainer.app.review.pages import entry_block

        yield plain(_("讲师的点评"), lookback.HEAD)
        yield from (entry_block(entry, opened) for entry in opened.reviewed.of_turn(0))
        turns = sorted({entry.turn for entry in opened.reviewed.entries if entry.turn})
        if turns:
            places = "、".join(map(str, turns))
            yield plain(_("第 {turns} 句另有点评，按 Enter 逐句看；不同意的分数可以提一次异议。").format(turns=places))
        yield Content("")

    def _rest(self) -> list[Block | Content]:
        end = self._kept.debrief()
        return [*lookback.steps(end), Content(""), *lookback.way(end, self._kept.practice.scenario)]

    def action_turns(self) -> None:
        """Leaf through the turns."""
        if self._kept.practice.turns:
            self.house.turns(self._kept, partial(self.house.retry, self._kept), models=True)

    def action_again(self) -> None:
        """Play the scenario once more from the start."""
        self.house.brief(self._kept.session.scenario, Wish(mode=self._kept.practice.mode))

    def action_scroll(self, pages: int) -> None:
        """Leaf through whichever column has the focus."""
        shown = self.query_one("#right" if self.query_one("#right").has_focus else "#left", VerticalScroll)
        shown.scroll_relative(y=pages * (shown.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Back to the course."""
        self.house.course()
