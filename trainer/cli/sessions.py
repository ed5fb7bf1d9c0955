"""`huashu sessions` and `huashu show`: what was practised, at a glance and in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from trainer.cli.content import opened_store
from trainer.cli.options import Settings, common
from trainer.cli.plain import copy_line, customer_lines, debrief_lines, indented, mark_lines
from trainer.cli.text import as_json, from_shell
from trainer.i18n import _
from trainer.names import axis_names
from trainer.wording import outcome_name, visible

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from trainer.keeping import Start
    from transcripts.records import Session
    from transcripts.store import Summary


@click.command("sessions", help=_("列出会话；--json 给程序用。"))
@click.option("--json", is_flag=True, help=_("输出一个 JSON 数组"))
@common
def sessions_command(settings: Settings, *, json: bool) -> None:
    """List sessions, of one trainee where one is named; an exam's marks once it has ended."""
    summaries = [replace(each, marks=None) if _in_exam(each) else each for each in _summaries(settings)]
    if json:
        click.echo(as_json([summary.as_json() for summary in summaries]))
        return
    for summary in summaries:
        overall = summary.marks["overall"] if summary.marks else "-"
        state = outcome_name(summary.outcome) if summary.outcome else _("未完")
        started = summary.started[:16].replace("T", " ")
        click.echo(visible(f"{summary.id}  {started}  {summary.trainee}  {summary.scenario}  {state}  {overall}"))


def _in_exam(of: Summary | Session) -> bool:
    """Whether it is an exam that can still be gone on with: nobody is told marks in the middle of one."""
    return of.mode == "exam" and of.ended is None


def _summaries(settings: Settings) -> list[Summary]:
    """The sessions kept; none where nobody has practised here yet and no other database was named."""
    from transcripts.store import default_path

    if settings.db is None and not default_path().exists():
        return []
    with opened_store(settings, read_only=True) as store:
        person = store.find_person(settings.trainee).id if settings.trainee else None
        return store.sessions(person=person)


@click.command("show", help=_("显示一次会话：对话、分数和总结。"))
@click.argument("session")
@common
def show_command(settings: Settings, session: str) -> None:
    """Print one session from first line to debrief."""
    from trainer.keeping import kept_scenario, making_sense

    with opened_store(settings, read_only=True) as store:
        kept = store.session(store.find_session(from_shell(session)))
        scenario = kept_scenario(store, kept, to_play=False)
        with making_sense(store, kept):
            lines = list(_whole(kept, scenario))
    for line in lines:
        click.echo(line)


def _whole(session: Session, scenario: Scenario) -> Iterator[str]:
    """A session as `play --plain` would have printed it, with the replies."""
    from trainer.keeping import Start
    from trainer.practice.copies import Copies
    from trainer.practice.debrief import debrief

    copies = Copies(scenario)
    yield from indented([f"{scenario.title}（{scenario.source}）", f"{session.started} {session.mode}"])
    yield from indented(_elsewhere(Start.of(session), scenario))
    yield from customer_lines(session.opening, scenario.cast)
    for turn in session.turns:
        yield f"坐席: {visible(turn.reply)}"
        yield from () if _in_exam(session) else mark_lines(turn)
        copy = copies.find(turn.reply, turn.state) if session.mode != "exam" else None
        yield from () if copy is None else (copy_line(turn, copy),)
        yield from customer_lines(turn.said, scenario.cast)
    if _in_exam(session):
        yield from indented([_("考试还没结束，分数等结束以后再看。")])
    else:
        yield from debrief_lines(debrief(scenario, session.turns, Start.of(session).mood or scenario.mood))
    yield visible(f"[会话 {session.id} {session.ending or 'open'}]")


def _elsewhere(start: Start, scenario: Scenario) -> Iterator[str]:
    """Where and how a session began, where not as the scenario says."""
    if start.state is not None:
        state = scenario.states.get(start.state)
        yield _("从状态 {state} 开始：{title}").format(state=start.state, title=state.title if state else "")
    if start.mood is not None:
        names = axis_names(scenario)
        moods = " ".join(f"{names[axis]} {getattr(start.mood, axis)}" for axis in names)
        yield _("开始时的心情另定：{moods}").format(moods=moods)
