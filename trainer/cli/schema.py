"""`huashu schema`: what a scenario, persona or rule file may hold, as a JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path

import click

from scenarios.schemas import KINDS, schema_text
from trainer.cli.options import Settings, common
from trainer.i18n import _


@click.command("schema", help=_("输出场景、人物或规则文件的格式说明（JSON Schema），给编辑器用。"))
@click.argument("kind", type=click.Choice(KINDS), default="scenario")
@click.option("-o", "--output", type=click.Path(path_type=Path), help=_("写进这个文件"))
@common
def schema_command(settings: Settings, kind: str, *, output: Path | None) -> None:  # noqa: ARG001 - every command's
    """Print a schema, or write it to a file."""
    if output is None:
        click.echo(schema_text(kind), nl=False)
        return
    from trainer.cli.writing import write_schema

    write_schema(output, schema_text(kind))
