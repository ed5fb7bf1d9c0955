"""`huashu backup` and `huashu forget`: a copy of the database, and one person's data handed out and deleted."""

import json
from pathlib import Path

import click

from trainer.cli.content import opened_store
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import visible


@click.command("backup", help=_("把数据库备份到一个新文件；不覆盖已有的文件。"))
@click.argument("target", type=click.Path(path_type=Path))
@common
def backup_command(settings: Settings, target: Path) -> None:
    """Copy the database, also while others write."""
    with opened_store(settings, read_only=True) as store:
        store.backup(target)
    click.echo(visible(_("已备份到 {path}").format(path=target)), err=True)


@click.command("forget", help=_("删除一个人的全部数据；--export 先存一份给本人。"))
@click.option("--export", "export", type=click.Path(path_type=Path), help=_("删除前把全部数据存成 JSON"))
@click.option("--yes", is_flag=True, help=_("不再询问"))
@common
def forget_command(settings: Settings, *, export: Path | None, yes: bool) -> None:
    """Delete everything kept about the person named by --trainee."""
    if settings.trainee is None:
        raise Failure(ExitCode.USAGE, _("要删除谁的数据？请写 --trainee 姓名或工号。"))
    with opened_store(settings) as store:
        person = store.find_person(settings.trainee)
        if export is not None:
            _write_new(export, json.dumps(store.export_person(person.id), ensure_ascii=False, indent=1))
        question = visible(_("删除“{name}”的全部练习记录？删除后不能恢复。").format(name=person.name))
        if not yes and not click.confirm(question, err=True):
            return
        gone = store.delete_person(person.id)
    told = _("已删除 {sessions} 次练习、{turns} 句回复。").format(sessions=gone.sessions, turns=gone.turns)
    click.echo(told, err=True)
    for copy in gone.copies:
        click.echo(visible(_("升级时的旧备份里可能还有：{path}").format(path=copy)), err=True)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise Failure(ExitCode.USAGE, _("写不了 {path}：{error}").format(path=path, error=error.strerror)) from error
