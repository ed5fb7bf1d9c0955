"""Checking takes files and folders, and finds the personas that belong to them."""

from pathlib import Path

import pytest

from scenarios.check_files import check_files, main


@pytest.fixture
def folder(tmp_path: Path, small: str, steady: str) -> Path:
    root = tmp_path / "own"
    for name in ("personas", "chapter7", "chapter7/a.golden"):
        (root / name).mkdir(parents=True)
    (root / "personas" / "steady.yaml").write_text(steady, encoding="utf-8")
    (root / "chapter7" / "a.yaml").write_text(small, encoding="utf-8")
    (root / "chapter7" / "a.golden" / "best.yaml").write_text("replies: []\n", encoding="utf-8")
    return root


def test_a_folder_with_its_own_personas_is_clean(folder: Path) -> None:
    assert check_files([folder]) == []


def test_a_file_finds_the_personas_of_its_folder(folder: Path) -> None:
    assert check_files([folder / "chapter7" / "a.yaml", folder / "personas" / "steady.yaml"]) == []


def test_a_persona_with_errors_is_reported_with_those_who_need_it(folder: Path) -> None:
    (folder / "personas" / "steady.yaml").write_text("title: 稳重型\n", encoding="utf-8")
    found = {(Path(problem.path).name, problem.id) for problem in check_files([folder])}
    assert {("a.yaml", "E204"), ("steady.yaml", "E102")} <= found


def test_a_file_named_twice_is_reported_once(folder: Path) -> None:
    path = folder / "chapter7" / "a.yaml"
    path.write_text("title: 无\n", encoding="utf-8")
    assert check_files([folder, path]) == check_files([folder])


@pytest.mark.parametrize(
    ("name", "code"), [("none.yaml", "E100"), ("notes.txt", "E401"), ("chapter7/Big.yaml", "E401")]
)
def test_a_wrong_path_or_name_is_a_problem(folder: Path, small: str, name: str, code: str) -> None:
    if name != "none.yaml":
        (folder / name).write_text(small, encoding="utf-8")
    assert [problem.id for problem in check_files([folder / name])] == [code]


def test_the_command_prints_problems_and_says_whether_there_are_errors(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder)]) == 0
    assert main([str(folder / "none.yaml")]) == 1
    assert capsys.readouterr().out.startswith(f"{folder / 'none.yaml'}:1: error E100 ")
