"""`huashu new`: a small whole scenario in one's own folder, to be changed into one's own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import click

from scoring.labels import CHANNELS
from trainer.cli.content import own_folder
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.cli.text import from_shell
from trainer.i18n import _
from trainer.wording import visible

if TYPE_CHECKING:
    from pathlib import Path

_SCHEMA: Final = "scenario.schema.json"


@click.command("new", help=_("在自己的场景文件夹里新建一个写好的小场景，照着改成自己的。"))
@click.argument("scenario", metavar="ID")
@click.option("--persona", metavar="NAME", help=_("人物类型（不写就是 rational）"))
@click.option("--channel", type=click.Choice(CHANNELS), help=_("hall 营业厅，hotline 热线"))
@click.option("--title", help=_("场景的名字"))
@common
def new_command(
    settings: Settings, scenario: str, *, persona: str | None, channel: str | None, title: str | None
) -> None:
    """Write the scenario and the schema beside it, and say what comes next."""
    own = own_folder(settings)
    if own is None:
        said = _("新场景写在哪个文件夹？请写 --scenarios 文件夹，或者设好 HUASHU_SCENARIOS。")
        raise Failure(ExitCode.USAGE, said)
    path = _place(own, scenario)
    _must_have(own, persona)
    words = {"title": _checked(title), "persona": persona, "channel": channel}
    _write(own, path, scenario, words)
    click.echo(visible(str(path)))
    for line in _next_steps(own, path, scenario):
        click.echo(visible(line), err=True)


def _place(own: Path, name: str) -> Path:
    """Where the file of a new scenario goes; what cannot be an id, or is taken, is refused."""
    from scenarios.folder import PERSONAS, RULES, SHIPPED, SUFFIX, Location, scenario_files

    location = Location(name, own / f"{name}{SUFFIX}")
    if location.problem() or {PERSONAS, RULES}.intersection(name.split("/")):
        said = _("“{name}”不能做编号：只用小写字母、数字和连字符，用 / 分文件夹，例如 mine/recycled-number")
        raise Failure(ExitCode.USAGE, said.format(name=name))
    shipped = next((each.id for each in scenario_files(SHIPPED) if f"/{each.id}".endswith(f"/{name}")), None)
    if shipped:
        raise Failure(ExitCode.USAGE, _("“{name}”是自带的场景，请换一个编号。").format(name=shipped))
    return location.path


def _must_have(own: Path, persona: str | None) -> None:
    """Refuse a persona that is not there."""
    from scenarios.folder import SHIPPED, persona_files

    known = sorted({location.id for folder in (SHIPPED, own) for location in persona_files(folder)})
    if persona is not None and persona not in known:
        said = _("没有人物类型“{name}”；有：{known}").format(name=persona, known="、".join(known))
        raise Failure(ExitCode.USAGE, said)


def _checked(title: str | None) -> str | None:
    """A title as it was typed; one that says nothing, or would steer a screen, is refused."""
    if title is None:
        return None
    typed = from_shell(title).strip()
    if not typed or visible(typed) != typed:
        raise Failure(ExitCode.USAGE, _("场景的名字要有字，不能有看不见的字符。"))
    return typed


def _write(own: Path, path: Path, name: str, words: dict[str, str | None]) -> None:
    """Write what has passed the checks, so that nobody starts from a broken file."""
    from scenarios.folder import SHIPPED, persona_files
    from scenarios.schemas import schema_text
    from scenarios.shelf import Shelf
    from scenarios.template import begun
    from scenarios.whole import load_whole
    from scoring.yamlfile import YamlError, parse
    from trainer.cli.writing import must_be_free, write_new, write_schema

    schema = own / _SCHEMA
    text = begun(words, os.path.relpath(schema, path.parent).replace(os.sep, "/"))
    try:
        document = parse(text.encode("utf-8", "surrogatepass"), str(path))
    except YamlError as error:
        raise Failure(ExitCode.USAGE, str(error)) from error
    loaded = load_whole(document, name, Shelf((*persona_files(SHIPPED), *persona_files(own))))
    if loaded.scenario is None:
        raise Failure(ExitCode.INVALID, "\n".join(map(str, loaded.problems)))
    must_be_free(path)
    write_schema(schema, schema_text("scenario"))
    write_new(path, text)


def _next_steps(own: Path, path: Path, name: str) -> list[str]:
    """What to do now, as commands that can be copied."""
    is_set = os.environ.get("HUASHU_SCENARIOS") == str(own)
    where = "" if is_set else f' --scenarios "{own}"'
    return [
        _("写好了，现在就能练，也能通过检查。用编辑器打开它，从上往下改有 ★ 的地方。接下来："),
        f'  huashu check "{path}"{where}',
        f"  huashu play {name} --plain{where}",
    ]
