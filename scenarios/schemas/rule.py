"""The schema of a rule file, key by key as the scorer reads it. Reads no file itself."""

from typing import Final

from scenarios.schemas.parts import Schema, closed, described, one_of, whole_schema, within
from scenarios.words import STAGE_NAMES
from scoring.labels import CASE_SHELVES, LABELS, QUESTIONS
from scoring.measures import MEASURES
from scoring.rulefiles import ALLOWED, EXAMPLE, KEYS

_TEXT: Final[Schema] = {"type": ["string", "number"]}
_SAID: Final[Schema] = {**_TEXT, "pattern": r"\S"}
_ORDER: Final = ("label", "question", "message", "why", "better", "source", "phrases", "except", "measure", "stages")


def rule_schema() -> Schema:
    """The schema of a rule file."""
    order = sorted(KEYS, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER))
    body = closed(order, {**_head(), **_finding(), **_proof()}, ["flagged", "near_misses"])
    faults = [name for name, label in LABELS.items() if not label.good]
    is_fault = {"properties": {"label": one_of(faults)}, "required": ["label"]}
    held: Schema = {
        "oneOf": [{"required": ["label"]}, {"required": ["question"]}],
        "anyOf": [{"required": ["phrases"]}, {"required": ["measure"]}],
        "allOf": [
            {"if": {"required": ["label"]}, "then": {"required": ["why", "source"]}},
            {"if": is_fault, "then": {"required": ["better"]}},
        ],
    }
    return whole_schema("rule", "话术：规则", {**body, **held})


def _head() -> dict[str, Schema]:
    labels = within({name: label.zh for name, label in LABELS.items()})
    return {
        "label": described(one_of((*LABELS, *CASE_SHELVES)), f"认的是哪个标签：{labels}"),
        "question": described(one_of(QUESTIONS), f"认的是哪个问题：{within(QUESTIONS)}"),
        "message": described(_TEXT, "一句话：看到了什么"),
        "why": described(_SAID, "给学员看：这句话对客户起了什么作用"),
        "better": described(_TEXT, "毛病才写：可以直接替换那几个字的说法"),
        "source": described(_SAID, "课程条目"),
    }


def _finding() -> dict[str, Schema]:
    signs = _list(one_of((*LABELS, *QUESTIONS)))
    return {
        "phrases": described(_list(_TEXT), "短语，写法见 docs/write-a-scenario.md"),
        "except": described(_list(_TEXT), "和它重叠的不算"),
        "measure": described(one_of(MEASURES), "短语说不清的量法"),
        "stages": described(_list(one_of(STAGE_NAMES)), f"只在这些阶段算：{within(STAGE_NAMES)}"),
        "longest": described({"type": "integer", "minimum": 1}, "整句不超过这么多字才算"),
        "unless": described(signs, "同一句里有这些标签或问题就不算"),
        "with": described(signs, "同一句里要先有这些标签或问题"),
        "allows": described(_list(one_of(ALLOWED)), "被否定（denied）、被引用（quoted）也算"),
    }


def _proof() -> dict[str, Schema]:
    properties = {
        "reply": described(_SAID, "坐席的话"),
        "customer": described(_TEXT, "客户上一句"),
        "stage": described(one_of(STAGE_NAMES), "阶段"),
        "facts": described(_list(_TEXT), "屏幕上的资料"),
    }
    examples = {"type": "array", "minItems": 1, "items": {"anyOf": [_SAID, closed(EXAMPLE, properties, ["reply"])]}}
    return {
        "flagged": described(examples, "必须认出来，【】里正好是认出的字"),
        "near_misses": described(examples, "必须认不出来：否定的、引用的、只是字面像的"),
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}
