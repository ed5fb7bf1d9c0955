"""Loads a persona file: the type of customer that many scenarios share. Knows nothing of any one scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scenarios.model import OTHER, Line, Persona
from scenarios.names import Names
from scenarios.problems import Problem, has_errors
from scenarios.reading import Node, Report, opened
from scenarios.wordings import NOTHING, labelled, read_answers, read_lines, read_moves
from scoring.yamlfile import Document

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

MOOD_NAMES: Final = ("火气", "委屈", "慌", "戒心", "怨气", "灰心", "不甘", "不服", "胃口", "气势")
"""What the screen may call the anger of a persona."""

FALLBACKS: Final = ("silence", "short", "foreign", "off_topic", "gaming", "long")
"""The kinds of reply nothing was understood of, each with an answer of its own."""

MORE_FALLBACKS: Final = ("hostile", "absurd", "question", "beside", "bare_yes", "bare_no")
"""More, which a file may leave out: files written before them are still played.

`question`: something was asked that nothing here answers; `beside`: talk of the matter that brings it no further;
`bare_yes` and `bare_no`: one word, to what the customer has just asked.
"""

MEMORIES: Final = ("promised", "apologised", "greeted", "misnamed")
"""What a customer remembers of how the agent spoke, and says when it comes again; `misnamed` when it comes at all."""

_VOICES: Final = Names(NOTHING, NOTHING, NOTHING, frozenset({OTHER}))
"""All that the lines of a persona may name: that somebody else says it."""

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
    "memory",
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
        return read_lines(root, key, f"persona.{name}.{key}", _VOICES)

    return Persona(
        id=name,
        title=root.text("title"),
        axis=root.choice("axis", MOOD_NAMES),
        source=root.text("source", ""),
        moves=read_moves(root, "moves", required=True),
        reactions=_reactions(root, f"persona.{name}.reactions"),
        answers=read_answers(root, f"persona.{name}.answers", _VOICES),
        again=lines("again"),
        unknown=lines("unknown"),
        repeated=lines("repeated"),
        fallbacks=_kinds(root, "fallbacks", (*FALLBACKS, *MORE_FALLBACKS), f"persona.{name}.fallbacks"),
        memory=_kinds(root, "memory", MEMORIES, f"persona.{name}.memory"),
        stuck=lines("stuck"),
        leaves=lines("leaves"),
        text=root.report.document.text,
    )


def _reactions(root: Node, prefix: str) -> dict[str, tuple[Line, ...]]:
    table = root.table("reactions")
    return {label: _lines(table, label, prefix) for label, _ in labelled(table)}


def _kinds(root: Node, key: str, kinds: tuple[str, ...], prefix: str) -> dict[str, tuple[Line, ...]]:
    table = root.table(key, kinds, required=False)
    return {kind: _lines(table, kind, prefix) for kind in kinds if table.has(kind)}


def _lines(table: Node, key: str, prefix: str) -> tuple[Line, ...]:
    return read_lines(table, key, f"{prefix}.{key}", _VOICES, required=True)
