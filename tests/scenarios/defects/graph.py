"""Defects of the branches of a scenario: what no single field shows."""

# ruff: noqa: E501 - a defect is a row of a table, and Han letters count twice
from tests.scenarios.defects.table import Defect

ASKS = "      - when: {asked: [when]}\n        to: checking\n        title: 问时间\n        golden: [您是哪天办的？]\n"
CATCHES = "      - otherwise: checking\n        title: 没查\n        golden: [再等等。]\n"
GREETS = 'when: {has: [greeting], mood: {anger: "<=9"}}'
AGAIN = 'when: {has: [rude], turn: ">=3"}'
STORMS = f"      - {AGAIN}\n        to: stormed_out\n"
COOLED = "  cooled: {kind: grudging, title: 将就了, says: [就这样吧。], debrief: 收尾敷衍。}\n"
LATE = "      - when: {any: [perfunctory]}\n        to: cooled\n"
HELLO = "        golden: [您好，请问有什么可以帮您？]\n"
LONELY = """  lonely:
    title: 没人来
    stage: venting
    says: [这里没人来。]
    presses: [一个。, 两个。, 三个。, 四个。]
    model: 您好。
    replies:
      - otherwise: telling
        title: 走开
        golden: [好的。]
"""


def _between(when: str) -> str:
    """One more way, after the greeting of the first state."""
    return f"{HELLO}      - when: {when}\n        to: telling\n        title: 又一条\n        golden: [您好啊。]\n"


GRAPH = [
    Defect("a state nobody reaches", "E301", "endings:\n", f"{LONELY}endings:\n", "# 没人来\nendings:\n"),
    Defect("a state nobody leaves", "E302", "to: settled\n        title: 送客\n        golden: [还有别的可以帮您吗？]\n"
           "      - when: {any: [perfunctory]}\n        to: cooled\n",
           "to: closing_up\n        title: 送客\n        golden: [还有别的可以帮您吗？]\n"
           "      - when: {any: [perfunctory]}\n        to: closing_up\n",
           "to: settled\n        title: 送一送客\n        golden: [还有别的可以帮您吗？]\n"
           "      - when: {any: [perfunctory]}\n        to: cooled\n", at="  closing_up:"),
    Defect("no otherwise", "E303", CATCHES, "", CATCHES.replace("没查", "没去查"), at="  checking:"),
    Defect("two otherwise", "E303", CATCHES, CATCHES + "      - otherwise: offered\n        title: 算了\n        golden: [算了。]\n",
           CATCHES.replace("再等等", "再等一等"), at="otherwise: offered\n        title: 算了"),
    Defect("a way behind otherwise", "E304", ASKS + CATCHES, CATCHES + ASKS, ASKS + "\n" + CATCHES, at="{asked: [when]}"),
    Defect("a way shadowed by a wider one", "E305", HELLO, _between("{has: [greeting, courtesy], mood: {anger: '<=5'}}"),
           _between("{has: [courtesy]}"), at="- when: {has: [greeting, courtesy]"),
    Defect("a way shadowed by the same one", "E305", HELLO, _between("{any: [commanding]}"), _between("{any: [minimises]}"),
           at="- when: {any: [commanding]}"),
    Defect("a way shadowed by two that share its words", "E305", HELLO,
           _between("{any: [can_do]}") + _between("{any: [yes_but]}").replace("title: 又", "title: 另").replace(HELLO, "")
           + _between("{any: [can_do, yes_but]}").replace(HELLO, ""),
           _between("{any: [can_do]}") + _between("{any: [can_do, yes_but]}").replace(HELLO, ""),
           at="- when: {any: [can_do, yes_but]}"),
    Defect("a way shadowed by two that share its moods", "E305", HELLO,
           _between("{has: [greeting], mood: {anger: '>=8'}}") + _between("{has: [greeting, can_do]}").replace(HELLO, ""),
           _between("{has: [greeting], mood: {anger: '>=10', trust: '>=5'}}")
           + _between("{has: [greeting, can_do]}").replace(HELLO, ""),
           at="- when: {has: [greeting, can_do]}"),
    Defect("a label both wanted and forbidden", "E306", "lacks: [yes_but]", "lacks: [names_feeling]", "lacks: [argues]"),
    Defect("every choice forbidden", "E306", "{any: [apologises]}", "{any: [apologises], lacks: [apologises]}",
           "{any: [apologises], lacks: [argues]}"),
    Defect("an anger there is not", "E306", GREETS, GREETS.replace("<=9", ">=11"), GREETS.replace("<=9", "<=8")),
    Defect("a turn there is not", "E306", AGAIN, AGAIN.replace("3", "31"), AGAIN.replace("3", "30")),
    Defect("the turn before the first", "E306", AGAIN, AGAIN.replace(">=3", "<=0"), AGAIN.replace(">=3", "<=1")),
    Defect("an ending nothing leads to", "E307", LATE, LATE.replace("cooled", "settled"), LATE.replace("perfunctory", "casual_you"),
           at="  cooled: {kind"),
    Defect("a point nobody can raise", "E308", '    acts: ["(递|倒){6}水"]\n', "", '    acts: ["(递|倒|端){6}水"]\n', at="  gives_water:"),
    Defect("a point without use", "W309", "    says: [水放那儿吧。]\n", "", "    mood: {trust: 1}\n", at="  gives_water:"),
    Defect("three endings", "E310", COOLED, "", COOLED.replace("将就", "凑合"), at="endings:"),
    Defect("no tempting ending", "E311", ", tempting: true", "", ", tempting: TRUE", at="endings:"),
    Defect("a way without golden reply", "E313", "        golden: [您随便。]\n", "", "        golden: 您随便。\n", at="otherwise: angry"),
    Defect("a gate without its breach", "E314", "    breaks: [什么事。]\n", "", "    breaks: 什么事。\n", at="  - must: greeting"),
    Defect("no source", "E315", "source: 第七章 1\n", "", "source: 第七章 2\n", at="title: 退费拖了二十天"),
    Defect("a line said twice", "E316", "我还没说完。", "那你查查吧。", "那你再查查。", at="says: [那你查查吧。]"),
    Defect("a line said twice but for its punctuation", "E316", "怎么这么慢。", "查到没有！", "查到了没有！"),
    Defect("a line of the persona's", "E316", "问你话呢。", "到底怎么办？", "到底怎么了？"),
    Defect("three presses", "W318", ", 别让我再等二十天。", "", ", 别让我再等。", at="presses: [查到没有。"),
    Defect("no presses", "W318", "    presses: [查到没有。, 屏幕上写的什么。, 怎么这么慢。, 别让我再等二十天。]\n", "",
           "    presses: [查到没有。, 屏幕上写什么。, 怎么这么慢。, 别让我再等。]\n", at="  checking:"),
    Defect("a point without near miss", "W320", "    near_misses: [这水可深了。]\n", "", "    near_misses: 这水可深了。\n", at="  gives_water:"),
    Defect("silence in one mood", "W321", "says: [这事说来话长。]", "says: [{text: 这事说来话长。, anger: '<=6'}]",
           "says: [{text: 这事说来话长。, anger: '<=10'}]"),
    Defect("an ending called like a state", "E112", "  settled: {kind", "  opening: {kind", "  'settled': {kind"),
    Defect("never by a turn", "E103", "  - never: threatens\n", "  - never: threatens\n    by: 3\n", "  - never: threatens\n    # by: 3\n"),
    Defect("a gate after the last turn", "E104", "    by: 3\n", "    by: 31\n", "    by: 30\n"),
    Defect("otherwise with a condition", "E103", "      - otherwise: opening\n",
           "      - otherwise: opening\n        when: {has: [rude]}\n", "      - otherwise: opening\n        mood: {}\n",
           at="- otherwise: opening"),
]  # fmt: skip
"""Each alone in the small scenario."""
