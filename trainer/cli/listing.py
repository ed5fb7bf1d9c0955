"""`huashu list`: the scenarios there are, broken ones too."""

import json

import click

from trainer.cli.content import open_catalogue
from trainer.cli.options import Settings, common
from trainer.cli.text import visible
from trainer.i18n import _


@click.command("list", help=_("列出场景；--json 给程序用。"))
@click.option("--json", "as_json", is_flag=True, help=_("输出一个 JSON 数组"))
@common
def list_command(settings: Settings, *, as_json: bool) -> None:
    """List scenarios by folder."""
    entries = open_catalogue(settings).entries()
    if as_json:
        click.echo(json.dumps([entry.as_json() for entry in entries], ensure_ascii=False))
        return
    for entry in entries:
        name = f"{entry.id}  {entry.title}"
        level = "·" * (entry.level or 0)
        click.echo(visible(f"{name}  {level}  {entry.source}" if entry.valid else f"{name}  {_('文件有错')}"))
        for problem in () if entry.valid else entry.problems:
            click.echo(visible(str(problem)), err=True)
