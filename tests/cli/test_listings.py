"""`list`, `sessions`, `show`, `audit`, `check`: what scripts read from them."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scoring.assess import Scorer
from scoring.rules import RuleError
from tests.cli.conftest import BEST, Call
from trainer.cli.exits import ExitCode
from transcripts.store import Store

_LISTED = [
    "id",
    "title",
    "source",
    "chapter",
    "channel",
    "level",
    "persona",
    "labels",
    "endings",
    "path",
    "valid",
    "problems",
]
_SESSION = [
    "id",
    "trainee",
    "scenario",
    "mode",
    "started",
    "ended",
    "state",
    "ending",
    "outcome",
    "marks",
    "pass",
    "turns",
    "parent",
    "reviewed",
]


def test_list_json_has_what_was_promised(huashu: Call) -> None:
    entry = next(entry for entry in json.loads(huashu("list", "--json").out) if entry["id"] == "small")
    assert list(entry)[: len(_LISTED)] == _LISTED
    assert entry["endings"][0] == {"id": "settled", "kind": "resolved"}
    assert (entry["chapter"], entry["level"], entry["valid"], entry["problems"]) == ("", 2, True, [])


def test_ids_are_paths_of_small_letters(huashu: Call) -> None:
    ids = [entry["id"] for entry in json.loads(huashu("list", "--json").out)]
    assert set("".join(ids)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/")
    assert "chapter7/08-agitated" in ids


@pytest.mark.parametrize("tail", ["chapter7/08-agitated", "08-agitated", "agitated", "itated"])
def test_any_unique_tail_names_a_scenario(tail: str, huashu: Call) -> None:
    assert huashu("graph", tail).code == 0


def test_a_tail_of_several_scenarios_names_none(huashu: Call, own: Path) -> None:
    (own / "more").mkdir()
    (own / "more" / "small.yaml").write_bytes((own / "small.yaml").read_bytes())
    called = huashu("graph", "mall")
    assert called.code == ExitCode.USAGE
    assert "more/small" in called.err


def test_an_own_file_may_not_shadow_a_shipped_one(huashu: Call, own: Path) -> None:
    (own / "chapter7").mkdir()
    (own / "chapter7" / "08-agitated.yaml").write_bytes((own / "small.yaml").read_bytes())
    entries = [entry for entry in json.loads(huashu("list", "--json").out) if entry["id"] == "chapter7/08-agitated"]
    assert [entry["valid"] for entry in entries] == [True, False]
    assert "退费拖了二十天" not in huashu("play", "08-agitated", "--plain").out


def test_sessions_json_has_what_was_promised(talk: Call, huashu: Call) -> None:
    talk(*BEST)
    row = json.loads(huashu("sessions", "--json").out)[0]
    assert list(row)[: len(_SESSION)] == _SESSION
    assert (row["scenario"], row["mode"], row["ending"], row["outcome"]) == ("small", "practice", "settled", "resolved")
    assert (row["turns"], type(row["pass"]), row["parent"], row["reviewed"]) == (5, bool, None, None)


def test_what_is_not_yet_is_null(talk: Call, huashu: Call) -> None:
    talk()
    row = json.loads(huashu("sessions", "--json").out)[0]
    assert [row[name] for name in ("ended", "ending", "outcome", "marks", "pass")] == [None] * 5


def test_a_session_mark_is_the_mean_of_its_turns_to_one_decimal(talk: Call, huashu: Call) -> None:
    overall = [int(line.rpartition(" ")[2]) for line in talk(*BEST[:3]).lines if " 总评 " in line and line[0] == "["]
    row = json.loads(huashu("sessions", "--json").out)[0]
    assert row["marks"]["overall"] == int(sum(overall) * 10 / len(overall) + 0.5) / 10


def test_sessions_of_one_trainee(talk: Call, huashu: Call) -> None:
    for name in ("李晓", "王林"):
        talk(BEST[0], options=("--trainee", name))
    rows = json.loads(huashu("sessions", "--json", "--trainee", "王林").out)
    assert [row["trainee"] for row in rows] == ["王林"]


def test_no_sessions_are_an_empty_array(huashu: Call, db: Path) -> None:
    Store.open(db).close()
    assert huashu("sessions", "--json").out == "[]\n"


@pytest.mark.parametrize("length", [36, 12, 6])
def test_show_takes_the_end_of_an_id(length: int, talk: Call, huashu: Call) -> None:
    session = talk(BEST[0]).session
    assert huashu("show", session[-length:]).lines[-1] == f"[会话 {session} open]"


def test_marks_of_an_exam_are_told_when_it_is_over(talk: Call, huashu: Call) -> None:
    for replies, are_told in ((BEST[:2], False), (BEST, True)):
        session = talk(*replies, options=("--exam",)).session
        rows = {row["id"]: row for row in json.loads(huashu("sessions", "--json").out)}
        assert (rows[session]["marks"] is not None) == are_told
        assert ("总评" in huashu("show", session).out) == are_told
        line = next(line for line in huashu("sessions").lines if line.startswith(session))
        assert (re.search(r"\d\.\d", line.partition("small")[2]) is not None) == are_told


def test_fewer_than_six_characters_name_no_session(talk: Call, huashu: Call) -> None:
    called = huashu("show", talk(BEST[0]).session[-5:])
    assert called.code == ExitCode.USAGE
    assert "六个字符" in called.err


def test_audit_says_of_each_session_that_it_is_identical(talk: Call, huashu: Call) -> None:
    sessions = [talk(*BEST).session, talk("……", "滚", "\\r 2", *BEST[:2]).session, talk().session]
    called = huashu("audit")
    assert called.code == 0
    assert {line.split()[1] for line in called.lines} == {"identical"}
    assert {line.split()[0] for line in called.lines} >= set(sessions)


def _change(db: Path, statement: str) -> None:
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute(statement)


def test_audit_finds_a_changed_reply_and_exits_1(talk: Call, huashu: Call, db: Path) -> None:
    talk(*BEST[:2])
    _change(db, "UPDATE turn SET reply = '滚' WHERE number = 1")
    called = huashu("audit")
    assert (called.code, called.lines[0].split()[1]) == (ExitCode.FOUND, "differs")


def test_another_scorer_version_is_named_and_no_fault(talk: Call, huashu: Call, db: Path) -> None:
    talk(*BEST[:2])
    _change(db, "UPDATE session SET scorer_version = 'old'")
    called = huashu("audit")
    assert (called.code, "other version" in called.lines[0]) == (0, True)


def test_texts_are_kept_once_for_each_content(talk: Call, db: Path, own: Path) -> None:
    for title in ("退费拖了二十天", "退费拖了二十天", "退费拖了三十天"):
        file = own / "small.yaml"
        file.write_text(file.read_text("utf-8").replace("退费拖了二十天", title), "utf-8")
        talk(BEST[0])
    with closing(sqlite3.connect(db)) as raw:
        assert raw.execute("SELECT kind, count(*) FROM text GROUP BY kind ORDER BY kind").fetchall() == [
            ("rules", 1),
            ("scenario", 2),
        ]


def test_an_edited_scenario_leaves_old_sessions_alone(talk: Call, huashu: Call, own: Path) -> None:
    left = talk(*BEST[:2])
    (own / "small.yaml").unlink()
    assert huashu("audit").code == 0
    assert huashu("play", "--plain", "--resume", left.session, given=BEST[2]).code == 0
    assert "退费拖了二十天" in huashu("show", left.session).out


def test_check_passes_a_sound_file_and_finds_a_broken_one(huashu: Call, own: Path) -> None:
    (own / "broken.yaml").write_text("title: 没写完\n", "utf-8")
    called = huashu("check", own / "broken.yaml")
    assert called.code == ExitCode.FOUND
    assert all(line.startswith(f"{own}/broken.yaml:") for line in called.lines)


def test_check_finds_a_broken_rule(huashu: Call, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Scorer:
        raise RuleError("etiquette/rude/x.yaml:3: 短语写法不对")

    monkeypatch.setattr(Scorer, "load", broken)
    called = huashu("check", own / "small.yaml")
    assert (called.code, called.lines[0]) == (ExitCode.FOUND, "etiquette/rude/x.yaml:3: 短语写法不对")
    assert huashu("score").code == ExitCode.INVALID


def test_backup_never_writes_over_a_file(talk: Call, huashu: Call, tmp_path: Path) -> None:
    talk(BEST[0])
    copy = tmp_path / "copy.db"
    assert [huashu("backup", copy).code for _ in range(2)] == [0, ExitCode.USAGE]
    with Store.open(copy) as store:
        assert len(store.sessions()) == 1


def test_forget_deletes_after_a_yes_alone(talk: Call, huashu: Call, tmp_path: Path) -> None:
    talk(BEST[0], options=("--trainee", "李晓"))
    assert huashu("forget", "--trainee", "李晓", given="n\n").code == 0
    assert len(json.loads(huashu("sessions", "--json").out)) == 1
    kept = tmp_path / "kept.json"
    assert huashu("forget", "--trainee", "李晓", "--yes", "--export", kept).code == 0
    assert huashu("sessions", "--json").out == "[]\n"
    assert "李晓" in kept.read_text("utf-8")


def test_where_nobody_has_practised_yet_there_are_no_sessions(
    huashu: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HUASHU_DB")
    monkeypatch.setattr("transcripts.store.default_path", lambda: tmp_path / "none" / "huashu.db")
    called = huashu("sessions", "--json")
    assert (called.code, called.out) == (0, "[]\n")
    assert not (tmp_path / "none").exists()
