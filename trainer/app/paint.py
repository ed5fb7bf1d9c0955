"""Turns plain text into what a screen shows: never as markup, with nothing in it that could steer a terminal."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from trainer.app.wrapping import cells, wrap
from trainer.wording import visible_lines

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.style import Style

_LONE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with every character that could steer a terminal shown as a dot, one for one."""
    return _LONE.sub("\ufffd", visible_lines(text))


def plain(text: str, style: str = "") -> Content:
    """A text as content, styled as a whole; nothing in it is read as markup."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


def joined(*parts: str | Content | tuple[str, str]) -> Content:
    """Parts side by side: texts, styled texts, contents."""
    whole = (
        plain(*part) if isinstance(part, tuple) else plain(part) if isinstance(part, str) else part for part in parts
    )
    return Content("").join(whole)


def width_of(text: str) -> int:
    """The cells a text fills on one line."""
    return sum(map(cells, text))


def padded(text: str, width: int) -> str:
    """A text cut or filled to a width in cells."""
    text = visible(text).replace("\n", " ")
    if width_of(text) <= width:
        return text + " " * (width - width_of(text))
    kept, used = 0, 0
    while used + cells(text[kept]) <= width - 1:
        used += cells(text[kept])
        kept += 1
    return text[:kept] + "…" + " " * (width - used - 1)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: `lead` cells before its first line, `hang` before the others."""

    content: Content
    lead: int = 0
    hang: int = 0


class Flow(Visual):
    """Paragraphs broken by Chinese rules at whatever width they are given."""

    def __init__(self, blocks: Sequence[Block | Content]) -> None:
        self._blocks = [block if isinstance(block, Block) else Block(block) for block in blocks]
        self._width = -1
        self._broken = Content("")
        self._height = 0

    def at(self, width: int) -> Content:
        """The paragraphs with their line breaks at a width."""
        if width != self._width:
            lines = [line for block in self._blocks for line in _lines(block, width)]
            self._width, self._height = width, len(lines)
            self._broken = Content("\n").join(lines)
        return self._broken

    def render_strips(self, width: int, height: int | None, style: "Style", options: RenderOptions) -> "list[Strip]":
        """Draw the lines."""
        return self.at(width).render_strips(width, height, style, options) if width else []

    def get_optimal_width(self, rules: "RulesMap", container_width: int) -> int:  # noqa: ARG002 - the base's signature
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: "RulesMap", width: int) -> int:  # noqa: ARG002 - the base's signature
        """The number of lines at a width."""
        self.at(width)
        return self._height


def _lines(block: Block, width: int) -> Iterable[Content]:
    """A paragraph's lines, each indented."""
    text = block.content.plain
    for number, (start, end) in enumerate(wrap(text, width - block.lead, block.hang - block.lead)):
        line = block.content[start:end] if end - start != len(text) else block.content
        indent = block.lead if number == 0 else block.hang
        yield Content(" " * indent) + line if indent else line


class Passage(Static):
    """Text of several paragraphs, well broken and selectable."""

    DEFAULT_CSS = "Passage { height: auto; width: 1fr; }"

    def __init__(self, *blocks: Block | Content, **options: Any) -> None:
        self._flow = Flow(blocks)
        super().__init__(self._flow, markup=False, **options)

    def show(self, *blocks: Block | Content) -> None:
        """Show other paragraphs."""
        self._flow = Flow(blocks)
        self.update(self._flow)

    @property
    def text(self) -> str:
        """What it says, as broken now."""
        return self._flow.at(self.content_size.width or 80).plain

    def get_selection(self, selection: "Selection") -> tuple[str, str] | None:
        """The selected text, from the lines as they stand."""
        return selection.extract(self.text), "\n"
