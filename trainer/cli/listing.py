"""`huashu list`: the scenarios there are, broken ones too."""

import click

from trainer.cli.content import open_catalogue
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json
from trainer.i18n import _
from trainer.sources import broken_files
from trainer.wording import visible


@click.command("list", help=_("列出场景；--json 给程序用。"))
@click.option("--json", is_flag=True, help=_("输出一个 JSON 数组"))
@common
def list_command(settings: Settings, *, json: bool) -> None:
    """List scenarios by folder."""
    catalogue = open_catalogue(settings)
    entries = catalogue.entries()
    for broken in broken_files(settings.scenarios, catalogue):
        for wrong in broken.wrong:
            click.echo(visible(f"{broken.path}:{wrong}"), err=True)
    if json:
        click.echo(as_json([entry.as_json() for entry in entries]))
        return
    for entry in entries:
        name = f"{entry.id}  {entry.title}"
        level = "·" * (entry.level or 0)
        click.echo(visible(f"{name}  {level}  {entry.source}" if entry.valid else f"{name}  {_('文件有错')}"))
        for problem in () if entry.valid else entry.problems:
            click.echo(visible(str(problem)), err=True)
