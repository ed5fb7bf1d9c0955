"""Defects of the writing of a scenario file: what every author of YAML gets wrong some day."""

# ruff: noqa: E501 - a defect is a row of a table, and Han letters count twice
from tests.scenarios.defects.table import Defect
from tests.scenarios.defects.values import BRIEFING, HINTS

LEVEL = "level: 2\n"
MODEL = "    model: 您说，我都记着。\n"
TITLE = "title: 退费拖了二十天\n"
BOUND = 'turn: ">=3"'

WRITING = [
    Defect("a tab as indentation", "E100", "    title: 收尾\n", "\ttitle: 收尾\n", "    title:\t收尾\n"),
    Defect("an ideographic space as indentation", "E100", "    title: 收尾\n", "　　title: 收尾\n", "    title: 收尾　\n"),
    Defect("a hard space as indentation", "E100", MODEL, "\u00a0\u00a0\u00a0\u00a0model: 您说。\n", "    model: 您\u00a0说。\n"),
    Defect("one space too few", "E100", "    title: 收尾\n", "   title: 收尾\n", "    title:  收尾\n"),
    Defect("one space too many", "E100", "    stage: closing\n", "     stage: closing\n", "    stage:     closing\n"),
    Defect("a key on the level of its parent", "E100", MODEL, "  model: 您说，我都记着。\n", MODEL + "# model: 说。\n"),
    Defect("a key on the level of its parent's sister", "E100", "        mood: {anger: -1}\n",
           "    mood: {anger: -1}\n", "        mood: {anger: -2}\n"),
    Defect("a full-width colon after a key", "E100", LEVEL, "level：2\n", "level: 2 # 难度：二\n"),
    Defect("a full-width colon after a key in a list", "E100", "      - otherwise: checking\n",
           "      - otherwise：checking\n", "      -  # 没查\n        otherwise: checking\n"),
    Defect("a full-width colon within braces", "E103", "anger: 6, trust: 4", "anger：6, trust: 4", "anger:  6, trust: 4"),
    Defect("a full-width comma within braces", "E100", "anger: 6, trust: 4", "anger: 6，trust: 4", "anger: 6,trust: 4"),
    Defect("no space after the colon", "E100", LEVEL, "level:2\n", "level:   2\n"),
    Defect("no space after the dash", "E100", "      - otherwise: checking\n", "      -otherwise: checking\n",
           "      - # 没查\n        otherwise: checking\n"),
    Defect("a full-width dash in a list", "E100", "  - must: greeting\n", "  － must: greeting\n", "  - must: 'greeting'\n"),
    Defect("a key without a colon", "E100", LEVEL, "level 2\n", "level:\n  2\n"),
    Defect("an open double quote", "E100", MODEL, '    model: "您说，我都记着。\n', '    model: "您说，我都记着。"\n'),
    Defect("an open single quote", "E100", MODEL, "    model: '您说，我都记着。\n", "    model: '您说，我都''记''着。'\n"),
    Defect("words after a quote", "E100", MODEL, '    model: "您说"，我都记着。\n', '    model: “您说”，我都记着。\n'),
    Defect("an open bracket", "E100", HINTS, "hints: [先听, 再问, 后答\n", "hints: [先听,\n  再问, 后答]\n"),
    Defect("an open brace", "E100", "mood: {anger: 6, trust: 4, patience: 7}\n", "mood: {anger: 6, trust: 4, patience: 7\n",
           "mood: {anger: 6, trust: 4,\n  patience: 7}\n"),
    Defect("the wrong bracket closes", "E100", HINTS, "hints: [先听, 再问, 后答}\n", "hints: [先听, 再问, '后答}']\n"),
    Defect("a full-width bracket closes", "E100", HINTS, "hints: [先听, 再问, 后答】\n", "hints: [先听, 再问, 【后答】]\n"),
    Defect("a half-width colon in speech", "E100", MODEL, "    model: 您说: 我都记着。\n", "    model: 您说:我都记着。\n"),
    Defect("a half-width colon in a listed line", "E101", "says: [这事说来话长。]", "says: [这事: 说来话长。]",
           "says: ['这事: 说来话长。']"),
    Defect("a bare comparison", "E100", BOUND, "turn: >=3", "turn: '>=3'"),
    Defect("a line that begins with an at sign", "E100", MODEL, "    model: @周先生，您说。\n", "    model: 周先生@您，您说。\n"),
    Defect("a line that begins with a per cent sign", "E100", BRIEFING, "briefing: %5的客户。\n", "briefing: 5%的客户。\n"),
    Defect("a line that begins with a star", "E100", MODEL, "    model: *您说*\n", "    model: 您*说*\n"),
    Defect("a line that begins with an exclamation mark", "E100", MODEL, "    model: !您说\n", "    model: ！您说\n"),
    Defect("an anchor", "E100", TITLE, "title: &t 退费拖了二十天\n", "title: 退费&拖了二十天\n"),
    Defect("an alias", "E100", MODEL, "    model: *t\n", "    model: '*t'\n"),
    Defect("a tag", "E100", LEVEL, "level: !!int 2\n", "level: 2 # !!int\n"),
    Defect("a key twice", "E100", LEVEL, LEVEL + "level: 3\n", LEVEL + "# level: 3\n", at="level: 3"),
    Defect("a state twice", "E100", "  checking:\n", "  telling:\n", "  'checking':\n"),
    Defect("a second document", "E100", "leaves: stormed_out\n", "leaves: stormed_out\n---\n",
           "leaves: stormed_out\n# ---\n"),
    Defect("a control character", "E100", TITLE, "title: 退费\x07拖了\n", "title: 退费 拖了\n"),
    Defect("a line break of YAML alone", "E100", TITLE, "title: 退费\u2028拖了\n", "title: 退费……拖了\n"),
    Defect("a backslash in double quotes", "E100", MODEL, '    model: "您说\\您记"\n', "    model: '您说\\您记'\n"),
    Defect("a list as key", "E100", MODEL, MODEL + "    [a, b]: 您\n", MODEL + "    # [a, b]\n", at="[a, b]: 您"),
    Defect("words behind a block mark", "E100", BRIEFING, "briefing: | 一位客户\n", "briefing: |\n  一位客户\n"),
    Defect("a list that begins on the line of its key", "E100", "  - never: threatens\n", "  - never: - threatens\n",
           "  -\n    never: threatens\n"),
]  # fmt: skip
"""Each alone in the small scenario."""
