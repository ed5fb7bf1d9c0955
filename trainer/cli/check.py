"""`huashu check`: every problem of scenario, persona and rule files, and the proofs of scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from trainer.cli.content import own_folder
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.options import Settings, common
from trainer.i18n import _
from trainer.wording import visible

if TYPE_CHECKING:
    from scenarios.check_files import Checked
    from scenarios.model import Scenario
    from scenarios.problems import Problem
    from scoring.assess import Scorer
    from trainer.practice.coverage import Coverage


class Covered(NamedTuple):
    """A scenario with what its proof covered."""

    scenario: Scenario
    coverage: Coverage
    problems: Sequence[Problem]


@dataclass(slots=True)
class Findings:
    """What a check found: `said` in words of others, `problems` of scenario files, and what the proofs covered."""

    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    covered: list[Covered] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """How many are more than warnings; what others say always is."""
        return len(self.said) + sum(found.severity == "error" for found in self.problems)

    @property
    def warnings(self) -> int:
        """How many are warnings."""
        return len(self.said) + len(self.problems) - self.errors

    def lines(self) -> list[str]:
        """All of it, a line each, as a terminal may see it."""
        return [visible(str(each)) for each in (*self.said, *self.problems)]


@click.command("check", help=_("检查场景、人物和规则文件；不写路径就检查全部。"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--coverage", is_flag=True, help=_("列出每条路有几句话走到：示范话术，和只看意图盲写的话"))
@click.option("--json", is_flag=True, help=_("和 --coverage 一起用：输出一个 JSON 数组"))
@click.option("--record", is_flag=True, help=_("把示范对话现在的结局和分数写进它们的文件"))
@common
def check_command(settings: Settings, paths: tuple[Path, ...], *, coverage: bool, json: bool, record: bool) -> int:
    """Print every problem as path:line, and how far the proof went."""
    if json and not coverage:
        raise Failure(ExitCode.USAGE, _("--json 要和 --coverage 一起用"))
    if record and not paths:
        raise Failure(ExitCode.USAGE, _("要记录哪些场景？请在 --record 后面写上路径"))
    from scenarios.folder import SHIPPED, scenario_of

    own = own_folder(settings)
    chosen = paths or tuple(path for path in (SHIPPED, own) if path is not None)
    # How wide ways are is for whoever writes the file, who names it; all others would only be alarmed.
    blind = bool(paths) or coverage
    found = findings([scenario_of(path) for path in chosen], own, record=record, blind=blind)
    _show(found, coverage=coverage, json=json)
    counted = _("{errors} 个错误，{warnings} 个提醒").format(errors=found.errors, warnings=found.warnings)
    click.echo(counted, err=True)
    return ExitCode.FOUND if found.errors else ExitCode.DONE


def findings_in(folder: Path) -> Findings:
    """Everything wrong with a folder of scenarios, even where it looks like one of rules."""
    found = Findings()
    _check_scenarios([folder], folder, found, record=False, blind=False)
    return found


def findings(paths: Iterable[Path], own: Path | None, *, record: bool = False, blind: bool = True) -> Findings:
    """Everything wrong with these files and folders, rules first; ids of files below `own` count from there.

    `record`: transcripts are written anew. `blind`: ways that blind replies miss are warned of.
    """
    from scoring.ruleproof import check_rules, rules_root

    roots = {path: rules_root(path) for path in paths}
    found = Findings([said for path, root in roots.items() if root is not None for said in check_rules(path, root)])
    others = [path for path, root in roots.items() if root is None]
    if others:
        _check_scenarios(others, own, found, record=record, blind=blind)
    found.said = list(dict.fromkeys(found.said))
    return found


def _of_own_rules(folders: Iterable[Path]) -> list[str]:
    """What is wrong with the rules that lie in folders of scenarios, or with the shipped ones."""
    from scenarios.folder import RULES
    from scoring.ruleproof import check_own_rules
    from scoring.rules import RuleError

    with_rules = [folder / RULES for folder in folders if (folder / RULES).is_dir()]
    try:
        return [said for rules in with_rules for said in check_own_rules(rules)]
    except RuleError as error:
        return str(error).splitlines()


def _check_scenarios(paths: Sequence[Path], own: Path | None, found: Findings, *, record: bool, blind: bool) -> None:
    """Add what is wrong with the rules, and the problems of scenario files, those of their proofs last."""
    from scenarios.check_files import check_each

    found.said += _of_own_rules(paths)
    problems: list[Problem] = []
    for root, checked in groupby(check_each(paths, own, to_prove=True), key=attrgetter("root")):
        found.covered += _covered(_sound(checked, problems), _rules_of(root), found, record=record, blind=blind)
    problems += [problem for covered in found.covered for problem in covered.problems]
    found.problems = list(dict.fromkeys(problems))


def _sound(checked: Iterable[Checked], problems: list[Problem]) -> Iterator[Scenario]:
    """The sound scenarios among files, as they are read; the problems of all files are added to `problems`."""
    for each in checked:
        problems += each.problems
        if each.scenario is not None:
            yield each.scenario


def _rules_of(root: Path | None) -> tuple[Path, ...]:
    """The rules of a folder that scenarios lie in."""
    from scenarios.folder import RULES, SHIPPED

    return (root / RULES,) if root is not None and root != SHIPPED and (root / RULES).is_dir() else ()


def _covered(
    scenarios: Iterator[Scenario], rules: tuple[Path, ...], found: Findings, *, record: bool, blind: bool
) -> Iterator[Covered]:
    """Prove scenarios with the shipped rules and those that lie with them; where the shipped are wrong, add that."""
    first = next(scenarios, None)
    if first is None:
        return
    from scoring.assess import Scorer
    from scoring.rules import RuleError
    from trainer.cli.proofs import prove_each

    try:
        scorer = Scorer.load(own=rules) if rules else Scorer.load()
    except RuleError as error:
        found.said += str(error).splitlines()
        for _unproved in scenarios:
            pass
        return
    proved: list[Scenario] = []

    def noted() -> Iterator[Scenario]:
        for scenario in chain([first], scenarios):
            if record:
                _record(scenario, scorer)
            proved.append(scenario)
            yield scenario

    proofs = prove_each(noted(), scorer, rules, blind=blind)
    for scenario, proof in zip(proved, proofs, strict=True):
        yield Covered(scenario, proof.coverage, proof.problems)


def _record(scenario: Scenario, scorer: Scorer) -> None:
    """Write down anew what comes of every transcript that comes out otherwise than its file says."""
    from scenarios.goldens import read_goldens, record
    from scoring.yamlfile import YamlError
    from trainer.practice.rehearsal import rehearse

    for transcript in read_goldens(scenario).transcripts:
        rehearsal = rehearse(scenario, scorer, transcript)
        if rehearsal.is_as_recorded or not rehearsal.result.ending:
            continue
        path = transcript.document.name
        try:
            record(transcript, rehearsal.result)
        except (OSError, YamlError) as error:
            raise Failure(ExitCode.USAGE, _("没能写进 {path}：{why}").format(path=path, why=error)) from error
        click.echo(visible(_("已记录：{path}").format(path=path)), err=True)


def _show(found: Findings, *, coverage: bool, json: bool) -> None:
    """Print what was found; a table of coverage above it, or everything as JSON."""
    from trainer.cli.covered import as_table, covered_json

    if json:
        click.echo(covered_json(found.covered, found.said, found.problems))
        return
    for line in as_table(found.covered) if coverage else ():
        click.echo(visible(line))
    for line in found.lines():
        click.echo(line)
