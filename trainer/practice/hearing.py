"""What the customer takes in of a reply: what it did, raised and asked, and whether there was anything to take in."""

import re
from dataclasses import dataclass

from scoring.labels import LABELS
from scoring.records import Assessment

_HAN = re.compile("[\u3400-\u9fff]")
_KNOWN_LATIN = frozenset({"ok", "okay", "yes", "no", "hi", "hello", "bye"})
"""English that everybody says: a word too few, not a foreign language."""
_MASHED = re.compile("[bcdfghjklmnpqrstvwxz]{5}", re.IGNORECASE)
_HOSTILE = re.compile(
    "滚|闭嘴|去死|找死|傻[子逼比瓜叉]|脑残|白痴|神经病|你有病|有病吧|混蛋|王八|他妈|你妈|妈的|放屁|不要脸|贱|丑八怪"
    r"|\b(?:fuck|shit|idiot|stupid|shut up|bitch)",
    re.IGNORECASE,
)
_ABSURD = re.compile(
    "外星|火星|月球|月亮上|奥特曼|恐龙|秦始皇|玉皇|孙悟空|唐僧|哪吒|皇上|爱妃|魔法|咒语|仙女|僵尸|飞碟|穿越|会飞|下蛋|汪汪|喵喵|咩咩|嘎嘎|芝麻开门|转世|地球毁灭"
)
_LONG = 160
_SHORT = 4
_FEW = 2
"""A text of no more different letters than this says nothing: 哈哈哈哈哈, 121212."""
_TOO_LONG = 300
"""From here on even a reply with something in it is more than anybody takes in."""
_BACKGROUND = frozenset({"respectful_address", "casual_you"})
"""Forms of address alone say nothing that a customer could answer to."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply as the customer hears it. `gap` names why there was nothing to take in: a key of persona fallbacks."""

    labels: frozenset[str]
    points: frozenset[str]
    asked: tuple[str, ...]
    bare: str
    repeated: bool = False
    gap: str = ""
    misnamed: bool = False
    """Whether the customer was called by a name that is not theirs."""


def hear(reply: str, assessment: Assessment, earlier: tuple[str, ...]) -> Heard:
    """What a customer who has heard `earlier` replies takes in of this one.

    From empty words, from the same words again, only what offends is heard: a pile of polite phrases moves nobody.
    """
    bare = "".join(character for character in reply if character.isalnum())
    repeated = len(bare) >= 4 and bare in earlier
    labels, points = frozenset(assessment.labels), assessment.raised()
    if repeated or assessment.gaming:
        labels = frozenset(label for label in labels if not LABELS[label].good)
        points = frozenset()
    if assessment.gaming:
        labels |= {"gaming"}
    asked = tuple(mention.id for mention in assessment.questions)
    gap = "" if repeated else _gap(reply, bare, assessment, labels)
    misnamed = any(finding.label == "wrong_name" for finding in assessment.findings)
    return Heard(labels, points, asked, bare, repeated, gap, misnamed)


def _gap(reply: str, bare: str, assessment: Assessment, labels: frozenset[str]) -> str:
    """Which fallback a reply calls for that gives the customer nothing to answer to, or an empty text."""
    if not bare:
        return "" if assessment.points else "silence"
    if "rude" not in labels and not _moves(labels) and (kind := _strayed(reply)):
        return kind
    if not _HAN.search(reply):
        return _strange(bare)
    if assessment.gaming and len(set(bare)) > _FEW:
        return "gaming"
    if assessment.points or assessment.questions or labels - _BACKGROUND:
        return "long" if len(bare) > _TOO_LONG else ""
    return _empty(bare)


def _moves(labels: frozenset[str]) -> bool:
    """Whether a reply did something good beyond its form of address."""
    return any(LABELS[label].good for label in labels - _BACKGROUND if label in LABELS)


def _strayed(reply: str) -> str:
    """Whether a reply that did nothing good is abuse, or talk of things that are not of this world."""
    if _HOSTILE.search(reply):
        return "hostile"
    return "absurd" if _ABSURD.search(reply) else ""


def _strange(bare: str) -> str:
    """What a reply without one Chinese letter is: a familiar word, a language, or keys struck at random."""
    if bare.lower() in _KNOWN_LATIN:
        return "short"
    return "absurd" if bare.isdecimal() or len(set(bare)) <= _FEW or _MASHED.search(bare) else "foreign"


def _empty(bare: str) -> str:
    """What Chinese words are in which nothing was found."""
    if len(bare) > _LONG:
        return "long"
    if len(bare) > _SHORT and len(set(bare)) <= _FEW:
        return "absurd"
    return "short" if len(bare) <= _SHORT else "off_topic"
