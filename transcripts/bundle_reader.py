"""Reads bundles of sessions: each line held to its hash, each part handed on as it was written. Keeps nothing."""

import json
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from transcripts.bundle import FORMAT, LONGEST_LINE, BundleRefused, Packed, Part, Text, Where, chained
from transcripts.records import Person
from transcripts.reviews import FIELDS, Entry

_LONE: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]")
"""Half a character, escaped: we write none, and no encoder takes one."""


def vouch(file: IO[bytes]) -> int:
    """Read a bundle to its end and answer how many sessions it has; its turns are held to their hashes, not read.

    Raises BundleRefused at the first line that is not as it was written.
    """
    place, count = _Place(), 0
    for value in _lines(file, place, parsed=_unless_turn):
        try:
            place.pass_by(value)
        except (KeyError, TypeError, ValueError) as error:
            raise BundleRefused("senseless", place.next) from error
        count += value["kind"] == "session"
    return count


def read(file: IO[bytes]) -> Iterator[Part]:
    """The parts of a bundle in order. Raises BundleRefused at the first line that is not as it was written."""
    place = _Place()
    packed: Packed | None = None
    for value in _lines(file, place):
        try:
            kind = value["kind"]
            if kind == "turn" and packed is not None and place.left:
                packed.turns.append(_turn(value, str(packed.head["id"]), place.turn + 1))
            elif place.left or kind == "turn":
                raise BundleRefused("order", place.next)
            elif kind == "entry" and packed is not None:
                packed.entries.append(Entry(**{name: value["entry"][name] for name in FIELDS}))
            else:
                if packed is not None:
                    yield packed
                packed = Packed(value["head"], value["opening"], [], []) if kind == "session" else None
                if kind in _PARTS:
                    yield _PARTS[kind](**{name: _text(value[name]) for name in _NAMES[kind]})
                elif packed is None and kind != "end":
                    raise BundleRefused("order", place.next)
            place.pass_by(value)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise error if isinstance(error, BundleRefused) else BundleRefused("senseless", place.next) from error


_PARTS: Final[dict[str, Any]] = {"text": Text, "person": Person}
_NAMES: Final = {"text": ("hash", "type", "body"), "person": ("id", "name", "staff_number", "team")}


class _Place:
    """Where a reader stands, told by the lines that were whole: what a changed line is can be told by no other."""

    def __init__(self) -> None:
        self.session, self.turn, self.left = "", 0, 0

    def pass_by(self, value: dict[str, Any]) -> None:
        """Go on behind a line."""
        if value["kind"] == "session":
            self.session, self.turn, self.left = str(value["head"]["id"]), 0, int(value["turns"])
        elif value["kind"] == "turn":
            self.turn, self.left = self.turn + 1, self.left - 1

    @property
    def next(self) -> Where:
        """The line that comes next."""
        if self.left:
            return Where("turn", self.session, self.turn + 1)
        return Where("after", self.session) if self.session else Where("head")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _turn(value: dict[str, Any], session: str, number: int) -> dict[str, Any]:
    """A turn's rows, each of the session it stands in and of its own number."""
    turn = {name: value[name] for name in ("turn", "findings", "spoken")}
    owners = {(row["session"], row["turn"]) for row in (*turn["findings"], *turn["spoken"])}
    if (turn["turn"]["session"], turn["turn"]["number"]) != (session, number) or owners - {(session, number)}:
        raise ValueError
    return turn


def _lines(file: IO[bytes], place: _Place, parsed: "Parser | None" = None) -> Iterator[dict[str, Any]]:
    """Every line after the head, the last included, each vouched for."""
    parsed = parsed or _parsed
    before, count = "", 0
    value: dict[str, Any] = {}
    while line := file.readline(LONGEST_LINE):
        name, _, body = line.removesuffix(b"\n").partition(b" ")
        before = chained(before, body)
        if count and value.get("kind") == "end":
            raise BundleRefused("changed", Where("end"))
        if name != before.encode() or not line.endswith(b"\n") or (b"\\u" in body and _LONE.search(body)):
            raise _refusal(body, count, place, is_whole=line.endswith(b"\n"))
        value = parsed(body, place)
        count += 1
        if count == 1:
            _must_be_ours(value)
        else:
            yield value
    if value.get("kind") != "end" or value.get("lines") != count:
        raise BundleRefused("cut" if count else "no bundle", place.next)


def _refusal(body: bytes, count: int, place: _Place, *, is_whole: bool) -> BundleRefused:
    """Why a line that its hash does not vouch for is refused."""
    if not count and b'"kind":"bundle"' not in body[:200]:
        return BundleRefused("no bundle")
    return BundleRefused("changed" if is_whole else "cut", place.next if count else Where("first"))


def _parsed(body: bytes, place: _Place) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BundleRefused("senseless", place.next) from error
    if not isinstance(value, dict):
        raise BundleRefused("senseless", place.next)
    return value


def _unless_turn(body: bytes, place: _Place) -> dict[str, Any]:
    """What a line says, of a turn no more than that it is one."""
    return _TURN_LINE if body.startswith(b'{"kind":"turn",') else _parsed(body, place)


_TURN_LINE: Final[dict[str, Any]] = {"kind": "turn"}
Parser = Callable[[bytes, _Place], dict[str, Any]]


def _must_be_ours(value: dict[str, Any]) -> None:
    if value.get("kind") != "bundle" or not isinstance(value.get("format"), int):
        raise BundleRefused("no bundle")
    if value["format"] > FORMAT:
        raise BundleRefused("newer")
