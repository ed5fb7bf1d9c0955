"""Whole conversations, word for word. A folder is one: `<end of a scenario's id>--<what it shows>`.

`input.txt` is what is typed, `expected.txt` everything that is printed, the session's id masked. To write the latter
anew, once the change in it is meant: HUASHU_UPDATE_GOLDEN=1 python -m pytest tests/golden
"""

import io
import os
import re
import sys
from pathlib import Path

import pytest

from trainer.cli import run

_FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/input.txt"))
_ID = re.compile(r"(?<=\[会话 )[0-9a-f-]{36}")


@pytest.mark.parametrize("folder", _FOLDERS, ids=lambda folder: folder.name)
def test_a_conversation_goes_as_it_did(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / "input.txt").read_bytes())))
    scenario = folder.name.partition("--")[0]
    code = run(["play", scenario, "--plain", "--seed", "1", "--lang", "zh", "--db", str(tmp_path / "huashu.db")])
    printed = _ID.sub("…", capsys.readouterr().out)
    expected = folder / "expected.txt"
    if os.environ.get("HUASHU_UPDATE_GOLDEN"):
        expected.write_text(printed, encoding="utf-8", newline="\n")
    assert (code, printed) == (0, expected.read_text(encoding="utf-8"))
