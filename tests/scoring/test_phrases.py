import time

import pytest

from scoring.matcher import Group, PhraseIndex
from scoring.phrase_parts import PhraseError
from scoring.phrases import parse, parsed, problem, remember
from scoring.text import fold

WORDS = {"感受": ("着急", "(难|不好)受", "窝火"), "圈": ("<圈>",)}


def _finds(phrase: str, text: str) -> list[str]:
    folded = fold(text).text
    index = PhraseIndex([Group.of("x", [phrase], WORDS)])
    return [folded[match.start : match.end] for match in index.find(folded)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("退费", "您的退费到了，退费两笔", ["退费", "退费"]),
        ("(退|返)费", "返费", ["返费"]),
        ("(给)?您退", "给您退", ["给您退"]),
        ("请您?们?稍", "请稍等", ["请稍"]),
        ("[今明后]天", "明天", ["明天"]),
        ("退{4}元", "退您五十元", ["退您五十元"]),
        ("退{4}元", "退您，一共是五十元", []),
        ("退{9}元", "退您。五十元", []),
        ("(让|害)您{6}<感受>", "让您这么不好受", ["让您这么不好受"]),
        ("^您好", "，您好呀，您好", ["，您好"]),
        ("再见$", "再见，再见。", ["再见。"]),
        ("<数>元", "一共八十三元", ["八十三元"]),
        ("着急", "著急", ["着急"]),
        ("A卡", "ａ卡", ["a卡"]),
    ],
)
def test_a_phrase_finds_its_wordings(phrase: str, text: str, found: list[str]) -> None:
    assert _finds(phrase, text) == found


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("", "1–200"),
        ("字" * 201, "1–200"),
        ("(退", "收尾"),
        ("退)", "多出来"),
        ("退{30}元", "间隔"),
        ("退{x}元", "间隔"),
        ("<没有>", "词表"),
        ("<圈>", "词表"),
        ("您?们?", "写死"),
        ("{5}", "写死"),
        ("[]费", "空"),
        ("[今", "方括号"),
        ("a{9}b{9}c{9}d{9}e{9}f", "最多"),
        ("?退", "没有意思"),
    ],
)
def test_a_wrong_phrase_is_refused_with_what_would_be_right(phrase: str, says: str) -> None:
    assert says in (problem(phrase, WORDS) or "")


@pytest.mark.parametrize("hostile", [".*", "(a+)+$b", r"\d+退", "退^*费"])
def test_characters_of_regular_expressions_are_only_characters(hostile: str) -> None:
    try:
        parse(hostile, WORDS)
    except PhraseError:
        return
    assert _finds(hostile, "退费 aaaa") == []


def test_a_hostile_phrase_takes_linear_time() -> None:
    phrase = "的{20}的{20}的{20}的{20}了"
    started = time.thread_time()
    _finds(phrase, "的" * 2000)
    assert time.thread_time() - started < 1


def test_a_deep_phrase_is_no_stack_overflow() -> None:
    assert problem("(" * 99 + "退费" + ")" * 99, WORDS) is None


def test_what_was_parsed_before_can_be_handed_on() -> None:
    known = {phrase: parse(phrase, WORDS) for phrase in ("另一处才有的(短|长)语", "又一条")}

    handed = parsed([*known, "没有解析过的短语"])
    remember({"照抄来的": known["又一条"]})

    assert handed == known
    assert parse("照抄来的", {}) is known["又一条"]
