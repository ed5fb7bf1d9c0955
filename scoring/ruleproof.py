"""Proof of rules by their own examples, and the check of rule files by path. Prints nothing, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from scoring.detect import Detector, findings, questions
from scoring.labels import CASE_SHELVES, DIMENSIONS, LABELS, QUESTIONS
from scoring.lawcheck import claimed
from scoring.ownrules import read_own
from scoring.reading import Reading
from scoring.records import Context
from scoring.rulefiles import WORDS, RuleReader
from scoring.rules import SHIPPED, Example, Rule, load_rules, read_contents
from scoring.yamlfile import YamlError, parse, read_bytes

_SHELVES: Final = (*DIMENSIONS, *CASE_SHELVES.values(), "questions")
_SIGNS: Final = frozenset({*LABELS, *CASE_SHELVES, *QUESTIONS})
_PROVES_ITSELF: Final = re.compile(rb"^(?:flagged|near_misses):", re.MULTILINE)


class Proof:
    """One rule with those it leans on, ready to look at its examples."""

    def __init__(self, rule: Rule, rules: Iterable[Rule]) -> None:
        leaning = {*rule.unless, *rule.needs}
        self._rule = rule
        self._detector = Detector(other for other in rules if other.id == rule.id or other.sign in leaning)

    def found(self, example: Example) -> list[tuple[int, int]]:
        """Where the rule finds its label or question in an example."""
        rule = self._rule
        stage = example.stage or (rule.stages[0] if rule.stages else "")
        reading = Reading(example.reply, Context(stage=stage, facts=example.facts, customer=example.customer))
        hits = [hit for hit in claimed(reading, self._detector.hits(reading)) if hit.rule.id == rule.id]
        found = questions(reading, hits) if rule.is_question else findings(reading, hits)
        return [(each.start, each.end) for each in found if each.start is not None and each.end is not None]

    def failures(self) -> Iterator[tuple[str, int, str]]:
        """Examples that do not hold: their key, their number below it, and what is wrong."""
        for i, example in enumerate(self._rule.flagged):
            found = self.found(example)
            if not example.spans:
                yield "flagged", i, f"“{example.reply[:40]}”没有用【】标出要认出的字"
            elif found != list(example.spans):
                yield "flagged", i, f"应正好认出{_quoted(example, example.spans)}，却认出{_quoted(example, found)}"
        for i, example in enumerate(self._rule.near_misses):
            if found := self.found(example):
                yield "near_misses", i, f"“{example.reply[:40]}”不该认出来，却认出{_quoted(example, found)}"


def _quoted(example: Example, spans: Sequence[tuple[int, int]]) -> str:
    return "、".join(f"“{example.reply[start:end][:40]}”" for start, end in spans) or "不到"


def rules_root(path: Path) -> Path | None:
    """The rules folder that a rule file, or a folder of them, belongs to; None for anything else."""
    whole = path.resolve()
    if whole == SHIPPED.parent or whole.is_relative_to(SHIPPED):
        return SHIPPED
    for folder in (whole, *list(whole.parents)[:3]):
        if (whole == folder or whole.relative_to(folder).parts[0] in (*_SHELVES, WORDS)) and _is_rules_folder(folder):
            return folder
    return whole.parents[min(2, len(whole.parents) - 1)] if _looks_like_a_rule(whole) else None


def _is_rules_folder(folder: Path) -> bool:
    """Whether folders of labels or questions lie in folders of dimensions here."""
    shelves = (folder / shelf for shelf in _SHELVES)
    return any(entry.name in _SIGNS for shelf in shelves if shelf.is_dir() for entry in shelf.iterdir())


def _looks_like_a_rule(file: Path) -> bool:
    """Whether a file that lies in no rules folder has the examples that rules alone have."""
    try:
        return bool(_PROVES_ITSELF.search(read_bytes(file)))
    except YamlError:
        return False


def check_rules(path: Path, root: Path) -> list[str]:
    """Every problem of a rule file or of the rules below a folder, as `path:line: …`, their examples included."""
    whole = path.resolve()
    if not whole.exists():
        return [f"{path}:1: 没有这个文件或文件夹；请检查路径"]
    files = {file: path / file.relative_to(whole) for file in sorted(whole.rglob("*.yaml"))} or {whole: path}
    shown = {file.relative_to(root).as_posix(): given for file, given in files.items() if file.is_relative_to(root)}
    try:
        own = {name: read_bytes(root / name, name=name) for name in shown}
    except YamlError as error:
        return [f"{shown[error.name]}:{error.line}: {error.message}"]
    around = read_contents(root) if _is_rules_folder(root) else {}
    base = read_contents(SHIPPED)
    words = RuleReader({WORDS: base[WORDS]}).words
    problems = _problems(RuleReader({**base, **around, **own}, words), own)
    return [f"{shown[name]}:{said}" for name, said in problems]


def _problems(reader: RuleReader, own: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with some rule files among those they may lean on: the file, and its line with the problem."""
    rules = {f"{rule.id}.yaml": rule for rule in reader.rules()}
    for name in own:
        wrong = [problem for problem in reader.problems if problem.startswith(f"{name}:")]
        yield from ((name, problem.removeprefix(f"{name}:")) for problem in wrong)
        if name in rules:
            document = parse(reader.contents[name], name)
            for key, i, said in Proof(rules[name], rules.values()).failures():
                yield name, f"{document.line(key, i)}: {said}"


def check_own_rules(folder: Path) -> list[str]:
    """Every problem of a folder of rules beside the shipped ones, as `path:line: …`, their examples included."""
    shipped = load_rules()
    own, problems = read_own(folder, {rule.id for rule in shipped.rules})
    reader = RuleReader(own, shipped.words)
    rules = tuple(reader.rules())
    problems += reader.problems
    for rule in rules:
        document = parse(own[f"{rule.id}.yaml"], f"{rule.id}.yaml")
        for key, i, said in Proof(rule, (*shipped.rules, *rules)).failures():
            problems.append(f"{document.name}:{document.line(key, i)}: {said}")
    return [f"{folder}/{said}" for said in problems]
