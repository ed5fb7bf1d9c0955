"""`huashu graph`: a scenario as a Mermaid diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer.cli.content import load_scenario, open_catalogue
from trainer.cli.options import Settings, common
from trainer.i18n import _

if TYPE_CHECKING:
    from scenarios.graph import Direction


@click.command("graph", help=_("把场景画成 Mermaid 路线图（贴进支持 Mermaid 的编辑器即可看）。"))
@click.argument("scenario")
@click.option(
    "--direction", type=click.Choice(("TB", "LR"), case_sensitive=False), default="TB", help=_("从上往下，或从左往右")
)
@common
def graph_command(settings: Settings, scenario: str, *, direction: Direction) -> None:
    """Print the diagram of a scenario."""
    from scenarios.graph import mermaid

    click.echo(mermaid(load_scenario(open_catalogue(settings), scenario), direction), nl=False)
