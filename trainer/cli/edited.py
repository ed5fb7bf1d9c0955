"""Which scenarios and rules the paths of a command line would change, read and checked as if they were installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trainer.cli.content import load_scorer
from trainer.cli.exits import ExitCode, Failure
from trainer.cli.words import offer
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scenarios.catalogue import Catalogue
    from scenarios.folder import Location
    from scenarios.loader import Loaded
    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from trainer.edits import Edit
    from transcripts.records import Session
    from transcripts.store import Store


class Given(NamedTuple):
    """What stands at the paths: persona files, scenario files with the id of a new one, and roots of rules."""

    personas: list[Location]
    scenarios: list[Location]
    rules: list[tuple[Path, Path]]


def given_at(paths: Iterable[Path]) -> Given:
    """Sort paths by what they hold; one that is not there is a mistake of the command line."""
    from scenarios.folder import PERSONAS, Location, persona_files, scenario_files
    from scoring.ruleproof import rules_root

    found = Given([], [], [])
    for path in paths:
        if not path.exists():
            raise Failure(ExitCode.USAGE, _("没有这个文件或文件夹：{path}").format(path=path))
        root = rules_root(path)
        if root is not None:
            found.rules.append((path, root))
        elif path.is_dir():
            found.personas.extend(persona_files(path))
            found.scenarios.extend(scenario_files(path))
        elif path.absolute().parent.name == PERSONAS:
            found.personas.append(Location(path.stem, path))
        else:
            found.scenarios.append(Location("", path))
    return found


class Reader:
    """Reads what is edited beside what is installed. `played` are the scenarios that kept sessions name."""

    def __init__(self, catalogue: Catalogue, own: Path | None, played: Iterable[str]) -> None:
        self._catalogue = catalogue
        self._own = own
        self._known = tuple(dict.fromkeys((*catalogue.ids(), *played)))

    def scenarios(self, given: Given, wanted: str | None) -> dict[str, Scenario]:
        """The scenarios as they would be: those given, and those whose persona is given."""
        if wanted is not None and len(given.scenarios) != 1:
            raise Failure(ExitCode.USAGE, _("--of 只能和一个场景文件一起用"))
        named = {self._id_of(location, wanted): location.path for location in given.scenarios}
        personas = {location.id for location in given.personas}
        for entry in self._catalogue.entries() if personas else ():
            if entry.persona in personas:
                named.setdefault(entry.id, self._catalogue.find(entry.id).path)
        return dict(self._sound({name: self._load(name, path, given.personas) for name, path in named.items()}))

    def installed(self, names: Iterable[str] | None) -> dict[str, Scenario]:
        """Scenarios as they are, all or some; those that are broken or not there are left out."""
        ids = self._catalogue.ids()
        loaded = {
            name: self._catalogue.load(name).scenario for name in (ids if names is None else names) if name in ids
        }
        return {name: scenario for name, scenario in loaded.items() if scenario is not None}

    def _id_of(self, location: Location, wanted: str | None) -> str:
        """The scenario that a file would be: as said, else by its path; a new one of a folder by its place there."""
        path = location.path
        whole = path.absolute().with_suffix("").as_posix()
        if wanted is not None:
            return self._named(wanted)
        tails = [name for name in self._known if whole.endswith(f"/{name}")]
        same = [name for name in self._known if name.endswith(f"/{path.stem}")]
        if tails or len(same) == 1 or location.id:
            return max(tails, key=len) if tails else same[0] if len(same) == 1 else location.id
        said = _("看不出 {path} 是哪个场景的新版；请用 --of 写明编号{offer}")
        raise Failure(ExitCode.USAGE, said.format(path=path, offer=self._near(path.stem, same)))

    def _named(self, wanted: str) -> str:
        found = [name for name in self._known if name == wanted] or [
            name for name in self._known if name.endswith(wanted) and wanted
        ]
        if len(found) == 1:
            return found[0]
        said = _("有几个场景都叫“{name}”{offer}") if found else _("没有场景“{name}”{offer}")
        raise Failure(ExitCode.USAGE, said.format(name=wanted, offer=self._near(wanted, found)))

    def _near(self, wanted: str, several: list[str]) -> str:
        from difflib import get_close_matches

        if several:
            return offer(several, several=True)
        tails = {name.rpartition("/")[2]: name for name in self._known}
        return offer([tails[name] for name in get_close_matches(wanted[:80], tails, cutoff=0.5)])

    def _load(self, name: str, path: Path, personas: Iterable[Location]) -> Loaded:
        """A scenario with the personas given before the installed ones, and those beside it after them."""
        from scenarios.folder import SHIPPED, persona_files
        from scenarios.shelf import Shelf
        from scenarios.whole import load_whole

        beside = list(path.absolute().parents)[:3]
        folders = (SHIPPED, *([self._own] if self._own is not None else []), *beside)
        return load_whole(
            path, name, Shelf((*personas, *(each for folder in folders for each in persona_files(folder))))
        )

    def _sound(self, loaded: Mapping[str, Loaded]) -> Iterator[tuple[str, Scenario]]:
        problems = [str(found) for each in loaded.values() if each.scenario is None for found in each.problems]
        if problems:
            raise Failure(ExitCode.INVALID, "\n".join(problems))
        for name, each in loaded.items():
            assert each.scenario is not None
            yield name, each.scenario


def edit_of(
    given: Given, reader: Reader, wanted: str | None, store: Store | None, kept: Mapping[str, Session | None]
) -> Edit:
    """The edit that paths stand for."""
    from trainer.edits import Edit

    scenarios = reader.scenarios(given, wanted)
    before, after = _scorers(given.rules, store, kept)
    return Edit(scenarios, reader.installed(None if before is not after else scenarios), before, after)


def _scorers(
    rules: Iterable[tuple[Path, Path]], store: Store | None, kept: Mapping[str, Session | None]
) -> tuple[Scorer, Scorer]:
    """The scorer before and after; one and the same where no rule is edited.

    Where the installed rules themselves are named, those of the last session that was played with others come before.
    """
    from scoring.rules import SHIPPED, read_contents

    installed = load_scorer()
    shipped = read_contents(SHIPPED) if rules else {}
    contents, shown = _contents(rules, shipped)
    if contents != shipped:
        return installed, _compiled(contents, shown, "edited")
    earlier = _earlier_rules(store, kept, installed.rules_text()) if rules and store is not None else None
    return (installed if earlier is None else earlier), installed


def _contents(
    rules: Iterable[tuple[Path, Path]], shipped: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, Path]]:
    """The rule files with those given in place of the shipped ones, and where those given stand.

    A whole folder of rules, its word lists with it, stands for itself: what is not in it is gone.
    """
    from scoring.rulefiles import WORDS
    from scoring.rules import read_contents
    from scoring.yamlfile import YamlError, read_bytes

    contents, shown = dict(shipped), dict[str, Path]()
    for path, root in rules:
        is_whole = path.is_dir() and (root / WORDS).is_file() and root.is_relative_to(path.resolve())
        files = sorted(path.resolve().rglob("*.yaml")) if path.is_dir() else [path.resolve()]
        names = {file.relative_to(root).as_posix(): file for file in files if file.is_relative_to(root)}
        try:
            own = read_contents(root) if is_whole else {name: read_bytes(file) for name, file in names.items()}
        except YamlError as error:
            raise Failure(ExitCode.INVALID, str(error)) from error
        contents = own if is_whole else {**contents, **own}
        shown |= names
    return contents, shown


def _compiled(contents: Mapping[str, bytes], shown: Mapping[str, Path], version: str) -> Scorer:
    from scoring.assess import Scorer
    from scoring.rules import RuleError, compile_rules

    try:
        return Scorer(compile_rules(contents, version))
    except RuleError as error:
        lines = (line.partition(":") for line in str(error).splitlines())
        said = "\n".join(f"{shown.get(name, name)}{colon}{rest}" for name, colon, rest in lines)
        raise Failure(ExitCode.INVALID, said) from error


def _earlier_rules(store: Store, kept: Mapping[str, Session | None], now: str) -> Scorer | None:
    """The scorer with the rules of the last session that was played with others than these."""
    from transcripts.errors import StoreError

    tried: set[str] = set()
    for session in reversed(list(kept.values())):
        if session is None or session.rules_hash in tried:
            continue
        tried.add(session.rules_hash)
        try:
            text = store.text(session.rules_hash)
            contents = {str(name): str(body).encode() for name, body in json.loads(text).items()}
            if text != now:
                return _compiled(contents, {}, session.scorer_version.partition(":")[2].partition(":")[0])
        except (StoreError, Failure, ValueError, AttributeError):
            continue
    return None
