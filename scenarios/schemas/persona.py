"""The schema of a persona file, key by key as the loader reads it. Reads no file itself."""

from scenarios.model import OTHER
from scenarios.personas import FALLBACKS, KEYS, MEMORIES, MOOD_NAMES, MORE_FALLBACKS
from scenarios.schemas.parts import (
    LINE_REF,
    MOVE_REF,
    TEXT,
    Schema,
    answers,
    by_label,
    closed,
    described,
    one_of,
    one_or_many,
    shared_parts,
    whole_schema,
)

_KINDS = (
    "不说话",
    "一两个字",
    "整句外语",
    "不着边际",
    "堆砌套话",
    "长篇大论",
    "冲着客户发火",
    "胡说一气",
    "问了答不上来的事",
    "说的是这件事、却没说到点上",
    "只答一个“能”",
    "只答一个“不能”",
)
_MEMORIES = ("许诺第三次", "道歉第三次", "又打一次招呼", "叫错姓")


def persona_schema() -> Schema:
    """The schema of a persona file."""
    lines = one_or_many(LINE_REF, least=1)
    kinds = dict(zip((*FALLBACKS, *MORE_FALLBACKS), _KINDS, strict=True))
    fallbacks = closed(kinds, {kind: described(lines, f"坐席{name}的时候") for kind, name in kinds.items()}, FALLBACKS)
    memories = dict(zip(MEMORIES, _MEMORIES, strict=True))
    memory = closed(memories, {kind: described(lines, f"坐席{name}的时候") for kind, name in memories.items()})
    properties = {
        "title": described(TEXT, "这一类人叫什么，例如 激动型"),
        "axis": described(one_of(MOOD_NAMES), "屏幕上 anger 这一条叫什么"),
        "source": described(TEXT, "出处：课程大纲里的条目"),
        "moves": described(by_label(MOVE_REF), "什么让他松动，什么让他更硬"),
        "reactions": described(by_label(lines), "听到哪一类话时怎么说；先写的先说，每类三句以上"),
        "answers": described(answers(), "场景没写时怎么答，只写不牵涉案情的"),
        "again": described(lines, "同样的话问第二遍时"),
        "unknown": described(lines, "问了谁也答不上来的"),
        "repeated": described(lines, "坐席把原话又说一遍时"),
        "fallbacks": described(fallbacks, "什么都没听出来的时候"),
        "memory": described(memory, "记得坐席怎么说话，可以不写"),
        "stuck": described(lines, "催的话都说完了还没进展时，至少六句"),
        "leaves": described(lines, "耐心耗尽，走人前的一句"),
    }
    required = [key for key in KEYS if key not in ("answers", "memory")]
    by = described(one_of((OTHER,)), "在场的另一个人说的")
    return whole_schema("persona", "话术：人物类型", closed(KEYS, properties, required), shared_parts(by))
