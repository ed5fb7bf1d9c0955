"""`huashu export`: sessions as a bundle for another machine, as JSON lines, as csv, or as a page to read and print."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from trainer.cli.content import opened_store
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json, from_shell
from trainer.cli.writing import must_be_free
from trainer.i18n import _
from trainer.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcripts.exports import Kept
    from transcripts.store import Store

FORMATS = ("html", "csv", "jsonl", "bundle")
SUFFIXES = {"bundle": "huashu-sessions"}
_LONGEST_NAME = 60


@click.command("export", help=_("导出会话：bundle 给别的电脑，jsonl 和 csv 给程序，html 给人看；不写会话就是全部。"))
@click.argument("sessions", metavar="[SESSION…]", nargs=-1)
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help=_("导出成什么"))
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help=_("写到这个新文件；不写就输出到屏幕"))
@click.option("--anonymous", is_flag=True, help=_("去掉姓名、工号和班组，会话编号也换掉"))
@click.option("--reviews", is_flag=True, help=_("带上讲师的点评和学员的异议"))
@click.option("--each", is_flag=True, help=_("每位学员一个文件，写到 -o 这个文件夹里"))
@common
def export_command(
    settings: Settings,
    sessions: tuple[str, ...],
    kind: str,
    target: Path | None,
    *,
    anonymous: bool,
    reviews: bool,
    each: bool,
) -> None:
    """Write the sessions named, of one trainee where one is named, or all; to one file, or to one for each trainee."""
    if each and (target is None or sessions or anonymous):
        raise Failure(ExitCode.USAGE, _("--each 要和 -o 文件夹 一起用，不和会话编号、--anonymous 一起用"))
    with opened_store(settings, read_only=True) as store:
        chosen = _chosen(store, sessions, settings.trainee)
        for file, ids in _by_trainee(store, chosen, target, kind) if each and target else [(target, chosen)]:
            with _out(file) as out:
                count = _write(store, ids, kind, out, anonymous=anonymous, reviews=reviews)
            said = _("已导出 {count} 次会话").format(count=count)
            click.echo(visible(f"{said}  {file}" if file else said), err=True)


def _by_trainee(store: Store, ids: list[str], folder: Path, kind: str) -> Iterator[tuple[Path, list[str]]]:
    """A file for each trainee of these sessions, named after them, and their sessions."""
    wanted, taken = set(ids), set[str]()
    for person in store.people():
        theirs = [summary.id for summary in store.sessions(person=person.id) if summary.id in wanted]
        name = _file_name(f"{person.name}{person.staff_number}")
        # An older version took people in whatever their id was.
        name = _file_name(person.id) or str(len(taken)) if not name or name in taken else name
        taken.add(name)
        if theirs:
            yield folder / f"{name}.{SUFFIXES.get(kind, kind)}", theirs


def _file_name(said: str) -> str:
    """What of a name can stand in that of a file, wherever the file goes."""
    return "".join(letter for letter in said if letter.isalnum())[:_LONGEST_NAME]


def _chosen(store: Store, sessions: tuple[str, ...], trainee: str | None) -> list[str]:
    """The ids meant, each once, in the order they were started."""
    if sessions:
        return list(dict.fromkeys(store.find_session(from_shell(name)) for name in sessions))
    person = store.find_person(trainee).id if trainee else None
    return [summary.id for summary in store.sessions(person=person)]


def _write(store: Store, ids: list[str], kind: str, out: IO[bytes], *, anonymous: bool, reviews: bool) -> int:
    from trainer.exchange import gather, write_bundle
    from transcripts.bundle import BundleRefused
    from transcripts.exports import Nameless

    nameless = Nameless(os.urandom(16)) if anonymous else None
    # Marks given by instructors stand in every table; only a bundle leaves them out unless they are asked for.
    found = gather(store, ids, reviews=reviews or kind != "bundle", nameless=nameless)
    if kind == "bundle":
        try:
            return write_bundle(store, found, out)
        except BundleRefused as error:
            raise Failure(ExitCode.INVALID, error.words(_)) from error
    for line in _lines(store, found, kind):
        out.write(line.encode("utf-8", "replace"))
    return len(ids)


def _lines(store: Store, found: Iterator[Kept], kind: str) -> Iterator[str]:
    from transcripts.exports import as_json as plain
    from transcripts.exports import csv_lines, csv_rows

    if kind == "csv":
        return csv_lines(row for kept in found for row in csv_rows(kept))
    if kind == "jsonl":
        return (f"{as_json(plain(kept))}\n" for kept in found)
    from trainer.reports.session import session_pages

    return session_pages(store, found)


@contextmanager
def _out(target: Path | None) -> Iterator[IO[bytes]]:
    """Where to write: a new file, whole or not at all, or standard output."""
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    must_be_free(target)
    part = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            yield file
        must_be_free(target)
        part.replace(target)
    except OSError as error:
        said = _("写不了 {path}：{error}").format(path=target, error=error.strerror or error)
        raise Failure(ExitCode.USAGE, said) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
