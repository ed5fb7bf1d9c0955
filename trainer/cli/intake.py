"""`huashu import`: sessions from other machines, checked line by line and played again, into this database."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from trainer.cli.content import load_scorer, opened_store
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import trouble_words, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainer.exchange import Received

SUFFIX = ".huashu-sessions"


@click.command("import", help=_("把别的电脑导出的会话收进来：逐行核对、重放一遍；只增加，不覆盖。"))
@click.argument("files", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--no-replay", is_flag=True, help=_("只核对，不重放（快得多）"))
@common
def import_command(settings: Settings, files: tuple[Path, ...], *, no_replay: bool) -> int:
    """Take in bundles; each file is checked to its end before anything of it is kept."""
    from trainer.exchange import Received, receive
    from transcripts.staffroom import Staffroom

    found = [file for path in files for file in _files(path)]
    scorer = None if no_replay else load_scorer(settings)
    received, refused = Received(), 0
    with opened_store(settings) as store:
        for file in found:
            try:
                with _opened(file) as stream:
                    receive(store, stream, scorer, received)
            except ValueError as error:
                refused += 1
                click.echo(visible(f"{file}: {_refusal(error)}"), err=True)
        Staffroom(store).index()
    _report(received, replayed=scorer is not None)
    if refused:
        return ExitCode.INVALID
    return ExitCode.FOUND if received.differs or received.taken.count("conflict") else ExitCode.DONE


def _files(path: Path) -> list[Path]:
    """A file, or all bundles of a folder."""
    if path.is_dir():
        found = sorted(each for each in path.rglob(f"*{SUFFIX}") if each.is_file())
        if not found:
            said = _("{path} 里没有 *{suffix} 文件").format(path=path, suffix=SUFFIX)
            raise Failure(ExitCode.USAGE, said)
        return found
    if not path.is_file():
        raise Failure(ExitCode.USAGE, _("没有这个文件：{path}").format(path=path))
    return [path]


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        with file.open("rb") as stream:
            yield stream
    except OSError as error:
        raise Failure(ExitCode.USAGE, _("打不开 {path}：{error}").format(path=file, error=error.strerror)) from error


def _refusal(error: ValueError) -> str:
    from transcripts.bundle import BundleRefused

    if not isinstance(error, BundleRefused):
        raise error
    return error.words(_)


def _report(received: Received, *, replayed: bool) -> None:
    """What became of everything, on standard output, and what asks for a look on standard error."""
    taken = received.taken
    words = {
        "added": _("新收 {count} 次会话"),
        "continued": _("接上 {count} 次没说完的"),
        "same": _("{count} 次早就有了"),
        "older": _("{count} 次这里的更新"),
    }
    said = [word.format(count=taken.count(fate)) for fate, word in words.items() if taken.count(fate)]  # type: ignore[arg-type]
    said += [_("点评和异议 {count} 条").format(count=taken.entries)] if taken.entries else []
    if replayed and taken.sessions:
        said.append(_("重放一致 {same} 次").format(same=received.identical))
    if replayed and received.other_version:
        said.append(_("由另一版评分器打分、没法比的 {count} 次").format(count=received.other_version))
    click.echo("，".join(said) or _("什么也没有收"))
    for name, turn in received.differs:
        click.echo(visible(_("练习 {id} 第 {turn} 句重放出来不一样，没有收").format(id=name, turn=turn)), err=True)
    for name in (name for name, fate in taken.sessions.items() if fate == "conflict"):
        click.echo(visible(_("练习 {id} 和这里的不一样，没有覆盖").format(id=name)), err=True)
    for name, why in taken.refused:
        click.echo(visible(_("练习 {id} 的一条点评没有收：{why}").format(id=name, why=trouble_words(why))), err=True)
    for name in taken.people:
        click.echo(visible(_("“{name}”在这里登记的姓名或工号不同，保留这里的").format(name=name)), err=True)
