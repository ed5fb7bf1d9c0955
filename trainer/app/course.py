"""The course map: every scenario with how this person stands, and what was left unfinished. Enter opens one."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.app.desk import Course, Wish
from trainer.app.faults import Faults, fault_of, is_sound, lines_of
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, joined, padded, plain
from trainer.app.words import channel_name, mode_name, section_name
from trainer.i18n import _
from trainer.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from scenarios.broken import BrokenFile
    from scenarios.entries import Entry
    from transcripts.lists import Summary

_TITLE, _LEVEL, _MARK = 28, 6, 6


class CourseMap(Page):
    """All scenarios by chapter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mode"),
        Binding("e", "faults"),
        Binding("escape", "leave"),
    ]
    CSS = """
    CourseMap OptionList { height: 1fr; border: none; padding: 0 2; background: $background;
        scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    CourseMap #heads { padding: 1 2 0 2; color: $foreground-muted; }
    CourseMap #about { height: auto; min-height: 3; max-height: 8; padding: 0 2; border-top: solid $border; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._course: Course | None = None
        self._rows: dict[str, Entry | BrokenFile] = {}

    def compose(self) -> ComposeResult:
        """Columns, rows, and a few lines on the row at the cursor."""
        yield Title(_("课程"))
        yield Passage(plain(self._heads()), id="heads")
        yield OptionList(markup=False)
        yield Passage(plain(_("正在打开……"), "$foreground-muted"), id="about")
        yield Hints()

    def _heads(self) -> str:
        marks = "".join(padded(name, _MARK) for name in (_("首次"), _("最好"), _("最近")))
        return padded(_("场景"), _TITLE + 2) + padded(_("难度"), _LEVEL) + marks + _("最近一次的结局")

    def on_mount(self) -> None:
        """Fill in what has to be read."""
        self._tell_mode()
        self.query_one(OptionList).focus()
        self._read()

    @work(thread=True)
    def _read(self) -> None:
        self.house.attempt(self.house.desk.course, self._know)

    def _know(self, course: Course) -> None:
        if not self.is_attached:
            return
        self._course = course
        options = self.query_one(OptionList)
        options.add_options(self._options(course))
        ids = [option.id for option in options.options]
        self._tell_mode()
        # Who has just left a talk most likely wants to go on with it, and has to see that they can.
        left = course.unfinished.get(self.house.latest or "")
        wanted = (f"resume {left.id}" if left is not None else "", f"new {self.house.latest}")
        first = 1 if len(ids) > 1 else None
        options.highlighted = next((ids.index(name) for name in wanted if name in ids), first)

    def _options(self, course: Course) -> Iterator[Option]:
        section = None
        for entry in course.entries:
            if (entry.pack, entry.chapter) != section:
                section = (entry.pack, entry.chapter)
                yield Option(plain(section_name(*section), "bold $primary"), disabled=True)
            yield Option(self._row(entry, course), id=self._known(entry, f"new {entry.id}"))
            if (left := course.unfinished.get(entry.id)) is not None and entry.valid:
                yield Option(self._left(left), id=f"resume {left.id}")
        if course.broken:
            yield Option(plain(_("用不了的人物和规则文件"), "bold $primary"), disabled=True)
        for file in course.broken:
            yield Option(_faulty(PurePath(file.name).stem, fault_of(file)), id=self._known(file, f"file {file.path}"))

    def _known(self, row: Entry | BrokenFile, name: str) -> str:
        """The name of a row; a file that has another's id stands under its path."""
        name = f"file {row.path}" if name in self._rows else name
        self._rows[name] = row
        return name

    def _row(self, entry: Entry, course: Course) -> Content:
        title = padded(entry.title or entry.id, _TITLE)
        if not entry.valid:
            return _faulty(entry.title or entry.id, fault_of(entry))
        best = course.bests.get(entry.id)
        level = padded(f" {entry.level}", _LEVEL)
        if best is None:
            return joined("  ", title, (level, "$foreground-muted"), (_("还没练过"), "$foreground-muted"))
        marks = "".join(padded(_overall(one), _MARK) for one in (best.first, best.best, best.latest))
        passed = _("合格") if best.latest.passed else _("再练练")
        ending = f"{outcome_name(best.latest.outcome or '')}　{passed}"
        return joined(
            "  ",
            title,
            (level, "$foreground-muted"),
            (marks, "bold"),
            (ending, "$success" if best.latest.passed else ""),
        )

    def _left(self, left: Summary) -> Content:
        words = _("接着练：{mode}，已经说了 {turns} 句，{day}").format(
            mode=mode_name(left.mode), turns=left.turns, day=_local(left.started)
        )
        return joined("    ", (f"↳ {words}", "$secondary"))

    @on(OptionList.OptionHighlighted)
    def _about(self, event: OptionList.OptionHighlighted) -> None:
        about = self.query_one("#about", Passage)
        row = self._rows.get(event.option.id or "")
        if row is None:
            about.show(plain(_("从上次停下的地方接着说，前面的话都在。"), "$foreground-muted"))
        elif is_sound(row):
            about.show(*_entry_blocks(row))
        else:
            about.show(*_fault_blocks(row, self.size.width - 4))

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        row = self._rows.get(event.option.id or "")
        if row is None:
            self.house.resume((event.option.id or "").partition(" ")[2])
        elif is_sound(row):
            self.house.brief(row.id, Wish(scenario=row.id, mode=self.house.mode))
        else:
            self.house.say(_("这个文件有错，改好才能用；按 E 看错在哪里。"), severity="warning")

    def _tell_mode(self) -> None:
        person = self.house.desk.person
        who = person.name if person is not None else ""
        self.query_one(Title).tell(_("{who}　方式：{mode}").format(who=who, mode=mode_name(self.house.mode)))
        keys = [("up", _("选择")), ("enter", _("打开")), ("m", _("换方式：练习、考试、限时")), ("escape", _("换人"))]
        if not all(map(is_sound, self._rows.values())):
            keys[2:3] = [("m", _("换方式")), ("e", _("错在哪里"))]
        self.query_one(Hints).tell(keys)

    def action_mode(self) -> None:
        """Choose the next way to play."""
        from transcripts.records import MODES

        self.house.mode = MODES[(MODES.index(self.house.mode) + 1) % len(MODES)]
        self._tell_mode()

    def action_faults(self) -> None:
        """Show everything that is wrong with the file at the cursor."""
        option = self.query_one(OptionList).highlighted_option
        row = self._rows.get((option.id if option is not None else None) or "")
        if row is not None and not is_sound(row):
            self.app.push_screen(Faults(row.path, lines_of(row)))

    def action_leave(self) -> None:
        """Let somebody else practise."""
        self.house.people()


def _faulty(title: str, fault: str) -> Content:
    """The row of a file that cannot be used, with the first thing that is wrong with it."""
    words = (f"{_('文件有错')}　", "bold $error"), (fault, "$foreground-muted")
    return joined("  ", (padded(title, _TITLE), "$foreground-muted"), *words)


def _fault_blocks(row: Entry | BrokenFile, width: int) -> list[Content]:
    """Where the file lies, the first thing that is wrong on one line, and how to read the rest."""
    head = plain(padded(row.path, width).rstrip(), "bold $error")
    more = _("共 {count} 处，按 E 看全文").format(count=len(lines_of(row)))
    return [head, plain(padded(fault_of(row), width).rstrip()), plain(more, "$foreground-muted")]


def _entry_blocks(entry: Entry) -> list[Content]:
    """A few lines on a scenario: where it comes from."""
    about = f"{entry.source}　{channel_name(entry.channel)}　{_('难度 {level}').format(level=entry.level)}"
    return [plain(entry.title, "bold"), plain(f"{about}　{entry.id}", "$foreground-muted")]


def _overall(session: Summary) -> str:
    return f"{session.marks['overall']:.1f}" if session.marks else "–"


def _local(stamp: str) -> str:
    """A moment as a person on this machine says it."""
    from datetime import datetime

    moment = datetime.fromisoformat(stamp).astimezone()
    return _("{month} 月 {day} 日").format(month=moment.month, day=moment.day)
