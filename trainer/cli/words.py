"""Says what click has to say, usage errors and the frame of a help page, in the language spoken."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from trainer.i18n import _


class SpokenFormatter(click.HelpFormatter):
    """Help pages with headings in the language spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line of a help page."""
        args = args.replace("[OPTIONS]", _("[选项]")).replace("[COMMAND] [ARGS]...", _("[命令] [参数]..."))
        super().write_usage(prog, args, prefix or _("用法："))

    def write_heading(self, heading: str) -> None:
        """A section's name."""
        super().write_heading(_("选项") if heading == "Options" else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A table of options or commands."""
        said = [(name, _("显示这段说明") if text == "Show this message and exit." else text) for name, text in rows]
        super().write_dl(said, col_max, col_spacing)


class SpokenContext(click.Context):
    """The context of every command."""

    formatter_class = SpokenFormatter


def in_words(error: click.ClickException) -> str:
    """What was wrong with a command line, and where its help is."""
    context = getattr(error, "ctx", None)
    help_at = [] if context is None else [_("用法见 {command} --help").format(command=context.command_path)]
    return "\n".join([_wrong(error), *help_at])


def _wrong(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return _("没有选项“{name}”{offer}").format(name=error.option_name, offer=offer(error.possibilities or ()))
    if isinstance(error, click.BadOptionUsage):
        return _("选项“{name}”缺了内容，或者多了内容").format(name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _("缺少“{name}”").format(name=_name(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    extra = error.message.removeprefix("Got unexpected extra ")
    if extra == error.message:
        return error.message
    return _("多出来的内容：{words}").format(words=extra.partition(" ")[2].strip("()"))


def _bad_value(error: click.BadParameter) -> str:
    kind: Any = error.param.type if error.param is not None else None
    if isinstance(kind, click.IntRange):
        return _("“{name}”应是 {least} 到 {most} 的整数").format(name=_name(error), least=kind.min, most=kind.max)
    if isinstance(kind, click.Choice):
        return _("“{name}”只能是：{choices}").format(name=_name(error), choices="、".join(map(str, kind.choices)))
    return _("“{name}”的值不对").format(name=_name(error))


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    is_option = isinstance(error.param, click.Option)
    return max(error.param.opts, key=len) if is_option else error.param.human_readable_name.upper()


def offer(candidates: Sequence[str], *, several: bool = False) -> str:
    """What may have been meant, to go on a message; nothing where there is no guess."""
    if not candidates:
        return ""
    names = "、".join(candidates)
    return _("；请写全：{names}").format(names=names) if several else _("；是不是：{names}").format(names=names)
