"""`huashu check`: every problem of scenario, persona and rule files, and the proof by golden replies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring import cache
from trainer.cli.content import load_scorer, open_catalogue
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import visible

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scenarios.problems import Problem
    from scoring.assess import Scorer


@click.command("check", help=_("检查场景、人物和规则文件；不写路径就检查全部。"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@common
def check_command(settings: Settings, paths: tuple[Path, ...]) -> int:
    """Print every problem as path:line, and how far the proof went."""
    from scenarios.check_files import check_files
    from scenarios.folder import SHIPPED

    chosen = paths or tuple(path for path in (SHIPPED, settings.scenarios) if path is not None)
    scorer, wrong = _scorer()
    problems = [*check_files(chosen), *(_proofs(settings, scorer, chosen) if scorer is not None else ())]
    for line in (*wrong, *problems):
        click.echo(visible(str(line)))
    errors = len(wrong) + sum(found.severity == "error" for found in problems)
    click.echo(
        _("{errors} 个错误，{warnings} 个提醒").format(errors=errors, warnings=len(wrong) + len(problems) - errors),
        err=True,
    )
    return ExitCode.FOUND if errors else ExitCode.DONE


def _scorer() -> tuple[Scorer | None, list[str]]:
    """The scorer, or what is wrong with its rules."""
    try:
        return load_scorer(), []
    except Failure as failure:
        return None, str(failure).splitlines()


def _proofs(settings: Settings, scorer: Scorer, chosen: Iterable[Path]) -> Iterator[Problem]:
    """The golden proof of every sound scenario among the files chosen."""
    catalogue = open_catalogue(settings)
    roots = [path.absolute() for path in chosen]
    for name in catalogue.ids():
        place = catalogue.find(name).path.absolute()
        if any(place.is_relative_to(root) for root in roots):
            scenario = catalogue.load(name).scenario
            if scenario is not None:
                yield from _proof(scenario, scorer)


def _proof(scenario: Scenario, scorer: Scorer) -> list[Problem]:
    """The proof of a scenario, remembered by the hash of everything it rests on."""
    from scenarios.problems import Problem

    rests_on = f"{scorer.version}\n{_code()}\n{scenario.path}\n{scenario.text}\n{scenario.persona.text}"
    key = hashlib.sha256(rests_on.encode("utf-8", "surrogatepass")).hexdigest()
    kept: Any = cache.load("proof", key)
    try:
        return [Problem(*entry) for entry in kept]
    except TypeError:
        pass
    from trainer.practice.prove import prove

    problems = prove(scenario, scorer)[1]
    cache.store("proof", key, [[p.path, p.line, p.severity, p.id, p.message] for p in problems])
    return problems


def _code() -> str:
    """Changes whenever a file that marks or proves does."""
    house = Path(__file__).parents[2]
    files = sorted((*house.glob("trainer/practice/*.py"), *house.glob("scoring/*.py"), *house.glob("scoring/*.json")))
    return repr([(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files])
