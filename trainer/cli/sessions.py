"""`huashu sessions` and `huashu show`: what was practised, at a glance and in full."""

import json

import click

from trainer.cli.content import opened_store
from trainer.cli.options import Settings, common
from trainer.cli.plain import customer_lines, debrief_lines, indented, mark_lines, outcome_name
from trainer.cli.text import visible
from trainer.i18n import _


@click.command("sessions", help=_("列出会话；--json 给程序用。"))
@click.option("--json", "as_json", is_flag=True, help=_("输出一个 JSON 数组"))
@common
def sessions_command(settings: Settings, *, as_json: bool) -> None:
    """List sessions, of one trainee where one is named."""
    with opened_store(settings) as store:
        person = store.find_person(settings.trainee).id if settings.trainee else None
        summaries = store.sessions(person=person)
    if as_json:
        click.echo(json.dumps([summary.as_json() for summary in summaries], ensure_ascii=False))
        return
    for summary in summaries:
        overall = summary.marks["overall"] if summary.marks else "-"
        state = outcome_name(summary.outcome) if summary.outcome else _("未完")
        started = summary.started[:16].replace("T", " ")
        click.echo(visible(f"{summary.id}  {started}  {summary.trainee}  {summary.scenario}  {state}  {overall}"))


@click.command("show", help=_("显示一次会话：对话、分数和总结。"))
@click.argument("session")
@common
def show_command(settings: Settings, session: str) -> None:
    """Print one session from first line to debrief."""
    from scenarios.packed import unpack
    from trainer.keeping import Start
    from trainer.practice.debrief import debrief

    with opened_store(settings) as store:
        kept = store.session(store.find_session(session))
        scenario = unpack(store.text(kept.scenario_hash))
    start = Start.of(kept).mood or scenario.mood
    for line in indented([f"{scenario.title}（{scenario.source}）", f"{kept.started} {kept.mode}"]):
        click.echo(line)
    for line in customer_lines(kept.opening, scenario.cast):
        click.echo(line)
    for turn in kept.turns:
        click.echo(f"坐席: {visible(turn.reply)}")
        for line in (*mark_lines(turn), *customer_lines(turn.said, scenario.cast)):
            click.echo(line)
    for line in debrief_lines(debrief(scenario, kept.turns, start)):
        click.echo(line)
    click.echo(f"[会话 {kept.id} {kept.ending or 'open'}]")
