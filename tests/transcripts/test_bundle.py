"""A bundle comes back as it was written, and any byte changed in it is found, with the turn it stands in."""

import io
import random
from typing import Any

import pytest

from transcripts.bundle import BundleRefused, Packed, Text, Writer
from transcripts.bundle_reader import read, vouch
from transcripts.records import Person
from transcripts.reviews import Entry

LI = Person("0190-li", "李晓", "10086001", "一班")


@pytest.fixture
def bundle(make_session: Any, make_turn: Any) -> bytes:
    out = io.BytesIO()
    writer = Writer(out, huashu="0", made="2026-11-23T08:00:00Z")
    writer.text(Text("h1", "scenario", "题\n" * 3))
    writer.person(LI)
    session = make_session(turns=tuple(make_turn(n, reply=f"第{n}句\\ud800 \U0001f600 <b>") for n in (1, 2, 3)))
    entry = Entry("e1", session.id, 1, "comment", "2026-11-23T08:00:00Z", LI.id, words="好")
    writer.session(session, [entry])
    writer.session(make_session("01935a5c-0000-7000-8000-00000000a002"))
    writer.end()
    return out.getvalue()


def test_what_was_written_comes_back(bundle: bytes, make_session: Any, make_turn: Any) -> None:
    text, person, first, second = read(io.BytesIO(bundle))
    assert (text, person) == (Text("h1", "scenario", "题\n" * 3), LI)
    assert isinstance(first, Packed) and isinstance(second, Packed)
    first.must_make_sense()
    assert len(first.session().turns) == 3 and first.session().turns[1] == make_turn(
        2, reply=first.session().turns[1].reply
    )
    assert [entry.words for entry in first.entries] == ["好"]
    assert second.session() == make_session("01935a5c-0000-7000-8000-00000000a002")
    assert vouch(io.BytesIO(bundle)) == 2


def test_every_changed_byte_is_found(bundle: bytes) -> None:
    for place in random.Random(3).sample(range(len(bundle)), 300):
        changed = bytearray(bundle)
        changed[place] ^= 1 + place % 255
        with pytest.raises(BundleRefused):
            vouch(io.BytesIO(bytes(changed)))


def test_the_turn_that_was_changed_is_named(bundle: bytes) -> None:
    changed = bundle.replace("第2句".encode(), "第9句".encode(), 1)
    with pytest.raises(BundleRefused, match="练习 01935a5c-0000-7000-8000-00000000a001 的第 2 句在导出之后被改过"):
        vouch(io.BytesIO(changed))


@pytest.mark.parametrize("cut", [1, 50, 400, -1, -90])
def test_what_is_cut_off_is_noticed(bundle: bytes, cut: int) -> None:
    with pytest.raises(BundleRefused):
        vouch(io.BytesIO(bundle[:cut]))


@pytest.mark.parametrize("other", [b"", b"\n", b"PK\x03\x04", b"{}\n", b"\xff" * 100, b"a" * 100_000])
def test_what_is_no_bundle_is_said_to_be_none(other: bytes) -> None:
    with pytest.raises(BundleRefused, match="不是 huashu export"):
        vouch(io.BytesIO(other))


@pytest.mark.parametrize("more", [b"\n", b"x", b"0 {}\n"])
def test_nothing_may_be_added(bundle: bytes, more: bytes) -> None:
    with pytest.raises(BundleRefused):
        vouch(io.BytesIO(bundle + more))


def rewritten(*lines: dict[str, Any]) -> io.BytesIO:
    """A bundle that somebody made by hand, with hashes that are right."""
    out = io.BytesIO()
    writer = Writer(out, huashu="0", made="")
    for line in lines:
        writer.line(line)
    writer.end()
    return io.BytesIO(out.getvalue())


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "turn"},
        {"kind": "entry", "entry": {}},
        {"kind": "nothing"},
        {"kind": "text", "hash": 1, "type": "scenario", "body": "x"},
        {"kind": "session", "head": [], "opening": [], "turns": 0},
        {"kind": "session", "head": {"id": "x"}, "opening": [], "turns": "many"},
        {},
    ],
)
def test_what_makes_no_sense_is_refused_even_with_right_hashes(line: dict[str, Any]) -> None:
    with pytest.raises(BundleRefused):
        list(read(rewritten(line)))


def test_a_newer_format_is_named(bundle: bytes) -> None:
    out = io.BytesIO()
    Writer(out, huashu="9", made="").end()
    import transcripts.bundle as module

    newer = io.BytesIO()
    writer = Writer.__new__(Writer)
    writer._out, writer._before, writer._lines = newer, "", 0
    writer.line({"kind": "bundle", "format": module.FORMAT + 1})
    with pytest.raises(BundleRefused, match="更新版本"):
        vouch(io.BytesIO(newer.getvalue()))
