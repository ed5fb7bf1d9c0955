"""Name, staff number and team: asked of somebody new, or corrected later."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from trainer.app.entry import Entry
from trainer.app.page import Hints, Page, Title
from trainer.app.paint import Passage, plain
from trainer.app.people import CARD_CSS, People
from trainer.i18n import _
from trainer.wording import trouble_words

if TYPE_CHECKING:
    from transcripts.records import Person


class PersonForm(Page):
    """Name, staff number, and team if there is one: for somebody new, or to correct one's own."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave")]
    DEFAULT_CSS = CARD_CSS.replace("PAGE", "PersonForm")

    def __init__(self, person: Person | None) -> None:
        super().__init__()
        self._person = person

    def compose(self) -> ComposeResult:
        """Three lines to fill in."""
        person = self._person
        yield Title(_("投诉处理对练"))
        with Vertical(classes="card"):
            yield Passage(plain(_("怎么称呼您？") if person is None else _("更正资料"), "bold $primary"))
            yield Passage(plain(_("姓名")))
            yield Entry(person.name if person else "", one_line=True, id="name")
            yield Passage(plain(_("工号")))
            yield Entry(person.staff_number if person else "", one_line=True, id="number")
            yield Passage(plain(_("班组（可以不填）")))
            yield Entry(person.team if person else "", one_line=True, id="team")
            yield Passage(classes="trouble")
        yield Hints([("enter", _("下一项")), ("tab", _("换一项")), ("escape", _("返回"))])

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Entry).focus()

    @on(Entry.Sent)
    def _next(self, event: Entry.Sent) -> None:
        if event.entry.id != "team":
            self.focus_next()
            return
        name, number, team = (self.query_one(f"#{key}", Entry).text.strip() for key in ("name", "number", "team"))
        if not name or not number:
            self._ask(_("请写上姓名和工号，成绩才知道记给谁。"), "name" if not name else "number")
            return
        self._keep(name, number, team)

    def _ask(self, what: str, field: str) -> None:
        self.query_one(".trouble", Passage).show(plain(what))
        self.query_one(f"#{field}", Entry).focus()

    def _keep(self, name: str, number: str, team: str) -> None:
        from transcripts.errors import StoreError

        try:
            others = [one for one in self.house.desk.people() if self._person is None or one.id != self._person.id]
            if any(one.staff_number == number for one in others):
                self._ask(_("这个工号已经有人用了；如果就是您，请返回，在名单里选。"), "number")
                return
            if self._person is None:
                person = self.house.desk.add_person(name, number, team)
            else:
                person = self.house.desk.rename(name, number, team)
        except StoreError as error:
            self._ask(trouble_words(error), "name")
            return
        self.app.pop_screen()
        if self._person is None:
            self.house.sit_down(person)
        else:
            self.house.course()

    def action_leave(self) -> None:
        """Back to where one came from; with nobody known, out."""
        first = self.app.screen_stack[0]
        if self._person is None and isinstance(first, People) and not first.known:
            self.app.exit()
        else:
            self.app.pop_screen()
