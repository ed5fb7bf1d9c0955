"""What the sessions asked for come to: sums, marks, weak labels, where talks end badly, every trainee."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Block, Passage, joined, padded, plain, width_of
from trainer.i18n import _
from trainer.wording import label_name, mark_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainer.app.review.asking import Asked
    from transcripts.cohort import Cohort, Shown, Standing

_DIM, _HEAD, _GOOD = "$foreground-muted", "bold $primary", "$success"
SHOWN = 8
"""Lines of a list."""
_BAR = 24


class Overview(Page):
    """A class, a trainee or everybody."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "report"), Binding("escape", "leave")]
    CSS = "Overview VerticalScroll { height: 1fr; padding: 1 3; scrollbar-size-vertical: 1; }"

    def __init__(self, found: Cohort, asked: Asked) -> None:
        super().__init__()
        self._found = found
        self._asked = asked

    def compose(self) -> ComposeResult:
        """Everything in one column."""
        yield Title(_("练习情况"), "　".join(self._asked.said) or _("所有人"))
        with VerticalScroll():
            yield Passage(*_blocks(self._found))
        yield Hints([("up", _("翻看")), ("o", _("存成网页")), ("escape", _("返回"))])

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    @work(thread=True, exclusive=True, group="report")
    def action_report(self) -> None:
        """Write the report as a file."""

        def told(path: object) -> None:
            self.house.say(_("已存成 {path}").format(path=path), timeout=10)

        self.house.attempt(lambda: self.house.desk.review.cohort_report(self._asked), told)

    def action_leave(self) -> None:
        """Back to the queue."""
        self.house.queue()


def _blocks(found: Cohort) -> Iterator[Block | Content]:
    share = f"{found.passed / found.ended:.0%}" if found.ended else "–"
    sums = _("{people} 人　{sessions} 次练习　{ended} 次练完　合格 {share}")
    yield plain(
        sums.format(people=len(found.trainees), sessions=found.sessions, ended=found.ended, share=share), "bold"
    )
    yield Content("")
    yield from _marks(found.marks)
    for head, shown in ((_("最常见的毛病（每百句）"), found.faults), (_("最少用到的招（每百句）"), found.missing)):
        yield Content("")
        yield plain(head, _HEAD)
        yield from _labels(shown)
    yield Content("")
    yield plain(_("谈崩的地方"), _HEAD)
    for dropped in found.dropped[:SHOWN]:
        words = _("{count} 次，占这个场景的 {share:.0%}").format(count=dropped.sessions, share=dropped.share)
        yield joined(padded(dropped.scenario, 34), padded(dropped.title or dropped.state, 22), (words, _DIM))
    yield Content("")
    yield plain(_("每周的变化"), _HEAD)
    for week in found.weeks[-12:]:
        words = _("{count} 次，合格 {share:.0%}").format(count=week.sessions, share=week.passed)
        yield joined((padded(week.monday, 12), _DIM), _bar(week.overall, 5), f" {week.overall:.1f}  ", (words, _DIM))
    yield Content("")
    yield plain(_("每个人"), _HEAD)
    heads = padded(_("姓名"), 12) + padded(_("工号"), 12) + padded(_("班级"), 10)
    yield plain(heads + _("次数　合格/练过　首次　最好　最近"), _DIM)
    yield from map(_person, found.trainees)


def _marks(marks: Mapping[str, Mapping[int, int]]) -> Iterator[Content]:
    """How many sessions lie at each mark."""
    yield plain(_("分数的分布（按次数）"), _HEAD)
    names = mark_names()
    size = max(map(width_of, names.values())) + 2
    for key, spread in marks.items():
        counts = "".join(padded(f"{mark}: {spread.get(mark, 0)}", 12) for mark in range(1, 6))
        yield joined((padded(names[key], size), "bold"), counts)


def _labels(shown: tuple[Shown, ...]) -> Iterator[Content]:
    most = max((one.share for one in shown[:SHOWN]), default=0) or 1
    for one in shown[:SHOWN]:
        yield joined(padded(label_name(one.label), 18), _bar(one.share, most), f" {100 * one.share:.1f}")


def _bar(value: float, most: float) -> Content:
    filled = round(value / most * _BAR)
    return joined(("━" * filled, _GOOD), ("─" * (_BAR - filled), "$foreground-disabled"))


def _person(one: Standing) -> Content:
    marks = "".join(padded("–" if mark is None else f"{mark:.1f}", 6) for mark in (one.first, one.best, one.latest))
    who = padded(one.name, 12) + padded(one.staff_number, 12) + padded(one.team, 10)
    return joined(who, padded(str(one.sessions), 6), padded(f"{one.passed}/{one.tried}", 11), (marks, "bold"))
