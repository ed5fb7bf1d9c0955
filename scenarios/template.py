"""The scenario an author starts from: a small whole one, with the author's own words put in. Writes no file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from scenarios.folder import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATE: Final = SHIPPED / "_template" / "scenario.yaml"
"""In a folder that no list looks into."""


def begun(words: Mapping[str, str | None], schema: str) -> str:
    """The text of a new scenario. `words` are title, persona and channel, None where the template's own stays.

    `schema` is the path from the new file to the schema that editors look into.
    """
    text = TEMPLATE.read_text(encoding="utf-8")
    for key, value in words.items():
        if value is not None:
            text = _put(text, key, value)
    return f"# yaml-language-server: $schema={schema}\n{text}"


def _put(text: str, key: str, value: str) -> str:
    """The text with another value for a key of its first level. What YAML might take for more than a word is quoted."""
    line = f"{key}: {json.dumps(value, ensure_ascii=False)}" if key == "title" else f"{key}: {value}"
    changed, count = re.subn(rf"^{key}: .*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    assert count == 1, key
    return changed
