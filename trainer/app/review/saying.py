"""What an instructor types about a reply, as an entry of the review; what is missing is said. Draws and keeps nothing.

4 她怕的接住了                 a mark from 1 to 5 and its reason
2 这里没有敷衍                 the number of a finding and why it is wrong
轻视问题 小事 客户急的是时间    a label, words of the reply, why
采纳 4 您说得对                an answer to a dispute: 采纳, 部分 or 不采纳
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scoring.labels import CASE_FINDINGS, LABELS
from trainer.i18n import _
from trainer.wording import label_name, mark_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transcripts.records import Turn

_MARK: Final = re.compile(r"\s*([1-5１-５])(?![0-9])\s*分?[\s,，、：:]*(.*)", re.DOTALL)
_NUMBER: Final = re.compile(r"\s*([0-9]{1,3})[\s,，、：:]*(.*)", re.DOTALL)
_VERDICTS: Final[Mapping[str, str]] = {
    "不合格": "failed",
    "合格": "passed",
    "再练一次": "again",
    "再练": "again",
    "passed": "passed",
    "failed": "failed",
    "again": "again",
}
_ANSWERS: Final[Mapping[str, str]] = {
    "不采纳": "refused",
    "部分采纳": "partly",
    "部分": "partly",
    "采纳": "accepted",
    "refused": "refused",
    "partly": "partly",
    "accepted": "accepted",
}


_BETWEEN: Final = " ,，、：:"


class Unclear(ValueError):  # noqa: N818 - said to a person, in these words
    """What was typed is not yet an entry; the text says what is missing."""


def mark(typed: str, dimension: str) -> dict[str, Any]:
    """Another mark for a dimension, with its reason."""
    found = _MARK.fullmatch(typed)
    if found is None:
        raise Unclear(_("先写 1 到 5 的分数，再写理由，比如：4 她怕的接住了"))
    return {"kind": "mark", "dimension": dimension, "mark": int(found[1]), "words": _reason(found[2])}


def refuted(typed: str, turn: Turn) -> dict[str, Any]:
    """A finding that does not hold, by its number in the list, with the reason."""
    found = _NUMBER.fullmatch(typed)
    findings = turn.assessment.findings
    if found is None or not 1 <= int(found[1]) <= len(findings):
        raise Unclear(_("先写判定的编号（1 到 {most}），再写为什么不对").format(most=len(findings)))
    place = int(found[1]) - 1
    finding = findings[place]
    kept = {"place": place, "label": finding.label, "rule": finding.rule, "text": finding.text}
    return {"kind": "refuted", **kept, "words": _reason(found[2])}


def added(typed: str, turn: Turn) -> dict[str, Any]:
    """A finding the machine missed: its label, the words it stands in, the reason."""
    name, _space, rest = typed.strip().partition(" ")
    label = next((each for each in (*LABELS, *CASE_FINDINGS) if name in (each, label_name(each))), None)
    if label is None:
        raise Unclear(_("先写标签名，再写原句里的字，最后写理由，用空格分开；不认识“{name}”").format(name=name))
    said, _space, why = rest.strip().partition(" ")
    start = turn.reply.find(said) if said else -1
    if start < 0:
        raise Unclear(_("原句里没有“{words}”").format(words=said))
    place = {"span_start": start, "span_end": start + len(said), "text": said}
    return {"kind": "added", "label": label, **place, "words": _reason(why)}


def comment(typed: str) -> dict[str, Any]:
    """A comment."""
    return {"kind": "comment", "words": _reason(typed)}


def verdict(typed: str) -> dict[str, Any]:
    """What the session is worth as a whole."""
    for name, value in _VERDICTS.items():
        if typed.strip().startswith(name):
            return {"kind": "verdict", "label": value, "words": _rest(typed, name)}
    raise Unclear(_("写合格、不合格或再练一次，后面可以写一句话"))


def disputed(typed: str) -> dict[str, Any]:
    """A trainee's objection to a mark: which one, and why."""
    for key, name in mark_names().items():
        for said in (name, key):
            if typed.strip().lower().startswith(said.lower()):
                words = _reason(typed.strip()[len(said) :].strip(_BETWEEN))
                return {"kind": "disputed", "dimension": key, "words": words}
    raise Unclear(_("先写哪一项（总评、礼仪、同理心或话术），再写理由，比如：同理心 我先道了歉"))


def answer(typed: str) -> dict[str, Any]:
    """An answer to a dispute, with the mark it leads to unless it is refused."""
    for name, kind in _ANSWERS.items():
        if typed.strip().startswith(name):
            rest = _rest(typed, name)
            if kind == "refused":
                return {"kind": kind, "words": _reason(rest)}
            given = mark(rest, "")
            return {"kind": kind, "mark": given["mark"], "words": given["words"]}
    raise Unclear(_("写采纳、部分或不采纳；采纳和部分要写改成几分，最后写理由，比如：采纳 4 您说得对"))


def _rest(typed: str, name: str) -> str:
    return typed.strip().removeprefix(name).strip(_BETWEEN)


def _reason(text: str) -> str:
    if not text.strip():
        raise Unclear(_("请写上理由，看的人才知道为什么"))
    return text.strip()
