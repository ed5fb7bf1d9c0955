"""What a customer takes amiss of the faults of tone that detectors hear: the plain, not the doubtful, and suspicions.

A mark may rest on what is as likely as not; a person who is spoken to takes no offence at that, but knows very well
that something was meant badly before being able to say what.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from scoring.learned import BY_DETECTOR
from scoring.reading import Reading
from scoring.records import Finding
from scoring.tone import any_of, offends

OF_TONE: Final = frozenset({"rude", "perfunctory", "commanding", "argues"})
"""Faults of tone alone."""
_TAKEN_AMISS = {
    **dict.fromkeys(("rude", "argues", "flat_refusal", "hides_behind_policy"), 50),
    **dict.fromkeys(("commanding", "tells_to_calm_down", "perfunctory", "leaks_privacy", "beyond_authority"), 65),
}
"""How sure detectors have to be of a fault for a customer to take it amiss: below it readers see none as often as not.

Counted by label on replies kept apart; what is not named here is right more often than not, however unsure.
"""
OFFHAND: Final = frozenset(
    {"rude", "threatens", "commanding", "blames_customer", "argues", "minimises"}
    | {"passes_buck", "flat_refusal", "hides_behind_policy", "tells_to_calm_down"}
)
"""Faults by which a reply puts a customer off; one shades into another, so that each may be unsure and one sure."""
_OPPOSING: Final = frozenset(
    {"argues", "blames_customer", "minimises", "yes_but", "hides_behind_policy", "passes_buck", "flat_refusal"}
    | {"threatens", "leaks_privacy"}
)
"""Faults of who stands against the customer in the very matter."""
_LIKELY = 62
"""How likely one of them has to be, in a hundred, for it to be suspected where none is plain.

This, the shares and the next were chosen on the blind replies of seven scenarios, each heard by what was fitted without
it: of those that led nowhere plain, 40 then take the way they were meant for and 7 no longer do.
"""
_BY_DETECTORS, _BY_LETTERS = 2, 3
"""What each counts in how likely it is."""
_LIKELY_OF_A_QUESTION = 75
"""The same for what asks something and is not put sharply."""
_POSSIBLE = 10
"""How likely a fault has to be for it to be the one suspected."""
_SURE_OF_A_QUESTION = 75
"""The same for a short question that is not put sharply: detectors have met few idle ones."""
_SHORT_QUESTION = 24
_HELPS: Final = frozenset(
    {"can_do", "offers_solution", "cites_facts", "commits_time", "owns_problem", "restates_issue"}
)
_MUCH_HELP = 3
_SURE_OF_A_HELPER = 85
"""The same for a reply that makes so many of these moves: its figures and dates sound to them like a quarrel."""
_SHARP = ("到底", "究竟", "凭什么", "又", "还想", "少", "爱", "赶紧", "快点")
_REPROACH = (
    *("以为", "谁叫", "谁让", "就得", "敢", "还差", "好意思", "不成", "怪谁", "自己", "没看", "不看", "会不会"),
    *("怎么这么", "怎么那么", "干什么", "干嘛", "有什么好", "不就是", "烦", "您还", "你还", "什么，"),
)
"""Words that put a question sharply, whatever it asks; and those with which one reproaches by asking."""


def is_sharp(reading: Reading) -> bool:
    """Whether a reply is put sharply, whatever it asks."""
    return any(word in reading.text for word in _SHARP)


def _asks_idly(reading: Reading) -> bool:
    """Whether a reply is a short question that is neither put sharply nor a reproach."""
    short = reading.text.endswith("？") and len(reading.bare) <= _SHORT_QUESTION
    return short and not is_sharp(reading) and not any(word in reading.text for word in _REPROACH)


def in_doubt(reading: Reading, found: Iterable[Finding], sure: Mapping[str, int]) -> Iterator[str]:
    """Faults of tone that detectors alone find and are not sure enough of for anybody to take offence."""
    found = tuple(found)
    ruled = {finding.label for finding in found if not finding.rule.startswith(BY_DETECTOR)}
    limits = _TAKEN_AMISS | (dict.fromkeys(OF_TONE, _SURE_OF_A_QUESTION) if _asks_idly(reading) else {})
    if len(_HELPS.intersection(finding.label for finding in found)) >= _MUCH_HELP:
        limits |= dict.fromkeys(OF_TONE, _SURE_OF_A_HELPER)
    return (
        finding.label
        for finding in found
        if finding.label not in ruled and sure[finding.label] < limits.get(finding.label, 0)
    )


def opposes(plain: Collection[str]) -> bool:
    """Whether a reply with these plain faults stands against the customer: half a concession in it is none."""
    return not _OPPOSING.isdisjoint(plain)


def suspected(reading: Reading, plain: Collection[str], sure: Mapping[str, int]) -> tuple[str, ...]:
    """Faults by which a reply likely puts the customer off, though none of them is plain; none where one is.

    Who asks something is taken to want to know it, unless it sounds very unlike that.
    """
    possible = tuple(sorted(label for label in OFFHAND if sure.get(label, 0) >= _POSSIBLE))
    if not possible or not OFFHAND.isdisjoint(plain):
        return ()
    likely = _BY_DETECTORS * any_of([sure[label] for label in OFFHAND])
    asks = _asks_idly(reading) or ("clarifying_question" in plain and not is_sharp(reading))
    least = (_LIKELY_OF_A_QUESTION if asks else _LIKELY) * (_BY_DETECTORS + _BY_LETTERS)
    # The letters are looked at where they could decide.
    if likely + 100 * _BY_LETTERS <= least or likely + _BY_LETTERS * offends(reading.text) < least:
        return ()
    return possible
