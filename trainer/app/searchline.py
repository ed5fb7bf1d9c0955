"""The line to search in: filters while one types, and leaves the arrows and Enter to the list below. Finds nothing."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from trainer.app.entry import Entry


class SearchLine(Entry):
    """One line of text without a frame."""

    DEFAULT_CSS = """
    SearchLine, SearchLine:focus { height: 1; min-height: 1; max-height: 1; border: none; padding: 0;
        background: $background; scrollbar-size: 0 0; }
    SearchLine:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up"),
        *(Binding(key, f"pass_on('{move}')") for key, move in (
            ("up", "cursor_up"), ("down", "cursor_down"), ("pageup", "page_up"), ("pagedown", "page_down"),
        )),
    ]  # fmt: skip

    @dataclass
    class Passed(Message):
        """A key that is meant for the list was pressed; `move` is the list's action."""

        move: str

    class GivenUp(Message):
        """The person wants to see everything again."""

    def __init__(self, text: str, placeholder: str) -> None:
        super().__init__(text, one_line=True, placeholder=placeholder, id="search")

    def action_pass_on(self, move: str) -> None:
        """Leave a key to the list."""
        self.post_message(self.Passed(move))

    def action_give_up(self) -> None:
        """Stop searching."""
        self.post_message(self.GivenUp())
