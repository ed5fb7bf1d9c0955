"""Rules of one's own beside the shipped ones. What is sound is used; what is broken is said, and stops nothing else."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from scoring import cache
from scoring.ruleproblems import RuleProblem, unread
from scoring.rules import Rule, RuleSet, lean, rule_from, version_of
from scoring.yamlfile import YamlError, read_bytes

_WORDS: Final = "words.yaml"
_KIND: Final = "own-rules"
_NAME: Final = re.compile(r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*\.yaml", re.ASCII)


class OwnRules(NamedTuple):
    """The sound rules of a folder, its files, and what is wrong with the others."""

    rules: tuple[Rule, ...]
    contents: Mapping[str, bytes]
    problems: tuple[RuleProblem, ...]


def beside(shipped: RuleSet, folders: Sequence[Path]) -> RuleSet:
    """The shipped rules with those of these folders; of two own rules with one id the first counts.

    Without a sound rule in them it is the shipped rules and nothing else, their hash too.
    """
    return joined(shipped, (own_rules(shipped, folder) for folder in folders))


def joined(shipped: RuleSet, others: Iterable[OwnRules]) -> RuleSet:
    """The shipped rules with those that were read beside them, as `beside` has it."""
    rules, own = list(shipped.rules), dict[str, bytes]()
    for found in others:
        known = {rule.id for rule in rules}
        new = [rule for rule in found.rules if rule.id not in known]
        rules += new
        own |= {f"own/{rule.id}.yaml": found.contents[f"{rule.id}.yaml"] for rule in new}
        if new and _WORDS in found.contents:
            words = found.contents[_WORDS]
            own[f"own/words-{hashlib.sha256(words).hexdigest()[:16]}.yaml"] = words
    if not own:
        return shipped
    own = dict(sorted(own.items()))
    named = hashlib.sha256(f"{shipped.hash}\n{version_of(own)}".encode()).hexdigest()
    return replace(shipped, rules=tuple(rules), hash=named, contents={**shipped.contents, **own})


def own_rules(shipped: RuleSet, folder: Path) -> OwnRules:
    """The rules of a folder beside the shipped ones; compiled ones come from the cache. Looks at no example."""
    contents, problems = read_own(folder, {rule.id for rule in shipped.rules})
    stamp = cache.code_stamp("scoring/*.py")
    key = hashlib.sha256(f"{shipped.hash}\n{version_of(contents)}\n{stamp}".encode()).hexdigest()
    rules, wrong = _kept(cache.load(_KIND, key)) or _read(contents, shipped, key)
    return OwnRules(rules, contents, (*problems, *wrong))


def _read(
    contents: Mapping[str, bytes], shipped: RuleSet, key: str
) -> tuple[tuple[Rule, ...], tuple[RuleProblem, ...]]:
    from scoring.rulefiles import RuleReader

    reader = RuleReader(contents, shipped.words)
    rules = tuple(reader.rules())
    cache.store(_KIND, key, {"rules": [lean(rule) for rule in rules], "problems": reader.problems})
    return rules, tuple(reader.problems)


def _kept(value: Any) -> tuple[tuple[Rule, ...], tuple[RuleProblem, ...]] | None:
    """What a cache file held; None where it is not what was stored."""
    try:
        return tuple(map(rule_from, value["rules"])), tuple(_problem(*entry) for entry in value["problems"])
    except (TypeError, ValueError, AttributeError, KeyError):
        return None


def _problem(name: Any, line: Any, code: Any, message: Any) -> RuleProblem:
    return RuleProblem(str(name), int(line), str(code), str(message))


def read_own(folder: Path, taken: Collection[str]) -> tuple[dict[str, bytes], list[RuleProblem]]:
    """Rule files by their path below a folder, and what is wrong with those that cannot be read or named so."""
    contents: dict[str, bytes] = {}
    problems: list[RuleProblem] = []
    for name in rule_files(folder):
        if wrong := _misnamed(name, taken):
            problems.append(RuleProblem(name, 1, "E708", wrong))
            continue
        try:
            contents[name] = read_bytes(folder / name, name=name)
        except YamlError as error:
            problems += unread(error)
    return contents, problems


def rule_files(folder: Path) -> list[str]:
    """The YAML files below a folder by path, hidden ones left out; none where it cannot be read."""
    return sorted(_below(folder))


def _below(folder: Path) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = _shown(folders)
        here = Path(root).relative_to(folder)
        yield from ((here / name).as_posix() for name in _shown(files) if name.endswith(".yaml"))


def _shown(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith(".")]


def _misnamed(name: str, taken: Collection[str]) -> str | None:
    """What is wrong with the path of a rule file, or None."""
    if not _NAME.fullmatch(name):
        return "文件夹和文件名只用小写字母、数字、下划线和连字符，例如 etiquette/rude/my-rule.yaml"
    if name.removesuffix(".yaml") in taken:
        return f"“{name.removesuffix('.yaml')}”是自带规则的编号；请把文件改个名字"
    return None
