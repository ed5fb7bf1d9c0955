"""The keys of a page, one on a line, in the words of the line below it: there they have to be short to fit."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from trainer.app.page import Hints, Page, Title, key_name
from trainer.app.paint import Passage, joined
from trainer.i18n import _

_WIDEST = 12


class Keys(Page):
    """What the keys do on the page below, and everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave")]
    CSS = "Keys VerticalScroll { height: 1fr; padding: 1 3; scrollbar-size-vertical: 1; }"

    def __init__(self, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        everywhere = [
            ("pageup", _("往前往后翻")),
            ("ctrl+p", _("菜单：换人、换配色、备份")),
            ("ctrl+q", _("关闭程序，每一句都已经保存")),
        ]
        said = {key for key, _does in keys}
        self._keys = [*keys, *((key, does) for key, does in everywhere if key not in said)]

    def compose(self) -> ComposeResult:
        """A line for each key."""
        yield Title(_("按键说明"))
        with VerticalScroll():
            yield Passage(*(joined((key_name(key).ljust(_WIDEST), "bold $primary"), does) for key, does in self._keys))
        yield Hints([("escape", _("返回"))])

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Back to the page below."""
        self.app.pop_screen()
