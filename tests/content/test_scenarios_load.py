"""Every scenario and persona we ship loads without errors, and every scenario finds its persona."""

import pytest

from scenarios.check_files import check_files
from scenarios.folder import GOLDEN, SHIPPED, Location, persona_files, scenario_files
from scenarios.problems import has_errors

FILES = [*persona_files(SHIPPED), *scenario_files(SHIPPED)]


@pytest.mark.parametrize("location", FILES, ids=lambda location: location.path.relative_to(SHIPPED).as_posix())
def test_a_shipped_file_has_no_errors(location: Location) -> None:
    problems = check_files([location.path])
    assert not has_errors(problems), "\n".join(map(str, problems))


def test_every_folder_of_golden_transcripts_belongs_to_a_scenario() -> None:
    folders = (path for path in SHIPPED.rglob(f"*{GOLDEN}") if path.is_dir())
    assert [path for path in folders if not path.with_suffix(".yaml").is_file()] == []


def test_no_shipped_file_has_another_suffix() -> None:
    assert list(SHIPPED.rglob("*.yml")) == []
