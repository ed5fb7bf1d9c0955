"""What leaves for other programs runs as no formula, names nobody who asked not to be named, and has both marks."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from transcripts.exports import COLUMNS, Kept, Nameless, as_json, csv_lines, csv_rows, safe_cell
from transcripts.records import Person
from transcripts.reviews import Entry, seen_by

LI = Person("0190-li", "李晓", "10086001", "一班")


@pytest.fixture
def kept(make_session: Any, make_turn: Any) -> Kept:
    turns = (make_turn(1, reply="=1+1"), make_turn(2, reply="我是李晓，工号10086001"))
    session = make_session(turns=turns)
    said = [
        Entry("e1", session.id, 1, "mark", "1", "chen", dimension="overall", mark=5, words="李晓这句好"),
        Entry("e2", session.id, 0, "submitted", "2", "chen"),
    ]
    return Kept(session, LI, seen_by(said, None, LI.id), True, {"chen": "陈老师"})


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "＝1", "　＋1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (True, "1"), (3, "3"), (-1, "-1"), ("您好=1", "您好=1")])
def test_other_cells_are_as_they_are(value: Any, cell: str) -> None:
    assert safe_cell(value) == cell


def test_a_csv_file_reads_back_row_by_row(kept: Kept) -> None:
    text = "".join(csv_lines(csv_rows(kept)))
    assert text.startswith("\ufeff")
    first, second = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert tuple(first) == COLUMNS
    assert (first["reply"], first["overall"], first["overall_reviewed"], first["reviewers"]) == (
        "'=1+1",
        "3",
        "5",
        "陈老师",
    )
    assert (second["overall_reviewed"], second["customer_before"]) == ("3", "……行。快点。")


def test_json_has_the_machines_and_the_instructors_marks(kept: Kept) -> None:
    value = json.loads(json.dumps(as_json(kept)))
    turn = value["turns"][0]
    assert (turn["marks"]["overall"], turn["reviewed"]["overall"], value["reviews"][0]["words"]) == (3, 5, "李晓这句好")


def test_without_names_nobody_is_named_anywhere(kept: Kept) -> None:
    gone = Nameless(b"salt").kept(kept)
    text = json.dumps(as_json(gone), ensure_ascii=False) + "".join(csv_lines(csv_rows(gone))) + repr(gone)
    assert not [word for word in ("李晓", "10086001", "一班", "陈老师", LI.id, kept.session.id) if word in text]
    assert gone.session.turns[1].reply == "我是＊＊，工号＊＊＊＊＊＊＊＊"
    assert gone.session.scorer_version.startswith("mixed:")


def test_the_same_person_is_the_same_number_in_one_export_alone(kept: Kept) -> None:
    here, there = Nameless(b"one"), Nameless(b"two")
    other = replace(kept, session=replace(kept.session, id="01935a5c-0000-7000-8000-00000000a002"))
    assert here.kept(kept).person == here.kept(other).person != there.kept(kept).person
