"""Loads a scenario file into the model, with every problem of its shape and names at once. Runs no structural check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scenarios.branches import read_endings, read_gates, read_states
from scenarios.model import Persona, Scenario
from scenarios.names import Names
from scenarios.particulars import (
    PhraseProblem,
    PointReader,
    read_authority,
    read_case,
    read_cast,
    read_date,
    read_hints,
    read_house_rules,
    read_mood,
)
from scenarios.personas import LoadedPersona, load_persona
from scenarios.problems import Problem, has_errors
from scenarios.reading import Node, Report, opened
from scenarios.wordings import read_answers, read_moves
from scoring.labels import CHANNELS
from scoring.yamlfile import Document

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

__all__ = ["Loaded", "LoadedPersona", "load_persona", "load_scenario"]

Personas = Mapping[str, Persona | None]
"""Personas by name; None for one that is there but has errors of its own."""

KEYS: Final = (
    "title",
    "source",
    "date",
    "level",
    "persona",
    "channel",
    "customer",
    "cast",
    "briefing",
    "case",
    "authority",
    "house_rules",
    "hints",
    "mood",
    "moves",
    "points",
    "answers",
    "start",
    "states",
    "endings",
    "leaves",
    "gates",
)
_NOBODY: Final = Persona("", "", "", "", {}, {}, {}, (), (), (), {}, (), ())


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario, None where its file has errors, and every problem found.

    `draft` is what could be read anyhow, for the structural checks and lists; it is never played.
    """

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    draft: Scenario | None = None
    document: Document | None = None


def no_phrase_problem(phrase: str) -> str | None:  # noqa: ARG001 - stands in where no scorer is at hand
    """Accept every phrase."""
    return None


def load_scenario(
    source: Path | Traversable | Document,
    *,
    id: str,  # noqa: A002 - what the house calls it everywhere
    personas: Personas,
    phrase_problem: PhraseProblem = no_phrase_problem,
    name: str | None = None,
) -> Loaded:
    """Load one scenario; a file that cannot be read is one problem, never an exception."""
    document, wrong = opened(source, name)
    if document is None:
        return Loaded(None, tuple(wrong))
    report = Report(document, wrong)
    root = Node.root(report).as_table(KEYS)
    draft = _scenario(root, id, _persona(root, personas), phrase_problem)
    whole = None if has_errors(report.problems) else draft
    return Loaded(whole, tuple(sorted(report.problems)), draft, document)


def _persona(root: Node, personas: Personas) -> Persona:
    name = root.text("persona")
    if not name:
        return _NOBODY
    if name not in personas:
        root.at("persona").problem("E204", f"没有“{name}”这个人物类型；{root.report.suggestion(name, personas)}")
        return _NOBODY
    found = personas[name]
    if found is None:
        root.at("persona").problem("E204", f"人物类型“{name}”的文件本身有错；请先把 personas/{name}.yaml 改好")
    return found or _NOBODY


def _named(root: Node, key: str, names: Names) -> str:
    """The start, a state, or the ending `leaves`."""
    word = root.text(key)
    if root.has(key):
        (names.state if key == "start" else names.ending)(root.at(key), word)
    return word


def _scenario(root: Node, name: str, persona: Persona, phrase_problem: PhraseProblem) -> Scenario:
    names = Names.of(root)
    document = root.report.document
    return Scenario(
        id=name,
        title=root.text("title"),
        source=root.text("source", ""),
        date=read_date(root),
        level=root.whole("level", 1, 5),
        channel=root.choice("channel", CHANNELS),
        persona=persona,
        cast=read_cast(root),
        briefing=root.text("briefing"),
        case=read_case(root),
        authority=read_authority(root),
        house_rules=read_house_rules(root),
        hints=read_hints(root),
        mood=read_mood(root),
        moves=read_moves(root, "moves"),
        points=PointReader(names, phrase_problem).read(root),
        answers=read_answers(root, "answers", names),
        start=_named(root, "start", names),
        states=read_states(root, names),
        endings=read_endings(root, names),
        leaves=_named(root, "leaves", names),
        gates=read_gates(root, names),
        text=document.text,
        path=document.name,
    )
