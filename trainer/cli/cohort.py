"""`huashu cohort`: what a class, a trainee or everybody did, in the terminal, as JSON, or as a page to print."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.content import open_catalogue, opened_store
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json, from_shell
from trainer.cli.writing import write_new
from trainer.i18n import _
from trainer.names import with_titles
from trainer.wording import label_name, mark_names, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcripts.cohort import Cohort
    from transcripts.roster import Assigned


@click.command("cohort", help=_("看一个班、一个人或者所有人练得怎样；--html 存成能打印的一页。"))
@click.option("--team", metavar="T", help=_("只看这个班级"))
@click.option("--since", metavar="DAY", help=_("从这一天起（2026-11-01，UTC）"))
@click.option("--until", metavar="DAY", help=_("到这一天之前"))
@click.option("--json", is_flag=True, help=_("输出一个 JSON 数组"))
@click.option("--html", "page", type=click.Path(path_type=Path), help=_("存成这个新网页文件"))
@click.option("--anonymous", is_flag=True, help=_("网页里不写姓名和工号"))
@common
def cohort_command(
    settings: Settings,
    *,
    team: str | None,
    since: str | None,
    until: str | None,
    json: bool,
    page: Path | None,
    anonymous: bool,
) -> None:
    """Add up sessions and print, or write, what they come to."""
    from transcripts.staffroom import Filters, Staffroom

    team = from_shell(team) if team else None
    since, until = _day(since), _day(until)
    with opened_store(settings, read_only=True) as store:
        person = store.find_person(settings.trainee) if settings.trainee else None
        room = Staffroom(store)
        found = room.cohort(Filters(person=person.id if person else None, team=team, since=since, until=until))
        tasks = [] if person is not None else room.assigned(team)
    found, about = with_titles(found, open_catalogue(settings)), person.name if person and not anonymous else team
    today = datetime.now(UTC).date().isoformat()
    if anonymous:
        found, tasks = nameless(found), []
    if page is not None:
        _write(settings, found, tasks, page, title=_title(about), today=today)
    elif json:
        click.echo(as_json([as_plain(found, tasks, today)]))
    else:
        for line in _lines(found, tasks, today):
            click.echo(visible(line))


def _day(said: str | None) -> str | None:
    """The day in the one way that can be compared as text, when it is one."""
    if said is not None:
        from datetime import date

        try:
            return date.fromisoformat(said).isoformat()
        except ValueError as error:
            raise Failure(ExitCode.USAGE, _("“{day}”不是日期；写成 2026-11-01 这样").format(day=said)) from error
    return said


def _title(name: str | None) -> str:
    return _("{name}的练习情况").format(name=name) if name else _("练习情况")


def nameless(found: Cohort) -> Cohort:
    """The same without anybody's name or number."""
    from dataclasses import replace

    people = (
        replace(one, name=_("学员{n}").format(n=n), staff_number="", person="")
        for n, one in enumerate(found.trainees, 1)
    )
    return replace(found, trainees=tuple(people))


def _write(settings: Settings, found: Cohort, tasks: list[Assigned], path: Path, *, title: str, today: str) -> None:
    from trainer.reports.cohort import cohort_page

    titles = {entry.id: entry.title or entry.id for entry in open_catalogue(settings).entries()}
    write_new(path, cohort_page(found, title=title, titles=titles, tasks=tasks, today=today))
    click.echo(visible(str(path)), err=True)


def as_plain(found: Cohort, tasks: list[Assigned], today: str) -> dict[str, Any]:
    """Everything as plain values."""
    from dataclasses import asdict

    from transcripts.roster import as_rows

    return {**asdict(found), "assignments": list(as_rows(tasks, today))}


def _lines(found: Cohort, tasks: list[Assigned], today: str) -> Iterator[str]:
    names = mark_names()
    yield _("{people} 人，{sessions} 次练习，{ended} 次练完，{passed} 次合格").format(
        people=len(found.trainees), sessions=found.sessions, ended=found.ended, passed=found.passed
    )
    for key, spread in found.marks.items():
        if not spread:
            continue
        yield f"{names[key]}  " + "  ".join(f"{mark}: {count}" for mark, count in spread.items())
    for shown in found.faults[:5]:
        yield _("毛病  {label}  每百句 {share:.1f}").format(label=label_name(shown.label), share=100 * shown.share)
    for dropped in found.dropped[:5]:
        yield _("谈崩  {scenario}  {state}  {count} 次").format(
            scenario=dropped.scenario, state=dropped.title or dropped.state, count=dropped.sessions
        )
    for one in found.trainees:
        marks = " ".join("-" if mark is None else f"{mark:.1f}" for mark in (one.first, one.best, one.latest))
        yield f"{one.team}  {one.staff_number}  {one.name}  {one.sessions}  {one.passed}/{one.tried}  {marks}"
    for task in tasks:
        state = task.passed[:10] if task.passed else _("逾期") if task.is_late(today) else _("还没合格")
        yield f"{task.team}  {task.staff_number}  {task.name}  {task.scenario}  {task.due or '-'}  {state}"
