"""What the schemas are put together from: closed tables, texts, lines, moves. Knows no file in particular."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from scenarios.model import AXES, HIGHEST, LOWEST
from scenarios.reading import NAME
from scenarios.schemas import OURS
from scenarios.wordings import BOUND, GAMING, LINE
from scoring.labels import LABELS, QUESTIONS, Label

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": ["string", "number"], "pattern": r"\S"}
"""Text that is not empty; a number counts as the text it was written as."""
FLAG: Final[Schema] = {"type": "boolean"}
NAMED: Final[Schema] = {"type": "string", "pattern": f"^{NAME.pattern}$"}
_AXIS_NAMES: Final = dict(zip(AXES, ("火气", "信任", "耐心"), strict=True))


def described(schema: Mapping[str, Any], description: str) -> Schema:
    """A schema with what it is for, as an editor shows it."""
    return {"description": description, **schema}


def closed(keys: Collection[str], properties: Mapping[Any, Schema], required: Collection[str] = ()) -> Schema:
    """A table that has these keys and no other; `keys` is the loader's own table, which nothing may be missing from."""
    wrong = set(keys) ^ set(properties) | set(required) - set(keys)
    if wrong:
        raise KeyError(", ".join(sorted(wrong)))
    return {
        "type": "object",
        "properties": {key: properties[key] for key in keys},
        "required": list(required),
        "additionalProperties": False,
    }


def table(values: Schema, names: Schema | None = None, *, least: int = 0) -> Schema:
    """A table whose keys the author chooses, within what `names` allows."""
    schema: Schema = {"type": "object", "additionalProperties": values, "minProperties": least}
    return schema if names is None else {**schema, "propertyNames": names}


def one_or_many(item: Schema, *, least: int = 0) -> Schema:
    """A list, or a single item that stands alone."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": least}]}


def one_of(words: Collection[str]) -> Schema:
    """One of a few words."""
    return {"enum": list(words)}


def whole(least: int, most: int) -> Schema:
    """A whole number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


def within(names: Mapping[str, str]) -> str:
    """Words with their Chinese names, for a description."""
    return "，".join(f"{word} {name}" for word, name in names.items())


def raised_name() -> Schema:
    """A label, which an editor can offer, or the name of a point, which it cannot know."""
    return {"anyOf": [one_of(LABELS), NAMED]}


def shared_parts(by: Schema) -> Schema:
    """What a scenario or persona schema refers to. `by`: how a line says by whom it is said."""
    line: Schema = {"text": described(TEXT, "客户说的话，只写一两句短的")}
    for axis in AXES:
        line[axis] = described({"$ref": "#/$defs/bound"}, f"{_AXIS_NAMES[axis]}在这个范围里才说")
    line["by"] = by
    line["unless"] = described(one_or_many(NAMED, least=1), "这些要点提过一个，就不再说这句")
    moves = {axis: described(whole(-HIGHEST, HIGHEST), f"{_AXIS_NAMES[axis]}加几减几") for axis in AXES}
    return {
        "bound": described(
            {"anyOf": [whole(LOWEST, 99), {"type": "string", "pattern": f"^(?:{BOUND.pattern})$"}]},
            '比较，带引号："<=6"、">=3" 或 "5"',
        ),
        "line": {"anyOf": [TEXT, closed(LINE, line, ["text"])]},
        "move": closed(AXES, moves),
    }


LINE_REF: Final[Schema] = {"$ref": "#/$defs/line"}
MOVE_REF: Final[Schema] = {"$ref": "#/$defs/move"}


def mood_bounds() -> Schema:
    """Bounds on a mood."""
    return closed(AXES, {axis: described({"$ref": "#/$defs/bound"}, _AXIS_NAMES[axis]) for axis in AXES})


def start_mood() -> Schema:
    """The mood a customer arrives in."""
    names = {axis: described(whole(LOWEST, HIGHEST), f"{_AXIS_NAMES[axis]}，{LOWEST} 到 {HIGHEST}") for axis in AXES}
    return closed(AXES, names, AXES)


def answers() -> Schema:
    """What is answered to each question."""
    lines = one_or_many(LINE_REF, least=1)
    named = {name: described(lines, f"学员问“{zh}”时的回答") for name, zh in QUESTIONS.items()}
    return closed(tuple(QUESTIONS), named)


def by_label(values: Schema) -> Schema:
    """A table by label, each key with the label's Chinese name."""
    named = {name: described(values, _said(label)) for name, label in LABELS.items()}
    return closed((*LABELS, GAMING), {**named, GAMING: described(values, "堆砌套话")})


def _said(label: Label) -> str:
    return f"{label.zh}（{'好' if label.good else '毛病'}）"


def whole_schema(kind: str, title: str, body: Schema, parts: Schema | None = None) -> Schema:
    """A schema with its head."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{OURS}{kind}", "title": title}
    return {**head, **body, **({"$defs": parts} if parts else {})}
