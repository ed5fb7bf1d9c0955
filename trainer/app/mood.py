"""How the customer is: three meters that show where a reply moved them. Shows a mood, never changes one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.app.paint import Passage, joined, padded, plain, width_of
from trainer.i18n import _
from trainer.names import axis_names

if TYPE_CHECKING:
    from scenarios.model import Scenario

_FULL, _EMPTY = "━", "─"


class MoodMeters(Passage):
    """Meters of the customer's mood, one a line, or all on one line where there is little room."""

    def __init__(self, scenario: "Scenario", *, one_line: bool, **options: object) -> None:
        super().__init__(**options)
        self._names = axis_names(scenario)
        self._one_line = one_line

    def tell(self, mood: Mapping[str, int], before: Mapping[str, int] | None = None) -> None:
        """Show a mood and what the last reply changed in it."""
        changes = {axis: mood[axis] - (before or mood)[axis] for axis in self._names}
        meters = [self._meter(axis, mood[axis], changes[axis]) for axis in self._names]
        if self._one_line:
            self.show(Content("   ").join(meters))
        else:
            self.show(*meters)

    def _meter(self, axis: str, value: int, change: int) -> Content:
        size = 6 if self._one_line else 20
        filled = round(value * size / 10)
        name = self._names[axis]
        name = name if self._one_line else padded(name, max(map(width_of, self._names.values())))
        bad = value >= 7 if axis == "anger" else value <= 3
        style = "$error" if bad else "$success"
        return joined(
            name, " ", (_FULL * filled, style), (_EMPTY * (size - filled), "$foreground-disabled"), f" {value:2d} ",
            change_mark(axis, change),
        )  # fmt: skip


def change_mark(axis: str, change: int) -> Content:
    """A change with an arrow; whether it is for the better is said by weight as well as by colour."""
    if not change:
        return plain("   ")
    better = (change < 0) is (axis == "anger")
    arrow = "↑" if change > 0 else "↓"
    return plain(f"{arrow}{abs(change):<2d}", "$success" if better else "bold reverse $error")


def in_a_word(scenario: "Scenario", mood: Mapping[str, int], before: Mapping[str, int]) -> str:
    """What a reply did to the mood, as words."""
    names = axis_names(scenario)
    moved = [(names[axis], mood[axis] - before[axis]) for axis in names if mood[axis] != before[axis]]
    if not moved:
        return _("客户的心情没有变")
    return "，".join(f"{name}{change:+d}" for name, change in moved)
