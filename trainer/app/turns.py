"""The turns of a practice one by one: what was said, every reason, how it might be said; and trying again from one."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from trainer.app.messages import DIM, GOOD, reply_blocks
from trainer.app.mood import in_a_word
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Block, Passage, joined, plain
from trainer.i18n import _
from trainer.names import voices

if TYPE_CHECKING:
    from trainer.app.review.objection import Done
    from trainer.app.review.room import Opened
    from trainer.keeping import KeptPractice
    from transcripts.records import Turn

_HEAD = "bold $primary"


class Turns(Page):
    """A list of turns beside the one at the cursor. `chosen` is told the turn to try again from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "dispute"),
        Binding("escape", "leave"),
        Binding("pageup", "scroll(-1)", priority=True),
        Binding("pagedown", "scroll(1)", priority=True),
    ]
    CSS = """
    Turns Horizontal { height: 1fr; }
    Turns OptionList { width: 26; height: 1fr; border: none; border-right: solid $border; background: $background;
        padding: 1 1 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Turns.-wide OptionList { width: 44; }
    Turns VerticalScroll { width: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    """

    def __init__(self, kept: "KeptPractice", chosen: Callable[[int], object], *, models: bool) -> None:
        super().__init__()
        self._kept = kept
        self._chosen = chosen
        self._models = models
        self._shown = 0
        self._opened: Opened | None = None

    @property
    def _may_retry(self) -> bool:
        return self._kept.practice.mode != "exam"

    def compose(self) -> ComposeResult:
        """The list and the turn."""
        yield Title(_("逐句回看") if self._models else _("回看，从哪一句重来？"), self._kept.practice.scenario.title)
        with Horizontal():
            yield OptionList(*map(self._row, self._kept.practice.turns), markup=False)
            yield VerticalScroll(Passage(id="turn"), can_focus=False)
        keys = [("up", _("选一句")), ("pageup", _("翻看"))]
        self._opened = self.house.desk.review.reviewed(self._kept.session.id) if self._models else None
        if self._opened is not None:
            keys.append(("d", _("提异议")))
        if self._may_retry:
            keys.append(("enter", _("从这一句重来")))
        yield Hints([*keys, ("escape", _("返回"))])

    def on_mount(self) -> None:
        """Begin with the reply that has most to gain, or where one wants to go back, the last."""
        turns = self._kept.practice.turns
        options = self.query_one(OptionList)
        worst = min(range(len(turns)), key=lambda i: turns[i].assessment.marks.overall, default=None)
        options.highlighted = worst if self._models else len(turns) - 1
        options.focus()

    def _row(self, turn: "Turn") -> Content:
        overall = turn.assessment.marks.overall
        words = " ".join(turn.reply.split())
        return joined(f"{turn.number:2d} ", (f"{overall}", "bold"), f" {words}")

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        turn = self._kept.practice.turns[event.option_index]
        self._shown = turn.number
        self.query_one("#turn", Passage).show(*self._blocks(turn))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        if self._models:
            self._find_golden(turn)

    @on(OptionList.OptionSelected)
    def _again(self, event: OptionList.OptionSelected) -> None:
        if self._may_retry:
            number = self._kept.practice.turns[event.option_index].number
            self.app.pop_screen()
            self._chosen(number)
        else:
            self.notify(_("考试要一口气做完；回课程用练习方式再来一遍。"))

    def _blocks(self, turn: "Turn", golden: str = "") -> Iterator[Block | Content]:
        practice = self._kept.practice
        before = practice.turns[turn.number - 2].said if turn.number > 1 else practice.opening
        for name, text in voices(before, practice.scenario):
            yield plain(name, "bold $secondary")
            yield plain(text)
        yield Content("")
        yield from reply_blocks(turn, marked=True, full=self._models)
        if self._opened is not None:
            from trainer.app.review.pages import entry_block

            yield from (entry_block(entry, self._opened) for entry in self._opened.reviewed.of_turn(turn.number))
        yield Content("")
        yield plain(in_a_word(practice.scenario, turn.mood, turn.mood_before), DIM)
        for name, text in voices(turn.said, practice.scenario):
            yield Block(joined((name, "bold $secondary"), f"：{text}"), hang=2)
        if self._models:
            yield from self._model_blocks(turn, golden)

    def _model_blocks(self, turn: "Turn", golden: str) -> Iterator[Block | Content]:
        """How it might be said: the model of the state, and a golden reply of the same kind."""
        state = self._kept.practice.scenario.states.get(turn.state)
        model = state.model if state else ""
        if not (model or golden):
            return
        yield Content("")
        yield plain(_("也可以这样说"), _HEAD)
        for text in filter(None, (model, golden)):
            yield Block(plain(f"“{text}”", GOOD), hang=2)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _find_golden(self, turn: "Turn") -> None:
        """A golden reply of the way that the model takes from where the customer stood."""
        practice = self._kept.practice
        state = practice.scenario.states.get(turn.state)
        if state is None or not state.model:
            return
        taken = practice.before_turn(turn.number).reply(state.model).way
        golden = () if taken is None else state.replies[taken].golden
        other = next((text for text in golden if text != state.model), "")
        self.app.call_from_thread(self._add_golden, turn, other)

    def _add_golden(self, turn: "Turn", golden: str) -> None:
        if golden and self.is_attached and self._shown == turn.number:
            self.query_one("#turn", Passage).show(*self._blocks(turn, golden))

    def action_dispute(self) -> None:
        """Object to a mark of the reply at the cursor."""
        from trainer.app.review.objection import Objection

        at = self.query_one(OptionList).highlighted
        if self._opened is not None and at is not None:
            self.app.push_screen(Objection(self._kept.practice.turns[at], self._object))

    @work(thread=True, exclusive=True, group="dispute")
    def _object(self, turn: "Turn", values: dict[str, Any], done: "Done") -> None:
        desk, session = self.house.desk, self._kept.session
        self.house.attempt(
            lambda: desk.review.say_of(session, turn.number, values), lambda opened: self._heard(opened, turn, done)
        )

    def _heard(self, opened: "Opened", turn: "Turn", done: "Done") -> None:
        """Show the objection with the rest."""
        done()
        self._opened = opened
        if self.is_attached and self._shown == turn.number:
            self.query_one("#turn", Passage).show(*self._blocks(turn))
        self.house.say(_("异议记下了；导出会话时带上点评（--reviews），讲师就能看到并答复。"), timeout=10)

    def action_scroll(self, pages: int) -> None:
        """Leaf through the turn."""
        shown = self.query_one(VerticalScroll)
        shown.scroll_relative(y=pages * (shown.size.height - 2), animate=False)

    def action_leave(self) -> None:
        """Back to the page below."""
        self.app.pop_screen()
