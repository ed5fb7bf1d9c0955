"""Sessions as a file that travels: every line vouched for by a hash that goes on from the line before. Keeps nothing.

    9f2c… {"kind":"bundle","format":1,…}      one head
    77ab… {"kind":"text","hash":…}            the scenarios and rules that the sessions were played with, whole
    03d1… {"kind":"person",…}                 whose sessions they are, and who reviewed them
    e50c… {"kind":"session",…}                a session, then its turns and what was said of it, then the next one
    41aa… {"kind":"turn",…}
    be09… {"kind":"entry",…}
    c3d4… {"kind":"end","lines":…}

A hash is the SHA-256 of the hash before it, a line feed and the JSON text. A changed byte is found in the line that it
stands in, and so named with its session and turn. Whoever invents a whole file can work out its hashes as well: that a
session was really played cannot be told offline.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import IO, Any, Final

from transcripts import rows, sense
from transcripts.records import Person, Session
from transcripts.reviews import Entry

FORMAT: Final = 1
LONGEST_LINE: Final = 16_000_000
"""Bytes of a line; the longest is the text of all rules, under two million."""
_BEFORE_BODY: Final = 66
"""The hash and a space before a line's JSON, and its line feed."""
SAYS: Final[dict[str, str]] = {
    "no bundle": "这不是 huashu export --format bundle 导出的文件",
    "newer": "这个文件是更新版本的 huashu 导出的；请先升级",
    "changed": "{where}在导出之后被改过，或者文件坏了；什么也没有导入",
    "cut": "文件不完整，从{where}起少了一截；什么也没有导入",
    "order": "{where}放错了地方；从那里起没有导入",
    "senseless": "{where}读不懂；从那里起没有导入",
    "long": "{where}有一行太长，别的电脑收不了；导出没有完成",
}
"""What is said of each kind of refusal; `where` names the session and the turn."""


PLACES: Final[dict[str, str]] = {
    "head": "开头的场景、规则或人员",
    "first": "第一行",
    "turn": "练习 {session} 的第 {turn} 句",
    "session": "练习 {session}",
    "after": "练习 {session} 后面的一行",
    "end": "结尾",
}
"""The places in a bundle, in words."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a bundle: one of PLACES, with its session and turn."""

    place: str
    session: str = ""
    turn: int = 0


class BundleRefused(ValueError):  # noqa: N818 - what a person is told, not a fault of the program
    """A file that is no sound bundle of sessions; `kind` is one of SAYS, `where` the place it was noticed."""

    def __init__(self, kind: str, where: "Where | None" = None) -> None:
        self.kind, self.where = kind, where or Where("head")
        super().__init__(self.words())

    def words(self, translated: Callable[[str], str] = str) -> str:
        """What is said of it, each sentence put through `translated` first."""
        place = translated(PLACES[self.where.place]).format(session=self.where.session, turn=self.where.turn)
        return translated(SAYS[self.kind]).format(where=place)


@dataclass(frozen=True, slots=True)
class Packed:
    """A session in a bundle as rows of the tables: its own, those of its turns, and what was said of it."""

    head: dict[str, Any]
    opening: list[dict[str, Any]]
    turns: list[dict[str, Any]]
    """Each with `turn`, `findings` and `spoken`."""
    entries: list[Entry]

    @property
    def standing(self) -> Any:
        """The customer's memory after the last turn; None where there is none."""
        return json.loads(self.turns[-1]["turn"]["standing"]) if self.turns else None

    def must_make_sense(self) -> None:
        """Raise KeyError, TypeError or ValueError where these rows make no session, or an entry is none."""
        sense.must_be_session(self.head, self.opening, self.turns)
        for entry in self.entries:
            sense.must_be_entry(entry)

    def session(self) -> Session:
        """The record of these rows. Raises what rows that make none raise."""
        turns = (rows.turn_from(each["turn"], each["findings"], each["spoken"]) for each in self.turns)
        return rows.session_from(self.head, self.opening, turns)


@dataclass(frozen=True, slots=True)
class Text:
    """A scenario or a set of rules, whole."""

    hash: str
    type: str
    body: str


Part = Text | Person | Packed


class Writer:
    """Writes the lines of a bundle, each with the hash that goes on from the one before."""

    def __init__(self, out: IO[bytes], *, huashu: str, made: str) -> None:
        self._out = out
        self._before = self._session = ""
        self._lines = 0
        self.line({"kind": "bundle", "format": FORMAT, "huashu": huashu, "made": made})

    def line(self, value: dict[str, Any]) -> None:
        """Write one line."""
        body = _json(value)
        if len(body) > LONGEST_LINE - _BEFORE_BODY:
            raise BundleRefused("long", Where("session", self._session) if self._session else Where("head"))
        self._before = chained(self._before, body)
        self._lines += 1
        self._out.write(self._before.encode() + b" " + body + b"\n")

    def text(self, text: Text) -> None:
        """Write a scenario or rules; before the first session that names it."""
        self.line({"kind": "text", **asdict(text)})

    def person(self, person: Person) -> None:
        """Write a person; before their first session or review."""
        self.line({"kind": "person", **asdict(person)})

    def session(self, session: Session, entries: Iterable[Entry] = ()) -> None:
        """Write a session, its turns, and what was said of it."""
        self._session = session.id
        opening = rows.spoken_rows(session.id, 0, session.opening)
        head = {"head": rows.session_row(session), "opening": opening, "turns": len(session.turns)}
        self.line({"kind": "session", **head})
        for turn in session.turns:
            row = rows.turn_row(session.id, turn)
            said = rows.spoken_rows(session.id, turn.number, turn.said)
            self.line({"kind": "turn", "turn": row, "findings": rows.finding_rows(session.id, turn), "spoken": said})
        for entry in entries:
            self.line({"kind": "entry", "entry": asdict(entry)})

    def end(self) -> None:
        """Write the last line, without which a bundle is not whole."""
        self.line({"kind": "end", "lines": self._lines + 1})


def chained(before: str, body: bytes) -> str:
    """The hash of a line, which goes on from the one before."""
    return sha256(before.encode() + b"\n" + body).hexdigest()


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
