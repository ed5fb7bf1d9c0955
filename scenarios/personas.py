"""Loads a persona file: the type of customer that many scenarios share. Knows nothing of any one scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scenarios.model import Line, Persona
from scenarios.problems import Problem, has_errors
from scenarios.reading import Node, Report, opened
from scenarios.wordings import labelled, read_answers, read_lines, read_moves
from scoring.yamlfile import Document

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

MOOD_NAMES: Final = ("火气", "委屈", "慌")
"""What the screen may call the anger of a persona."""

FALLBACKS: Final = ("silence", "short", "foreign", "off_topic", "gaming", "long")
"""The kinds of reply nothing was understood of, each with an answer of its own."""

KEYS: Final = (
    "title",
    "axis",
    "source",
    "moves",
    "reactions",
    "answers",
    "again",
    "unknown",
    "repeated",
    "fallbacks",
    "stuck",
    "leaves",
)


@dataclass(frozen=True, slots=True)
class LoadedPersona:
    """A persona, None where its file has errors, and every problem found. `draft` is what could be read anyhow."""

    persona: Persona | None
    problems: tuple[Problem, ...]
    draft: Persona | None = None
    document: Document | None = None


def load_persona(source: Path | Traversable | Document, *, id: str, name: str | None = None) -> LoadedPersona:  # noqa: A002
    """Load one persona; a file that cannot be read is one problem, never an exception."""
    document, wrong = opened(source, name)
    if document is None:
        return LoadedPersona(None, tuple(wrong))
    report = Report(document, wrong)
    draft = _persona(Node.root(report).as_table(KEYS), id)
    whole = None if has_errors(report.problems) else draft
    return LoadedPersona(whole, tuple(sorted(report.problems)), draft, document)


def _persona(root: Node, name: str) -> Persona:
    def lines(key: str) -> tuple[Line, ...]:
        return read_lines(root, key, f"persona.{name}.{key}")

    return Persona(
        id=name,
        title=root.text("title"),
        axis=root.choice("axis", MOOD_NAMES),
        source=root.text("source", ""),
        moves=read_moves(root, "moves", required=True),
        reactions=_reactions(root, f"persona.{name}.reactions"),
        answers=read_answers(root, f"persona.{name}.answers"),
        again=lines("again"),
        unknown=lines("unknown"),
        repeated=lines("repeated"),
        fallbacks=_fallbacks(root, f"persona.{name}.fallbacks"),
        stuck=lines("stuck"),
        leaves=lines("leaves"),
        text=root.report.document.text,
    )


def _reactions(root: Node, prefix: str) -> dict[str, tuple[Line, ...]]:
    table = root.table("reactions")
    return {label: read_lines(table, label, f"{prefix}.{label}", required=True) for label, _ in labelled(table)}


def _fallbacks(root: Node, prefix: str) -> dict[str, tuple[Line, ...]]:
    table = root.table("fallbacks", FALLBACKS, required=False)
    return {kind: read_lines(table, kind, f"{prefix}.{kind}", required=True) for kind in FALLBACKS if table.has(kind)}
