"""How far machine and instructors agree: the figures, and the replies behind them to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.app.page import Hints, Page, Title
from trainer.app.paint import joined, padded, plain
from trainer.i18n import _
from trainer.wording import label_name, mark_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.content import Content

    from transcripts.agreement import Agreement, Figure

_DIM, _HEAD = "$foreground-muted", "bold $primary"
_SHOWN = 15
_SIZES = (12, 14, 10, 10, 8, 9, 8)
"""Cells of the figures' columns."""


class AgreementPage(Page):
    """Figures above, replies below; Enter opens one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave")]
    CSS = """
    AgreementPage OptionList { height: 1fr; border: none; padding: 1 2; background: $background;
        scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, found: Agreement) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """One list: what cannot be opened is passed over."""
        counts = _("{sessions} 次会话，{people} 位讲师").format(
            sessions=self._found.sessions, people=self._found.reviewers
        )
        yield Title(_("一致程度"), counts)
        yield OptionList(*self._options(), markup=False)
        yield Hints([("up", _("选一句")), ("enter", _("打开")), ("escape", _("返回"))])

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self.query_one(OptionList).focus()

    def _options(self) -> Iterator[Option]:
        for words in _figures(self._found):
            yield Option(words, disabled=True)
        names = mark_names()
        changed = sorted((one for one in self._found.judged if one.changed), key=lambda one: -abs(one.other - one.one))
        if changed:
            yield Option(plain(_("改过分的回复"), _HEAD), disabled=True)
        for place, one in enumerate(changed):
            head = f"{names[one.dimension]} {one.one}→{one.other}"
            row = joined((padded(head, 16), "bold"), f"{' '.join(one.reply.split())}　", (one.words, _DIM))
            yield Option(row, id=f"{one.session} {one.turn} {place}")

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            session, turn, _place = event.option_id.split()
            self.house.transcript(session, int(turn))

    def action_leave(self) -> None:
        """Back to the queue."""
        self.house.queue()


def _figures(found: Agreement) -> Iterator[Content]:
    if not found.sessions:
        yield plain(_("还没有交上来的点评。"), _DIM)
        return
    yield from _table(_("机器和讲师"), found.machine)
    if found.instructors:
        yield from _table(_("讲师和讲师"), found.instructors)
    disputed = sorted(
        (one for one in found.labels if one.refuted or one.added), key=lambda one: -one.refuted - one.added
    )
    if disputed:
        yield plain(_("标签：判定、不认、补上、F1"), _HEAD)
    for label in disputed[:_SHOWN]:
        counts = "".join(padded(str(count), 6) for count in (label.found, label.refuted, label.added))
        yield joined(padded(label_name(label.label), 20), counts, f"{label.f1:.2f}")
    if found.rules:
        yield plain(_("最常被否定的规则：否定、判定"), _HEAD)
    for rule in found.rules[:_SHOWN]:
        yield joined(padded(rule.rule, 44), padded(str(rule.refuted), 6), str(rule.found))


def _table(title: str, figures: Iterable[Figure]) -> Iterator[Content]:
    names = mark_names()
    yield plain(title, _HEAD)
    heads = (_("加权 kappa"), _("95% 区间"), _("一致"), _("差 1 以内"), _("偏差"), _("句数"), _("改过"))
    yield plain(" " * 10 + "".join(padded(head, size) for head, size in zip(heads, _SIZES, strict=True)), _DIM)
    for one in figures:
        cells = (f"{one.kappa:.2f}", f"{one.low:.2f}–{one.high:.2f}", f"{one.exact:.0%}", f"{one.within_one:.0%}")
        counts = (f"{one.bias:+.2f}", str(one.replies), str(one.changed))
        row = (padded(cell, size) for cell, size in zip((*cells, *counts), _SIZES, strict=True))
        yield joined((padded(names[one.dimension], 10), "bold"), "".join(row))
