"""What an author may write in Chinese where the file wants a name: from the word to the name. Decides nothing."""

from functools import cache
from typing import Final

from scoring.labels import LABELS, QUESTIONS

_VALUES: Final = {
    "hall": "营业厅 厅堂 门店 现场",
    "hotline": "热线 电话 客服热线",
    "opening": "开场 开头",
    "venting": "倾诉 发泄 诉说",
    "investigating": "核实 调查 查证",
    "proposing": "提方案 方案",
    "closing": "收尾 结束",
    "resolved": "解决 已解决 圆满",
    "grudging": "勉强 将就",
    "handed_over": "移交 妥善移交 转交",
    "unresolved": "未解决 没解决",
    "lost": "客户走了 走了 流失",
    "gave_away": "让步过头 多给了",
    "incident": "出事 事故",
    "fact": "事实",
    "offer": "给的方案 方案 办法",
    "limit": "界限 限制",
    "act": "动作",
    "anger": "火气 怒气 愤怒 委屈 慌",
    "trust": "信任",
    "patience": "耐心",
    "男": "male m 先生",
    "女": "female f 女士",
}
_KEYS: Final = {
    "title": "标题 名称 题目",
    "source": "出处 来源",
    "date": "日期",
    "level": "难度 级别",
    "persona": "人物 人物类型 人设",
    "channel": "渠道",
    "customer": "客户",
    "cast": "人物表 多人",
    "surname": "姓 姓氏",
    "gender": "性别",
    "age": "年龄",
    "background": "背景",
    "briefing": "简介 情况",
    "case": "资料 案情",
    "authority": "权限",
    "house_rules": "规定 本店规则",
    "hints": "提示",
    "mood": "心情 情绪",
    "points": "要点",
    "phrases": "短语",
    "examples": "例句",
    "alike": "类似的话",
    "answers": "回答 答",
    "start": "开始 起点",
    "states": "状态",
    "stage": "阶段",
    "says": "说 话 台词",
    "presses": "催促 追问",
    "model": "示范",
    "replies": "回应 回复",
    "when": "条件 当",
    "to": "去处 去",
    "otherwise": "否则 其他",
    "golden": "示范话术 范例",
    "endings": "结局",
    "kind": "种类 类型",
    "debrief": "复盘 点评",
    "tempting": "诱人",
    "leaves": "离开 走人",
    "gates": "红线",
    "must": "必须",
    "never": "绝不 不得",
    "why": "原因 为什么",
    "breaks": "碰线",
    "axis": "轴",
    "reactions": "反应",
    "text": "文字 内容",
    "by": "说话人",
    "label": "标签",
    "question": "问题",
    "message": "说明 看到",
    "better": "更好 改成",
    "except": "例外",
    "flagged": "正例",
    "near_misses": "反例 近似例句",
}


@cache
def names_of() -> dict[str, tuple[str, ...]]:
    """The names a Chinese word may stand for; which of them is meant, the place in the file tells."""
    found: dict[str, tuple[str, ...]] = {}
    pairs = [(word, name) for name, words in (*_VALUES.items(), *_KEYS.items()) for word in words.split()]
    pairs += [(label.zh, label.id) for label in LABELS.values()]
    pairs += [(zh, name) for name, words in QUESTIONS.items() for zh in (words, *words.split("、"))]
    for word, name in pairs:
        found[word] = (*found.get(word, ()), name)
    return found
