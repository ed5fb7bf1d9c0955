"""The scenarios there are: those that come with the program, and those of one folder of one's own. Changes none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.folder import SHIPPED, Location, persona_files, scenario_files
from scenarios.index import index
from scenarios.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.entries import Entry
    from scenarios.loader import Loaded


class UnknownScenario(LookupError):  # noqa: N818 - a wrong id is a usage error, said in these words
    """An id that names no scenario, or several; `candidates` are the ids it may have meant."""

    def __init__(self, wanted: str, candidates: tuple[str, ...], *, several: bool = False) -> None:
        offer = f"；{'请写全' if several else '是不是'}：{'、'.join(candidates)}" if candidates else ""
        super().__init__(f"{'有几个场景都叫' if several else '没有场景'}“{wanted}”{offer}")
        self.wanted = wanted
        self.candidates = candidates
        self.several = several


class Catalogue:
    """Finds, lists and loads scenarios. `own` is a folder beside the shipped one; it may hold its own `personas/`."""

    def __init__(self, own: Path | None = None, *, shipped: Path = SHIPPED) -> None:
        self._own_root, self._shipped_root = own, shipped
        self._shipped = scenario_files(shipped)
        self._own = scenario_files(own) if own is not None else ()
        self._ids = {location.id for location in self._shipped}

    def ids(self) -> tuple[str, ...]:
        """Every id, the shipped ones first."""
        own = (location.id for location in self._own if location.id not in self._ids)
        return (*(location.id for location in self._shipped), *own)

    def find(self, wanted: str) -> Location:
        """The scenario with this id, or with the only id that ends in it; raises UnknownScenario."""
        # Of one id the shipped file counts.
        known = {location.id: location for location in (*self._own, *self._shipped)}
        if wanted in known:
            return known[wanted]
        ending = tuple(name for name in self.ids() if wanted and name.endswith(wanted))
        if len(ending) == 1:
            return known[ending[0]]
        raise UnknownScenario(wanted, ending or _near(wanted, self.ids()), several=bool(ending))

    def load(self, wanted: str) -> Loaded:
        """Load a scenario with all checks; raises UnknownScenario. What has errors comes without a scenario."""
        from scenarios.whole import load_whole

        location = self.find(wanted)
        loaded = load_whole(location.path, location.id, Shelf(self._persona_files()))
        wrong = location.problem()
        return replace(loaded, scenario=None, problems=(wrong, *loaded.problems)) if wrong else loaded

    def entries(self) -> tuple[Entry, ...]:
        """What a list shows of every scenario, the broken ones too."""
        # The shipped ones never depend on an own folder, so that naming one leaves their cache as it is.
        shipped = index(self._shipped_root, self._shipped, persona_files(self._shipped_root))
        if self._own_root is None:
            return shipped
        own = index(self._own_root, self._own, self._persona_files())
        return (*shipped, *map(self._named, self._own, own))

    def _named(self, location: Location, entry: Entry) -> Entry:
        """An own entry, with what is wrong with its id."""
        wrong = location.problem() or (location.taken() if location.id in self._ids else None)
        return entry._replace(problems=(wrong, *entry.problems)) if wrong else entry

    def _persona_files(self) -> tuple[Location, ...]:
        own = persona_files(self._own_root) if self._own_root is not None else ()
        return (*persona_files(self._shipped_root), *own)


def _near(wanted: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids most like an unknown one, by whole id or by last part."""
    from difflib import get_close_matches

    names = {name.rpartition("/")[2]: name for name in ids} | {name: name for name in ids}
    close = get_close_matches(wanted[:80], names, n=6, cutoff=0.5)
    return tuple(dict.fromkeys(names[name] for name in close))[:3]
