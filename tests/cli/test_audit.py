"""`audit` goes on past what is damaged, and believes no end that the replies do not lead to."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import BEST, Call
from trainer.cli.exits import ExitCode

DAMAGES = {
    "its scenario is gone": "DELETE FROM text WHERE hash = (SELECT scenario_hash FROM session WHERE id = ?)",
    "its scenario is other": "UPDATE text SET body = '' WHERE hash = (SELECT scenario_hash FROM session WHERE id = ?)",
    "no list can be made of it": "UPDATE session SET start = 'x' WHERE id = ?",
    "its labels are no JSON": "UPDATE turn SET labels = 'x' WHERE session = ?",
    "a time without end": "UPDATE turn SET seconds = 9e999 WHERE session = ?",
}


def _change(db: Path, statement: str, session: str) -> None:
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute(statement, [session])


@pytest.mark.parametrize("statement", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_session_is_named_and_the_others_are_audited(
    statement: str, talk: Call, huashu: Call, db: Path, own: Path
) -> None:
    bad = talk(BEST[0], options=("--timed",)).session
    file = own / "small.yaml"
    file.write_text(file.read_text("utf-8").replace("退费拖了二十天", "退费拖了三十天"), "utf-8")
    good = talk(BEST[0]).session
    _change(db, statement, bad)
    called = huashu("audit")
    assert called.code == ExitCode.DATABASE
    assert [line.split()[:2] for line in called.lines] == [[bad, "damaged"], [good, "identical"]]
    assert bad in called.err


def test_a_summary_that_is_not_of_its_session_is_found(talk: Call, huashu: Call, db: Path) -> None:
    session = talk(*BEST).session
    _change(db, "UPDATE summary SET turns = turns + 1 WHERE session = ?", session)
    called = huashu("audit")
    assert (called.code, called.lines[0].split()[:2]) == (ExitCode.FOUND, [session, "identical"])


@pytest.mark.parametrize("change", ["outcome = 'incident'", "passed = 1 - passed", "ending = 'walks_out'"])
def test_a_changed_end_is_found(change: str, talk: Call, huashu: Call, db: Path) -> None:
    session = talk(*BEST).session
    _change(db, f"UPDATE session SET {change} WHERE id = ?", session)
    called = huashu("audit")
    assert (called.code, called.lines[0].split()[:2]) == (ExitCode.FOUND, [session, "differs"])
