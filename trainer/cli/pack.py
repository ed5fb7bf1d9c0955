"""`huashu pack`: a folder of scenarios, personas and rules, checked and made into one verified file."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import trouble_words, visible

if TYPE_CHECKING:
    from scenarios.bundle import Bundle

_SUFFIX = ".huashu"


@click.command("pack", help=_("把一个文件夹里的场景、人物和规则检查一遍，打成一个包，发给学员安装。"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-o", "--output", "target", metavar="FILE.huashu", type=click.Path(path_type=Path), help=_("包的文件名"))
@click.option("--name", metavar="N", help=_("包的名字（不写就用文件夹名）"))
@click.option("--version", metavar="V", default="1.0", help=_("版本号，例如 1.2（不写就是 1.0）"))
@common
def pack_command(settings: Settings, folder: Path, target: Path | None, name: str | None, version: str) -> None:  # noqa: ARG001 - every command takes the common options
    """Check a folder and write its bundle."""
    from scenarios.bundle import write
    from scenarios.refusals import BundleError

    if not folder.is_dir():
        raise Failure(ExitCode.USAGE, _("没有这个文件夹：{path}").format(path=folder))
    name = _named(folder, name, version)
    bundle = _bundle(folder, name, version)
    target = target or Path(f"{name}-{version}{_SUFFIX}")
    try:
        raw = write(bundle)
    except BundleError as error:
        raise Failure(ExitCode.INVALID, trouble_words(error)) from error
    _write(target, raw)
    click.echo(visible(f"{target}  {name} {version}  {hashlib.sha256(raw).hexdigest()}"))


def _named(folder: Path, name: str | None, version: str) -> str:
    """The name of the bundle, when it and the version may be used."""
    from scenarios.bundle import NAME, VERSION

    name = name if name is not None else folder.resolve().name
    if not NAME.fullmatch(name):
        said = _("“{name}”不能做包的名字；请写 --name，只用小写字母、数字和连字符，最多 40 个")
        raise Failure(ExitCode.USAGE, said.format(name=name))
    if not VERSION.fullmatch(version):
        raise Failure(ExitCode.USAGE, _("“{version}”不是版本号；写成 1.2 这样").format(version=version))
    return name


def _bundle(folder: Path, name: str, version: str) -> Bundle:
    """Everything a folder holds, once it has passed every check; what was left out is said."""
    from scenarios.bundle import Bundle
    from scenarios.parcel import gather
    from scoring.yamlfile import YamlError, read_bytes
    from trainer import __version__

    try:
        gathered = gather(folder)
        contents = {path: read_bytes(file) for path, file in gathered.files.items()}
    except (OSError, YamlError) as error:
        raise Failure(ExitCode.INVALID, str(error)) from error
    _pass_checks(folder, gathered.files)
    for path in gathered.left_out:
        click.echo(visible(_("没有放进包里：{path}").format(path=path)), err=True)
    return Bundle(name, version, __version__, contents)


def _pass_checks(folder: Path, files: dict[str, Path]) -> None:
    """Fail with everything that is wrong; warnings are said and stand in no one's way."""
    from scenarios.parcel import kind_of, trouble_with
    from trainer.cli.check import findings_in

    found = findings_in(folder)
    misplaced = [trouble_words(wrong) for path in files if (wrong := trouble_with(path))]
    for line in (*found.lines(), *map(visible, misplaced)):
        click.echo(line, err=True)
    if errors := found.errors + len(misplaced):
        said = _("有 {errors} 个错误，没有打包；改好再来，随时可用 huashu check 检查").format(errors=errors)
        raise Failure(ExitCode.INVALID, said)
    if all(kind_of(path) == "golden" for path in files):
        raise Failure(ExitCode.INVALID, _("{path}：没有场景、人物或规则可以打包").format(path=folder))


def _write(target: Path, raw: bytes) -> None:
    """Write a bundle whole; another kind of file is never overwritten."""
    if target.exists() and (target.suffix != _SUFFIX or not target.is_file()):
        said = _("{path} 已经有了，不是 .huashu 文件，不覆盖；请换个名字")
        raise Failure(ExitCode.USAGE, said.format(path=target))
    part = target.with_name(f".{target.name}.{os.urandom(8).hex()}")
    try:
        part.write_bytes(raw)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Failure(ExitCode.USAGE, _("写不了 {path}：{error}").format(path=target, error=error.strerror)) from error
