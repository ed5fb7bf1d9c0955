"""How far machine and instructors agree, and instructors with each other: figures, and the replies behind each.

What counts is what an instructor said before they first handed in their review: until then they saw no other's marks.
A mark they left alone is one they agree with. The machine's marks they did see, which the figures cannot take away.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoring.agreement import Pair, f1, grouped, interval, kappa
from scoring.labels import LABELS, MARKS
from transcripts import reviews, sessions
from transcripts.reviews import Entry, order

if TYPE_CHECKING:
    from transcripts.connection import Connection
    from transcripts.records import Session, Turn

EXACT: Final = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """One reply in one dimension, as two marked it; `changed` where an instructor said another mark than the machine.

    `one` is the machine, or the instructor who handed in first; `other` an instructor.
    """

    session: str
    turn: int
    dimension: str
    one: int
    other: int
    changed: bool
    reply: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """How far two agree in one dimension: quadratic weighted kappa with 95% interval, sessions drawn again.

    `bias` is how much higher the other marks on average; `changed` how many marks an instructor changed.
    """

    dimension: str
    replies: int
    changed: int
    kappa: float
    low: float
    high: float
    exact: float
    within_one: float
    bias: float


@dataclass(frozen=True, slots=True)
class LabelFigure:
    """A label as the machine found it, in reviewed replies: how often, how often refuted, how often added."""

    label: str
    found: int
    refuted: int
    added: int

    @property
    def f1(self) -> float:
        """Agreement on the label: F1 of machine against instructors."""
        return f1(self.found - self.refuted, self.refuted, self.added)


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """A rule or detector: how often it found something in reviewed replies, and how often that was refuted."""

    rule: str
    found: int
    refuted: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures, and what they are made of."""

    sessions: int
    reviewers: int
    machine: tuple[Figure, ...]
    instructors: tuple[Figure, ...]
    labels: tuple[LabelFigure, ...]
    rules: tuple[RuleFigure, ...]
    judged: tuple[Judged, ...]
    """Machine and instructor, every reply in every dimension."""
    between: tuple[Judged, ...]
    """Two instructors."""


@dataclass(frozen=True, slots=True)
class Review:
    """What one instructor said of a session before they first handed it in."""

    author: str
    entries: tuple[Entry, ...]

    def mark(self, turn: "Turn", dimension: str) -> Entry | None:
        """Their mark of a reply, where they changed it."""
        key = (turn.number, dimension)
        given = [each for each in self.entries if each.kind == "mark" and (each.turn, each.dimension) == key]
        return given[-1] if given else None


def agreement(connection: "Connection") -> Agreement:
    """The figures over every session of which a review was handed in."""
    with connection.reading(), connection.making_sense("点评"):
        reviewed = [(session, found) for session, found in handed_in(connection) if session.turns]
    judged = [one for session, found in reviewed for review in found for one in _with_machine(session, review)]
    between = [one for session, found in reviewed for one in _between(session, found)]
    return Agreement(
        sessions=len(reviewed),
        reviewers=len({review.author for _, found in reviewed for review in found}),
        machine=tuple(_figures(judged)),
        instructors=tuple(_figures(between)),
        labels=tuple(_labels(reviewed)),
        rules=tuple(_rules(reviewed)),
        judged=tuple(judged),
        between=tuple(between),
    )


def handed_in(connection: "Connection") -> Iterator[tuple["Session", list[Review]]]:
    """Each reviewed session with the reviews of it, in the order they were handed in."""
    rows = connection.rows("SELECT DISTINCT session FROM review WHERE kind = 'submitted' ORDER BY session")
    for row in rows:
        session = sessions.read(connection, row["session"])
        yield session, first_reviews(reviews.read(connection, session.id))


def first_reviews(entries: Iterable[Entry]) -> list[Review]:
    """What each instructor said before they first handed in."""
    ordered = sorted(entries, key=order)
    first: dict[str, Entry] = {}
    for entry in ordered:
        if entry.kind == "submitted":
            first.setdefault(entry.author, entry)
    return [
        Review(author, tuple(each for each in ordered if each.author == author and order(each) < order(end)))
        for author, end in first.items()
    ]


def _with_machine(session: "Session", review: Review) -> Iterator[Judged]:
    for turn in session.turns:
        for name in MARKS:
            machine, given = getattr(turn.assessment.marks, name), review.mark(turn, name)
            mark = given.mark if given is not None and given.mark is not None else machine
            words = given.words if given is not None else ""
            yield Judged(session.id, turn.number, name, machine, mark, mark != machine, turn.reply, words)


def _between(session: "Session", found: Sequence[Review]) -> Iterator[Judged]:
    """The first instructor beside each later one."""
    for later in found[1:]:
        for one, other in zip(_with_machine(session, found[0]), _with_machine(session, later), strict=True):
            changed = one.changed or other.changed
            words = " / ".join(filter(None, (one.words, other.words)))
            yield Judged(session.id, one.turn, one.dimension, one.other, other.other, changed, one.reply, words)


def _figures(judged: Sequence[Judged]) -> Iterator[Figure]:
    for name in MARKS:
        found = [one for one in judged if one.dimension == name]
        if not found:
            continue
        low, high = interval(grouped(found, lambda one: one.session), _kappa)
        gaps = [one.other - one.one for one in found]
        yield Figure(
            dimension=name,
            replies=len(found),
            changed=sum(one.changed for one in found),
            kappa=_kappa(found),
            low=low,
            high=high,
            exact=sum(gap == EXACT for gap in gaps) / len(gaps),
            within_one=sum(abs(gap) <= 1 for gap in gaps) / len(gaps),
            bias=sum(gaps) / len(gaps),
        )


def _kappa(found: Sequence[Judged]) -> float:
    pairs: list[Pair] = [(one.one, one.other) for one in found]
    return kappa([one for one, _ in pairs], [other for _, other in pairs])


def _labels(reviewed: Iterable[tuple["Session", list[Review]]]) -> Iterator[LabelFigure]:
    found, refuted, added = Counter[str](), Counter[str](), Counter[str]()
    for session, given in reviewed:
        entries = [entry for review in given for entry in review.entries]
        for turn in session.turns:
            shown = {each.label for each in turn.assessment.findings}
            found.update(shown)
            said = [entry for entry in entries if entry.turn == turn.number and entry.label is not None]
            refuted.update(_gone(turn, said))
            added.update({str(entry.label) for entry in said if entry.kind == "added"} - shown)
    for label in (*LABELS, *sorted(set(found) - set(LABELS))):
        if found[label] or added[label]:
            yield LabelFigure(label, found[label], refuted[label], added[label])


def _gone(turn: "Turn", said: Sequence[Entry]) -> set[str]:
    """The labels of which every finding was refuted."""
    places = {entry.place for entry in said if entry.kind == "refuted"}
    left = {each.label for place, each in enumerate(turn.assessment.findings) if place not in places}
    return {str(entry.label) for entry in said if entry.kind == "refuted"} - left


def _rules(reviewed: Iterable[tuple["Session", list[Review]]]) -> list[RuleFigure]:
    """The rules by how often they were refuted."""
    found, refuted = Counter[str](), Counter[str]()
    for session, given in reviewed:
        found.update(each.rule for turn in session.turns for each in turn.assessment.findings)
        gone = {(entry.turn, entry.place) for review in given for entry in review.entries if entry.kind == "refuted"}
        for number, place in gone:
            refuted[session.turns[number - 1].assessment.findings[place or 0].rule] += 1
    ranked = sorted(refuted, key=lambda rule: (-refuted[rule], rule))
    return [RuleFigure(rule, found[rule], refuted[rule]) for rule in ranked]
