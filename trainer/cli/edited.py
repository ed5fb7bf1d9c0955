"""Which scenarios and rules the paths of a command line would change, read and checked as if they were installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trainer.cli.exits import ExitCode, Failure
from trainer.cli.words import offer
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scenarios.catalogue import Catalogue
    from scenarios.entries import Entry
    from scenarios.folder import Location
    from scenarios.loader import Loaded
    from scenarios.model import Scenario
    from trainer.cli.options import Settings
    from trainer.edits import Edit
    from transcripts.records import Session
    from transcripts.store import Store


class Given(NamedTuple):
    """What stands at the paths: persona files, scenario files with the id of a new one, and rules with their roots.

    `with_scenarios` are the rules folders in folders of scenarios.
    """

    personas: list[Location]
    scenarios: list[Location]
    rules: list[tuple[Path, Path]]
    with_scenarios: list[Path]


def given_at(paths: Iterable[Path]) -> Given:
    """Sort paths by what they hold; one that is not there is a mistake of the command line."""
    from scenarios.folder import PERSONAS, RULES, Location, persona_files, scenario_files
    from scoring.ruleproof import rules_root

    found = Given([], [], [], [])
    for path in paths:
        if not path.exists():
            raise Failure(ExitCode.USAGE, _("没有这个文件或文件夹：{path}").format(path=path))
        root = rules_root(path)
        if root is not None:
            found.rules.append((path, root))
        elif path.is_dir():
            found.personas.extend(persona_files(path))
            found.scenarios.extend(scenario_files(path))
            found.with_scenarios.extend([(path / RULES).resolve()] if (path / RULES).is_dir() else [])
        elif path.absolute().parent.name == PERSONAS:
            found.personas.append(Location(path.stem, path))
        else:
            found.scenarios.append(Location("", path))
    return found


class Reader:
    """Reads what is edited beside what is installed. `played` are the scenarios that kept sessions name."""

    def __init__(self, catalogue: Catalogue, played: Iterable[str]) -> None:
        self._catalogue = catalogue
        self._known = tuple(dict.fromkeys((*catalogue.ids(), *played)))

    def scenarios(self, given: Given, wanted: str | None) -> dict[str, Scenario]:
        """The scenarios as they would be: those given, and those whose persona is given."""
        if wanted is not None and len(given.scenarios) != 1:
            raise Failure(ExitCode.USAGE, _("--of 只能和一个场景文件一起用"))
        named = {self._id_of(location, wanted): location.path for location in given.scenarios}
        for name in (name for persona in given.personas for name in self._played_by(persona)):
            named.setdefault(name, self._catalogue.find(name).path)
        return dict(self._sound({name: self._load(name, path, given.personas) for name, path in named.items()}))

    def _played_by(self, persona: Location) -> Iterator[str]:
        """The scenarios whose persona a file would be.

        Personas of one name may lie in several folders. An edited copy is taken for the shipped one or that of one's
        own folder, and only where there is none for those of installed bundles.
        """
        entries = {entry.id: entry for entry in self._catalogue.entries() if entry.persona == persona.id}
        places = {name: self._persona_of(entry) for name, entry in entries.items()}
        file = persona.path.resolve()
        nearest = [place for place in places.values() if place is not None and place.resolve() == file] or [
            place for name, place in places.items() if place is not None and not entries[name].pack
        ]
        yield from (name for name, place in places.items() if not nearest or place is None or place in nearest)

    def _persona_of(self, entry: Entry) -> Path | None:
        known = self._catalogue.personas(entry.id)
        return next((place.path for place in known if place.id == entry.persona), None)

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
        """A scenario with the personas given before those it has now, and those beside it after them."""
        from scenarios.folder import persona_files
        from scenarios.shelf import Shelf
        from scenarios.whole import load_whole

        beside = (each for folder in list(path.absolute().parents)[:3] for each in persona_files(folder))
        return load_whole(path, name, Shelf((*personas, *self._catalogue.personas(name), *beside)))

    def _sound(self, loaded: Mapping[str, Loaded]) -> Iterator[tuple[str, Scenario]]:
        problems = [str(found) for each in loaded.values() if each.scenario is None for found in each.problems]
        if problems:
            raise Failure(ExitCode.INVALID, "\n".join(problems))
        for name, each in loaded.items():
            assert each.scenario is not None
            yield name, each.scenario


def edit_of(
    given: Given,
    reader: Reader,
    wanted: str | None,
    settings: Settings,
    kept: tuple[Store | None, Mapping[str, Session | None]],
) -> Edit:
    """The edit that paths stand for; `kept` is the store and the sessions in it."""
    from trainer.cli.editedrules import scorers
    from trainer.edits import Edit

    scenarios = reader.scenarios(given, wanted)
    before, after = scorers(given.rules, given.with_scenarios, settings, *kept)
    return Edit(scenarios, reader.installed(None if before is not after else scenarios), before, after)
