"""`huashu graph`: a scenario as a Mermaid diagram."""

import click

from trainer.cli.content import load_scenario, open_catalogue
from trainer.cli.options import Settings, common
from trainer.i18n import _


@click.command("graph", help=_("把场景画成 Mermaid 路线图（贴进支持 Mermaid 的编辑器即可看）。"))
@click.argument("scenario")
@common
def graph_command(settings: Settings, scenario: str) -> None:
    """Print the diagram of a scenario."""
    from scenarios.graph import mermaid

    click.echo(mermaid(load_scenario(open_catalogue(settings), scenario)))
