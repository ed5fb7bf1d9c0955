"""Rules as records: read from YAML, checked, kept compiled in a cache. A rule is one file that proves itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from scoring import cache
from scoring.phrases import Phrase
from scoring.yamlfile import MOST_BYTES

SHIPPED = Path(__file__).parent / "rules" / "zh"
_FORMAT = 5
"""A part of the hash that names a version of the rules; what sessions were marked by rests on it, so it stays."""
_COMPILED_BY = tuple(
    f"scoring/{name}.py" for name in ("phrase_parts", "phrases", "rulefiles", "rules", "text", "yamlfile", "yamlmend")
)


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
    phrases: tuple[Phrase, ...]
    exceptions: tuple[Phrase, ...]
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


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a folder, the word lists their phrases use, and the hash that names this version of them."""

    rules: tuple[Rule, ...]
    words: Mapping[str, tuple[str, ...]]
    hash: str
    contents: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    """The files they were read from, to be kept with what they marked."""


def load_rules(folder: Path = SHIPPED) -> RuleSet:
    """The rules of a folder; compiled ones come from the cache. Raises RuleError."""
    contents = read_contents(folder)
    version = version_of(contents)
    key = hashlib.sha256(f"{version}\n{cache.code_stamp(*_COMPILED_BY)}".encode()).hexdigest()
    kept = cache.load("rules", key)
    rules = _from_cache(kept, version) if kept is not None else None
    if rules is None:
        rules = compile_rules(contents, version)
        cache.store("rules", key, {"rules": [lean(rule) for rule in rules.rules], "words": dict(rules.words)})
    return replace(rules, contents=contents)


def read_contents(folder: Path) -> dict[str, bytes]:
    """Every rule file of a folder by its path below it."""
    files = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    return {path.relative_to(folder).as_posix(): _bytes(path) for path in files}


def _bytes(path: Path) -> bytes:
    """A file cut one byte after the size that is allowed: enough to see that it is too long."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def compile_rules(contents: Mapping[str, bytes], version: str = "") -> RuleSet:
    """Read and check rule files, given by path below the rules folder. Raises RuleError with all that is wrong."""
    from scoring.rulefiles import RuleReader

    reader = RuleReader(contents)
    rules = tuple(reader.rules())
    if reader.problems:
        raise RuleError("\n".join(map(str, reader.problems)))
    return RuleSet(rules, reader.words, version)


def version_of(contents: Mapping[str, bytes]) -> str:
    """The hash that names rule files by their names and bytes."""
    digest = hashlib.sha256(f"{_FORMAT}\n".encode())
    for name, raw in contents.items():
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def lean(rule: Rule) -> dict[str, Any]:
    """A rule without its examples, which only tests read."""
    kept = _plain(rule)
    del kept["flagged"], kept["near_misses"]
    return kept | {key: list(map(_plain, kept[key])) for key in ("phrases", "exceptions")}


def _plain(record: Rule | Phrase) -> dict[str, Any]:
    """The fields of a record as they are: asdict() would copy every phrase, for a twelfth of a second."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def _from_cache(kept: Any, version: str) -> RuleSet | None:
    """Rules from what a cache file held; None where it is not what was stored."""
    try:
        rules = tuple(rule_from(entry) for entry in kept["rules"])
        return RuleSet(rules, {name: tuple(words) for name, words in kept["words"].items()}, version)
    except (TypeError, AttributeError, KeyError):
        return None


def rule_from(entry: Any) -> Rule:
    """The rule that lean() made plain."""
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    for key in ("phrases", "exceptions"):
        given[key] = tuple(_phrase(kept) for kept in given[key])
    return Rule(**given)


def _phrase(kept: Any) -> Phrase:
    others, order = tuple(map(tuple, kept["others"])), tuple(kept["order"])
    return Phrase(str(kept["pattern"]), tuple(kept["anchors"]), others, order, int(kept["reach"]), int(kept["weight"]))
