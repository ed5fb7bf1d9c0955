"""Checks scenario and persona files, one by one or a folder at a time. Returns problems; changes nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from scenarios.folder import GOLDEN, PERSONAS, SHIPPED, SUFFIX, Location, persona_files, scenario_files
from scenarios.problems import Problem, has_errors, problem
from scenarios.shelf import Shelf
from scenarios.whole import load_whole, load_whole_persona

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_FURTHEST: Final = 3
"""How many folders above a file its own `personas` may lie."""


def check_files(paths: Iterable[Path]) -> list[Problem]:
    """Every problem of these files, and of the files below these folders, without marking any golden reply."""
    found: dict[Problem, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_check_path(path)))
    return list(found)


def _check_path(path: Path) -> list[Problem]:
    if not path.exists():
        return [problem(str(path), 1, "E100", "没有这个文件或文件夹；请检查路径")]
    root = _root_of(path.absolute())
    own = () if root == SHIPPED else persona_files(root)
    shelf = Shelf((*persona_files(SHIPPED), *own))
    files = [place.path for place in (*persona_files(path), *scenario_files(path))] if path.is_dir() else [path]
    return [found for file in files for found in _check_file(file, root, shelf)]


def _root_of(path: Path) -> Path:
    """The folder that ids count from: the nearest one with personas of its own, else where the file lies."""
    if path.is_relative_to(SHIPPED):
        return SHIPPED
    near = path if path.is_dir() else path.parent
    folders = [near, *near.parents][: _FURTHEST + 1]
    return next((folder for folder in folders if persona_files(folder)), near)


def _check_file(file: Path, root: Path, shelf: Shelf) -> list[Problem]:
    whole = file.absolute()
    if whole.suffix != SUFFIX:
        return [problem(str(file), 1, "E401", f"场景文件要以 {SUFFIX} 结尾；请改名")]
    if whole.parent.name.endswith(GOLDEN):
        return []
    if whole.parent.name == PERSONAS:
        return _with_name(Location(file.stem, file), load_whole_persona(file, file.stem).problems)
    location = Location(whole.relative_to(root).with_suffix("").as_posix(), file)
    return _with_name(location, load_whole(file, location.id, shelf).problems)


def _with_name(location: Location, problems: Sequence[Problem]) -> list[Problem]:
    wrong = location.problem()
    return [*([wrong] if wrong else []), *problems]


def main(arguments: Sequence[str]) -> int:
    """Print every problem, those of all shipped files where no path is named; 1 when there are errors."""
    from pathlib import Path

    problems = check_files([Path(argument) for argument in arguments] or [SHIPPED])
    sys.stdout.writelines(f"{found}\n" for found in problems)
    return 1 if has_errors(problems) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
