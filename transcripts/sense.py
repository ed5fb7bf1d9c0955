"""What rows have to look like to be a session: whoever made a bundle by hand can put anything into any column.

Looks at types, ranges, times and names; knows no table but those of a session, and opens nothing.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from math import isfinite
from typing import Any, Final

from scoring.labels import MARKS
from scoring.records import Mention
from transcripts import rows
from transcripts.passing import OUTCOMES
from transcripts.records import MODES, Person
from transcripts.reviews import Entry

Check = Callable[[Any], bool]
_ID: Final = re.compile("[0-9A-Za-z_-]{1,64}")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|\+00:00)", re.ASCII)
_LARGEST: Final = 2**63 - 1
"""The largest whole number that SQLite keeps."""
_MOST: Final = 10**6
"""More than any count in a session can come to."""
_MENTION: Final = {field.name for field in fields(Mention)}


def is_id(value: Any) -> bool:
    """Whether it can be the id of a session, a person or an entry: nothing that means anything in a path."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_time(value: Any) -> bool:
    """Whether it is a moment in UTC, written so that earlier ones sort first."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    datetime.fromisoformat(value)
    return True


def must_be_person(person: Person) -> None:
    """Raise ValueError where nobody can be called that."""
    _must(is_id(person.id) and all(map(_is_text, (person.name, person.staff_number, person.team))))


def must_be_session(head: Mapping[str, Any], opening: list[dict[str, Any]], turns: list[dict[str, Any]]) -> None:
    """Raise KeyError, TypeError or ValueError where these rows make no session."""
    _must_be_row(head, _HEAD)
    _must_be_mapping_of(head["start"])
    for row in opening:
        _must_be_row(row, _SPOKEN)
        _must((row["session"], row["turn"]) == (head["id"], 0))
    for each in turns:
        _must_be_row(each["turn"], _TURN)
        _must_hold(each["turn"])
        for row in each["findings"]:
            _must_be_row(row, _FINDING)
        for row in each["spoken"]:
            _must_be_row(row, _SPOKEN)


def must_be_entry(entry: Entry) -> None:
    """Raise ValueError where an entry has a value that its column cannot have; what it says is looked at elsewhere."""
    _must(all(check(getattr(entry, name)) for name, check in _ENTRY.items()))


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError


def _must_be_row(row: Mapping[str, Any], columns: Mapping[str, Check]) -> None:
    _must(row.keys() == columns.keys() and all(check(row[name]) for name, check in columns.items()))


def _must_hold(turn: Mapping[str, Any]) -> None:
    """What a turn keeps as JSON."""
    names = ("labels", "points", "questions", "reasons", "mood_before", "mood", "standing")
    labels, points, questions, reasons, before, after, standing = json.loads(f"[{','.join(turn[x] for x in names)}]")
    _must(_is_list_of(labels, _is_text))
    _must(_is_list_of(points, _is_mention) and _is_list_of(questions, _is_mention))
    _must(isinstance(reasons, dict) and all(_is_list_of(said, _is_text) for said in reasons.values()))
    _must(all(isinstance(mood, dict) and all(map(_is_mood, mood.values())) for mood in (before, after)))
    _must(isinstance(standing, dict))


def _must_be_mapping_of(text: str) -> None:
    _must(isinstance(json.loads(text), dict))


def _is_list_of(values: Any, check: Check) -> bool:
    return isinstance(values, list) and all(map(check, values))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_mention(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != _MENTION:
        return False
    return _is_text(value["id"]) and _is_text(value["text"]) and _is_count(value["start"]) and _is_count(value["end"])


def _between(least: int, most: int) -> Check:
    return lambda value: type(value) is int and least <= value <= most


_is_count: Final = _between(0, _LARGEST)
_is_mood: Final = _between(0, 10)


def _is_flag(value: Any) -> bool:
    return value is True or value is False or value in (0, 1)


def _is_seconds(value: Any) -> bool:
    return type(value) in (int, float) and isfinite(value) and 0 <= value <= _LARGEST


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _one_of(names: Iterable[str]) -> Check:
    known = frozenset(names)
    return lambda value: isinstance(value, str) and value in known


def _columns(names: Iterable[str], checks: Mapping[str, Check]) -> Mapping[str, Check]:
    """A check for each column; text where nothing else is said."""
    return {name: checks.get(name, _is_text) for name in names}


_HEAD: Final = _columns(
    rows.HEAD,
    {
        "id": is_id,
        "person": is_id,
        "parent": _maybe(is_id),
        "parent_turn": _maybe(_between(1, _MOST)),
        "seed": _between(-_LARGEST, _LARGEST),
        "mode": _one_of(MODES),
        "started": is_time,
        "ended": _maybe(is_time),
        "ending": _maybe(_is_text),
        "outcome": _maybe(_one_of(OUTCOMES)),
        "passed": _maybe(_is_flag),
    },
)
_TURN: Final = _columns(
    rows.TURN,
    {
        **dict.fromkeys(MARKS, _between(1, 5)),
        "number": _between(1, _MOST),
        "seconds": _maybe(_is_seconds),
        "hints": _between(0, _MOST),
        "gaming": _is_flag,
        "cut": _is_flag,
        "way": _maybe(_between(0, _MOST)),
    },
)
_SPAN: Final = {"span_start": _maybe(_is_count), "span_end": _maybe(_is_count), "text": _maybe(_is_text)}
_PLACE: Final = {"turn": _between(0, _MOST), "place": _between(0, _MOST)}
_FINDING: Final = _columns(rows.FINDING, {**_SPAN, **_PLACE})
_SPOKEN: Final = _columns(rows.SPOKEN, {**_PLACE, "speaker": _maybe(_is_text)})
_ENTRY: Final = _columns(
    (field.name for field in fields(Entry)),
    {
        "id": is_id,
        "session": is_id,
        "author": is_id,
        "turn": _between(0, _MOST),
        "made": is_time,
        **_SPAN,
        "mark": _maybe(_between(1, 5)),
        "place": _maybe(_between(0, _MOST)),
        "about": _maybe(_is_text),
        **dict.fromkeys(("dimension", "label", "rule"), _maybe(_is_text)),
    },
)
