"""What a list says of one scenario: made from its file, or from what a cache kept of it. Knows no folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scenarios.problems import IDS, Problem, has_errors, problem
from scoring.yamlfile import YamlError

if TYPE_CHECKING:
    from scenarios.folder import Location
    from scenarios.loader import Personas
    from scenarios.model import Scenario


class Entry(NamedTuple):
    """A scenario as lists show it. A broken file has one too: not valid, with as much of the rest as could be read."""

    id: str
    path: str
    title: str = ""
    source: str = ""
    channel: str = ""
    level: int | None = None
    persona: str = ""
    labels: tuple[str, ...] = ()
    """The labels its conditions and gates look at, in the order of the vocabulary."""
    endings: tuple[tuple[str, str], ...] = ()
    """Each ending's id and kind."""
    problems: tuple[Problem, ...] = ()
    pack: str = ""
    """The name it was installed under; empty for what is shipped or lies in a folder of one's own."""
    customer: str = ""
    """The title of its persona: the type of customer."""
    trains: tuple[str, ...] = ()
    """The labels to learn in it (`scenarios.trains`)."""

    @property
    def valid(self) -> bool:
        """Whether it can be played."""
        return not has_errors(self.problems)

    @property
    def chapter(self) -> str:
        """The folder part of the id."""
        return self.id.rpartition("/")[0]

    def as_json(self) -> dict[str, Any]:
        """The entry as `list --json` prints it."""
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "chapter": self.chapter,
            "channel": self.channel,
            "level": self.level,
            "persona": self.persona,
            "labels": list(self.labels),
            "endings": [{"id": name, "kind": kind} for name, kind in self.endings],
            "path": self.path,
            "valid": self.valid,
            "problems": [found._asdict() for found in self.problems],
            "pack": self.pack or None,
        }


def made_from(raw: bytes, location: Location, personas: Personas) -> Entry:
    """Read a scenario file for its entry; the scenario itself is let go again."""
    # Late: where the cache knows a file, neither the loader nor YAML is needed.
    from scenarios.whole import load_whole
    from scoring.yamlmend import parse_all

    path = str(location.path)
    try:
        loaded = load_whole(parse_all(raw, path), location.id, personas)
    except YamlError as error:
        return unreadable(location, error)
    if loaded.draft is None:
        return Entry(location.id, path, problems=loaded.problems)
    return _summed_up(loaded.draft, loaded.problems)


def unreadable(location: Location, error: YamlError) -> Entry:
    """The entry of a file that cannot be read."""
    from scenarios.reading import unread

    return Entry(location.id, str(location.path), problems=tuple(unread(error)))


def _summed_up(scenario: Scenario, problems: tuple[Problem, ...]) -> Entry:
    from scenarios.structure import names_used
    from scenarios.trains import trained
    from scoring.labels import LABELS

    used = names_used(scenario)
    return Entry(
        id=scenario.id,
        path=scenario.path,
        title=scenario.title,
        source=scenario.source,
        channel=scenario.channel,
        level=scenario.level,
        persona=scenario.persona.id,
        labels=tuple(label for label in LABELS if label in used),
        endings=tuple((ending.id, ending.kind) for ending in scenario.endings.values()),
        problems=problems,
        customer=scenario.persona.title,
        trains=trained(scenario),
    )


def packed(entry: Entry) -> dict[str, Any]:
    """What a cache keeps of an entry: all but its id and path, which belong to the place and not to the content."""
    return {
        "texts": [entry.title, entry.source, entry.channel, entry.persona, entry.customer],
        "level": entry.level,
        "labels": list(entry.labels),
        "trains": list(entry.trains),
        "endings": [list(pair) for pair in entry.endings],
        "problems": [[found.line, found.id, found.message] for found in entry.problems],
    }


def unpacked(kept: Any, location: Location) -> Entry | None:
    """The entry a cache kept, or None where it is not what was stored."""
    path = str(location.path)
    try:
        title, source, channel, persona, customer = _texts(kept["texts"])
        return Entry(
            id=location.id,
            path=path,
            title=title,
            source=source,
            channel=channel,
            level=None if kept["level"] is None else _whole(kept["level"]),
            persona=persona,
            labels=_texts(kept["labels"]),
            endings=tuple((name, kind) for name, kind in map(_texts, kept["endings"])),
            problems=tuple(_problem(path, *found) for found in kept["problems"]),
            customer=customer,
            trains=_texts(kept["trains"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _problem(path: str, line: Any, code: Any, message: Any) -> Problem:
    if code not in IDS:
        raise ValueError(code)
    return problem(path, _whole(line), *_texts([code, message]))


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(values)
    return tuple(values)
