"""What the customer takes in of a reply: what it did, raised and asked, and whether there was anything to take in."""

import re
from dataclasses import dataclass

from scoring.labels import LABELS
from scoring.records import Assessment

_LATIN = re.compile("[A-Za-z]{2,}")
_HAN = re.compile("[\u3400-\u9fff]")
_LONG = 160
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
    return Heard(labels, points, asked, bare, repeated, gap)


def _gap(reply: str, bare: str, assessment: Assessment, labels: frozenset[str]) -> str:
    """Which fallback a reply calls for that gives the customer nothing to answer to, or an empty text."""
    if not bare:
        return "" if assessment.points else "silence"
    if assessment.gaming:
        return "gaming"
    if _LATIN.search(reply) and not _HAN.search(reply):
        return "foreign"
    if assessment.points or assessment.questions or labels - _BACKGROUND:
        return ""
    if len(bare) <= 4:
        return "short"
    return "long" if len(bare) > _LONG else "off_topic"
