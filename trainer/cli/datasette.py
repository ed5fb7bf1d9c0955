"""`huashu datasette`: the metadata file with which Datasette shows the database to an instructor."""

from __future__ import annotations

import json
from pathlib import Path

import click

from trainer.cli.options import Settings, common
from trainer.cli.writing import write_new
from trainer.i18n import _
from trainer.wording import visible


@click.command("datasette", help=_("输出 Datasette 的说明文件：常问的问题、各表是什么；用法见 docs/review.md。"))
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help=_("写到这个新文件；不写就输出到屏幕"))
@common
def datasette_command(settings: Settings, target: Path | None) -> None:
    """Print the metadata for this database's name, or write it to a file."""
    from transcripts.canned import metadata
    from transcripts.store import default_path

    name = (settings.db or default_path()).stem
    text = json.dumps(metadata(name), ensure_ascii=False, indent=2) + "\n"
    if target is None:
        click.echo(text, nl=False)
        return
    write_new(target, text)
    click.echo(visible(str(target)), err=True)
