"""The storeys of the house: who may import whom, and what a command without a screen never loads."""

import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

COMMANDS = [
    ("--help",),
    ("--version",),
    ("list",),
    ("sessions",),
    ("doctor",),
    ("explain", "08-agitated", "您好"),
    ("graph", "08-agitated"),
    ("schema",),
]


def _modules_after(arguments: tuple[str, ...], environment: dict[str, str]) -> set[str]:
    """The modules a process has loaded once a command line has run in it."""
    code = (
        "import sys\nfrom trainer.cli import run\n"
        f"run({list(arguments)!r})\n"
        "print('\\n' + ' '.join(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_imports_keep_to_the_storeys() -> None:
    assert lint_imports(cache_dir=None) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_without_a_screen_loads_textual(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    assert not {"textual", "rich"} & _modules_after(arguments, environment)


def test_a_new_scenario_is_written_without_textual(environment: dict[str, str], tmp_path: Path) -> None:
    loaded = _modules_after(("new", "first", "--scenarios", str(tmp_path)), environment)
    assert (tmp_path / "first.yaml").exists()
    assert not {"textual", "rich", "sqlite3", "transitions"} & loaded


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("list",)], ids=" ".join)
def test_what_need_not_open_anything_loads_no_library_for_it(
    arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    _modules_after(arguments, environment)  # fills the cache that a later list reads
    heavy = {"sqlite3", "sqlite_utils", "transitions", "yaml", "re2", "opencc"}
    assert not heavy & _modules_after(arguments, environment)
