"""`huashu doctor`: what this terminal will get wrong, and what to set. Asks the terminal itself where it can."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import click

from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import visible

_PROBES: Final[tuple[tuple[str, int], ...]] = (("你", 2), ("，", 2), ("“", 1), ("…", 1), ("—", 1), ("█", 1), ("│", 1))
"""Characters and the cells the app takes them to fill."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing looked at: whether it is fine, what was found, and what to do about it."""

    fine: bool
    found: str
    do: str = ""


@click.command("doctor", help=_("看看这个终端会有什么问题，怎么设置。"))
@common
def doctor_command(settings: Settings) -> None:  # noqa: ARG001 - every command takes the common options
    """Print what was looked at and what to set."""
    for advice in (*_surroundings(os.environ), *_widths()):
        click.echo(visible(f"{'✓' if advice.fine else '✗'} {advice.found}"))
        if advice.do:
            click.echo(f"  → {advice.do}")


def _surroundings(environment: Mapping[str, str]) -> Iterator[Advice]:
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if is_terminal:
        columns, lines = os.get_terminal_size()
        enough = columns >= 80 and lines >= 24
        size = _("窗口 {columns}×{lines}").format(columns=columns, lines=lines)
        yield Advice(enough, size, "" if enough else _("请把窗口拉大到至少 80 列、24 行"))
    else:
        yield Advice(False, _("这里不是终端"), _("请在终端窗口里运行；脚本里用 huashu play ID --plain"))
    encoding = (environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "").lower()
    utf8 = "utf" in encoding or sys.platform == "win32"
    yield Advice(utf8, _("字符集 {name}").format(name=encoding or "?"), "" if utf8 else "export LANG=C.UTF-8")
    term = environment.get("TERM", "")
    plain = term in ("", "dumb", "linux") and sys.platform != "win32"
    yield Advice(not plain, f"TERM={term}", _("这种终端显示不了汉字，请换一个图形终端") if plain else "")
    if environment.get("TMUX"):
        yield Advice(True, "tmux", _("复制到剪贴板需要 set -g set-clipboard on"))
    if environment.get("NO_COLOR"):
        yield Advice(True, _("NO_COLOR：不用颜色，符号和下划线仍在"))
    yield from _known_terminals(environment)


def _known_terminals(environment: Mapping[str, str]) -> Iterator[Advice]:
    """What is known of terminals that name themselves."""
    program = environment.get("TERM_PROGRAM", "")
    if program == "Apple_Terminal":
        yield Advice(True, _("macOS 终端"), _("选中文字用 fn+拖动；剪贴板不支持 OSC 52"))
    if program == "iTerm.app":
        yield Advice(True, "iTerm2", _("“Ambiguous characters are double-width”请不要勾选"))
    if environment.get("WT_SESSION"):
        yield Advice(True, "Windows Terminal", _("输入法候选字可能画在光标后面，不影响输入"))
    elif sys.platform == "win32":
        yield Advice(False, _("旧版控制台"), _("请改用 Windows Terminal"))


def _widths() -> Iterator[Advice]:
    """How wide this terminal draws what the app draws."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or sys.platform == "win32":
        return
    from trainer.cli.terminal import measured_widths

    widths = measured_widths([character for character, _cells in _PROBES])
    if widths is None:
        yield Advice(False, _("终端没有回答光标位置"), _("宽度没法核对；看看边框和汉字是否对齐"))
        return
    for (character, cells), width in zip(_PROBES, widths, strict=True):
        if width == cells:
            continue
        found = _("“{character}”画了 {width} 格，程序按 {cells} 格排").format(
            character=character, width=width, cells=cells
        )
        yield Advice(False, found, _("请把“歧义宽度字符”设为窄（1 格），或换等宽的中文字体"))
    if all(width == cells for (_character, cells), width in zip(_PROBES, widths, strict=True)):
        yield Advice(True, _("汉字、标点和边框的宽度都对"))
