"""What the customer takes in of a reply: what it did, raised and asked, and whether there was anything to take in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from scoring.labels import LABELS
from scoring.records import Assessment, Mention
from trainer.practice.turn_taking import (
    NOWHERE,
    Setting,
    bare_answer,
    is_huh,
    is_of_the_matter,
    open_question,
)

_HAN = re.compile("[\u3400-\u9fff]")
_KNOWN_LATIN = frozenset({"ok", "okay", "yes", "no", "hi", "hello", "bye"})
"""English that everybody says: a word too few, not a foreign language."""
_MASHED = re.compile("[bcdfghjklmnpqrstvwxz]{5}", re.IGNORECASE)
_HOSTILE = re.compile(
    "滚|闭嘴|去死|找死|傻[子逼比瓜叉]|脑残|白痴|神经病|你有病|有病吧|混蛋|王八|[你他]妈(?![妈那这在手电号话卡机])|(?<![妈他她你您])妈的(?![手电号话卡机妈])|放屁|不要脸|贱|丑八怪"
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
_OFFENCES = frozenset(label.id for label in LABELS.values() if not label.good) - _BACKGROUND
_POOR = 2
"""A reply marked no higher pleases nobody, whatever good stands in it."""
_LISTENS = frozenset({"clarifying_question"})
_GREETING = re.compile("好|早|欢迎")
_HEAD = 16
_TO_ONE = re.compile("你(?!们)")
"""您 has no plural: nobody minds 你们."""


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
    marred: bool = False
    """Whether something in it offends, or little in it is right: nothing to be pleased about."""
    open_question: bool = False
    """Whether it ends by asking something that is none of the known questions."""
    asks_a_point: bool = False
    """Whether what it so asks is a point of the case, which has words of its own."""
    reply: str = field(default="", compare=False)
    """Its words, and below where its faults stand: for what the customer says back. Wording alone: decides nothing."""
    faults: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    suspected: frozenset[str] = frozenset()
    """Faults of which one is felt, none of them plain. They count where nothing else in the reply leads anywhere."""

    @property
    def on_suspicion(self) -> "Heard":
        """The same reply to somebody who takes it in the worst way."""
        return replace(self, labels=self.labels | self.suspected, suspected=frozenset())

    @property
    def offends(self) -> bool:
        """Whether something in it is plainly amiss."""
        return not _OFFENCES.isdisjoint(self.labels)

    @property
    def beyond_words(self) -> bool:
        """Whether it is answered as a whole, not for what it says: abuse, nonsense, the same again."""
        return self.repeated or self.gap in _BEYOND_WORDS

    @property
    def brings(self) -> bool:
        """Whether there is something in it that a customer waits for: a good move, or something of the case."""
        return bool(self.points) or self.gap == "bare_yes" or not _GAINS.isdisjoint(self.labels)


_BEYOND_WORDS = frozenset({"silence", "hostile", "gaming", "absurd"})
_GAINS = frozenset(label.id for label in LABELS.values() if label.good and label.dimension != "etiquette") - _LISTENS


def hear(reply: str, assessment: Assessment, earlier: tuple[str, ...], setting: Setting = NOWHERE) -> Heard:
    """What a customer who has heard `earlier` replies takes in of this one.

    From empty words, from the same words again, only what offends is heard: a pile of polite phrases moves nobody.
    """
    bare = "".join(character for character in reply if character.isalnum())
    repeated = len(bare) >= 4 and bare in earlier
    empty = repeated or assessment.gaming
    answer = "" if assessment.gaming else bare_answer(reply, setting.last)
    labels = _labels(reply, assessment, empty=empty, answers=bool(answer))
    suspected = frozenset(() if empty or answer or is_huh(reply) else assessment.suspected)
    return Heard(
        labels,
        frozenset() if empty else assessment.raised(),
        asked=tuple(mention.id for mention in assessment.questions),
        bare=bare,
        repeated=repeated,
        gap=answer or ("" if repeated else _gap(reply, bare, assessment, labels | suspected, setting)),
        misnamed=any(finding.label == "wrong_name" for finding in assessment.findings),
        marred=not _OFFENCES.isdisjoint(labels | suspected) or assessment.marks.overall <= _POOR,
        open_question=_leaves_open(reply, assessment.questions),
        asks_a_point=not _leaves_open(reply, assessment.points),
        reply=reply,
        faults=tuple(_faults(assessment)),
        suspected=suspected,
    )


def _labels(reply: str, assessment: Assessment, *, empty: bool, answers: bool) -> frozenset[str]:
    """The labels of a reply that a customer takes in; `empty`: only what offends, `answers`: it is what was asked."""
    labels = assessment.plain
    if empty:
        labels = frozenset(label for label in labels if not LABELS[label].good)
    if assessment.gaming:
        labels |= {"gaming"}
    if not _GREETING.search(reply, 0, _HEAD):
        labels -= {"greeting"}
    if not _TO_ONE.search(reply):
        labels -= {"casual_you"}
    if answers:
        # Short, but it is what was asked for: no evasion.
        labels -= {"perfunctory"}
    return labels - _OFFENCES if is_huh(reply) else labels


def _faults(assessment: Assessment) -> Iterator[tuple[int, int]]:
    """Where the faults of a reply stand."""
    for finding in assessment.findings:
        if finding.label in _OFFENCES and finding.start is not None and finding.end is not None:
            yield finding.start, finding.end


def _leaves_open(reply: str, known: Iterable[Mention]) -> bool:
    """Whether a reply ends with a question that is none of what is known."""
    start = open_question(reply)
    return start is not None and all(mention.end <= start for mention in known)


def _gap(reply: str, bare: str, assessment: Assessment, labels: frozenset[str], setting: Setting) -> str:
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
    return _empty(bare, is_of_the_matter(reply, setting))


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


def _empty(bare: str, of_the_matter: bool) -> str:
    """What Chinese words are in which nothing was found."""
    if len(bare) > _LONG:
        return "long"
    if len(bare) > _SHORT and len(set(bare)) <= _FEW:
        return "absurd"
    if len(bare) <= _SHORT:
        return "short"
    return "beside" if of_the_matter else "off_topic"
