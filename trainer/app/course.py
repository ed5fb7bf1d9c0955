"""The course map: what to practise next, every scenario with how this person stands, and a line to search in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.app.coursemap import NEXT, REVIEWED, Map, first_of
from trainer.app.courserows import Columns, about, drawn
from trainer.app.desk import Course, Wish
from trainer.app.faults import Faults, is_sound, lines_of
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, plain
from trainer.app.searchline import SearchLine
from trainer.i18n import _
from trainer.names import mode_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainer.app.coursemap import Row

_SIDES = 5
"""Cells of the list that rows cannot use: its padding and the scrollbar."""


class CourseMap(Page):
    """All scenarios by chapter."""

    # A Chinese input method gives 、 or ／ for the key of /.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,ideographic_comma,fullwidth_solidus", "search"),
        Binding("n", "next"),
        Binding("m", "mode"),
        Binding("e", "faults"),
        Binding("escape", "leave"),
    ]
    CSS = """
    CourseMap #line { height: 1; padding: 0 2; }
    CourseMap SearchLine { width: 1fr; }
    CourseMap #line Passage { width: 2; color: $primary; text-style: bold; }
    CourseMap OptionList { height: 1fr; border: none; padding: 0 2; background: $background;
        scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    CourseMap #heads { height: 1; padding: 0 2; color: $foreground-muted; text-wrap: nowrap; }
    CourseMap #about { height: 4; padding: 0 2; border-top: solid $border; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._course: Course | None = None
        self._map: Map | None = None
        self._rows: dict[str, Row] = {}
        self._columns = Columns.within(0)

    def compose(self) -> ComposeResult:
        """A line to search in, columns, rows, and a few lines on the row at the cursor."""
        yield Title(_("课程"))
        with Horizontal(id="line"):
            yield Passage(plain("/"))
            yield SearchLine(self.house.sought, _("标题、客户、章节、难度、要练的，中文、拼音首字母或英文"))
        yield Passage(id="heads")
        yield OptionList(markup=False)
        yield Passage(plain(_("正在打开……"), "$foreground-muted"), id="about")
        yield Hints()

    def on_mount(self) -> None:
        """Fill in what has to be read."""
        self._tell()
        self._list.focus()
        self._read()

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _search(self) -> SearchLine:
        return self.query_one(SearchLine)

    @work(thread=True)
    def _read(self) -> None:
        self.house.attempt(self.house.desk.course, self._know)

    def _know(self, course: Course) -> None:
        if not self.is_attached:
            return
        self._course, self._map = course, Map(course)
        # Who has just left a talk most likely wants to go on with it, and has to see that they can.
        tried = course.progress.tried.get(self.house.latest)
        left = f"resume {tried.unfinished.id}" if tried is not None and tried.unfinished is not None else ""
        self._fill(NEXT + left, left, f"new {self.house.latest}")

    def _fill(self, *wanted: str) -> None:
        """Show what fits the search, with the cursor on the first row there is of those wanted."""
        if self._map is None or self._course is None:
            return
        self._columns = Columns.within(self.size.width - _SIDES)
        self.query_one("#heads", Passage).show(self._columns.heads())
        self._rows = {}
        self._list.set_options(self._options(self._map))
        self._list.highlighted = first_of([option.id for option in self._list.options], wanted)
        if not self._rows:
            self.query_one("#about", Passage).show()
        self._tell()

    def _options(self, known: Map) -> Iterator[Option]:
        assert self._course is not None
        from trainer.app.search import words_of

        for section in known.sections(words_of(self._search.text)):
            yield Option(plain(section.title, "bold $primary"), disabled=True)
            for row in section.rows:
                self._rows[row.name] = row
                yield Option(drawn(row, self._columns, self._course.progress), id=row.name)
        if not self._rows:
            yield Option(plain(_("没有找到；换个说法，或者按 Esc 看全部。"), "$foreground-muted"), disabled=True)

    @property
    def _row(self) -> Row | None:
        option = self._list.highlighted_option
        return self._rows.get(option.id) if option is not None and option.id else None

    @on(events.Resize)
    def _fit(self) -> None:
        if self._columns != Columns.within(self.size.width - _SIDES):
            self._refill()
        self.call_after_refresh(self._list.scroll_to_highlight)

    @on(SearchLine.Changed)
    def _refill(self) -> None:
        """Look again; the cursor stays where it can."""
        self.house.sought = self._search.text
        name = self._row.name if self._row is not None else ""
        self._fill(name, name.removeprefix(NEXT))

    @on(SearchLine.Passed)
    def _move(self, event: SearchLine.Passed) -> None:
        getattr(self._list, f"action_{event.move}")()

    @on(SearchLine.Sent)
    def _choose(self) -> None:
        self._list.action_select()

    @on(SearchLine.GivenUp)
    def _see_all(self) -> None:
        self._search.text = ""
        self._list.focus()

    @on(events.DescendantFocus)
    def _tell(self) -> None:
        """Say who practises and how, and which keys do what here."""
        person = self.house.desk.person
        who = person.name if person is not None else ""
        self.query_one(Title).tell(_("{who}　方式：{mode}").format(who=who, mode=mode_name(self.house.mode)))
        self.query_one(Hints).tell(self._keys())

    def _keys(self) -> list[tuple[str, str]]:
        common = [("up", _("选择")), ("enter", _("打开"))]
        if self._search.has_focus:
            return [*common, ("escape", _("看全部"))]
        sound = self._row is None or is_sound(self._row.file)
        more = ("n", _("推荐")) if sound else ("e", _("错在哪里"))
        leave = ("escape", _("看全部") if self._search.text else _("换人"))
        return [*common, ("slash", _("搜索")), more, ("m", _("换方式")), leave]

    @on(OptionList.OptionHighlighted)
    def _about(self) -> None:
        if self._row is not None and self._course is not None:
            lines = about(self._row, self.size.width - 4, self._course.progress)
            self.query_one("#about", Passage).show(*lines)
            self.query_one(Hints).tell(self._keys())

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        row = self._row
        if row is None:
            return
        if row.name.startswith(REVIEWED):
            self.house.look_back(row.name.removeprefix(REVIEWED))
        elif row.attempt is not None:
            self.house.resume(row.attempt.id)
        elif is_sound(row.file):
            self.house.brief(row.file.id, Wish(scenario=row.file.id, mode=self.house.mode))
        else:
            self.house.say(_("这个文件有错，改好才能用；按 E 看错在哪里。"), severity="warning")

    def action_search(self) -> None:
        """Begin to search."""
        self._search.focus()

    def action_next(self) -> None:
        """Go to what is suggested."""
        self._see_all()
        self._list.action_first()

    def action_mode(self) -> None:
        """Choose the next way to play."""
        from transcripts.records import MODES

        self.house.mode = MODES[(MODES.index(self.house.mode) + 1) % len(MODES)]
        self._tell()

    def action_faults(self) -> None:
        """Show everything that is wrong with the file at the cursor."""
        if self._row is not None and not is_sound(self._row.file):
            self.app.push_screen(Faults(self._row.file.path, lines_of(self._row.file)))

    def action_leave(self) -> None:
        """See everything again after a search; let somebody else practise otherwise."""
        if self._search.text:
            self._see_all()
        else:
            self.house.people()
