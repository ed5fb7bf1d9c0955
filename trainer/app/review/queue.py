"""The queue: every session with its marks and how far its review is, narrowed by what an instructor types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, joined, padded, plain, width_of
from trainer.app.review.asking import Asked, Known, understood
from trainer.app.searchline import SearchLine
from trainer.i18n import _
from trainer.names import mode_name
from trainer.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.content import Content

    from transcripts.queue import Line, Sort
    from transcripts.staffroom import Found

_DIM = "$foreground-muted"
_SORTS: tuple[Sort, ...] = ("newest", "oldest", "lowest", "highest", "longest")
_PAUSE = 0.15
"""Seconds after the last letter before the database is asked."""
_SIDES = 5


class Queue(Page):
    """All sessions, a page at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ideographic_comma,fullwidth_solidus", "search"),
        Binding("s", "sort"),
        Binding("right_square_bracket,n", "turn_page(1)"),
        Binding("left_square_bracket,p", "turn_page(-1)"),
        Binding("c", "cohort"),
        Binding("a", "agreement"),
        Binding("escape", "leave"),
    ]
    CSS = """
    Queue #line { height: 1; padding: 0 2; }
    Queue SearchLine { width: 1fr; }
    Queue #line Passage { width: 2; color: $primary; text-style: bold; }
    Queue #heads { height: 1; padding: 0 2; color: $foreground-muted; text-wrap: nowrap; }
    Queue OptionList { height: 1fr; border: none; padding: 0 2; background: $background;
        scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Queue #about { height: 3; padding: 0 2; border-top: solid $border; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: Known | None = None
        self._asked: Asked | None = None
        self._found: Found | None = None
        self._sort: Sort = "newest"
        self._start = 0
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """A line to narrow it down, columns, rows, and what was understood."""
        yield Title(_("批阅"))
        with Horizontal(id="line"):
            yield Passage(plain("/"))
            yield SearchLine(self.house.sought, _("班级、姓名、场景、<3、未批、异议、红线、标签、日期，或者说过的话"))
        yield Passage(id="heads")
        yield OptionList(markup=False)
        yield Passage(plain(_("正在打开……"), _DIM), id="about")
        yield Hints()

    def on_mount(self) -> None:
        """Fill in what has to be read."""
        self._tell()
        self._list.focus()
        self._begin()

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _search(self) -> SearchLine:
        return self.query_one(SearchLine)

    @work(thread=True)
    def _begin(self) -> None:
        self.house.attempt(self.house.desk.review.known, self._know)

    def _know(self, known: Known) -> None:
        if self.is_attached:
            self._known = known
            self._ask()

    def _ask(self) -> None:
        if self._known is not None:
            self._asked = understood(self._search.text, self._known)
            self._read(self._asked, self._sort, self._start)

    @work(thread=True, exclusive=True, group="queue")
    def _read(self, asked: Asked, sort: Sort, start: int) -> None:
        self.house.attempt(lambda: self.house.desk.review.room.queue(asked.filters, sort, start), self._show)

    def _show(self, found: Found) -> None:
        if not self.is_attached:
            return
        self._found = found
        self._draw()

    def _draw(self) -> None:
        found = self._found
        if found is None or self._known is None:
            return
        at = self._list.highlighted
        width = self.size.width - _SIDES
        self.query_one("#heads", Passage).show(plain(_heads(width)))
        rows = [Option(_drawn(line, width, self._known), id=line.id) for line in found.lines]
        nothing = Option(plain(_("没有找到；换个说法，或者按 Esc 看全部。"), _DIM), disabled=True)
        self._list.set_options(rows or [nothing])
        self._list.highlighted = min(at or 0, len(rows) - 1) if rows else None
        self._tell()

    @on(events.Resize)
    def _fit(self) -> None:
        self._draw()

    @on(SearchLine.Changed)
    def _typed(self) -> None:
        """Wait until nobody types for a moment."""
        self.house.sought = self._search.text
        self._start = 0
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_PAUSE, self._ask)

    @on(SearchLine.Passed)
    def _move(self, event: SearchLine.Passed) -> None:
        getattr(self._list, f"action_{event.move}")()

    @on(SearchLine.GivenUp)
    def _see_all(self) -> None:
        self._search.text = ""
        self._list.focus()

    @on(SearchLine.Sent)
    def _to_the_list(self) -> None:
        self._list.focus()

    @on(OptionList.OptionHighlighted)
    def _about(self) -> None:
        self._tell()

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        line = self._line
        if line is not None and event.option_id:
            self.house.transcript(line.id, line.turn)

    @property
    def _line(self) -> Line | None:
        at = self._list.highlighted
        if self._found is None or at is None or at >= len(self._found.lines):
            return None
        return self._found.lines[at]

    def _tell(self) -> None:
        """Say how many there are, what was understood, and which keys do what."""
        found = self._found
        count = "" if found is None else _("{count}{more} 次").format(count=found.count, more="+" if found.more else "")
        self.query_one(Title).tell(f"{count}　{_sort_name(self._sort)}")
        understood_as = "　".join(self._asked.said) if self._asked is not None else ""
        blocks = [plain(understood_as or _("全部会话；按 / 缩小范围"), "$secondary" if understood_as else _DIM)]
        if self._line is not None:
            blocks.append(plain(_about(self._line), _DIM))
        self.query_one("#about", Passage).show(*blocks)
        keys = [("enter", _("打开")), ("slash", _("筛选")), ("s", _("排序")), ("n", _("下一页")), ("c", _("班级"))]
        self.query_one(Hints).tell([*keys, ("a", _("一致程度")), ("escape", _("换人"))])

    def action_search(self) -> None:
        """Begin to narrow it down."""
        self._search.focus()

    def action_sort(self) -> None:
        """Sort otherwise."""
        self._sort = _SORTS[(_SORTS.index(self._sort) + 1) % len(_SORTS)]
        self._start = 0
        self._ask()

    def action_turn_page(self, pages: int) -> None:
        """Leaf on or back."""
        from transcripts.queue import PAGE

        start = self._start + pages * PAGE
        if self._found is not None and start >= 0 and (start < self._found.count or (self._found.more and pages > 0)):
            self._start = start
            self._list.highlighted = 0
            self._ask()

    def action_cohort(self) -> None:
        """Show what these sessions come to."""
        if self._asked is not None:
            self.house.overview(self._asked)

    def action_agreement(self) -> None:
        """Show how far machine and instructors agree."""
        self.house.agreement()

    def action_leave(self) -> None:
        """See everything again after a search; let somebody else review otherwise."""
        if self._search.text:
            self._see_all()
        else:
            self.house.people()


def _sort_name(sort: Sort) -> str:
    return {
        "newest": _("最近的在前"),
        "oldest": _("最早的在前"),
        "lowest": _("分低的在前"),
        "highest": _("分高的在前"),
        "longest": _("句子多的在前"),
    }[sort]


def _columns() -> dict[str, tuple[str, int]]:
    """The columns before the scenario: their names and cells, wider where a language needs more for the name."""
    names = {
        "day": (_("开始"), 12),
        "who": (_("学员"), 10),
        "team": (_("班级"), 8),
        "mark": (_("总评"), 5),
        "turns": (_("句数"), 5),
        "end": (_("结果"), 10),
        "review": (_("点评"), 8),
    }
    return {key: (name, max(size, width_of(name) + 1)) for key, (name, size) in names.items()}


def _heads(width: int) -> str:
    columns = _columns()
    return "".join(padded(name, size) for name, size in columns.values()) + padded(_("场景"), _rest(width, columns))


def _rest(width: int, columns: Mapping[str, tuple[str, int]]) -> int:
    return max(8, width - sum(size for _name, size in columns.values()))


def _drawn(line: Line, width: int, known: Known) -> Content:
    """A row: when, who, how it came out, how far the review is, which scenario."""
    columns = _columns()
    size = {key: cells for key, (_name, cells) in columns.items()}
    mark = "–" if line.overall is None else f"{line.overall:.1f}"
    outcome = outcome_name(line.outcome) if line.outcome else _("未完")
    ended = (padded(outcome, size["end"]), "$success" if line.passed else "" if line.passed is None else "$secondary")
    reviewed, style = _review_of(line)
    gates = ("！" if line.gates_failed else "", "bold $error")
    return joined(
        (padded(_local(line.started), size["day"]), _DIM),
        padded(line.trainee, size["who"]),
        (padded(line.team, size["team"]), _DIM),
        (padded(mark, size["mark"]), "bold"),
        (padded(str(line.turns), size["turns"]), _DIM),
        ended,
        (padded(reviewed, size["review"]), style),
        gates,
        padded(known.titles.get(line.scenario, line.scenario), _rest(width, columns) - (2 if line.gates_failed else 0)),
    )


def _review_of(line: Line) -> tuple[str, str]:
    if line.disputes:
        return _("异议 {count}").format(count=line.disputes), "bold $warning"
    if line.reviews:
        return _("已批 {count}").format(count=line.reviews), "$success"
    return "–", _DIM


def _about(line: Line) -> str:
    marks = "　".join(
        f"{name} {'–' if value is None else f'{value:.1f}'}"
        for name, value in ((_("礼仪"), line.etiquette), (_("同理心"), line.empathy), (_("话术"), line.phrasing))
    )
    hit = _("　在第 {turn} 句找到").format(turn=line.turn) if line.turn else ""
    gates = _("　红线没守住 {count} 条").format(count=line.gates_failed) if line.gates_failed else ""
    return f"{line.staff_number}　{mode_name(line.mode)}　{marks}{gates}{hit}　{line.id[-12:]}"


def _local(stamp: str) -> str:
    from datetime import datetime

    return datetime.fromisoformat(stamp).astimezone().strftime("%m-%d %H:%M")
