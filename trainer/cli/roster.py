"""`huashu roster` and `huashu pass-rule`: who is to practise what by when, and what passes here."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.content import open_catalogue, opened_store
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json, from_shell
from trainer.i18n import _
from trainer.wording import visible

if TYPE_CHECKING:
    from transcripts.passing import PassRule
    from transcripts.roster import Listed


@click.command("roster", help=_("收一份名单（csv：工号、姓名、班级、场景、截止日期）；不写文件就看各人的作业。"))
@click.argument("file", metavar="[FILE.csv]", required=False, type=click.Path(path_type=Path))
@click.option("--team", metavar="T", help=_("只看这个班级"))
@click.option("--json", is_flag=True, help=_("输出一个 JSON 数组"))
@common
def roster_command(settings: Settings, file: Path | None, *, team: str | None, json: bool) -> None:
    """Take a list in, or show assignments and who has not practised at all."""
    if file is not None:
        _take(settings, file)
        return
    from transcripts.roster import as_rows
    from transcripts.staffroom import Staffroom

    team, today = from_shell(team) if team else None, datetime.now(UTC).date().isoformat()
    with opened_store(settings, read_only=True) as store:
        tasks, absent = Staffroom(store).assigned(team), Staffroom(store).absent(team)
    if json:
        click.echo(as_json(list(as_rows(tasks, today))))
        return
    for task in tasks:
        state = task.passed[:10] if task.passed else _("逾期") if task.is_late(today) else _("还没合格")
        line = (
            f"{task.team}  {task.staff_number}  {task.name}  {task.scenario}  {task.due or '-'}  {task.tries}  {state}"
        )
        click.echo(visible(line))
    for one in absent:
        click.echo(
            visible(
                _("还没开始练：{name} {number} {team}").format(name=one.name, number=one.staff_number, team=one.team)
            )
        )


def _take(settings: Settings, file: Path) -> None:
    from transcripts.roster import RosterProblem, read
    from transcripts.staffroom import Staffroom

    try:
        listed = read(_bytes(file))
    except RosterProblem as error:
        raise Failure(ExitCode.INVALID, "\n".join(f"{file}:{line}" for line in error.lines)) from error
    known = [_resolved(settings, each, file) for each in listed]
    with opened_store(settings) as store:
        people, tasks = Staffroom(store).keep_roster(known)
    click.echo(_("名单 {people} 人，作业 {tasks} 项").format(people=people, tasks=tasks), err=True)


def _bytes(file: Path) -> bytes:
    """What a file holds. Asked first whether it is one: opening a pipe would wait for ever."""
    try:
        if file.is_file():
            return file.read_bytes()
    except OSError as error:
        raise Failure(ExitCode.USAGE, _("打不开 {path}：{error}").format(path=file, error=error.strerror)) from error
    raise Failure(ExitCode.USAGE, _("没有这个文件：{path}").format(path=file))


def _resolved(settings: Settings, listed: Listed, file: Path) -> Listed:
    """The line with its scenario's whole id."""
    from dataclasses import replace

    from scenarios.catalogue import UnknownScenario

    if not listed.scenario:
        return listed
    try:
        return replace(listed, scenario=open_catalogue(settings).find(listed.scenario).id)
    except UnknownScenario as error:
        said = _("{file}: 没有场景“{name}”（{person}）")
        raise Failure(ExitCode.INVALID, said.format(file=file, name=listed.scenario, person=listed.name)) from error


@click.command("pass-rule", help=_("看或改合格标准：写一个 YAML 文件；--default 回到程序自己的标准。"))
@click.argument("file", metavar="[FILE.yaml]", required=False, type=click.Path(path_type=Path))
@click.option("--default", "default", is_flag=True, help=_("回到程序自己的标准"))
@common
def pass_rule_command(settings: Settings, file: Path | None, *, default: bool) -> None:
    """Show the rule that holds, let another one hold, or go back to the sessions' own verdict."""
    from transcripts.staffroom import Staffroom

    if file is None and not default:
        with opened_store(settings, read_only=True) as store:
            click.echo(_shown(Staffroom(store).pass_rule()))
        return
    rule = None if file is None else _rule(file)
    made = datetime.now(UTC).isoformat(timespec="milliseconds")
    with opened_store(settings) as store:
        Staffroom(store).keep_pass_rule(rule, author=settings.trainee or "", made=made)
    click.echo(_shown(rule))


def _shown(rule: PassRule | None) -> str:
    from transcripts.passing import PassRule

    words = as_json(asdict(rule or PassRule()))
    return words if rule is not None else _("程序自己的标准：{rule}").format(rule=words)


def _rule(file: Path) -> PassRule:
    """A rule as somebody wrote it."""
    from scoring.yamlfile import YamlError, parse
    from transcripts.passing import rule_from

    try:
        value: Any = parse(_bytes(file), str(file)).data
        return rule_from(value)
    except YamlError as error:
        raise Failure(ExitCode.INVALID, str(error)) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise Failure(ExitCode.INVALID, f"{file}: {error}") from error
