"""Where a person types: several lines for a reply, one line for a form. Reads nothing into what is typed.

A TextArea in every case, because only that sets the caret right behind wide characters.
"""

from dataclasses import dataclass
from typing import Any

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class Entry(TextArea):
    """A text to type. Enter sends it, ctrl+j or alt+enter breaks the line."""

    DEFAULT_CSS = """
    Entry { height: auto; min-height: 3; max-height: 9; border: round $border; background: $surface;
        padding: 0 1; }
    Entry:focus { border: round $primary; }
    Entry.-one-line { max-height: 3; }
    """
    ONE_LINE = False

    @dataclass
    class Sent(Message):
        """The person pressed Enter."""

        entry: "Entry"
        text: str

        @property
        def control(self) -> "Entry":
            """Which entry."""
            return self.entry

    def __init__(self, text: str = "", *, one_line: bool = False, **options: Any) -> None:
        super().__init__(text, soft_wrap=not one_line, highlight_cursor_line=False, **options)
        self.one_line = one_line
        self.set_class(one_line, "-one-line")

    def on_mount(self) -> None:
        """Go on where a text that stands there already ends."""
        self.move_cursor(self.document.end)

    # Textual calls the base's handler after this one, unless the event's default is prevented.
    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Sent(self, self.text))
        elif event.key in ("ctrl+j", "alt+enter", "shift+enter"):
            event.stop()
            event.prevent_default()
            if not self.one_line and not self.read_only:
                self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        if self.one_line:
            event.prevent_default()
            self.insert(" ".join(event.text.split()))

    def take(self, sent: str) -> None:
        """Remove what has been sent; what was typed meanwhile stays."""
        self.text = self.text.removeprefix(sent)
        self.move_cursor(self.document.end)
