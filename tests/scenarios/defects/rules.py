"""Defects of a rule file."""

# ruff: noqa: E501 - a defect is a row of a table, and Han letters count twice
from tests.scenarios.defects.table import Defect

FIRST = "  - 您【滚蛋】吧。\n"
SECOND = "  - 【少跟我废话】。\n"
PHRASE = "  - 少{2}废话\n"
LAST = "    facts: [账单83元]\n"
WHY = "why: 一骂，事情就只剩下骂了。\n"

RULES = [
    Defect("a full-width colon after a key", "E700", WHY, "why：一骂。\n", "why: 一骂：没了。\n"),
    Defect("a key twice", "E700", WHY, WHY + "why: 还骂\n", WHY + "# why: 还骂\n", at="why: 还骂"),
    Defect("an open bracket", "E700", "except: [滚动]\n", "except: [滚动\n", "except:\n  - 滚动\n"),
    Defect("a tab as indentation", "E700", PHRASE, "\t- 少{2}废话\n", "  -  少{2}废话\n"),
    Defect("a phrase that begins with a brace", "E700", PHRASE, "  - {2}废话\n", "  - (少|别){2}废话\n"),
    Defect("a misspelt key", "E703", "except: [滚动]\n", "expect: [滚动]\n", "except: ['滚动']\n"),
    Defect("a key in Chinese", "E703", WHY, "原因: 一骂。\n" + WHY, "# 原因\n" + WHY),
    Defect("no reason", "E702", WHY, "", "why: 骂人不行。\n", at="label: rude"),
    Defect("no better wording", "E702", "better: 您先别急，我来查\n", "", "better: 您稍等\n", at="label: rude"),
    Defect("no source", "E702", "source: 第六章 二.1\n", "", "source: 第六章\n", at="label: rude"),
    Defect("no message", "E702", "message: 骂了客户\n", "", "message: 骂人\n", at="label: rude"),
    Defect("a list where a text is wanted", "E701", WHY, "why: [一骂]\n", "why: '[一骂]'\n"),
    Defect("a text where a list is wanted", "E701", "except: [滚动]\n", "except: 滚动\n", "except: [滚动条, 滚动]\n"),
    Defect("a label misspelt", "E704", "label: rude\n", "label: rud\n", "label: 'rude'\n"),
    Defect("a label in Chinese", "E704", "label: rude\n", "label: 粗鲁讽刺\n", "label: rude # 粗鲁讽刺\n"),
    Defect("a label of another folder", "E704", "label: rude\n", "label: argues\n", "label:   rude\n"),
    Defect("no label", "E704", "label: rude\n", "", 'label: "rude"\n', at="message: 骂了客户"),
    Defect("a label and a question", "E704", "label: rude\n", "label: rude\nquestion: when\n", "label: rude\n# question: when\n",
           at="question: when"),
    Defect("a label in unless misspelt", "E704", "unless: [apologises]\n", "unless: [apologizes]\n", "unless: [courtesy]\n"),
    Defect("a rule unless itself", "E704", "unless: [apologises]\n", "unless: [rude]\n", "unless: [courtesy, apologises]\n"),
    Defect("a stage there is not", "E704", "    stage: venting\n", "    stage: 倾诉\n", "    stage: closing\n"),
    Defect("a measure there is not", "E704", "unless: [apologises]\n", "unless: [apologises]\nmeasure: customer_word\n",
           "unless: [apologises]\nlongest: 20\n"),
    Defect("a length that is none", "E701", "unless: [apologises]\n", "unless: [apologises]\nlongest: 12字\n",
           "unless: [apologises]\nlongest: 12\n"),
    Defect("a phrase with an open bracket", "E705", PHRASE, "  - 少{2}(废话\n", "  - 少{2}(废话)\n"),
    Defect("a phrase that is a regular expression", "E705", PHRASE, "  - 少.{0,2}废话\n", "  - 少{3}废话\n"),
    Defect("a phrase with a word list there is not", "E705", PHRASE, "  - 少{2}废话\n  - <感觉>废话\n", "  - 少{2}废话\n  - <感受>废话\n"),
    Defect("a phrase twice", "E705", PHRASE, PHRASE + PHRASE, PHRASE + "  - 少废话\n"),
    Defect("an exception with a wrong gap", "E705", "except: [滚动]\n", 'except: ["滚{99}动"]\n', 'except: ["滚{1}动", 滚动]\n'),
    Defect("a number as gap", "E705", PHRASE, "  - 少{两}废话\n", "  - 少{2}废话 # 两\n"),
    Defect("an example without its mark", "E706", FIRST, "  - 您滚蛋吧。\n", "  - 您给我【滚蛋】。\n"),
    Defect("an example with its mark open", "E706", FIRST, "  - 您【滚蛋吧。\n", "  - 您【滚蛋】！\n"),
    Defect("an example marked too wide", "E706", SECOND, "  - 【您少跟我废话】。\n", "  - 您【少跟我废话】。\n"),
    Defect("an example that is not found", "E706", SECOND, "  - 【您少说两句】。\n", "  - 【少说废话】。\n"),
    Defect("a near miss that is found", "E706", "  - 屏幕在滚动。\n", "  - 叫他滚蛋。\n", "  - 在滚动的屏幕。\n"),
    Defect("an empty example", "E706", FIRST, "  -\n", "  - reply: 您【滚蛋】吧。\n"),
    Defect("a key in an example misspelt", "E703", LAST, "    fact: [账单83元]\n", "    facts: [账单83.00元]\n"),
    Defect("facts that are no list", "E701", LAST, "    facts: 账单83元\n", "    facts: ['账单83元']\n"),
    Defect("no near misses", "E706", "near_misses:\n  - 屏幕在滚动。\n  - reply: 我们从头来过。\n    stage: venting\n    facts: [账单83元]\n",
           "", "near_misses:\n  - 屏幕在滚动。\n", at="label: rude"),
    Defect("a half-width colon in an example", "E703", SECOND, "  - 他说: 【少跟我废话】。\n", "  - 他:【少跟我废话】。\n"),
]  # fmt: skip
"""Each alone in rule.yaml, which lies as etiquette/rude/swears.yaml."""
