"""`huashu install`: adds, updates, lists and removes bundles; nothing is changed before everything has been checked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from trainer import __version__
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.cli.text import as_json
from trainer.i18n import _
from trainer.wording import trouble_words, visible

if TYPE_CHECKING:
    from scenarios.bundle import Bundle
    from scenarios.library import Library, Pack


_WORDS: Final = "rules/words.yaml"
"""Word lists serve the rules beside them alone, so every bundle may have its own."""


@click.command("install", help=_("安装 huashu pack 打的包；--list 看装了什么，--remove 卸掉一个。"))
@click.argument("file", metavar="[FILE.huashu]", required=False, type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True, help=_("列出装了哪些包"))
@click.option("--json", is_flag=True, help=_("和 --list 一起用：输出一个 JSON 数组"))
@click.option("--remove", metavar="NAME", help=_("卸掉这个包；练过的记录都在"))
@click.option("--force", is_flag=True, help=_("照样装：版本更旧，或者示范话术在这里走了别的路"))
@common
def install_command(
    settings: Settings,  # noqa: ARG001 - every command takes the common options
    file: Path | None,
    *,
    listing: bool,
    json: bool,
    remove: str | None,
    force: bool,
) -> None:
    """Install one bundle, list what is installed, or remove one."""
    if (file is not None) + listing + (remove is not None) != 1 or (json and not listing) or (force and file is None):
        raise Failure(ExitCode.USAGE, _("写一个包的文件名，或者 --list，或者 --remove 名字。"))
    with _told():
        if listing:
            _list(json=json)
        elif remove is not None:
            _remove(remove)
        elif file is not None:
            _install(file, force=force)


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong with files here, said with its exit code."""
    from scenarios.refusals import BundleError, LibraryError

    try:
        yield
    except BundleError as error:
        raise Failure(ExitCode.INVALID, trouble_words(error)) from error
    except LibraryError as error:
        raise Failure(ExitCode.DATABASE, trouble_words(error)) from error
    except BrokenPipeError:  # nobody reads what was done
        raise
    except OSError as error:
        said = _("数据文件夹写不了，什么也没有改：{error}").format(error=error)
        raise Failure(ExitCode.DATABASE, said) from error


def _list(*, json: bool) -> None:
    from scenarios.library import home, packs

    rows = [_row(pack) for pack in packs(home())]
    if json:
        click.echo(as_json(rows))
        return
    for row in rows:
        click.echo(visible(f"{row['name']}  {row['version']}  {'  '.join(row['scenarios'])}".rstrip()))


def _row(pack: Pack) -> dict[str, Any]:
    from scenarios.parcel import kind_of

    kinds: dict[str, list[str]] = {"scenario": [], "persona": [], "rule": [], "golden": []}
    for path in pack.files():
        kinds[kind_of(path) or "golden"].append(path.removesuffix(".yaml"))
    held = {"scenarios": kinds["scenario"], "personas": kinds["persona"], "rules": kinds["rule"]}
    return {"name": pack.name, "version": pack.version, "huashu": pack.huashu, "path": str(pack.folder), **held}


def _remove(name: str) -> None:
    from scenarios.library import held, home

    with held(home()) as library:
        pack = library.find(name)
        if pack is None:
            known = "、".join(each.name for each in library.packs) or "-"
            raise Failure(ExitCode.USAGE, _("没有装过“{name}”；装了的有：{known}").format(name=name, known=known))
        before = pack.contents()
        library.remove(name)
    _say_changes(before, {})
    click.echo(
        visible(_("已卸掉 {name} {version}；练过的记录都在。").format(name=name, version=pack.version)), err=True
    )


def _install(file: Path, *, force: bool) -> None:
    from scenarios.bundle import read
    from scenarios.library import held, home

    bundle = read(_bytes(file))
    with held(home()) as library:
        pack = library.find(bundle.name)
        if pack is not None and not force:
            _must_be_newer(bundle, pack)
        _must_not_clash(bundle, library)
        before = pack.contents() if pack is not None else {}
        with library.staged(bundle) as staged:
            _pass_checks(bundle, staged.folder, force=force)
            library.add(staged)
    _say_changes(before, bundle.contents)
    click.echo(visible(_("已安装 {name} {version}").format(name=bundle.name, version=bundle.version)), err=True)


def _bytes(file: Path) -> bytes:
    """A bundle's bytes, cut one after the size that is allowed."""
    from scenarios.bundle import MOST_BUNDLE

    try:
        # Asked first: opening a pipe would wait for ever.
        if not file.is_file():
            raise Failure(ExitCode.USAGE, _("没有这个文件：{path}").format(path=file))
        with file.open("rb") as stream:
            return stream.read(MOST_BUNDLE + 1)
    except OSError as error:
        raise Failure(ExitCode.USAGE, _("打不开 {path}：{error}").format(path=file, error=error.strerror)) from error


def _must_be_newer(bundle: Bundle, pack: Pack) -> None:
    from scenarios.bundle import order_of

    if bundle.order < order_of(pack.version):
        said = _("已经装了更新的 {name} {version}，这个包是 {older}；一定要装旧的，请加 --force")
        message = said.format(name=pack.name, version=pack.version, older=bundle.version)
        raise Failure(ExitCode.USAGE, message)


def _must_not_clash(bundle: Bundle, library: Library) -> None:
    """Personas belong to their bundle; scenarios and rules are known by their ids alone."""
    from scenarios.parcel import kind_of

    for pack in (each for each in library.packs if each.name != bundle.name):
        for path in sorted(pack.files().keys() & bundle.contents.keys()):
            if kind_of(path) in ("scenario", "rule") and path != _WORDS:
                said = _("“{id}”在已经装了的 {name} 里也有；请作者改个名字，或者先卸掉 {name}")
                raise Failure(ExitCode.INVALID, said.format(id=path.removesuffix(".yaml"), name=pack.name))


def _pass_checks(bundle: Bundle, folder: Path, *, force: bool) -> None:
    """Fail with everything that is wrong with the files; golden replies that go astray may be put up with."""
    from trainer.cli.check import findings_in

    click.echo(_("正在检查，每个场景要几秒……"), err=True)
    found = findings_in(folder)
    astray = sum(each.severity == "error" and each.id.startswith("E5") for each in found.problems)
    for line in found.lines():
        click.echo(line.replace(f"{folder}{os.sep}", ""), err=True)
    if found.errors > astray:
        raise Failure(ExitCode.INVALID, _("有 {errors} 个错误，没有安装").format(errors=found.errors))
    if astray and not force:
        said = _(
            "示范话术在这里走了别的路，没有安装；包是用 huashu {theirs} 检查的，这里是 {ours}。一定要装，请加 --force"
        )
        raise Failure(ExitCode.INVALID, said.format(theirs=bundle.huashu, ours=__version__))


def _say_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """What was added, updated and removed, a line each; golden transcripts go without saying."""
    from scenarios.library import changes
    from scenarios.parcel import kind_of

    found = changes(before, after)
    for word, paths in ((_("新增"), found.added), (_("更新"), found.updated), (_("删除"), found.removed)):
        for path in paths:
            if kind_of(path) != "golden":
                click.echo(visible(f"{word}  {path.removesuffix('.yaml')}"))
    if not any(found):
        click.echo(_("内容和装着的一样"), err=True)
