"""Rules as records: read from YAML, checked, kept compiled in a cache. A rule is one file and proves itself by its examples."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scoring import cache

SHIPPED = Path(__file__).parent / "rules" / "zh"
_FORMAT = 3
"""Raised when what the cache holds changes shape."""


@dataclass(frozen=True, slots=True)
class Example:
    """A reply that a rule must find at exactly these words (`spans`), or, without spans, must leave alone."""

    reply: str
    spans: tuple[tuple[int, int], ...] = ()
    customer: str = ""
    facts: tuple[str, ...] = ()
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a reply shows a label or asks a question. `sign` is the label or question it stands for."""

    id: str
    sign: str
    is_question: bool
    message: str
    why: str
    better: str
    source: str
    pattern: str
    anchors: tuple[str, ...]
    exceptions: str
    measure: str
    stages: tuple[str, ...]
    unless: tuple[str, ...]
    needs: tuple[str, ...]
    allows: tuple[str, ...]
    longest: int
    flagged: tuple[Example, ...] = field(default=(), compare=False)
    near_misses: tuple[Example, ...] = field(default=(), compare=False)


class RuleError(ValueError):
    """Rule files that cannot be used; the message lists every problem as `path:line: …`."""


def load_rules(folder: Path = SHIPPED) -> tuple[tuple[Rule, ...], str]:
    """The rules of a folder and the hash that names this version of them; compiled ones come from the cache."""
    files = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    version = _version(contents)
    kept = cache.load("rules", version)
    rules = _from_cache(kept) if kept is not None else None
    if rules is None:
        rules = compile_rules(contents)
        cache.store("rules", version, [_lean(rule) for rule in rules])
    return rules, version


def compile_rules(contents: Mapping[str, bytes]) -> tuple[Rule, ...]:
    """Read and check rule files, given by path below the rules folder. Raises RuleError with all that is wrong."""
    from scoring.rulefiles import RuleReader

    reader = RuleReader(contents)
    rules = tuple(reader.rules())
    if reader.problems:
        raise RuleError("\n".join(reader.problems))
    return rules


def _version(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(f"{_FORMAT}\n".encode())
    for name, raw in contents.items():
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def _lean(rule: Rule) -> dict[str, Any]:
    """A rule without its examples, which only tests read."""
    kept = asdict(rule)
    del kept["flagged"], kept["near_misses"]
    return kept


def _from_cache(kept: Any) -> tuple[Rule, ...] | None:
    """Rules from what a cache file held; None where it is not what was stored."""
    try:
        return tuple(
            Rule(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()})
            for entry in kept
        )
    except (TypeError, AttributeError):
        return None
