"""The course map: every scenario with how this person stands, and what was left unfinished. Enter opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.app.desk import Course, Wish
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Block, Passage, joined, padded, plain
from trainer.app.words import channel_name, chapter_name, mode_name
from trainer.i18n import _
from trainer.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from scenarios.entries import Entry
    from transcripts.lists import Summary

_TITLE, _LEVEL, _MARK = 28, 6, 6


class CourseMap(Page):
    """All scenarios by chapter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("m", "mode"), Binding("escape", "leave")]
    CSS = """
    CourseMap OptionList { height: 1fr; border: none; padding: 0 2; background: $background;
        scrollbar-size-vertical: 1; }
    CourseMap #heads { padding: 1 2 0 2; color: $foreground-muted; }
    CourseMap #about { height: auto; min-height: 3; max-height: 8; padding: 0 2; border-top: solid $border; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._course: Course | None = None

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
        latest = f"new {self.house.latest}"
        options.highlighted = ids.index(latest) if latest in ids else 1 if len(ids) > 1 else None

    def _options(self, course: Course) -> Iterator[Option]:
        chapter = None
        for entry in course.entries:
            if entry.chapter != chapter:
                chapter = entry.chapter
                yield Option(plain(chapter_name(chapter), "bold $primary"), disabled=True)
            yield Option(self._row(entry, course), id=f"new {entry.id}")
            if (left := course.unfinished.get(entry.id)) is not None and entry.valid:
                yield Option(self._left(left), id=f"resume {left.id}")

    def _row(self, entry: Entry, course: Course) -> Content:
        title = padded(entry.title or entry.id, _TITLE)
        if not entry.valid:
            return joined("  ", (title, "$foreground-muted"), (_("文件有错，暂时不能练"), "bold $error"))
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
        kind, _space, name = (event.option.id or "").partition(" ")
        entries = {entry.id: entry for entry in self._course.entries} if self._course else {}
        about = self.query_one("#about", Passage)
        if kind == "resume":
            about.show(plain(_("从上次停下的地方接着说，前面的话都在。"), "$foreground-muted"))
        elif name in entries:
            about.show(*_entry_blocks(entries[name]))

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        kind, _space, name = (event.option.id or "").partition(" ")
        if kind == "resume":
            self.house.resume(name)
        elif self._course and next(entry for entry in self._course.entries if entry.id == name).valid:
            self.house.brief(name, Wish(scenario=name, mode=self.house.mode))
        else:
            self.house.say(_("这个场景文件有错，改好后再练；错在哪里写在下面。"), severity="warning")

    def _tell_mode(self) -> None:
        person = self.house.desk.person
        who = person.name if person is not None else ""
        self.query_one(Title).tell(_("{who}　方式：{mode}").format(who=who, mode=mode_name(self.house.mode)))
        keys = [("up", _("选择")), ("enter", _("打开")), ("m", _("换方式：练习、考试、限时")), ("escape", _("换人"))]
        self.query_one(Hints).tell(keys)

    def action_mode(self) -> None:
        """Choose the next way to play."""
        from transcripts.records import MODES

        self.house.mode = MODES[(MODES.index(self.house.mode) + 1) % len(MODES)]
        self._tell_mode()

    def action_leave(self) -> None:
        """Let somebody else practise."""
        self.house.people()


def _entry_blocks(entry: Entry) -> list[Any]:
    """A few lines on a scenario: where it comes from, or what is wrong with its file."""
    if not entry.valid:
        head = plain(_("{path}：这些地方改好就能练").format(path=entry.path), "bold $error")
        return [head, *(Block(plain(str(problem)), hang=2) for problem in entry.problems[:5])]
    about = f"{entry.source}　{channel_name(entry.channel)}　{_('难度 {level}').format(level=entry.level)}"
    return [plain(entry.title, "bold"), plain(f"{about}　{entry.id}", "$foreground-muted")]


def _overall(session: Summary) -> str:
    return f"{session.marks['overall']:.1f}" if session.marks else "–"


def _local(stamp: str) -> str:
    """A moment as a person on this machine says it."""
    from datetime import datetime

    moment = datetime.fromisoformat(stamp).astimezone()
    return _("{month} 月 {day} 日").format(month=moment.month, day=moment.day)
