"""JSON Schemas (2020-12) of the files an author writes, for editors, made from the tables the loaders use.

They say what a file may look like. Whether it holds together, only `huashu check` says.
"""

import json
from typing import Any, Final

KINDS: Final = ("scenario", "persona", "rule")
OURS: Final = "urn:huashu:schema:"
"""What the name of each of our schemas begins with."""


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a kind of file."""
    # Each late: whoever wants one pays for one.
    if kind == "persona":
        from scenarios.schemas.persona import persona_schema

        return persona_schema()
    if kind == "rule":
        from scenarios.schemas.rule import rule_schema

        return rule_schema()
    from scenarios.schemas.scenario import scenario_schema

    return scenario_schema()


def schema_text(kind: str) -> str:
    """The schema of a kind of file as the text of a file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"


def is_ours(text: str) -> bool:
    """Whether the text of a file is one of our schemas, of whatever version."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(held, dict) and str(held.get("$id", "")).startswith(OURS)
