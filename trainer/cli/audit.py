"""`huashu audit`: plays every kept session again and names those that do not come out the same."""

import click

from trainer.cli.content import load_scorer, opened_store
from trainer.cli.exits import ExitCode
from trainer.cli.options import Settings, common
from trainer.i18n import _


@click.command("audit", help=_("重放所有会话，列出不能重现的；先检查数据库文件本身。"))
@common
def audit_command(settings: Settings) -> int:
    """Say of each session: identical, differs, or marked by another scorer version."""
    from scenarios.packed import unpack
    from trainer.keeping import replay

    scorer = load_scorer()
    with opened_store(settings) as store:
        damage = store.check()
        for trouble in damage:
            click.echo(trouble, err=True)
        words = {"identical": _("一致"), "differs": _("不一致"), "other version": _("由另一版评分器打分")}
        verdicts: list[str] = []
        for summary in store.sessions():
            session = store.session(summary.id)
            verdict = replay(session, unpack(store.text(session.scenario_hash)), scorer)
            verdicts.append(verdict)
            click.echo(f"{session.id}  {verdict}  {words[verdict]}")
    counts = "  ".join(f"{words[verdict]} {verdicts.count(verdict)}" for verdict in words)
    click.echo(counts, err=True)
    if damage:
        return ExitCode.DATABASE
    return ExitCode.FOUND if "differs" in verdicts else ExitCode.DONE
