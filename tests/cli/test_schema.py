"""`huashu schema` and `huashu graph`: what they print, and where."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from trainer.cli.exits import ExitCode


@pytest.mark.parametrize(("arguments", "kind"), [((), "scenario"), (("scenario",), "scenario"), (("rule",), "rule")])
def test_a_schema_is_one_json_object(arguments: tuple[str, ...], kind: str, huashu: Call) -> None:
    called = huashu("schema", *arguments)
    assert (called.code, called.err) == (0, "")
    assert json.loads(called.out)["$id"] == f"urn:huashu:schema:{kind}"


def test_it_is_written_to_a_file_and_over_an_older_one_of_ours(huashu: Call, tmp_path: Path) -> None:
    path = tmp_path / "new" / "persona.json"
    assert [huashu("schema", "persona", "-o", path).code for _ in range(2)] == [0, 0]
    assert path.read_text("utf-8") == huashu("schema", "persona").out


@pytest.mark.parametrize("held", [b"mine", b"{}", b"\xff"])
def test_it_is_never_written_over_anything_else(held: bytes, huashu: Call, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(held)
    called = huashu("schema", "-o", path)
    assert (called.code, called.out, path.read_bytes()) == (ExitCode.USAGE, "", held)


@pytest.mark.parametrize("arguments", [("nothing",), ("scenario", "more"), ("-o",), ("-o", "x" * 5000), ("-o", "/")])
def test_a_wrong_command_line_exits_2(arguments: tuple[str, ...], huashu: Call) -> None:
    called = huashu("schema", *arguments)
    assert (called.code, called.out) == (ExitCode.USAGE, "")


@pytest.mark.parametrize(
    ("arguments", "head"), [((), "TB"), (("--direction", "LR"), "LR"), (("--direction=tb",), "TB")]
)
def test_a_graph_goes_the_way_that_was_asked_for(arguments: tuple[str, ...], head: str, huashu: Call) -> None:
    called = huashu("graph", "small", *arguments)
    assert (called.code, called.lines[0]) == (0, f"flowchart {head}")


def test_there_is_no_third_direction(huashu: Call) -> None:
    assert huashu("graph", "small", "--direction", "RL").code == ExitCode.USAGE


def test_a_broken_scenario_is_not_drawn(huashu: Call, own: Path) -> None:
    (own / "broken.yaml").write_text("title: 没写完\n", "utf-8")
    called = huashu("graph", "broken")
    assert (called.code, called.out) == (ExitCode.INVALID, "")


@pytest.mark.parametrize("command", ["new", "schema", "graph"])
def test_a_help_page_in_english_is_all_english(command: str, process: Call) -> None:
    page = process(command, "--help", "--lang", "en")
    assert (page.code, page.out.isascii()) == (0, True)
