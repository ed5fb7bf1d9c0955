"""Who practises: the first page, with a list of those known on this machine once it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, joined, padded, plain
from trainer.i18n import _

if TYPE_CHECKING:
    from textual.content import Content
    from textual.widgets import OptionList

    from transcripts.records import Person

CARD_CSS = """
PAGE { align: center middle; }
PAGE Title { dock: top; }
PAGE Hints { dock: bottom; }
.card { width: 64; max-width: 100%; height: auto; border: round $border; padding: 1 3; background: $surface; }
.card Entry { background: $background; }
.card .trouble { color: $error; text-style: bold; }
.card OptionList { height: auto; max-height: 10; margin: 1 0 0 0; background: $surface; border: none; padding: 0; }
"""


class People(Page):
    """The first page. What it lists comes after it has been painted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.quit")]
    DEFAULT_CSS = CARD_CSS.replace("PAGE", "People")

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Person] = []

    def compose(self) -> ComposeResult:
        """A card in the middle."""
        yield Title(_("投诉处理对练"))
        with Vertical(classes="card"):
            yield Passage(
                plain(_("把投诉说开，把客户留住"), "bold $primary"),
                plain(_("在这里对着模拟客户练说话：说一句，看一句，随时可以重来。"), "$foreground-muted"),
                id="welcome",
            )
        yield Hints()

    def know(self, people: list[Person]) -> None:
        """Show who is known here, or ask for a name where nobody is."""
        # Late: the first frame shows neither a list nor a form.
        from textual.widgets import OptionList

        self.known = people
        if not people:
            self._ask()
            return
        card = self.query_one(".card")
        card.query(OptionList).remove()
        rows = [self._row(person) for person in people]
        chooser = OptionList(*rows, plain(_("＋ 新增一个人"), "$primary"), markup=False)
        card.mount(chooser)
        self.call_after_refresh(chooser.focus)
        self.query_one(Hints).tell([("up", _("选择")), ("enter", _("开始")), ("escape", _("离开"))])

    def _row(self, person: Person) -> Content:
        return joined(padded(person.name, 18), (padded(person.staff_number, 14) + person.team, "$foreground-muted"))

    def _ask(self) -> None:
        from trainer.app.person import PersonForm

        self.app.push_screen(PersonForm(None))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Sit down the person chosen, or ask who is new."""
        if event.option_index < len(self.known):
            self.house.sit_down(self.known[event.option_index])
        else:
            self._ask()
