"""The Chinese words for what a scenario file names in English: stages, kinds of ending, channels. Decides nothing."""

from typing import Final

STAGE_NAMES: Final = {
    "opening": "开场",
    "venting": "倾诉",
    "investigating": "核实",
    "proposing": "提方案",
    "closing": "收尾",
}
OUTCOME_NAMES: Final = {
    "resolved": "解决",
    "grudging": "勉强接受",
    "handed_over": "妥善移交",
    "unresolved": "没有解决",
    "lost": "客户走了",
    "gave_away": "让步过头",
    "incident": "出了事",
}
CHANNEL_NAMES: Final = {"hall": "营业厅", "hotline": "热线"}
POINT_NAMES: Final = {"fact": "事实", "offer": "方案", "limit": "界限", "act": "动作"}
TEMPTING: Final = "看着好，其实不好"
