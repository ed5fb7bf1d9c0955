"""Sessions as plain tables for other programs: JSON lines and csv, safe to open, nameless on request. Draws nothing."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, Final

from scoring.labels import MARKS
from transcripts.marks import session_marks
from transcripts.records import Person, Session, Spoken, Turn, mixed_version
from transcripts.reviews import Entry, Reviewed, seen_by

_HIDDEN: Final = "＊"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in full width too."""
COLUMNS: Final = (
    *("session", "trainee", "staff_number", "team", "scenario", "mode", "started", "ended", "ending", "outcome"),
    *("pass", "turn", "state", "led_to", "seconds", "hints", "customer_before", "reply", "customer_after"),
    *("labels", "findings", *MARKS, *(f"{name}_reviewed" for name in MARKS), "reviewers", "review", "gaming"),
)
"""The columns of the csv file, one row a turn."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A session to export, with whose it is and what was said of it; `passed` by the rule that holds here."""

    session: Session
    person: Person
    reviewed: Reviewed
    passed: bool | None
    people: Mapping[str, str]
    """Names of those who wrote the entries, by id."""


class Nameless:
    """Takes names away: the same person is the same number throughout one export, and nobody in another."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt
        self._known: dict[str, Person] = {}

    def person(self, person: Person) -> Person:
        """Who stands in a person's place."""
        if person.id not in self._known:
            number = len(self._known) + 1
            self._known[person.id] = Person(self.id(person.id), f"学员{number}", "", "")
        return self._known[person.id]

    def id(self, name: str) -> str:
        """What stands for an id; it cannot be found out without this export's salt, which nobody keeps."""
        digits = sha256(self._salt + name.encode()).hexdigest()
        return "-".join((digits[:8], digits[8:12], f"8{digits[13:16]}", f"8{digits[17:20]}", digits[20:32]))

    def kept(self, kept: Kept) -> Kept:
        """A session without names: its person's own name and number are hidden in what was said, too."""
        words = [word for word in (kept.person.name, kept.person.staff_number) if len(word) > 1]
        stand_in = self.person(kept.person)
        session = self._session(kept.session, stand_in.id, words)
        entries = tuple(self._entry(entry, session.id, stand_in.id, kept, words) for entry in kept.reviewed.entries)
        authors = {self._author(name, kept, stand_in.id): self._title(name, kept, stand_in) for name in kept.people}
        return Kept(session, stand_in, seen_by(entries, None, stand_in.id), kept.passed, authors)

    def _session(self, session: Session, person: str, words: list[str]) -> Session:
        turns = tuple(_hidden(turn, words) for turn in session.turns)
        # What was hidden cannot be played again: the session says so.
        version = session.scorer_version
        version = version if turns == session.turns else mixed_version(version, "nameless")
        parent = self.id(session.parent) if session.parent else None
        return replace(
            session, id=self.id(session.id), person=person, turns=turns, parent=parent, scorer_version=version
        )

    def _author(self, author: str, kept: Kept, stand_in: str) -> str:
        return stand_in if author == kept.person.id else self.id(author)

    def _title(self, author: str, kept: Kept, stand_in: Person) -> str:
        return stand_in.name if author == kept.person.id else f"讲师{self.id(author)[:4]}"

    def _entry(self, entry: Entry, session: str, stand_in: str, kept: Kept, words: list[str]) -> Entry:
        about = self.id(entry.about) if entry.about else None
        said, author = _without(entry.words, words), self._author(entry.author, kept, stand_in)
        shown = _without(entry.text, words) if entry.text is not None else None
        ids = {"id": self.id(entry.id), "session": session, "author": author, "about": about}
        return replace(entry, words=said, text=shown, **ids)  # type: ignore[arg-type]


def _without(text: str, words: list[str]) -> str:
    """The text with these words hidden, a sign for each letter, so that places in it stay where they are."""
    for word in words:
        text = text.replace(word, _HIDDEN * len(word))
    return text


def _hidden(turn: Turn, words: list[str]) -> Turn:
    found = turn.assessment
    findings = tuple(
        replace(each, text=_without(each.text, words) if each.text is not None else None) for each in found.findings
    )
    standing = {**turn.standing}
    if "heard" in standing:
        standing["heard"] = [_without(text, words) for text in standing["heard"]]
    said = tuple(replace(part, text=_without(part.text, words)) for part in turn.said)
    assessment = replace(found, findings=findings)
    return replace(turn, reply=_without(turn.reply, words), assessment=assessment, standing=standing, said=said)


def as_json(kept: Kept) -> dict[str, Any]:
    """One session as plain values: its head, its turns with both marks, and everything said of it."""
    session, person = kept.session, kept.person
    turns = [_turn_as_json(turn, kept) for turn in session.turns]
    head = {name: getattr(session, name) for name in _HEAD}
    return {
        "session": session.id,
        "trainee": person.name,
        "staff_number": person.staff_number,
        "team": person.team,
        **head,
        "pass": kept.passed,
        "marks": session_marks((turn.assessment.marks, turn.assessment.labels) for turn in session.turns),
        "opening": _said(session.opening),
        "turns": turns,
        "reviews": [{**asdict(entry), "author": kept.people.get(entry.author, "")} for entry in kept.reviewed.entries],
    }


_HEAD: Final = (
    *("scenario", "scenario_hash", "rules_hash", "scorer_version", "seed", "mode", "started", "ended", "ending"),
    *("outcome", "parent", "parent_turn", "start"),
)


def _turn_as_json(turn: Turn, kept: Kept) -> dict[str, Any]:
    found = turn.assessment
    return {
        "turn": turn.number,
        "reply": turn.reply,
        "state": turn.state,
        "led_to": turn.to,
        "seconds": turn.seconds,
        "hints": turn.hints,
        "labels": list(found.labels),
        "marks": asdict(found.marks),
        "reviewed": kept.reviewed.marks(turn.number, found.marks),
        "findings": [asdict(finding) for finding in found.findings],
        "gaming": found.gaming,
        "mood": dict(turn.mood),
        "said": _said(turn.said),
    }


def _said(said: tuple[Spoken, ...]) -> list[dict[str, Any]]:
    return [{"speaker": part.speaker, "text": part.text} for part in said]


def csv_rows(kept: Kept) -> Iterator[dict[str, Any]]:
    """A row for each turn; the marks that hold after review stand beside the machine's."""
    session, person = kept.session, kept.person
    before = session.opening
    for turn in session.turns:
        found = turn.assessment
        entries = kept.reviewed.of_turn(turn.number)
        held = kept.reviewed.marks(turn.number, found.marks)
        yield {
            "session": session.id,
            "trainee": person.name,
            "staff_number": person.staff_number,
            "team": person.team,
            "pass": kept.passed,
            "turn": turn.number,
            "led_to": turn.to,
            **{name: getattr(session, name) for name in ("scenario", "mode", "started", "ended", "ending", "outcome")},
            **{name: getattr(turn, name) for name in ("state", "seconds", "hints", "reply")},
            "customer_before": "".join(part.text for part in before),
            "customer_after": "".join(part.text for part in turn.said),
            "labels": " ".join(found.labels),
            "findings": " | ".join(f"{each.label}“{each.text or ''}”" for each in found.findings),
            **asdict(found.marks),
            **{f"{name}_reviewed": mark if kept.reviewed.reviewers else None for name, mark in held.items()},
            "reviewers": "、".join(kept.people.get(name, "") for name in kept.reviewed.reviewers),
            "review": " | ".join(_in_short(entry, kept.people) for entry in entries),
            "gaming": found.gaming,
        }
        before = turn.said


def _in_short(entry: Entry, people: Mapping[str, str]) -> str:
    what = " ".join(str(part) for part in (entry.dimension, entry.mark, entry.label) if part is not None)
    return f"{people.get(entry.author, '')} {entry.kind} {what}：{entry.words}".replace("  ", " ")


def csv_lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A csv file line by line, with the mark at its start by which spreadsheets know UTF-8."""
    yield "\ufeff" + _line(COLUMNS)
    for row in rows:
        yield _line([safe_cell(row[name]) for name in COLUMNS])


def safe_cell(value: Any) -> str:
    """A value as a cell that no spreadsheet runs as a formula: what begins like one gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value).replace("\x00", "\ufffd")
    return f"'{text}" if text.lstrip(" \u3000").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def _line(cells: "list[str] | tuple[str, ...]") -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
