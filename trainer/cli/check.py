"""`huashu check`: every problem of scenario, persona and rule files, and the proof by golden replies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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

_PROVED_BY: Final = ("trainer/practice/*.py", "scenarios/*.py", "scoring/*.py", "scoring/*.json")


@click.command("check", help=_("检查场景、人物和规则文件；不写路径就检查全部。"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@common
def check_command(settings: Settings, paths: tuple[Path, ...]) -> int:
    """Print every problem as path:line, and how far the proof went."""
    from scenarios.folder import SHIPPED
    from scoring.ruleproof import rules_root

    open_catalogue(settings)
    chosen = paths or tuple(path for path in (SHIPPED, settings.scenarios) if path is not None)
    roots = {path: rules_root(path) for path in chosen}
    wrong = [said for path, root in roots.items() if root is not None for said in _of_rules(path, root)]
    others = [path for path, root in roots.items() if root is None]
    broken, problems = _of_scenarios(others, settings.scenarios) if others else ([], [])
    for line in (*wrong, *broken, *problems):
        click.echo(visible(str(line)))
    errors = len(wrong) + len(broken) + sum(found.severity == "error" for found in problems)
    warnings = len(wrong) + len(broken) + len(problems) - errors
    click.echo(_("{errors} 个错误，{warnings} 个提醒").format(errors=errors, warnings=warnings), err=True)
    return ExitCode.FOUND if errors else ExitCode.DONE


def _of_rules(path: Path, root: Path) -> list[str]:
    """The problems of rule files, their examples included."""
    from scoring.ruleproof import check_rules

    return check_rules(path, root)


def _of_scenarios(paths: Iterable[Path], own: Path | None) -> tuple[list[str], list[Problem]]:
    """What is wrong with the rules, and the problems of scenario files, those of their golden replies last."""
    from scenarios.check_files import check_each

    scorer, broken = _scorer()
    checked = tuple(check_each(paths, own))
    problems = [found for each in checked for found in each.problems]
    if scorer is not None:
        stamp = cache.code_stamp(*_PROVED_BY)
        for scenario in (each.scenario for each in checked if each.scenario is not None):
            problems += _proof(scenario, scorer, stamp)
    return broken, list(dict.fromkeys(problems))


def _scorer() -> tuple[Scorer | None, list[str]]:
    """The scorer, or what is wrong with its rules."""
    try:
        return load_scorer(), []
    except Failure as failure:
        return None, str(failure).splitlines()


def _proof(scenario: Scenario, scorer: Scorer, stamp: str) -> list[Problem]:
    """The proof of a scenario, remembered by the hash of everything it rests on."""
    from scenarios.problems import Problem

    rests_on = f"{scorer.version}\n{stamp}\n{scenario.path}\n{scenario.text}\n{scenario.persona.text}"
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
