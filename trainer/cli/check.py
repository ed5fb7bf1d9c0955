"""`huashu check`: every problem of scenario, persona and rule files, and the proof by golden replies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from scoring import cache
from trainer.cli.content import own_folder
from trainer.cli.exits import ExitCode
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import visible

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scenarios.problems import Problem
    from scoring.assess import Scorer

_PROVED_BY: Final = ("trainer/practice/*.py", "scenarios/*.py", "scoring/*.py", "scoring/*.json")


class Findings(NamedTuple):
    """What is wrong with some files: rules, shipped rules that stop the proof, and scenario files."""

    rules: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many of them must be put right."""
        return len(self.rules) + sum(found.severity == "error" for found in self.problems)

    def lines(self) -> tuple[str, ...]:
        """All of them, a line each, as a terminal may see it."""
        return tuple(visible(str(found)) for found in (*self.rules, *self.problems))


@click.command("check", help=_("检查场景、人物和规则文件；不写路径就检查全部。"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@common
def check_command(settings: Settings, paths: tuple[Path, ...]) -> int:
    """Print every problem as path:line, and how far the proof went."""
    from scenarios.folder import SHIPPED

    own = own_folder(settings)
    found = findings(paths or tuple(path for path in (SHIPPED, own) if path is not None), own)
    for line in found.lines():
        click.echo(line)
    warnings = len(found.lines()) - found.errors
    click.echo(_("{errors} 个错误，{warnings} 个提醒").format(errors=found.errors, warnings=warnings), err=True)
    return ExitCode.FOUND if found.errors else ExitCode.DONE


def findings(paths: Iterable[Path], own: Path | None) -> Findings:
    """What is wrong with these files and those below these folders; ids of files below `own` count from there."""
    from scenarios.folder import RULES
    from scoring.ruleproof import check_own_rules, check_rules, rules_root

    roots = {path: rules_root(path) for path in paths}
    rules = [said for path, root in roots.items() if root is not None for said in check_rules(path, root)]
    others = [path for path, root in roots.items() if root is None]
    rules += [said for path in others if (path / RULES).is_dir() for said in check_own_rules(path / RULES)]
    broken, problems = _of_scenarios(others, own) if others else ([], [])
    return Findings((*dict.fromkeys(rules), *broken), tuple(problems))


def _of_scenarios(paths: Iterable[Path], own: Path | None) -> tuple[list[str], list[Problem]]:
    """What is wrong with the shipped rules, and the problems of scenario files, those of their golden replies last."""
    from scenarios.check_files import check_each

    checked = tuple(check_each(paths, own))
    problems = [found for each in checked for found in each.problems]
    stamp = cache.code_stamp(*_PROVED_BY)
    broken: list[str] = []
    for root in dict.fromkeys(each.root for each in checked):
        scorer, wrong = _scorer(root)
        broken = wrong or broken
        sound = [each.scenario for each in checked if each.root == root and each.scenario is not None]
        problems += [found for scenario in sound if scorer for found in _proof(scenario, scorer, stamp)]
    return broken, list(dict.fromkeys(problems))


def _scorer(root: Path | None) -> tuple[Scorer | None, list[str]]:
    """The scorer with the rules that belong to a folder, or what is wrong with the shipped ones."""
    from scenarios.folder import RULES, SHIPPED
    from scoring.assess import Scorer
    from scoring.rules import RuleError

    has_rules = root is not None and root != SHIPPED and (root / RULES).is_dir()
    try:
        return (Scorer.load(own=[root / RULES]) if root and has_rules else Scorer.load()), []
    except RuleError as error:
        return None, str(error).splitlines()


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
