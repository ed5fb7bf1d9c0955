"""Proof of rules by their own examples, and the check of rule files by path. Prints nothing, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from scoring.detect import Detector, findings, questions
from scoring.labels import CASE_SHELVES, DIMENSIONS, LABELS, QUESTIONS
from scoring.lawcheck import claimed
from scoring.matcher import Words
from scoring.ownrules import read_own
from scoring.reading import Reading
from scoring.records import Context
from scoring.rulefiles import WORDS, RuleReader
from scoring.ruleproblems import RuleProblem, unread
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
                yield "flagged", i, f"“{example.reply[:40]}”没有用【】标出要认出的字；请标上"
            elif found != list(example.spans):
                yield (
                    "flagged",
                    i,
                    f"应正好认出{_quoted(example, example.spans)}，却认出{_quoted(example, found)}；请改短语，或改【】",
                )
        for i, example in enumerate(self._rule.near_misses):
            if found := self.found(example):
                yield (
                    "near_misses",
                    i,
                    f"“{example.reply[:40]}”不该认出来，却认出{_quoted(example, found)}；请把短语收紧，或写进 except",
                )


def _quoted(example: Example, spans: Sequence[tuple[int, int]]) -> str:
    return "、".join(f"“{example.reply[start:end][:40]}”" for start, end in spans) or "不到"


def rules_root(path: Path) -> Path | None:
    """The rules folder that a rule file, or a folder of them, belongs to; None for anything else."""
    whole = _resolved(path)
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
    whole = _resolved(path)
    if not whole.exists():
        return [f"{path}:1: error E700 没有这个文件或文件夹；请检查路径"]
    files = {file: path / file.relative_to(whole) for file in sorted(whole.rglob("*.yaml"))} or {whole: path}
    shown = {file.relative_to(root).as_posix(): given for file, given in files.items() if file.is_relative_to(root)}
    own, unreadable = _read(shown, root)
    around = read_contents(root) if _is_rules_folder(root) else {}
    reader = RuleReader({**_base(around), **around, **own}, _shipped_words())
    problems = sorted((*unreadable, *_problems(reader, own)))
    return [f"{shown[found.name]}:{found.said()}" for found in problems]


def check_own_rules(folder: Path) -> list[str]:
    """Every problem of a folder of rules beside the shipped ones, as `path:line: …`, their examples included.

    Raises RuleError where the shipped ones are wrong.
    """
    shipped = load_rules()
    own, unreadable = read_own(folder, {rule.id for rule in shipped.rules})
    problems = sorted((*unreadable, *_problems(RuleReader(own, shipped.words), own, shipped.rules)))
    return [f"{folder / found.name}:{found.said()}" for found in problems]


def _shipped_words() -> Words:
    return RuleReader({WORDS: (SHIPPED / WORDS).read_bytes()}).words


def _base(around: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The shipped rules, which those of a folder may lean on; none for a whole set with all word lists of its own."""
    is_whole = WORDS in around and RuleReader({WORDS: around[WORDS]}).words.keys() >= _shipped_words().keys()
    return {} if is_whole else read_contents(SHIPPED)


def _read(names: Iterable[str], root: Path) -> tuple[dict[str, bytes], list[RuleProblem]]:
    """The bytes of some files below the rules folder, and what is wrong with those that cannot be read."""
    own: dict[str, bytes] = {}
    wrong: list[RuleProblem] = []
    for name in names:
        try:
            own[name] = read_bytes(root / name, name=name)
        except YamlError as error:
            wrong += unread(error)
    return own, wrong


def _problems(reader: RuleReader, own: Iterable[str], others: Iterable[Rule] = ()) -> Iterator[RuleProblem]:
    """What is wrong with some rule files among those they may lean on; `others` are rules that were read before.

    The examples of a rule that only lacks something are tried as well.
    """
    rules = (*others, *reader.rules())
    for name in own:
        wrong = [found for found in reader.problems if found.name == name]
        yield from wrong
        if name in reader.drafts and all(found.id == "E702" for found in wrong):
            document = parse(reader.contents[name], name)
            draft = reader.drafts[name]
            if not draft.message and not draft.is_question:
                yield RuleProblem(name, document.line("message"), "E702", "缺少“message”；请补上“message: 看到了什么”")
            for key, i, said in Proof(draft, (draft, *(rule for rule in rules if rule.id != draft.id))).failures():
                yield RuleProblem(name, document.line(key, i), "E706", said)


def _resolved(path: Path) -> Path:
    """The path without links; as it is where they lead round."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
