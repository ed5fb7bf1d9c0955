"""Replies, and what may be done to them, for tests of what holds for any reply. Draws nothing by chance."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

from bench.corpus import batches, context_of
from scoring.labels import MARKS
from scoring.records import Assessment, Context

Change = Callable[[str], str]
ROOT = Path(__file__).parents[2]
_BATCHES = tuple(f"{number:02}" for number in range(1, 28))
_CLAUSE = re.compile("[^，。？！；…\n]+[，。？！；…\n]*")


@dataclass(frozen=True, slots=True)
class Case:
    """A reply and what it answers."""

    reply: str
    context: Context


@lru_cache(maxsize=1)
def _rows() -> tuple[Case, ...]:
    return tuple(Case(row["reply"], context_of(row)) for row in batches(_BATCHES))


def sample(every: int) -> list[Case]:
    """Every so manieth reply of the corpus; the same ones whatever is added to it later."""
    return list(_rows()[::every])


def marks(assessment: Assessment) -> tuple[int, ...]:
    """The marks in their order."""
    given = asdict(assessment.marks)
    return tuple(given[name] for name in MARKS)


def seen(assessment: Assessment) -> tuple[object, ...]:
    """What has to stay when nothing that matters is changed."""
    case = sorted({finding.label for finding in assessment.findings} - set(assessment.labels))
    return assessment.labels, marks(assessment), assessment.gaming, tuple(case)


def clauses(reply: str) -> list[str]:
    """A reply cut after its stops."""
    return _CLAUSE.findall(reply) or [reply]


def inserted(reply: str, fault: str) -> str:
    """A fault put in after the first clause."""
    first, *rest = clauses(reply)
    return f"{_closed(first)}{fault}{''.join(rest)}"


def appended(reply: str, fault: str) -> str:
    """A fault put at the end."""
    return _closed(reply) + fault


def prepended(reply: str, fault: str) -> str:
    """A fault put at the beginning."""
    return fault + reply


def _closed(text: str) -> str:
    return text if text[-1:] in "，。？！；…\n" else f"{text}，"


def shuffled_clauses(reply: str) -> str:
    """The same clauses in another order, each ended alike."""
    parts = [clause.rstrip("，。？！；…\n") for clause in clauses(reply)]
    Random(len(reply)).shuffle(parts)
    return "，".join(parts) + "。"


def shuffled_letters(reply: str) -> str:
    """The same letters in another order, marks where they were."""
    letters = [character for character in reply if character.isalnum()]
    Random(len(reply)).shuffle(letters)
    return "".join(letters.pop() if character.isalnum() else character for character in reply)


def _wide(reply: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in reply)


def _half(reply: str) -> str:
    return re.sub("(?<![0-9])。|。(?![0-9])", ".", reply).translate(str.maketrans("，！？；：（）“”", ',!?;:()""'))


def _spaced(reply: str) -> str:
    gaps = " \u3000\u200b"
    return "".join(c + g for c, g in zip_longest(reply, (gaps * len(reply))[: len(reply)], fillvalue=""))


def _doubled(reply: str) -> str:
    return re.sub("([，。？！；：、…（）“”—])", r"\1\1", reply)


def _lines(reply: str) -> str:
    return re.sub("。|(?<=[，；])", "\n", reply)


@lru_cache(maxsize=1)
def _taiwan() -> Any:
    import opencc

    return opencc.OpenCC("s2tw")


def _traditional(reply: str) -> str:
    written: str = _taiwan().convert(reply)
    return written


SAME: dict[str, Change] = {
    "traditional": _traditional,
    "full_width": _wide,
    "half_width_marks": _half,
    "upper_case": str.upper,
    "spaces": _spaced,
    "space_around": lambda reply: f" \t\n　{reply}\n\u00a0 ",
    "doubled_marks": _doubled,
    "trebled_last_mark": lambda reply: reply + reply[-1] * 2 if reply[-1:] in "。！？…，" else reply,
    "new_lines": _lines,
    "no_last_mark": lambda reply: reply.rstrip("。！…~～"),
    "exclaimed": lambda reply: reply.replace("。", "！"),
    "calm": lambda reply: reply.replace("！", "。"),
    "corner_quotes": lambda reply: reply.translate(str.maketrans("“”‘’", "「」『』")),
    "straight_quotes": lambda reply: reply.translate(str.maketrans("“”‘’", "\"\"''")),
    "single_quotes": lambda reply: reply.translate(str.maketrans("“”", "‘’")) if "‘" not in reply else reply,
    "left_right_marks": lambda reply: "\u200f".join(reply) + "\ufeff",
}
"""Ways to type a reply that change nothing."""

FAULTS: dict[str, tuple[str, str]] = {
    "insult": ("你是不是脑子有病，听不懂人话。", "etiquette"),
    "scorn": ("您可真会算计，穷成这样就别用手机了。", "etiquette"),
    "order": ("你给我闭嘴，坐下等着。", "etiquette"),
    "weary": ("行了行了，爱投诉投诉去，随便你。", "etiquette"),
    "calm_down": ("你冷静点，别激动。", "empathy"),
    "small": ("不就几块钱嘛，至于吗。", "empathy"),
    "blame": ("这都怪您自己没看清楚，是您自己点的。", "empathy"),
    "lie": ("您别骗人了，我们系统不可能出错。", "empathy"),
    "rule": ("这是规定，没办法。", "phrasing"),
    "not_mine": ("不关我的事，您找别的部门去。", "phrasing"),
    "threat": ("再闹我就叫保安，把您的号停了。", "phrasing"),
    "leak": ("您邻居王建国的号是13812346620，他上月欠费八十块。", "phrasing"),
}
"""Plain faults, each with the dimension it hurts."""

PHRASES = (
    "您好",
    "很高兴为您服务",
    "非常抱歉给您带来不便",
    "我完全理解您的心情",
    "换了谁都会着急",
    "感谢您的耐心等待",
    "感谢您的理解和支持",
    "我来帮您处理",
    "这件事我负责到底",
    "请您放心",
    "请您稍等",
    "我马上为您核实",
    "两个工作日内给您答复",
    "您看行吗",
    "您可以选择退费或者换套餐",
    "我帮您申请减免",
    "按照规定给您解释一下",
    "您说得很有道理",
    "您的建议很宝贵",
    "我向上级反映",
    "请问怎么称呼您",
    "请问是哪一天的事",
    "还有什么可以帮您",
    "祝您生活愉快",
    "您看这样可以吗",
    "我给您倒杯水",
    "账单上写得很清楚",
    "这笔钱退到您的话费里",
)
"""Good phrases, none of which says what a case is about."""


def piles() -> list[str]:
    """Good phrases joined, in several numbers, orders and manners."""
    made = []
    for seed in range(40):
        chance = Random(seed)
        joint = ("，", "。", "、", "")[seed % 4]
        made.append(joint.join(chance.sample(PHRASES, 6 + seed % 13)) + "。")
    return made
