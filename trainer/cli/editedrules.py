"""Rules as they would be with those at the paths of a command line, and as they were. Reads files and the store."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from trainer.cli.content import load_scorer, own_folder
from trainer.cli.exits import ExitCode, Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scoring.assess import Scorer
    from scoring.ownrules import OwnRules
    from scoring.rules import RuleSet
    from trainer.cli.options import Settings
    from transcripts.records import Session
    from transcripts.store import Store

_OWN: Final = "own/"
"""What the names of rules beside the shipped ones begin with in a text that was kept."""


@dataclass(slots=True)
class _Layer:
    """One folder of rules in use, or one that would be; `shown` are the files in it that were named, by name."""

    folder: Path
    contents: dict[str, bytes]
    shown: dict[str, Path] = field(default_factory=dict)

    def lay(self, path: Path, root: Path) -> None:
        """Put files in the place of those of this folder.

        A whole folder, its word lists with it, stands for itself: what is not in it is gone.
        """
        from scoring.rulefiles import WORDS
        from scoring.yamlfile import YamlError, read_bytes

        is_whole = path.is_dir() and (root / WORDS).is_file() and root.is_relative_to(path.resolve())
        files = sorted(path.resolve().rglob("*.yaml")) if path.is_dir() else [path.resolve()]
        names = {file.relative_to(root).as_posix(): file for file in files if file.is_relative_to(root)}
        try:
            given = {name: read_bytes(file) for name, file in names.items()}
        except YamlError as error:
            raise Failure(ExitCode.INVALID, str(error)) from error
        self.contents = given if is_whole else {**self.contents, **given}
        self.shown |= names


def scorers(
    rules: Sequence[tuple[Path, Path]],
    with_scenarios: Iterable[Path],
    settings: Settings,
    store: Store | None,
    kept: Mapping[str, Session | None],
) -> tuple[Scorer, Scorer]:
    """The scorer before and after; one and the same where no rule is edited.

    Where rules as they are in use are named themselves, not with a folder of scenarios, those of the last session
    that was played with others come before.
    """
    installed = load_scorer(settings)
    given = (*rules, *((folder, folder) for folder in with_scenarios))
    if not given:
        return installed, installed
    shipped, *others = _in_use(settings)
    before = [dict(layer.contents) for layer in (shipped, *others)]
    for path, root in given:
        _lay(path, root, shipped, others)
    if [layer.contents for layer in (shipped, *others)] != before:
        return installed, _edited(shipped, others)
    earlier = _earlier(store, kept, installed.rules_text()) if rules and store is not None else None
    return (installed if earlier is None else earlier), installed


def _in_use(settings: Settings) -> list[_Layer]:
    """The shipped rules, then those beside them in the order in which they count."""
    from scoring.ownrules import read_own
    from scoring.rules import SHIPPED, read_contents
    from trainer.sources import rule_folders

    shipped = _Layer(SHIPPED, read_contents(SHIPPED))
    taken = {name.removesuffix(".yaml") for name in shipped.contents}
    folders = [folder for folder, _pack in rule_folders(own_folder(settings))]
    return [shipped, *(_Layer(folder.resolve(), read_own(folder, taken - {"words"})[0]) for folder in folders)]


def _lay(path: Path, root: Path, shipped: _Layer, others: list[_Layer]) -> None:
    """Put rules where they would count: among the shipped ones, in the folder they are of, else beside all others."""
    from scoring.rulefiles import WORDS

    if any(layer.folder == root for layer in (shipped, *others)):
        return  # as they are in use
    of = (
        layer
        for layer in (shipped, *others)
        if any((root / name).is_file() for name in layer.contents if name != WORDS)
    )
    found = next(of, None)
    if found is None:
        found = _Layer(root, {})
        others.insert(0, found)
    found.lay(path, root)


def _edited(shipped: _Layer, others: Iterable[_Layer]) -> Scorer:
    """The scorer with rules as they would be; what is wrong with those that were named is a failure."""
    from scoring.assess import Scorer
    from scoring.ownrules import joined
    from scoring.rules import RuleError, compile_rules, load_rules, version_of

    try:
        base = compile_rules(shipped.contents, version_of(shipped.contents)) if shipped.shown else load_rules()
    except RuleError as error:
        lines = (line.partition(":") for line in str(error).splitlines())
        said = "\n".join(f"{shipped.shown.get(name, name)}{colon}{rest}" for name, colon, rest in lines)
        raise Failure(ExitCode.INVALID, said) from error
    return Scorer(joined(base, [_read(layer, base) for layer in others]))


def _read(layer: _Layer, base: RuleSet) -> OwnRules:
    """The rules of a folder beside the shipped ones."""
    from scoring.ownrules import OwnRules
    from scoring.rulefiles import RuleReader

    reader = RuleReader(layer.contents, base.words)
    rules = tuple(reader.rules())
    wrong = [f"{layer.shown[found.name]}:{found.said()}" for found in reader.problems if found.name in layer.shown]
    if wrong:
        raise Failure(ExitCode.INVALID, "\n".join(wrong))
    return OwnRules(rules, layer.contents, tuple(reader.problems))


def _earlier(store: Store, kept: Mapping[str, Session | None], now: str) -> Scorer | None:
    """The scorer with the rules of the last session that was played with others than these."""
    from scoring.assess import Scorer
    from scoring.rules import RuleError
    from transcripts.errors import StoreError

    tried: set[str] = set()
    for session in reversed(list(kept.values())):
        if session is None or session.rules_hash in tried:
            continue
        tried.add(session.rules_hash)
        try:
            text = store.text(session.rules_hash)
            if text != now:
                contents = {str(name): str(body).encode() for name, body in json.loads(text).items()}
                return Scorer(_kept(contents, session.scorer_version.split(":")[1]))
        except (StoreError, RuleError, ValueError, AttributeError, IndexError):
            continue
    return None


def _kept(contents: Mapping[str, bytes], version: str) -> RuleSet:
    """The rules that a text kept, under the version it was kept for.

    It does not say which folder a word list served; of two lists with one name, the last serves all.
    """
    from dataclasses import replace

    from scoring.ownrules import OwnRules, joined
    from scoring.rulefiles import WORDS, RuleReader
    from scoring.rules import compile_rules

    shipped = {name: raw for name, raw in contents.items() if not name.startswith(_OWN)}
    base = compile_rules(shipped, version)
    own = {name.removeprefix(_OWN): raw for name, raw in contents.items() if name.startswith(_OWN)}
    lists = [name for name in own if name.startswith("words-")]
    words = [RuleReader({WORDS: own.pop(name)}).words for name in lists]
    reader = RuleReader(own, {key: said for each in (base.words, *words) for key, said in each.items()})
    return replace(joined(base, [OwnRules(tuple(reader.rules()), own, ())]), hash=version)
