"""Every scenario, persona and rule we ship is what its schema says, and the schema rejects a key it does not know."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scenarios.folder import SHIPPED, persona_files, scenario_files
from scenarios.schemas import schema_of
from scenarios.template import TEMPLATE
from scoring.rulefiles import WORDS
from scoring.rules import SHIPPED as RULES
from scoring.yamlfile import read

FILES = [
    *(("scenario", path) for path in (TEMPLATE, *(place.path for place in scenario_files(SHIPPED)))),
    *(("persona", place.path) for place in persona_files(SHIPPED)),
    *(("rule", path) for path in sorted(RULES.rglob("*.yaml")) if path.name != WORDS),
]
_VALIDATORS = {kind: Draft202012Validator(schema_of(kind)) for kind in ("scenario", "persona", "rule")}


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda part: part if isinstance(part, str) else part.stem)
def test_a_shipped_file_is_what_its_schema_says(kind: str, path: Path) -> None:
    data = read(path).data
    assert [error.message for error in _VALIDATORS[kind].iter_errors(data)] == []
    assert not _VALIDATORS[kind].is_valid(data | {"no_such_key": "x"})
