"""Properties of marking that trained numbers decide reply by reply, and how often a sample breaks each.

Shared by the tests, which hold the shares down, and by bench.behaviour, which shows more of them. Sets no limit.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scoring.labels import LABELS, MARKS
from scoring.records import Assessment, Context
from tests.scoring.behaviour import (
    FAULTS,
    Case,
    appended,
    inserted,
    piles,
    prepended,
    shuffled_clauses,
    shuffled_letters,
)
from tests.scoring.moves import DENIED, MOVES, QUOTED

Assess = Callable[[str, Context], Assessment]
Cases = Sequence[Case]
Property = Callable[[Assess, Cases], Iterator[str]]
"""Goes through its cases: for each an empty text where it holds, else what broke it."""
PLACES = {"append": appended, "prepend": prepended, "insert": inserted}
_PLAIN = Context("hall", "investigating")
_EACH = 10
"""What is tried in many ways is tried on every tenth reply of a sample."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases a property was tried on, and what broke it."""

    cases: int
    breaks: tuple[str, ...]

    @property
    def share(self) -> float:
        """The breaks in a hundred cases."""
        return 100 * len(self.breaks) / self.cases


def count(held: Property, assess: Assess, cases: Cases) -> Count:
    """Tries a property on a sample."""
    found = list(held(assess, cases))
    return Count(len(found), tuple(filter(None, found)))


def few(cases: Cases) -> Cases:
    """The replies of a sample on which costly things are tried."""
    return cases[::_EACH]


def _raised(assess: Assess, case: Case, changed: str, *only: str) -> str:
    """Which of some marks a change raised, in words; empty where none."""
    before, after = (assess(reply, case.context).marks for reply in (case.reply, changed))
    higher = [name for name in only if getattr(after, name) > getattr(before, name)]
    named = (f"{name} {getattr(before, name)}→{getattr(after, name)}" for name in higher)
    return f"{', '.join(named)}: {case.reply} ⇒ {changed}" if higher else ""


def _with_faults(cases: Cases) -> Iterator[tuple[Case, str, str]]:
    """Replies, each with a fault put in somewhere and the dimension it hurts."""
    for case in few(cases):
        for words, dimension in FAULTS.values():
            yield from ((case, put(case.reply, words), dimension) for put in PLACES.values())


def fault_added_raises_overall(assess: Assess, cases: Cases) -> Iterator[str]:
    """A fault more raises no overall mark."""
    return (_raised(assess, case, changed, "overall") for case, changed, _ in _with_faults(cases))


def fault_added_raises_its_own(assess: Assess, cases: Cases) -> Iterator[str]:
    """A fault more raises no mark of the dimension it hurts."""
    return (_raised(assess, case, changed, dimension) for case, changed, dimension in _with_faults(cases))


def fault_alone_marked_over_two(assess: Assess, cases: Cases) -> Iterator[str]:
    """A reply that is nothing but a fault has at most 2, overall and in the dimension it hurts."""
    for words, dimension in FAULTS.values():
        given = assess(words, _PLAIN).marks
        high = [name for name in (dimension, "overall") if getattr(given, name) > 2]
        yield f"{', '.join(high)}: {words}" if high else ""


def fault_alone_unseen(assess: Assess, cases: Cases) -> Iterator[str]:
    """A reply that is nothing but a fault shows a fault."""
    for words, _ in FAULTS.values():
        labels = assess(words, _PLAIN).labels
        yield "" if any(not LABELS[label].good for label in labels if label != "casual_you") else words


def _moves() -> Iterator[tuple[str, str]]:
    return ((label, words) for label, said in MOVES.items() for words in said)


def plain_move_unearned(assess: Assess, cases: Cases) -> Iterator[str]:
    """A plain move earns its label."""
    for label, words in _moves():
        yield "" if label in assess(f"{words}。", _PLAIN).labels else f"{label}: {words}"


def denied_move_earned(assess: Assess, cases: Cases) -> Iterator[str]:
    """A move denied earns nothing."""
    return _earned(assess, DENIED)


def quoted_move_earned(assess: Assess, cases: Cases) -> Iterator[str]:
    """A move of somebody else's that is quoted earns nothing."""
    return _earned(assess, QUOTED)


def _earned(assess: Assess, ways: Sequence[str]) -> Iterator[str]:
    for label, words in _moves():
        for reply in (way.format(words) for way in ways):
            yield f"{label}: {reply}" if label in assess(reply, _PLAIN).labels else ""


def shuffled_letters_better(assess: Assess, cases: Cases) -> Iterator[str]:
    """A reply is no better with its letters in another order."""
    return (_raised(assess, case, shuffled_letters(case.reply), *MARKS) for case in cases)


def shuffled_clauses_better(assess: Assess, cases: Cases) -> Iterator[str]:
    """A reply is no better with its clauses in another order."""
    return (_raised(assess, case, shuffled_clauses(case.reply), *MARKS) for case in cases)


def shuffled_letters_over_two(assess: Assess, cases: Cases) -> Iterator[str]:
    """Thirty letters and more in another order are worth 2 at most, or seen through."""
    for case in (case for case in cases if len(case.reply) >= 30):
        shuffled = shuffled_letters(case.reply)
        found = assess(shuffled, case.context)
        yield "" if found.gaming or found.marks.overall <= 2 else f"overall {found.marks.overall}: {shuffled}"


def pile_over_two(assess: Assess, cases: Cases) -> Iterator[str]:
    """A pile of good phrases is worth 2 at most."""
    for pile in piles():
        given = assess(pile, cases[0].context).marks.overall
        yield f"overall {given}: {pile}" if given > 2 else ""


def _pasted(cases: Cases) -> Iterator[tuple[Case, str]]:
    """Replies, and each pasted twice and three times."""
    for case in cases[::3]:
        yield from ((case, joint.join([case.reply] * times)) for times in (2, 3) for joint in ("", "\n"))


def pasted_better(assess: Assess, cases: Cases) -> Iterator[str]:
    """A reply pasted again is no better."""
    return (_raised(assess, case, again, *MARKS) for case, again in _pasted(cases))


def pasted_gains_a_label(assess: Assess, cases: Cases) -> Iterator[str]:
    """A reply pasted again shows no more."""
    for case, again in _pasted(cases):
        gained = {*assess(again, case.context).labels} - {*assess(case.reply, case.context).labels}
        yield f"{', '.join(sorted(gained))}: {again}" if gained else ""


PROPERTIES: tuple[Property, ...] = (
    fault_added_raises_overall,
    fault_added_raises_its_own,
    fault_alone_marked_over_two,
    fault_alone_unseen,
    plain_move_unearned,
    denied_move_earned,
    quoted_move_earned,
    shuffled_letters_better,
    shuffled_clauses_better,
    shuffled_letters_over_two,
    pile_over_two,
    pasted_better,
    pasted_gains_a_label,
)
"""Each is named after what breaks it."""
