"""The schema of a scenario file, key by key as the loader reads it. Reads no file itself."""

from typing import Final

from scenarios.branches import ENDING, GATE, LONGEST_TITLE, MOST_TURNS, REPLY, STATE, WHEN
from scenarios.loader import KEYS
from scenarios.model import POINT_KINDS
from scenarios.particulars import MOST_CASE_DEPTH, POINT, SPEAKER, TITLES
from scenarios.schemas.parts import (
    FLAG,
    LINE_REF,
    MOVE_REF,
    NAMED,
    TEXT,
    Schema,
    answers,
    by_label,
    closed,
    described,
    mood_bounds,
    one_of,
    one_or_many,
    raised_name,
    shared_parts,
    start_mood,
    table,
    whole,
    whole_schema,
    within,
)
from scenarios.structure import FEWEST_ENDINGS
from scenarios.words import CHANNEL_NAMES, OUTCOME_NAMES, POINT_NAMES, STAGE_NAMES, TEMPTING
from scoring.labels import LABELS, QUESTIONS

_OPTIONAL: Final = {"customer", "cast", "house_rules", "moves", "answers", "gates"}
_LINES: Final = one_or_many(LINE_REF)
_SOME_LINES: Final = one_or_many(LINE_REF, least=1)
_TEXTS: Final = one_or_many(TEXT)
_SOME_TEXTS: Final = one_or_many(TEXT, least=1)
_PHRASES: Final = one_or_many({"type": "string", "pattern": r"\S"})
_DATE: Final = {"type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"}
_RULE: Final = {**TEXT, "pattern": "本店规则"}


def scenario_schema() -> Schema:
    """The schema of a scenario file."""
    properties = {**_about(), **_people(), **_course()}
    body = closed(KEYS, properties, [key for key in KEYS if key not in _OPTIONAL])
    alone_or_several = {"oneOf": [{"required": ["customer"]}, {"required": ["cast"]}]}
    return whole_schema(
        "scenario", "话术：场景", {**body, **alone_or_several}, shared_parts(described(TEXT, "谁说的：cast 里的名字"))
    )


def _about() -> dict[str, Schema]:
    """What it is about."""
    return {
        "title": described(TEXT, "场景的名字，列表里看到的"),
        "source": described(TEXT, "出处：课程大纲里的条目，例如 第七章 8；没有对应的写“本店案例”加年月"),
        "date": described(_DATE, "事情发生的那天，例如 2026-03-12；套餐、价格、法规都要在那天存在"),
        "level": described(whole(1, 5), "难度，1 最容易，5 最难"),
        "persona": described(TEXT, "人物类型：personas 文件夹里的文件名，例如 agitated"),
        "channel": described(one_of(CHANNEL_NAMES), f"在哪里谈：{within(CHANNEL_NAMES)}"),
        "briefing": described(TEXT, "学员开始前知道的"),
        "case": described(_case(), "学员屏幕上的资料，从上到下；值可以是一行、一列或小表"),
        "authority": described(table(TEXT), "坐席自己能给多少（refund），往上报给谁（escalate_to）"),
        "house_rules": described(one_or_many(_RULE), "公司规定，虚构的，每条都要写明“本店规则”"),
        "hints": described({"type": "array", "items": TEXT, "minItems": 3, "maxItems": 3}, "提示，由浅入深，正好三条"),
    }


def _case() -> Schema:
    value = TEXT
    for _depth in range(MOST_CASE_DEPTH - 1):
        several = {"type": "array", "items": value, "minItems": 1}
        value = {"anyOf": [TEXT, several, table(value, least=1)]}
    return table(value, least=1)


def _people() -> dict[str, Schema]:
    """Who the customer is, and what moves them."""
    return {
        "customer": described(_speaker(["surname", "gender", "background"]), "客户是谁（一位）"),
        "cast": described(table(_speaker(["title", "gender"]), NAMED), "几位同时在场时写，第一位是主讲人"),
        "mood": described(start_mood(), "客户刚开口时的心情；耐心到 0 就走了"),
        "moves": described(by_label(MOVE_REF), "本场景另有说法时才写：听到哪一类话，心情怎么变"),
        "answers": described(answers(), "坐席问到时怎么答；左边是问题的名字"),
        "points": described(
            table(_point(), {**NAMED, "not": one_of((*LABELS, *QUESTIONS))}), "要点：本案里坐席可能提到的事，名字自己起"
        ),
    }


def _speaker(required: list[str]) -> Schema:
    properties = {
        "title": described(TEXT, "屏幕上怎么称呼，例如 李姐"),
        "surname": described(TEXT, "姓"),
        "gender": described(one_of(TITLES), "男 或 女"),
        "age": described(whole(1, 120), "年纪"),
        "background": described(TEXT, "靠什么过日子，为什么偏偏今天来，怎么说话"),
    }
    return closed(SPEAKER, properties, required)


def _point() -> Schema:
    properties = {
        "kind": described(one_of(POINT_KINDS), f"哪一种：{within(POINT_NAMES)}"),
        "means": described(TEXT, "说的是什么，一句话"),
        "phrases": described(_PHRASES, "学员可能的说法：(甲|乙) 几选一，(甲)? 可有可无，{8} 中间可以隔 8 个字以内"),
        "acts": described(_PHRASES, "括号里的动作怎么写，例如（递上一杯水）"),
        "examples": described(_TEXTS, "短语必须认得出的话"),
        "alike": described(_TEXTS, "别的说法：短语不必认得，用来教它听相像的话"),
        "near_misses": described(_TEXTS, "必须认不出的话"),
        "says": described(_LINES, "客户头一次听到时的回应"),
        "again": described(_LINES, "又听一遍时的回应"),
        "mood": described(MOVE_REF, "提到它，心情怎么变"),
    }
    return closed(POINT, properties, ["kind", "means"])


def _course() -> dict[str, Schema]:
    """How it can go."""
    endings = table(_ending(), NAMED, least=FEWEST_ENDINGS)
    return {
        "start": described(TEXT, "从哪个状态开始"),
        "states": described(table(_state(), NAMED), "状态：谈话走过的几步，6 到 12 个，名字自己起"),
        "endings": described(endings, f"结局，至少 {FEWEST_ENDINGS} 个，名字自己起"),
        "leaves": described(TEXT, f"耐心用完、或满 {MOST_TURNS} 轮时走到哪个结局"),
        "gates": described(one_or_many(_gate()), "红线：无论分数多少，碰了就不合格"),
    }


def _state() -> Schema:
    properties = {
        "title": described(TEXT, f"路线图上的名字，{LONGEST_TITLE} 个字以内"),
        "stage": described(one_of(STAGE_NAMES), f"阶段：{within(STAGE_NAMES)}"),
        "says": described(_SOME_LINES, "走到这里，客户先说的话（几种说法，用一种）"),
        "presses": described(_LINES, "停在这里没进展时客户催的话，至少四句"),
        "model": described(TEXT, "给学员看的示范"),
        "replies": described(one_or_many(_reply(), least=1), "从上往下，第一条成立的就走；最后一条写 otherwise"),
    }
    return closed(STATE, properties, [key for key in STATE if key != "presses"])


def _reply() -> Schema:
    properties = {
        "when": described(_when(), "条件，写几种就要同时满足"),
        "to": described(TEXT, "去哪个状态或结局"),
        "otherwise": described(TEXT, "兜底：前面的都不成立时去哪里；每个状态最后都要有"),
        "title": described(TEXT, "路线图上这条路的名字"),
        "says": described(_LINES, "走这条路时客户说的话（不写就用状态的）"),
        "mood": described(MOVE_REF, "走这条路另加的心情变化"),
        "golden": described(_SOME_TEXTS, "示范话术：一定走这条路的话，机器会照着走一遍"),
    }
    catching = {"required": ["otherwise"], "not": {"anyOf": [{"required": ["when"]}, {"required": ["to"]}]}}
    guarded = {"required": ["when", "to"], "not": {"required": ["otherwise"]}}
    return {**closed(REPLY, properties, ["title", "golden"]), "oneOf": [catching, guarded]}


def _when() -> Schema:
    names = one_or_many(raised_name(), least=1)
    properties = {
        "has": described(names, "这句话里每一个都有（标签或要点）"),
        "any": described(names, "这句话里至少有一个（标签或要点）"),
        "lacks": described(names, "这句话里一个都没有（标签或要点）"),
        "points": described(one_or_many(NAMED, least=1), "到这句为止，这些要点都提过"),
        "asked": described(one_or_many(one_of(QUESTIONS), least=1), f"这句话问了这些：{within(QUESTIONS)}"),
        "mood": described(mood_bounds(), "听这句话之前的心情"),
        "turn": described({"$ref": "#/$defs/bound"}, '坐席的第几句，例如 ">=3"'),
    }
    return {**closed(WHEN, properties), "minProperties": 1}


def _ending() -> Schema:
    properties = {
        "kind": described(one_of(OUTCOME_NAMES), f"哪一种：{within(OUTCOME_NAMES)}"),
        "title": described(TEXT, "结局的名字"),
        "says": described(_SOME_LINES, "客户最后一句"),
        "debrief": described(TEXT, "练完给学员看：为什么会到这里，关键在哪一句"),
        "tempting": described(FLAG, f"true：{TEMPTING}（至少要有一个）"),
    }
    return closed(ENDING, properties, [key for key in ENDING if key != "tempting"])


def _gate() -> Schema:
    properties = {
        "must": described(raised_name(), "必须做到的标签或要点"),
        "never": described(raised_name(), "绝不能碰的标签或要点"),
        "by": described(whole(1, MOST_TURNS), "必须在坐席前几句之内做到"),
        "why": described(TEXT, "为什么是红线"),
        "breaks": described(_SOME_TEXTS, "碰线（或没做到）的话，机器会验证"),
    }
    must = {"required": ["must"], "not": {"required": ["never"]}}
    never = {"required": ["never"], "not": {"anyOf": [{"required": ["must"]}, {"required": ["by"]}]}}
    return {**closed(GATE, properties, ["why", "breaks"]), "oneOf": [must, never]}
