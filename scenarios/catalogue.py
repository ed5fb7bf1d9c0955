"""The scenarios there are: shipped ones, installed ones, and those of one folder of one's own. Changes none."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from scenarios.folder import SHIPPED, Location, Source, source
from scenarios.index import index
from scenarios.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from scenarios.broken import BrokenFile
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
    """Finds, lists and loads scenarios: the shipped ones, installed ones, and those of a folder of one's own.

    Every folder may hold its own `personas/`. Of one id the shipped file counts, then that of one's own folder, which
    somebody may be working on while an earlier version is installed.
    """

    def __init__(self, own: Path | None = None, *, shipped: Path = SHIPPED, installed: Iterable[Source] = ()) -> None:
        self._shipped = source(shipped)
        self._own = (source(own),) if own is not None else ()
        here = {location.id for each in self._own for location in each.scenarios}
        self._installed = tuple(_without(each, here) for each in installed)
        self._taken = {location.id for location in self._shipped.scenarios}

    def ids(self) -> tuple[str, ...]:
        """Every id, the shipped ones first, those of one's own folder last."""
        sources = (self._shipped, *self._installed, *self._own)
        return tuple(dict.fromkeys(location.id for each in sources for location in each.scenarios))

    def find(self, wanted: str) -> Location:
        """The scenario with this id, or with the only id that ends in it; raises UnknownScenario."""
        return self._found(wanted)[0]

    def _found(self, wanted: str) -> tuple[Location, Source]:
        sources = (*self._installed, *self._own, self._shipped)
        known = {location.id: (location, each) for each in sources for location in each.scenarios}
        if wanted in known:
            return known[wanted]
        ending = tuple(name for name in self.ids() if wanted and name.endswith(wanted))
        if len(ending) == 1:
            return known[ending[0]]
        raise UnknownScenario(wanted, ending or _near(wanted, self.ids()), several=bool(ending))

    def load(self, wanted: str) -> Loaded:
        """Load a scenario with all checks; raises UnknownScenario. What has errors comes without a scenario."""
        from scenarios.whole import load_whole

        location, origin = self._found(wanted)
        shelf = Shelf(self._with_shipped(origin).personas)
        loaded = load_whole(location.path, location.id, shelf)
        wrong = location.problem()
        problems = (*((wrong,) if wrong else ()), *loaded.problems, *shelf.problems())
        return replace(loaded, scenario=None if wrong else loaded.scenario, problems=problems)

    def personas(self, name: str) -> tuple[Location, ...]:
        """The personas that a scenario may have, the first of a name counting; a new one is for one's own folder."""
        sources = (*self._installed, *self._own, self._shipped)
        known = {location.id: each for each in sources for location in each.scenarios}
        origin = known.get(name) or (*self._own, self._shipped)[0]
        return self._with_shipped(origin).personas

    def entries(self) -> tuple[Entry, ...]:
        """What a list shows of every scenario, the broken ones too."""
        # The shipped ones never depend on other folders, so that naming one leaves their cache as it is.
        found = [index(self._shipped.root, [self._shipped])]
        if self._installed:
            found.append(self._named(self._installed[0].root.parent, self._installed))
        found += [self._named(each.root, (each,)) for each in self._own]
        return tuple(chain.from_iterable(found))

    def _named(self, root: Path, sources: tuple[Source, ...]) -> tuple[Entry, ...]:
        """The entries of folders beside the shipped one, with what is wrong with their ids."""
        entries = index(root, map(self._with_shipped, sources))
        locations = chain.from_iterable(each.scenarios for each in sources)
        return tuple(map(self._judged, locations, entries))

    def _judged(self, location: Location, entry: Entry) -> Entry:
        wrong = location.problem() or (location.taken() if location.id in self._taken else None)
        return entry._replace(problems=(wrong, *entry.problems)) if wrong else entry

    def _with_shipped(self, origin: Source) -> Source:
        """A folder with the shipped personas before its own."""
        if origin is self._shipped:
            return origin
        return origin._replace(personas=(*self._shipped.personas, *origin.personas))

    def broken_personas(self) -> tuple[BrokenFile, ...]:
        """Persona files beside the shipped ones that cannot be used, and why."""
        with_personas = [each for each in (*self._installed, *self._own) if each.personas]
        if not with_personas:
            return ()
        from scenarios.broken import broken_personas

        shipped = {location.id for location in self._shipped.personas}
        return tuple(broken for each in with_personas for broken in broken_personas(each, shipped))


def _without(origin: Source, ids: Collection[str]) -> Source:
    return origin._replace(scenarios=tuple(each for each in origin.scenarios if each.id not in ids))


def _near(wanted: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids most like an unknown one, by whole id or by last part."""
    from difflib import get_close_matches

    names = {name.rpartition("/")[2]: name for name in ids} | {name: name for name in ids}
    close = get_close_matches(wanted[:80], names, n=6, cutoff=0.5)
    return tuple(dict.fromkeys(names[name] for name in close))[:3]
