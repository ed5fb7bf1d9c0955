"""The personas of one or two folders, each read only when somebody asks for it. Checks nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.folder import Location
    from scenarios.model import Persona
    from scenarios.personas import LoadedPersona
    from scenarios.problems import Problem


class Shelf(Mapping[str, "Persona | None"]):
    """Personas by name, each loaded when it is first asked for; None where its file has errors.

    Of two files with one name the first counts.
    """

    def __init__(self, locations: Iterable[Location]) -> None:
        self._locations: dict[str, Location] = {}
        for location in locations:
            self._locations.setdefault(location.id, location)
        self._loaded: dict[str, LoadedPersona] = {}

    def __getitem__(self, name: str) -> Persona | None:
        # Late: a list from the cache asks for no persona.
        from scenarios.whole import load_whole_persona

        if name not in self._loaded:
            self._loaded[name] = load_whole_persona(self._locations[name].path, name)
        return self._loaded[name].persona

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the personas that were asked for and cannot be used."""
        broken = (loaded for loaded in self._loaded.values() if loaded.persona is None)
        return tuple(found for loaded in broken for found in loaded.problems)

    def __contains__(self, name: object) -> bool:
        # Without this, asking would load.
        return name in self._locations

    def __iter__(self) -> Iterator[str]:
        return iter(self._locations)

    def __len__(self) -> int:
        return len(self._locations)
