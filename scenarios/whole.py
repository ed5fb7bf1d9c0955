"""Scenarios and personas loaded whole: read, checked field by field and structurally. Looks for no files."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from scenarios.loader import Loaded, Personas, load_scenario
from scenarios.personas import LoadedPersona, load_persona
from scenarios.problems import has_errors
from scenarios.structure import check_persona, check_structure

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from scenarios.particulars import PhraseProblem
    from scoring.matcher import Words
    from scoring.yamlfile import Document


def load_whole(
    source: Path | Traversable | Document, scenario_id: str, personas: Personas, *, name: str | None = None
) -> Loaded:
    """Load a scenario with its structural checks; what has an error is never handed out to be played."""
    loaded = load_scenario(source, id=scenario_id, personas=personas, phrase_problem=phrase_checker(), name=name)
    if loaded.draft is None or loaded.document is None or not isinstance(loaded.document.data, dict):
        return loaded
    problems = tuple(sorted((*loaded.problems, *check_structure(loaded.draft, loaded.document))))
    return replace(loaded, scenario=None if has_errors(problems) else loaded.draft, problems=problems)


def load_whole_persona(
    source: Path | Traversable | Document, persona_id: str, *, name: str | None = None
) -> LoadedPersona:
    """Load a persona with its structural checks."""
    loaded = load_persona(source, id=persona_id, name=name)
    if loaded.draft is None or loaded.document is None or not isinstance(loaded.document.data, dict):
        return loaded
    problems = tuple(sorted((*loaded.problems, *check_persona(loaded.draft, loaded.document))))
    return replace(loaded, persona=None if has_errors(problems) else loaded.draft, problems=problems)


@cache
def phrase_checker() -> PhraseProblem:
    """The scorer's word on a phrase, with the word lists that come with the rules."""
    from scoring.phrases import problem

    words = shipped_words()
    return lambda phrase: problem(phrase, words)


@cache
def shipped_words() -> Words:
    """The word lists that come with the rules."""
    from scoring.rulefiles import WORDS, RuleReader
    from scoring.rules import SHIPPED

    return RuleReader({WORDS: (SHIPPED / WORDS).read_bytes()}).words
