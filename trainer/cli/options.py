"""Options that every command takes, before its name or after: database, language, trainee, own scenarios."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from trainer.cli.text import from_shell
from trainer.i18n import LANGUAGES, _

Command = TypeVar("Command", bound=Callable[..., Any])


class Settings(NamedTuple):
    """What the options and their variables say; None where nobody said anything."""

    db: Path | None
    trainee: str | None
    scenarios: Path | None
    lang: str | None


def common(function: Command) -> Command:
    """Give a command the common options; it receives them as one `settings`, those after the name first."""

    @click.option("--db", type=click.Path(path_type=Path), help=_("数据库文件（也可用 HUASHU_DB）"))
    @click.option(
        "--lang", type=click.Choice(LANGUAGES, case_sensitive=False), help=_("界面语言（也可用 HUASHU_LANG）")
    )
    @click.option("--trainee", help=_("谁在练习：姓名或工号（也可用 HUASHU_TRAINEE）"))
    @click.option("--scenarios", type=click.Path(path_type=Path), help=_("自己的场景文件夹（也可用 HUASHU_SCENARIOS）"))
    @click.pass_context
    @functools.wraps(function)
    def wrapped(context: click.Context, /, **options: Any) -> Any:
        own = {name: options.pop(name) for name in ("db", "lang", "trainee", "scenarios")}
        before: dict[str, Any] = context.obj or {}
        said = {name: value if value is not None else before.get(name) for name, value in own.items()}
        if context.parent is None:
            context.obj = said
        return context.invoke(function, settings=_settings(said), **options)

    return wrapped  # type: ignore[return-value]  # click's decorators keep the callable's role, not its type


def _settings(said: dict[str, Any]) -> Settings:
    def path(name: str) -> Path | None:
        value = said[name] or os.environ.get(f"HUASHU_{name.upper()}")
        return Path(value) if value else None

    trainee = said["trainee"] or os.environ.get("HUASHU_TRAINEE")
    return Settings(path("db"), from_shell(trainee) if trainee else None, path("scenarios"), said["lang"])
