"""Sessions leave and arrive by the command line, refused where they were changed, and reports are written."""

import csv
import io
import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import BEST, Call


@pytest.fixture
def bundle(talk: Call, huashu: Call, tmp_path: Path) -> Path:
    talk(*BEST)
    path = tmp_path / "out" / "a.huashu-sessions"
    assert huashu("export", "--format", "bundle", "-o", path).code == 0
    return path


def test_a_folder_of_bundles_is_taken_in_once(bundle: Path, huashu: Call, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    first, again = (huashu("import", bundle.parent, "--db", other) for _ in range(2))
    assert (first.code, first.out) == (0, "新收 1 次会话，重放一致 1 次\n")
    assert again.out == "1 次早就有了，重放一致 1 次\n"
    assert huashu("audit", "--db", other).code == 0


def test_a_changed_bundle_is_refused_with_its_turn(bundle: Path, huashu: Call, tmp_path: Path) -> None:
    bundle.write_bytes(bundle.read_bytes().replace('"reply":"您这笔退费'.encode(), '"reply":"您那笔退费'.encode()))
    told = huashu("import", bundle, "--db", tmp_path / "other.db")
    assert told.code == 3 and "第 3 句在导出之后被改过" in told.err
    assert huashu("sessions", "--json", "--db", tmp_path / "other.db").out == "[]\n"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"PK\x03\x04", b"{}"])
def test_other_files_are_refused(huashu: Call, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.huashu-sessions").write_bytes(content)
    assert huashu("import", tmp_path / "x.huashu-sessions").code == 3


def test_no_file_and_an_empty_folder_are_usage(huashu: Call, tmp_path: Path) -> None:
    assert huashu("import", tmp_path / "none").code == 2
    assert huashu("import", tmp_path).code == 2


def test_nothing_is_overwritten(bundle: Path, huashu: Call) -> None:
    before = bundle.read_bytes()
    assert huashu("export", "--format", "csv", "-o", bundle).code == 2
    assert bundle.read_bytes() == before


def test_csv_and_json_lines_have_every_turn(bundle: Path, huashu: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(huashu("export", "--format", "csv").out.removeprefix("\ufeff"))))
    [line] = huashu("export", "--format", "jsonl").lines
    assert [row["reply"] for row in rows] == [turn["reply"] for turn in json.loads(line)["turns"]] == list(BEST)


def test_a_page_is_written_and_names_nobody_where_asked(bundle: Path, huashu: Call, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert huashu("export", "--format", "html", "--anonymous", "-o", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert "学员1" in text and "<script" not in text
    assert huashu("cohort", "--html", tmp_path / "class.html").code == 0


def test_one_session_by_its_ending(bundle: Path, huashu: Call, talk: Call) -> None:
    second = talk("您好。").session
    assert json.loads(huashu("export", second[-8:], "--format", "jsonl").out)["session"] == second
    assert huashu("export", "zzzzzzzz", "--format", "jsonl").code == 2


def test_cohort_and_agreement_as_json(bundle: Path, huashu: Call) -> None:
    [cohort] = json.loads(huashu("cohort", "--json").out)
    assert (cohort["sessions"], cohort["ended"], cohort["trainees"][0]["tried"]) == (1, 1, 1)
    [agreement] = json.loads(huashu("agreement", "--json").out)
    assert agreement["sessions"] == 0
    assert huashu("cohort", "--since", "gestern").code == 2


def test_where_talks_end_is_named_in_words(talk: Call, huashu: Call) -> None:
    talk("你自己没交钱怪谁。", "不归我管。", "爱投诉投诉去。", "滚。")
    [cohort] = json.loads(huashu("cohort", "--json").out)
    [dropped] = cohort["dropped"]
    assert dropped["title"] and dropped["title"] != dropped["state"]
    assert dropped["title"] in huashu("cohort").out


def test_a_roster_names_work_and_who_has_done_none(bundle: Path, huashu: Call, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("姓名,工号,班级,场景,截止日期\n李晓,1,一班,small,2020-01-01\n", encoding="utf-8")
    assert huashu("roster", path).code == 0
    shown = huashu("roster")
    assert "逾期" in shown.out and "还没开始练：李晓" in shown.out
    path.write_text("姓名,工号,场景\n李晓,1,nowhere\n", encoding="utf-8")
    assert huashu("roster", path).code == 3
    path.write_text("x\n", encoding="utf-8")
    assert (huashu("roster", path).code, huashu("roster", tmp_path / "none").code) == (3, 2)


def test_a_pass_rule_decides_until_it_is_taken_back(bundle: Path, huashu: Call, tmp_path: Path) -> None:
    path = tmp_path / "rule.yaml"
    path.write_text("marks: {overall: 1}\n", encoding="utf-8")
    assert huashu("pass-rule", path).code == 0
    assert [each["pass"] for each in json.loads(huashu("sessions", "--json").out)] == [True]
    assert huashu("pass-rule", "--default").code == 0
    assert [each["pass"] for each in json.loads(huashu("sessions", "--json").out)] == [False]
    for wrong in ("marks: {height: 5}", "gates: maybe", "gates: 2", "turns: -1", "turns: few", "turns: 1.5"):
        path.write_text(f"{wrong}\n", encoding="utf-8")
        assert huashu("pass-rule", path).code == 3, wrong


@pytest.mark.parametrize("command", ["roster", "pass-rule"])
def test_a_pipe_nobody_writes_to_is_no_file(command: str, huashu: Call, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert huashu(command, path).code == 2


def test_a_day_is_one_however_it_is_written(bundle: Path, huashu: Call) -> None:
    today = datetime.now().astimezone().date()
    for until in (today, today + timedelta(1)):
        long, short = (
            huashu("cohort", "--json", "--until", until.strftime(form)).out for form in ("%Y-%m-%d", "%Y%m%d")
        )
        assert long == short


def test_datasette_is_told_what_instructors_ask(bundle: Path, huashu: Call, db: Path) -> None:
    from transcripts.store import Store

    told = json.loads(huashu("datasette").out)["databases"][db.stem]
    assert len(told["queries"]) >= 12
    with Store.open(db, read_only=True) as store:
        for query in told["queries"].values():
            names = dict.fromkeys(("session", "who", "team", "word", "label"), "x")
            store.connection.rows(query["sql"], names)
        for view in told["tables"]:
            store.connection.rows(f"SELECT * FROM {view} LIMIT 1")


def test_reviewing_needs_a_terminal(huashu: Call) -> None:
    assert huashu("review").code == 5


def test_each_trainee_gets_a_file_of_their_own(talk: Call, huashu: Call, tmp_path: Path) -> None:
    for name in ("李晓", "王 敏/../x"):
        talk(*BEST, options=("--trainee", name))
    assert huashu("export", "--format", "bundle", "--each", "-o", tmp_path / "back").code == 0
    assert sorted(path.name for path in (tmp_path / "back").iterdir()) == [
        "李晓.huashu-sessions",
        "王敏x.huashu-sessions",
    ]
    other = tmp_path / "other.db"
    assert huashu("import", tmp_path / "back" / "李晓.huashu-sessions", "--db", other).code == 0
    [kept] = json.loads(huashu("sessions", "--json", "--db", other).out)
    assert kept["trainee"] == "李晓"


def test_a_file_for_each_stays_in_its_folder(talk: Call, huashu: Call, db: Path, tmp_path: Path) -> None:
    """An older version took people in whatever their id was."""
    talk(*BEST, options=("--trainee", "李晓"))
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute("UPDATE person SET id = '../out', name = '……'")
        for table in ("session", "summary"):
            raw.execute(f"UPDATE {table} SET person = '../out'")
    assert huashu("export", "--format", "csv", "--each", "-o", tmp_path / "in" / "back").code == 0
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv")] == [Path("in/back/out.csv")]


def test_what_no_machine_could_take_in_is_not_written(
    talk: Call, huashu: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = talk("好的。" + "我" * 1_000_000).session
    monkeypatch.setattr("transcripts.bundle.LONGEST_LINE", 3_000_000)
    called = huashu("export", "--format", "bundle", "-o", tmp_path / "a.huashu-sessions")
    assert (called.code, session in called.err, list(tmp_path.glob("*a.huashu*"))) == (3, True, [])


def test_a_file_for_each_needs_a_folder(talk: Call, huashu: Call) -> None:
    talk(*BEST)
    assert huashu("export", "--format", "csv", "--each").code == 2
