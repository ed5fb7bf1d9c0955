"""Phrase files beyond the limits are refused in one clear line, at once; within them no reply takes long."""

import time
from pathlib import Path

import pytest

from scoring.matcher import MOST_WORK, Group, PhraseIndex
from scoring.phrases import DEEPEST, problem
from scoring.rulefiles import MOST_PHRASES
from scoring.rules import RuleError, compile_rules, load_rules

NAME = "etiquette/rude/a.yaml"
_HEAD = "label: rude\nmessage: 骂人\nwhy: 因为\nbetter: 请稍等\nsource: 第七章\nphrases:\n{}"
RULE = _HEAD + "flagged: [【滚蛋】]\nnear_misses: [滚]\n"
DOUBLED = {f"l{i}": (f"<l{i + 1}><l{i + 1}>",) for i in range(30)} | {"l30": ("退费",)}
DEEP = {f"l{i}": ("(" * 90 + f"<l{i + 1}>" + ")" * 90,) for i in range(30)} | {"l30": ("退费",)}
ENDLESS = {"圈": ("一<套>",), "套": ("二<圈>",)}


def _refused(contents: dict[str, bytes]) -> list[str]:
    started = time.thread_time()
    with pytest.raises(RuleError) as refusal:
        compile_rules(contents)
    assert time.thread_time() - started < 1
    return str(refusal.value).splitlines()


@pytest.mark.parametrize(
    ("phrase", "words", "says"),
    [
        ("退" * 201, {}, "1–200"),
        ("退{20}费{20}退{20}费{20}退{20}费", {}, "最多 4 处"),
        ("(" + "|".join("退{20}费{20}退{20}费" for _ in range(12)) + ")", {}, "1–200|加起来最多 160"),
        ("(" + "|".join(f"{a}{{20}}费" for a in "一二三四五六七八九十") + ")", {}, "加起来最多 160"),
        ("退{999999999}费", {}, "间隔"),
        ("<l0>", DOUBLED, "太长"),
        ("<l0>退费", DEEP, f"最多 {DEEPEST} 层"),
        ("<圈>退费", ENDLESS, "没有叫"),
        ("(" * 199, {}, f"最多 {DEEPEST} 层"),
        ("的?" * 100, {}, "写死"),
    ],
)
def test_a_phrase_beyond_a_limit_is_refused_at_once(phrase: str, words: dict[str, tuple[str, ...]], says: str) -> None:
    started = time.thread_time()
    message = problem(phrase, words) or ""
    assert any(part in message for part in says.split("|"))
    assert "\n" not in message
    assert time.thread_time() - started < 1


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (RULE.format("  - 滚\x00蛋\n").encode(), "控制字符 U+0000"),
        (RULE.format('  - "滚\\0蛋"\n').encode(), "控制字符 U+0000"),
        (b"a" * 1_000_001, "超过 1000 KB"),
        (RULE.format("  - 滚\n" * 21_000).encode(), "超过 20000 项"),
        (("phrases: " + "[" * 500_000).encode(), "嵌套超过 20 层"),
        (RULE.format("  - &a 滚蛋\n" + "  - *a\n" * 10_000).encode(), "锚点"),
        (RULE.format("  - 滚蛋\n").encode("gb18030"), "UTF-8"),
    ],
)
def test_a_hostile_file_is_refused_in_one_line(raw: bytes, says: str) -> None:
    (line,) = _refused({NAME: raw})
    assert line.startswith(f"{NAME}:")
    assert says in line


def test_too_many_phrases_in_many_files_are_refused_in_one_line() -> None:
    raw = RULE.format("".join(f"  - 滚{n}\n" for n in range(MOST_PHRASES // 2))).encode()
    names = [f"etiquette/rude/{letter}.yaml" for letter in "abcdef"]
    (line,) = _refused(dict.fromkeys(names, raw))
    assert line.startswith("etiquette/rude/c.yaml:1:")
    assert f"超过 {MOST_PHRASES} 条" in line


def test_a_file_of_gigabytes_is_not_read_whole(tmp_path: Path) -> None:
    huge = tmp_path / NAME
    huge.parent.mkdir(parents=True)
    with huge.open("wb") as stream:
        stream.truncate(4_000_000_000)
    started = time.thread_time()
    with pytest.raises(RuleError, match="超过 1000 KB"):
        load_rules(tmp_path)
    assert time.thread_time() - started < 1


@pytest.mark.parametrize(
    "phrase", ["的{20}的{20}的{20}的{20}的", "的?" * 99 + "的", "的", "(的|的的|的的的)?的的{20}的"]
)
def test_many_hostile_phrases_on_a_long_reply_stop_at_the_work_allowed(phrase: str) -> None:
    index = PhraseIndex([Group.of("x", [phrase] * 2000, {})])
    started = time.thread_time()
    found = sum(1 for _ in index.find("的" * 2000))
    assert 0 < found < MOST_WORK
    assert time.thread_time() - started < 1


def test_what_is_left_out_of_a_long_text_holds_no_match() -> None:
    text = "您" * 400 + "退您的费" + "您" * 700 + "退，费" + "您" * 300 + "退费。退"
    index = PhraseIndex([Group.of("x", ["退{2}费"], {})])
    assert [text[match.start : match.end] for match in index.find(text)] == ["退您的费", "退，费", "退费"]


def test_a_phrase_tied_to_an_end_is_found_in_a_long_text() -> None:
    text = "您好" + "啊" * 900 + "您好" + "啊" * 900 + "再见。"
    index = PhraseIndex([Group.of("x", ["^您好", "再见$"], {})])
    assert [(match.start, match.end) for match in index.find(text)] == [(0, 2), (1804, 1807)]
