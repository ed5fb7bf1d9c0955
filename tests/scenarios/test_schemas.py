"""The schemas say of a file's shape what the loaders say: they are not stricter, and let nothing through."""

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from scenarios.loader import load_scenario
from scenarios.model import OUTCOMES, POINT_KINDS, Persona
from scenarios.personas import load_persona
from scenarios.schemas import KINDS, is_ours, schema_of, schema_text
from scenarios.structure import check_persona, check_structure
from scenarios.words import CHANNEL_NAMES, OUTCOME_NAMES, POINT_NAMES, STAGE_NAMES
from scoring.labels import CHANNELS, STAGES
from scoring.yamlfile import Document, parse

_SHAPE = {*(f"E{n}" for n in (*range(101, 106), 107, 109, 110, 111, 113)), "E313", "E314", "E315", "E317"}
_WRONG: Final[tuple[Any, ...]] = (None, True, 5, -50, "", " ", "word", [], {}, [None], [[]], {"no_such_key": 1})


def _defects(data: Any) -> Iterator[tuple[str, Any]]:
    """The data with one thing in it missing or wrong, each with the place it was done at."""
    for path in _places(data, ()):
        name = ".".join(map(str, path))
        changed = copy.deepcopy(data)
        del _at(changed, path[:-1])[path[-1]]
        yield f"{name} missing", changed
        for wrong in _WRONG:
            changed = copy.deepcopy(data)
            _at(changed, path[:-1])[path[-1]] = wrong
            yield f"{name} = {wrong!r}", changed
        if isinstance(_at(data, path), dict):
            changed = copy.deepcopy(data)
            _at(changed, path)["No key"] = "x"
            yield f"{name} with another key", changed


def _places(data: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield (*path, key)
        # One item stands for the others of its list.
        if key == 0 or not isinstance(data, list):
            yield from _places(data[key], (*path, key))


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def _disagreements(data: Any, kind: str, codes: Callable[[Document], set[str]]) -> list[str]:
    validator, found = Draft202012Validator(schema_of(kind)), []
    for name, changed in _defects(data):
        said, fits = codes(Document("x", changed, {})), validator.is_valid(changed)
        if fits and said & _SHAPE:
            found.append(f"let through: {name}: {sorted(said)}")
        if not fits and not {code for code in said if code[0] == "E"}:
            found.append(f"too strict: {name}")
    return found


def test_a_scenario_schema_and_the_loader_agree_on_every_defect(small: str, persona: Persona) -> None:
    def codes(document: Document) -> set[str]:
        loaded = load_scenario(document, id="x", personas={"steady": persona})
        assert loaded.draft
        return {found.id for found in (*loaded.problems, *check_structure(loaded.draft, document))}

    assert _disagreements(parse(small.encode(), "x").data, "scenario", codes) == []


def test_a_persona_schema_and_the_loader_agree_on_every_defect(steady: str) -> None:
    def codes(document: Document) -> set[str]:
        loaded = load_persona(document, id="steady")
        assert loaded.draft
        return {found.id for found in (*loaded.problems, *check_persona(loaded.draft, document))}

    assert _disagreements(parse(steady.encode(), "x").data, "persona", codes) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_ours_and_says_what_each_key_is_for(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert is_ours(schema_text(kind))
    assert [key for key, value in schema["properties"].items() if not value.get("description")] == []


def test_a_file_with_an_unknown_key_is_rejected(small: str) -> None:
    data = parse(small.encode(), "x").data
    validator = Draft202012Validator(schema_of("scenario"))
    assert validator.is_valid(data)
    assert not validator.is_valid(data | {"titel": "x"})


def test_every_word_of_a_closed_list_has_its_chinese_name() -> None:
    lists = ((STAGES, STAGE_NAMES), (OUTCOMES, OUTCOME_NAMES), (CHANNELS, CHANNEL_NAMES), (POINT_KINDS, POINT_NAMES))
    assert [tuple(names) for _, names in lists] == [tuple(words) for words, _ in lists]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"$id": "http://elsewhere"}', "[" * 100_000])
def test_what_is_not_ours_is_not_taken_for_it(text: str) -> None:
    assert not is_ours(text)
