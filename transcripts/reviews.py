"""What instructors say of sessions and trainees of that: entries that are never changed, and what they come to.

An instructor's entries are a draft, seen by nobody else, until they hand the review in; whoever has not handed in their
own sees none of the others'. Decides nothing about who may review: a person is a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

from scoring.labels import CASE_FINDINGS, LABELS, MARKS
from transcripts import errors, rows

if TYPE_CHECKING:
    from sqlite_utils import Database

    from scoring.records import Marks
    from transcripts.connection import Connection
    from transcripts.records import Session

Kind = Literal[
    "mark", "refuted", "added", "comment", "verdict", "submitted", "disputed", "accepted", "partly", "refused"
]
VERDICTS: Final = ("passed", "failed", "again")
ANSWERS: Final = ("accepted", "partly", "refused")
SAYS: Final[Mapping[str, str]] = {
    "no_turn": "没有这一句",
    "long": "写得太长",
    "own": "自己的练习要请别人点评，异议要由讲师来答复",
    "reason": "没有写理由",
    "mark": "分数要写明哪一句、哪一项、1 到 5 分",
    "no_finding": "没有这条判定",
    "label": "不认识这个标签",
    "words": "圈出的字不在这句话里",
    "verdict": "结论要是合格、不合格或再练一次",
    "theirs": "只有练习的人自己能提出异议",
    "place": "异议要写明哪一句、哪一项",
    "again": "这个分数已经提过一次异议",
    "no_dispute": "没有这条异议",
    "to": "采纳要写改成几分，不采纳不改分",
    "answered": "这条异议已经答复过",
}
"""What keeps an entry from being taken."""
LONGEST: Final = 2000
"""Characters of a reason or a comment."""
_REASONED: Final = frozenset({"mark", "refuted", "added", "comment", "disputed", *ANSWERS})
"""The kinds that say nothing without words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing somebody said of a session; `turn` 0 is the session as a whole. Fields as table `review` has them."""

    id: str
    session: str
    turn: int
    kind: Kind
    made: str
    author: str
    dimension: str | None = None
    mark: int | None = None
    place: int | None = None
    label: str | None = None
    rule: str | None = None
    span_start: int | None = None
    span_end: int | None = None
    text: str | None = None
    words: str = ""
    about: str | None = None


FIELDS: Final = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class Dispute:
    """A mark that its trainee disputes, and the answer, where there is one."""

    said: Entry
    answer: Entry | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What entries come to, as one person may see them."""

    entries: tuple[Entry, ...]
    """Those they may see, in the order they were made."""
    reviewers: tuple[str, ...]
    """Who handed in a review, in that order."""
    mine: bool
    """Whether the person who looks has handed in one."""

    def own_marks(self, author: str) -> dict[tuple[int, str], Entry]:
        """The latest mark of one instructor for each turn and dimension."""
        return {_key(entry): entry for entry in self.entries if entry.kind == "mark" and entry.author == author}

    def disputes(self) -> list[Dispute]:
        """The disputes, in the order they were made."""
        answers = {entry.about: entry for entry in self.entries if entry.kind in ANSWERS}
        return [Dispute(entry, answers.get(entry.id)) for entry in self.entries if entry.kind == "disputed"]

    def mark(self, turn: int, dimension: str, machine: int) -> int:
        """The mark that holds: the latest of any instructor, as an answer to a dispute left it, else the machine's."""
        given = [entry.mark for entry in self.entries if _sets_a_mark(entry) and _key(entry) == (turn, dimension)]
        return given[-1] or machine if given else machine

    def marks(self, turn: int, machine: "Marks") -> dict[str, int]:
        """The marks of a turn that hold."""
        return {name: self.mark(turn, name, getattr(machine, name)) for name in MARKS}

    def of_turn(self, turn: int) -> list[Entry]:
        """What was said of one turn, 0 for the session as a whole; handing in says nothing."""
        return [entry for entry in self.entries if entry.turn == turn and entry.kind != "submitted"]

    def refuted(self, turn: int) -> dict[int, Entry]:
        """The findings of a turn that somebody refuted, by place."""
        found = (entry for entry in self.of_turn(turn) if entry.kind == "refuted")
        return {entry.place: entry for entry in found if entry.place is not None}


def _key(entry: Entry) -> tuple[int, str]:
    return entry.turn, entry.dimension or ""


def _sets_a_mark(entry: Entry) -> bool:
    return entry.mark is not None and entry.kind in ("mark", "accepted", "partly")


def read(connection: "Connection", session: str) -> tuple[Entry, ...]:
    """Everything said of a session, drafts too, in the order it was made."""
    asked = f"SELECT {', '.join(FIELDS)} FROM review WHERE session = ? ORDER BY made, id"
    return tuple(Entry(**row) for row in connection.rows(asked, [session]))


def seen_by(entries: Iterable[Entry], person: str | None, trainee: str) -> Reviewed:
    """What a person may see of these entries; None is somebody who writes none, and sees all that was handed in.

    The trainee sees all that was handed in as well, and everybody sees what the trainee said of it.
    """
    ordered = sorted(entries, key=order)
    handed_in = {entry.author: order(entry) for entry in ordered if entry.kind == "submitted"}
    mine = person in handed_in
    sees_others = person is None or person == trainee or mine
    out = [entry for entry in ordered if entry.author == person or _is_out(entry, handed_in, trainee)]
    # A trainee's objection would tell what mark another instructor gave.
    shown = out if sees_others else [entry for entry in out if entry.author == person]
    return Reviewed(tuple(shown), tuple(sorted(handed_in, key=handed_in.__getitem__)), mine)


def order(entry: Entry) -> tuple[str, str]:
    """What entries are sorted by."""
    return entry.made, entry.id


def _is_out(entry: Entry, handed_in: Mapping[str, tuple[str, str]], trainee: str) -> bool:
    """Whether an entry is no draft: before the last time its author handed in, or not part of a review at all."""
    if entry.author == trainee or entry.kind in ANSWERS:
        return True
    return order(entry) <= handed_in.get(entry.author, ("", ""))


def add(connection: "Connection", entry: Entry) -> None:
    """Keep an entry; the same again changes nothing. Raises Refused with what is wrong with one that says nothing."""
    from transcripts import sessions

    with connection.writing() as db:
        session = sessions.read(connection, entry.session)
        insert(connection, db, session, [entry])


def insert(connection: "Connection", db: "Database", session: "Session", entries: Sequence[Entry]) -> int:
    """Keep entries of one session that are not kept yet; answers how many were new."""
    known = {entry.id: entry for entry in read(connection, session.id)}
    new = 0
    for entry in sorted(entries, key=order):
        made = Entry(**rows.cleaned(asdict(entry)))
        if entry.id in known:
            if known[entry.id] != made:
                raise errors.AlreadyKept("这条点评")
            continue
        trouble = trouble_with(made, session, known)
        if trouble:
            raise errors.Refused(trouble)
        db.table("review").insert(asdict(made))
        known[made.id] = made
        new += 1
    if new:
        _count(db, session, known.values())
    return new


def trouble_with(entry: Entry, session: "Session", known: Mapping[str, Entry]) -> str:
    """What keeps an entry from being taken; empty where nothing does."""
    if not 0 <= entry.turn <= len(session.turns) or entry.session != session.id:
        return SAYS["no_turn"]
    if len(entry.words) > LONGEST:
        return SAYS["long"]
    if entry.author == session.person and entry.kind != "disputed":
        return SAYS["own"]
    if entry.kind in _REASONED and not entry.words.strip():
        return SAYS["reason"]
    return _CHECKS.get(entry.kind, _nothing)(entry, session, known)


def _nothing(_entry: Entry, _session: "Session", _known: Mapping[str, Entry]) -> str:
    return ""


def _check_mark(entry: Entry, _session: "Session", _known: Mapping[str, Entry]) -> str:
    fits = entry.turn >= 1 and entry.dimension in MARKS and entry.mark in range(1, 6)
    return "" if fits else SAYS["mark"]


def _check_refuted(entry: Entry, session: "Session", _known: Mapping[str, Entry]) -> str:
    findings = session.turns[entry.turn - 1].assessment.findings if entry.turn else ()
    at = entry.place if entry.place is not None else -1
    return "" if 0 <= at < len(findings) and findings[at].label == entry.label else SAYS["no_finding"]


def _check_added(entry: Entry, session: "Session", _known: Mapping[str, Entry]) -> str:
    if entry.turn < 1 or entry.label not in (*LABELS, *CASE_FINDINGS):
        return SAYS["label"]
    reply, start, end = session.turns[entry.turn - 1].reply, entry.span_start, entry.span_end
    if start is None and end is None and entry.text is None:
        return ""
    fits = start is not None and end is not None and 0 <= start < end and reply[start:end] == entry.text
    return "" if fits else SAYS["words"]


def _check_verdict(entry: Entry, _session: "Session", _known: Mapping[str, Entry]) -> str:
    return "" if entry.turn == 0 and entry.label in VERDICTS else SAYS["verdict"]


def _check_disputed(entry: Entry, session: "Session", known: Mapping[str, Entry]) -> str:
    if entry.author != session.person:
        return SAYS["theirs"]
    if entry.turn < 1 or entry.dimension not in MARKS:
        return SAYS["place"]
    again = any(other.kind == "disputed" and _key(other) == _key(entry) for other in known.values())
    return SAYS["again"] if again else ""


def _check_answer(entry: Entry, _session: "Session", known: Mapping[str, Entry]) -> str:
    dispute = known.get(entry.about or "")
    if dispute is None or dispute.kind != "disputed" or _key(dispute) != _key(entry):
        return SAYS["no_dispute"]
    if (entry.kind == "refused") is not (entry.mark is None):
        return SAYS["to"]
    again = any(other.kind in ANSWERS and other.about == entry.about for other in known.values())
    return SAYS["answered"] if again else ""


_CHECKS: Final = {
    "mark": _check_mark,
    "refuted": _check_refuted,
    "added": _check_added,
    "verdict": _check_verdict,
    "disputed": _check_disputed,
    **dict.fromkeys(ANSWERS, _check_answer),
}


def forget(connection: "Connection", db: "Database", person: str) -> None:
    """Delete what a person wrote of others' sessions, with the answers to it."""
    rows = connection.rows("SELECT DISTINCT session FROM review WHERE author = ?", [person])
    db.execute("DELETE FROM review WHERE about IN (SELECT id FROM review WHERE author = ?)", [person])
    db.execute("DELETE FROM review WHERE author = ?", [person])
    from transcripts import sessions

    for row in rows:
        session = sessions.read(connection, row["session"])
        _count(db, session, read(connection, session.id))


def _count(db: "Database", session: "Session", entries: Iterable[Entry]) -> None:
    """Bring what lists show of a session's reviews up to date."""
    seen = seen_by(entries, None, session.person)
    last = max((entry.made for entry in seen.entries if entry.kind == "submitted"), default=None)
    waiting = sum(dispute.answer is None for dispute in seen.disputes())
    changes = {"reviewed": last, "reviews": len(seen.reviewers), "disputes": waiting}
    db.table("summary").update(session.id, changes)
