"""The vocabulary of marking: labels, dimensions, stages and questions. Holds names only, never decides anything."""

from dataclasses import dataclass
from typing import Final, Literal

Dimension = Literal["etiquette", "empathy", "phrasing"]

DIMENSIONS: Final[tuple[Dimension, ...]] = ("etiquette", "empathy", "phrasing")
MARKS: Final = (*DIMENSIONS, "overall")
"""What a reply is marked on, in the order it is shown."""
STAGES: Final = ("opening", "venting", "investigating", "proposing", "closing")
CHANNELS: Final = ("hall", "hotline")


@dataclass(frozen=True, slots=True)
class Label:
    """A move (`good`) or a fault in a reply, with the name a trainee reads."""

    id: str
    dimension: Dimension
    good: bool
    zh: str


def _table(dimension: Dimension, moves: dict[str, str], faults: dict[str, str]) -> dict[str, Label]:
    good = {key: Label(key, dimension, True, zh) for key, zh in moves.items()}
    return good | {key: Label(key, dimension, False, zh) for key, zh in faults.items()}


LABELS: Final[dict[str, Label]] = (
    _table(
        "etiquette",
        {
            "greeting": "问候与自我介绍",
            "respectful_address": "尊称",
            "courtesy": "礼貌用语",
            "asks_permission": "征询同意",
            "closing_offer": "结束语",
        },
        {"rude": "粗鲁讽刺", "commanding": "命令打断", "perfunctory": "敷衍不耐烦", "casual_you": "直呼“你”"},
    )
    | _table(
        "empathy",
        {
            "names_feeling": "说出客户感受",
            "validates": "认同感受",
            "restates_issue": "复述确认",
            "owns_problem": "承担到底",
            "apologises": "恰当致歉",
            "thanks_customer": "感谢客户",
            "praises_customer": "真诚肯定",
        },
        {
            "minimises": "轻视问题",
            "tells_to_calm_down": "叫人冷静",
            "blames_customer": "责怪客户",
            "yes_but": "理解……但是",
            "argues": "争辩质疑",
        },
    )
    | _table(
        "phrasing",
        {
            "can_do": "多说能做什么",
            "cites_facts": "摆事实",
            "cites_rule": "讲依据",
            "offers_solution": "给出方案",
            "offers_choice": "给出选择",
            "commits_time": "承诺时限",
            "clarifying_question": "澄清提问",
            "defers_diplomatically": "外交辞令",
            "sets_boundary": "有礼有节",
        },
        {
            "flat_refusal": "生硬拒绝",
            "hides_behind_policy": "拿规定挡",
            "passes_buck": "推诿",
            "overpromises": "过度承诺",
            "beyond_authority": "越权让步",
            "threatens": "威胁客户",
            "leaks_privacy": "泄露隐私",
            "jargon": "术语不解释",
        },
    )
)

GRAVE: Final = frozenset({"rude", "threatens", "leaks_privacy", "beyond_authority"})
"""Faults that cap the overall mark at 2."""

CASE_FINDINGS: Final[dict[str, str]] = {
    "wrong_amount": "金额与事实不符",
    "wrong_date": "日期与事实不符",
    "wrong_limit": "超出权限额度",
    "wrong_name": "称呼与事实不符",
    "false_law": "法律说法有误",
}
"""Findings checked against the case; they stand among the findings, never among the labels."""

CASE_SHELVES: Final = {"false_law": "law"}
"""Case findings that rule files name, and the folder in which those files lie."""


def shelf_of(name: str) -> str | None:
    """The folder in which rules of a label or case finding lie; None where no rule may name it."""
    label = LABELS.get(name)
    return label.dimension if label is not None else CASE_SHELVES.get(name)


QUESTIONS: Final[dict[str, str]] = {
    "name": "怎么称呼",
    "number": "手机号码",
    "identity": "核对身份",
    "when": "什么时候",
    "where": "在哪里",
    "how_much": "多少钱、多少量",
    "device": "什么设备",
    "what_happened": "事情经过",
    "said_before": "之前怎么说的",
    "wants": "希望怎么解决",
    "may_wait": "请客户稍等",
    "may_move": "请客户移步",
    "may_check": "能否查询核对",
    "may_call_back": "能否回电、留联系方式",
    "accepts": "方案是否接受",
    "anything_else": "还有没有别的事",
}
"""What a reply can ask; a scenario or persona answers by these names."""
