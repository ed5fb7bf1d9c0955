"""What is said of unknown names: what would be right, and never at a price that holds anybody up."""

import time
from pathlib import Path

import pytest

from scenarios.check_files import check_files
from scenarios.problems import near
from tests.scenarios.conftest import Mutate

FAR = {
    "points and gates": (
        "points:",
        "  a_point_called_{}: {{phrases: [话]}}",
        "gates:",
        "  - {{must: a_piont_caled_{}}}",
    ),
    "few points, many gates": ("x:", "  y{}: 1", "gates:", "  - {{must: apologizes_{}}}"),
    "states and keys": ("states:", "  state_{}: {{ttile: 甲, syas: 乙}}", "endings:", "  staet_{}: {{kimd: 丙}}"),
}


def _file(folder: Path, first: str, one: str, second: str, other: str) -> Path:
    lines = [first, *(one.format(n) for n in range(1500)), second, *(other.format(n) for n in range(1500))]
    path = folder / "far.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("parts", FAR.values(), ids=FAR.keys())
def test_thousands_of_misspelt_names_take_no_time(tmp_path: Path, parts: tuple[str, str, str, str]) -> None:
    path = _file(tmp_path, *parts)
    before = time.process_time()
    problems = check_files([path])
    assert time.process_time() - before < 2
    assert len(problems) > 1500


def test_the_first_unknown_names_of_a_file_are_told_what_would_be_right(mutate: Mutate) -> None:
    gates = "gates:\n" + "".join(f"  - {{must: apologises_{n}, why: 因为, breaks: [嗯]}}\n" for n in range(60))
    found = [p.message for p in mutate(("gates:\n", gates)).problems if p.id == "E201"]
    assert len(found) == 60
    assert sum("是不是“apologises”" in message for message in found) == 50


def test_a_word_is_compared_with_a_few_names_alone() -> None:
    assert near("piont", ["point", *(f"name{n}" for n in range(100))]) == "point"
    assert near("piont", ["point", *(f"name{n}" for n in range(300))]) is None
