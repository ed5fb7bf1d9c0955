"""Records as table rows and back, exactly. Opens nothing and asks nothing of a database."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from scoring.records import Assessment, Finding, Marks, Mention
from scoring.text import clean
from transcripts.records import Session, Spoken, Turn

Row = dict[str, Any]

HEAD = (
    *("id", "person", "scenario", "scenario_hash", "rules_hash", "scorer_version", "seed", "mode", "started"),
    *("ended", "ending", "outcome", "passed", "parent", "parent_turn", "start"),
)
"""Columns of `session`, each named as the record's field."""
TURN = (
    *("session", "number", "etiquette", "empathy", "phrasing", "overall", "seconds", "hints", "gaming", "cut", "state"),
    *("led_to", "way", "reply", "labels", "points", "questions", "reasons", "mood_before", "mood", "standing"),
)
"""Columns of `turn`."""
FINDING = (*("session", "turn", "place", "label", "rule", "span_start", "span_end", "text", "why", "better", "source"),)
"""Columns of `finding`."""
SPOKEN = ("session", "turn", "place", "text", "part", "line", "speaker")
"""Columns of `spoken`."""


def cleaned(row: Mapping[str, Any]) -> Row:
    """The row with every text fit to be stored."""
    return {name: clean(value) if isinstance(value, str) else value for name, value in row.items()}


def session_row(session: Session) -> Row:
    """The row of table `session`: all but what was said."""
    row = {name: getattr(session, name) for name in HEAD}
    return cleaned(row | {"start": _json(session.start)})


def turn_row(session: str, turn: Turn) -> Row:
    """The row of table `turn`: all but the findings and what the customer said."""
    found = turn.assessment
    row = {
        "session": session,
        "number": turn.number,
        **asdict(found.marks),
        "seconds": turn.seconds,
        "hints": turn.hints,
        "gaming": found.gaming,
        "cut": found.cut,
        "state": turn.state,
        "led_to": turn.to,
        "way": turn.way,
        "reply": turn.reply,
        "labels": _json(found.labels),
        "points": _json([asdict(mention) for mention in found.points]),
        "questions": _json([asdict(mention) for mention in found.questions]),
        "reasons": _json(found.reasons),
        "mood_before": _json(turn.mood_before),
        "mood": _json(turn.mood),
        "standing": _json(turn.standing),
    }
    return cleaned(row)


def finding_rows(session: str, turn: Turn) -> list[Row]:
    """The rows of table `finding` for one turn, in order."""
    return [
        cleaned(
            {
                "session": session,
                "turn": turn.number,
                "place": place,
                "label": finding.label,
                "rule": finding.rule,
                "span_start": finding.start,
                "span_end": finding.end,
                "text": finding.text,
                "why": finding.why,
                "better": finding.better,
                "source": finding.source,
            }
        )
        for place, finding in enumerate(turn.assessment.findings)
    ]


def spoken_rows(session: str, number: int, said: Iterable[Spoken]) -> list[Row]:
    """The rows of table `spoken` for one turn, in order; number 0 is the opening."""
    return [
        cleaned({"session": session, "turn": number, "place": place, **asdict(spoken)})
        for place, spoken in enumerate(said)
    ]


def session_from(row: Mapping[str, Any], opening: Iterable[Mapping[str, Any]], turns: Iterable[Turn]) -> Session:
    """The session of these rows."""
    head = {name: row[name] for name in HEAD}
    head["passed"] = None if row["passed"] is None else bool(row["passed"])
    head["start"] = json.loads(row["start"])
    return Session(**head, opening=_spoken(opening), turns=tuple(turns))


def turn_from(row: Mapping[str, Any], findings: Iterable[Mapping[str, Any]], said: Iterable[Mapping[str, Any]]) -> Turn:
    """The turn of these rows."""
    return Turn(
        number=row["number"],
        reply=row["reply"],
        seconds=row["seconds"],
        hints=row["hints"],
        assessment=_assessment(row, findings),
        state=row["state"],
        to=row["led_to"],
        way=row["way"],
        mood_before=json.loads(row["mood_before"]),
        mood=json.loads(row["mood"]),
        said=_spoken(said),
        standing=json.loads(row["standing"]),
    )


def kept(turn: Turn) -> Turn:
    """The turn as it will come back from the store."""
    return turn_from(turn_row("", turn), finding_rows("", turn), spoken_rows("", turn.number, turn.said))


def kept_session(session: Session) -> Session:
    """The session as it will come back from the store."""
    return session_from(session_row(session), spoken_rows("", 0, session.opening), map(kept, session.turns))


def _assessment(row: Mapping[str, Any], findings: Iterable[Mapping[str, Any]]) -> Assessment:
    return Assessment(
        labels=tuple(json.loads(row["labels"])),
        findings=tuple(_finding(finding) for finding in findings),
        marks=Marks(row["etiquette"], row["empathy"], row["phrasing"], row["overall"]),
        points=tuple(Mention(**mention) for mention in json.loads(row["points"])),
        questions=tuple(Mention(**mention) for mention in json.loads(row["questions"])),
        gaming=bool(row["gaming"]),
        cut=bool(row["cut"]),
        reasons={name: tuple(reasons) for name, reasons in json.loads(row["reasons"]).items()},
    )


def _finding(row: Mapping[str, Any]) -> Finding:
    names = ("label", "rule", "span_start", "span_end", "text", "why", "better", "source")
    return Finding(*(row[name] for name in names))


def _spoken(rows: Iterable[Mapping[str, Any]]) -> tuple[Spoken, ...]:
    return tuple(Spoken(row["text"], row["part"], row["line"], row["speaker"]) for row in rows)


def _json(value: object) -> str:
    # Not as ASCII: reading back would join two surrogates escaped apart into one character.
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=dict)
