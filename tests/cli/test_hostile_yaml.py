"""Hostile files are refused by every command that meets them: one clear line each, the exit code, nothing else."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.hostile_yaml import PLACES
from tests.cli.conftest import Call
from trainer.cli.exits import ExitCode

READ_ANYHOW = {
    "a scalar of 0.99 MB",
    "2,800 ways in one state",
    "a mistake on each of 40,000 lines",
    "a mark between documents on each of 200,000 lines",
}
"""They are YAML as it may be, only no scenario."""

each_hostile = pytest.mark.parametrize("put", PLACES.values(), ids=PLACES.keys())


@each_hostile
def test_a_hostile_scenario_is_refused_by_every_command(put: Callable[[Path], None], huashu: Call, own: Path) -> None:
    put(own / "x.yaml")
    checked, listed, played = huashu("check", own / "x.yaml"), huashu("list"), huashu("play", "x", "--plain")
    assert (checked.code, listed.code, played.code) == (ExitCode.FOUND, ExitCode.DONE, ExitCode.INVALID)
    assert "Traceback" not in checked.err + listed.err + played.err
    assert any(line.startswith("x  ") and line.endswith("文件有错") for line in listed.lines)
    first = f"{own / 'x.yaml'}:"
    assert all(said.startswith(first) for said in (checked.out, listed.err, played.err))


@pytest.mark.parametrize("what", [what for what in PLACES if what not in READ_ANYHOW])
def test_the_first_line_says_what_is_wrong_with_the_file(what: str, huashu: Call, own: Path) -> None:
    PLACES[what](own / "x.yaml")
    line = huashu("check", own / "x.yaml").lines[0]
    assert " error E100 " in line
    assert "；" in line
    assert len(line) < 400


@each_hostile
def test_a_hostile_persona_breaks_what_needs_it_alone(put: Callable[[Path], None], huashu: Call, own: Path) -> None:
    persona = own / "personas" / "steady.yaml"
    persona.unlink()
    put(persona)
    assert huashu("check", persona).code == ExitCode.FOUND
    assert huashu("list").code == ExitCode.DONE
    played = huashu("play", "small", "--plain")
    assert played.code == ExitCode.INVALID
    assert " error E204 " in played.err


@each_hostile
def test_a_hostile_rule_is_refused(put: Callable[[Path], None], huashu: Call, tmp_path: Path) -> None:
    path = tmp_path / "rules" / "etiquette" / "rude" / "x.yaml"
    path.parent.mkdir(parents=True)
    put(path)
    checked = huashu("check", path)
    assert checked.code == ExitCode.FOUND
    assert all(line.startswith(f"{path}") and " error E" in line for line in checked.lines)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_folder_of_hostile_files_is_checked_to_its_end(huashu: Call, own: Path) -> None:
    for number, put in enumerate(PLACES.values()):
        put(own / f"x{number}.yaml")
    checked = huashu("check", own)
    named = {line.split(".yaml:")[0] for line in checked.lines}
    assert {f"{own / 'x'}{number}" for number in range(len(PLACES))} <= named
