"""What marking takes in and gives back: plain records, no behaviour beyond their own shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of the conversation so far; `role` is `customer` or `agent`."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the reply is judged in; everything may be missing. The marks depend on nothing else but the reply."""

    channel: str = ""
    stage: str = ""
    facts: tuple[str, ...] = ()
    history: tuple[Utterance, ...] = ()
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A label at its words.

    `start` and `end` count code points of the reply as given, end exclusive; they and `text` are None for a finding
    about something missing. `better` is a wording to put in place of a fault's words, empty for a move.
    """

    label: str
    rule: str
    start: int | None
    end: int | None
    text: str | None
    why: str
    better: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a point of the case was raised, or a question asked: its name and its words."""

    id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Whole marks from 1 to 5."""

    etiquette: int
    empathy: int
    phrasing: int
    overall: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one reply is worth, and everything it did."""

    labels: tuple[str, ...]
    findings: tuple[Finding, ...]
    marks: Marks
    points: tuple[Mention, ...] = ()
    questions: tuple[Mention, ...] = ()
    gaming: bool = False
    cut: bool = False
    """True when the reply was over the length that is marked, and marked on its beginning."""
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each dimension and `overall`, the sentences that explain the mark, for the trainee."""

    doubtful: tuple[str, ...] = field(default=(), compare=False)
    """Faults of tone that no rule found and detectors are not sure of: marked, but nothing to take offence at.

    Not kept with a session.
    """

    suspected: tuple[str, ...] = field(default=(), compare=False)
    """Faults of tone of which one is likely there though none is plain: nothing to be marked for. Empty else.

    Not kept with a session.
    """

    @property
    def plain(self) -> frozenset[str]:
        """Its labels as a customer takes them in: without the faults in doubt."""
        return frozenset(self.labels).difference(self.doubtful)

    def raised(self) -> frozenset[str]:
        """Names of the points this reply raised."""
        return frozenset(mention.id for mention in self.points)

    def asked(self) -> frozenset[str]:
        """Names of the questions this reply asked."""
        return frozenset(mention.id for mention in self.questions)
