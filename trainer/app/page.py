"""What every screen has: a title above, its keys below, and the house it moves about in."""

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from trainer.app.paint import joined, plain, width_of
from trainer.i18n import _
from trainer.wording import NAME

if TYPE_CHECKING:
    from trainer.app.app import HuashuApp

_KEYS = {"enter": "Enter", "escape": "Esc", "up": "↑↓", "tab": "Tab", "slash": "/", "pageup": "PgUp/PgDn"}


class Page(Screen[None]):
    """A screen of the house."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as the base declares it

    CSS = """
    Page { background: $background; }
    """

    @property
    def house(self) -> "HuashuApp":
        """The app, which knows the way from one page to the next."""
        return cast("HuashuApp", self.app)


class Title(Static):
    """The line above: what this is, and on the right how it stands."""

    DEFAULT_CSS = "Title { height: 1; padding: 0 2; background: $panel; color: $foreground; }"

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__(markup=False)
        self._left, self._right, self._urgent = left, right, False

    def tell(self, right: str, *, urgent: bool = False) -> None:
        """Say something else on the right."""
        self._right, self._urgent = right, urgent
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        room = self.content_size.width - width_of(f"{NAME}  {self._left}{self._right}")
        right = (self._right, "bold $error" if self._urgent else "$foreground-muted")
        return joined((NAME, "bold $primary"), "  ", (self._left, "bold"), " " * max(1, room), right)


class Hints(Static):
    """The line below: which keys do what here; each can be clicked."""

    DEFAULT_CSS = "Hints { height: 1; padding: 0 2; background: $panel; color: $foreground-muted; }"

    def __init__(self, keys: "list[tuple[str, str]] | None" = None) -> None:
        self.keys = keys or []
        super().__init__(_line(self.keys), markup=False)
        self.auto_links = False

    def tell(self, keys: list[tuple[str, str]]) -> None:
        """Show these keys, and always the menu."""
        self.keys = keys
        self.update(_line(keys))


def key_name(key: str) -> str:
    """A key as people call it."""
    return _KEYS.get(key) or key.replace("ctrl+", "^").upper()


def _line(keys: list[tuple[str, str]]) -> Content:
    return Content("  ").join(_key(key, does) for key, does in [*keys, ("ctrl+p", _("菜单"))])


def _key(key: str, does: str) -> Content:
    words = joined((key_name(key), "bold $primary"), " ", plain(does))
    return words.stylize(Style.from_meta({"@click": f"app.simulate_key({key!r})"}))
