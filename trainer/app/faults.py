"""Everything that is wrong with one file, in full: where it lies, each line and what would be right."""

from typing import TYPE_CHECKING, ClassVar, TypeGuard

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from scenarios.entries import Entry
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Block, Passage, plain
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.broken import BrokenFile


def is_sound(row: "Entry | BrokenFile") -> "TypeGuard[Entry]":
    """Whether a row of the course is a scenario that can be played."""
    return isinstance(row, Entry) and row.valid


def lines_of(row: "Entry | BrokenFile") -> tuple[str, ...]:
    """What is wrong with a file, each as `line: what is wrong`; errors before warnings."""
    if isinstance(row, Entry):
        found = sorted(row.problems, key=lambda each: each.severity)
        return tuple(f"{each.line}: {each.severity} {each.id} {each.message}" for each in found)
    return row.wrong


def fault_of(row: "Entry | BrokenFile") -> str:
    """The first thing that is wrong, with the file's path below its folder."""
    name = f"{row.id}.yaml" if isinstance(row, Entry) else row.name
    return f"{name}:{lines_of(row)[0]}"


class Faults(Page):
    """What is wrong with a file, over the page that named it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave"), Binding("e", "leave")]
    CSS = "Faults VerticalScroll { height: 1fr; padding: 1 3; scrollbar-size-vertical: 1; }"

    def __init__(self, path: str, wrong: "Sequence[str]") -> None:
        super().__init__()
        self._path = path
        self._wrong = wrong

    def compose(self) -> ComposeResult:
        """The file, then a paragraph for each thing that is wrong."""
        yield Title(_("文件有错"), _("共 {count} 处").format(count=len(self._wrong)))
        blocks = [Block(plain(f"{self._path}:{wrong}"), hang=2) for wrong in self._wrong]
        with VerticalScroll():
            yield Passage(plain(self._path, "bold $error"), Content(""), *blocks)
        yield Hints([("up", _("翻看")), ("escape", _("返回"))])

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Back to the page below."""
        self.app.pop_screen()
