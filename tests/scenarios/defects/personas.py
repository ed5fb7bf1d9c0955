"""Defects of a persona file."""

# ruff: noqa: E501 - a defect is a row of a table, and Han letters count twice
from tests.scenarios.defects.table import Defect

RUDE = "  rude: {anger: 2, trust: -2}\n"
SAYS = "  rude: [你怎么说话呢？, 客气点行不行。, 我可没骂人。]\n"
STUCK = "stuck: [到底怎么办。, 还是没说到点上。, 我等着呢。, 别绕。, 一句准话都没有？, 我先听着，你接着讲。]\n"

PERSONAS = [
    Defect("a full-width colon after a key", "E100", "axis: 火气\n", "axis：火气\n", "axis: '火气'\n"),
    Defect("a key twice", "E100", "unknown: [这我哪知道。]\n", "again: [这我哪知道。]\n", "unknown: 这我哪知道。\n"),
    Defect("a tab as indentation", "E100", RUDE, "\trude: {anger: 2}\n", "  rude:   {anger: 2}\n"),
    Defect("an open bracket", "E100", SAYS, SAYS.replace("]", ""), SAYS.replace("[", "[ ")),
    Defect("a misspelt key", "E103", "repeated: ", "repeats: ", "'repeated': "),
    Defect("a key in Chinese", "E103", "title: 稳重型\n", "标题: 稳重型\n", "title: 标题\n"),
    Defect("a key left out", "E102", "axis: 火气\n", "", "axis: 慌\n", at="title: 稳重型"),
    Defect("an axis there is not", "E104", "axis: 火气", "axis: 怒气", "axis: 委屈"),
    Defect("a move too far", "E104", RUDE, "  rude: {anger: 12}\n", "  rude: {anger: 10}\n"),
    Defect("a mood in Chinese", "E103", RUDE, "  rude: {火气: 2}\n", "  rude: {patience: 2}\n"),
    Defect("a move by a word", "E101", RUDE, "  rude: {anger: 加二}\n", "  rude: {anger: +2}\n"),
    Defect("a move that is no table", "E101", RUDE, "  rude: 2\n", "  rude:\n    anger: 2\n"),
    Defect("a label misspelt", "E201", RUDE, "  ruud: {anger: 2}\n", "  argues: {anger: 2}\n"),
    Defect("a reaction to a label in Chinese", "E201", SAYS, SAYS.replace("rude", "粗鲁讽刺"), SAYS.replace("rude", "gaming")),
    Defect("an answer to no question", "E202", "  may_wait: [等吧。]\n", "  wait: [等吧。]\n", "  may_move: [等吧。]\n"),
    Defect("a speaker in a persona", "E205", "{text: 你知道就好。, anger", "{text: 你知道就好。, by: li, anger",
           "{text: 你知道就好。, trust: '>=1', anger"),
    Defect("a bound that is none", "E109", 'anger: ">=5"', "anger: 五", "anger: 5"),
    Defect("a fallback there is not", "E103", "  short: [", "  brief: [", "  'short': ["),
    Defect("a fallback left out", "E317", "  foreign: [说中国话。]\n", "", "  foreign: 说中国话。\n", at="fallbacks:"),
    Defect("nothing to say on leaving", "E317", "leaves: [算了，我走了。]\n", "", "leaves: 算了，我走了。\n", at="title: 稳重型"),
    Defect("an empty list", "E317", "again: [这个我说过了。]", "again: []", "again: [这个我早说过了。]"),
    Defect("two reactions", "W319", ", 我可没骂人。", "", ", 我没骂人。", at="rude: [你怎么说话呢"),
    Defect("five lines when stuck", "W319", ", 别绕。", "", ", 别绕弯。", at="stuck:"),
    Defect("no source", "E315", "source: 第七章 1\n", "", "source: 第七章\n", at="title: 稳重型"),
    Defect("a line twice", "E316", "[说重点。]", "[别绕。]", "[说要紧的。]", at="stuck:"),
    Defect("silence in one mood", "W321", "leaves: [算了，我走了。]", "leaves: [{text: 算了。, trust: '>=1'}]",
           "leaves: [{text: 算了。, trust: '>=0'}]"),
    Defect("a half-width colon in a line", "E101", "unknown: [这我哪知道。]", "unknown: [我: 哪知道。]", "unknown: ['我: 哪知道。']"),
    Defect("a line wholly in quotes", "W605", "[说我的事。]", "[“说我的事。”]", "[说“我”的事。]"),
]  # fmt: skip
"""Each alone in the steady persona."""
