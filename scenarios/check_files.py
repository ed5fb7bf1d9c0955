"""Checks scenario and persona files, one by one or a folder at a time. Returns problems; changes nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from scenarios.claims import check_claims, check_examples, check_persona_claims
from scenarios.folder import GOLDEN, PERSONAS, RULES, SHIPPED, SUFFIX, Location, persona_files, scenario_files
from scenarios.problems import Problem, has_errors, problem
from scenarios.shelf import Shelf
from scenarios.whole import load_whole, load_whole_persona

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from scenarios.loader import Loaded
    from scenarios.model import Scenario
    from scenarios.personas import LoadedPersona

_FURTHEST: Final = 3
"""How many folders above a file its own `personas` may lie."""


class Checked(NamedTuple):
    """What came of a file: its problems, and the scenario in it where it is sound."""

    problems: tuple[Problem, ...]
    scenario: Scenario | None = None
    root: Path | None = None
    """The folder its id counts from."""


def check_files(paths: Iterable[Path], own: Path | None = None) -> list[Problem]:
    """Every problem of these files, and of the files below these folders, without marking any golden reply."""
    return list(dict.fromkeys(found for checked in check_each(paths, own) for found in checked.problems))


def check_each(paths: Iterable[Path], own: Path | None = None, *, to_prove: bool = False) -> Iterator[Checked]:
    """What comes of these files, and of the files below these folders; ids of files below `own` count from there.

    `to_prove`: sound scenarios go on to their proof, which looks at the examples of their points itself.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists() and not path.is_symlink():
            yield Checked((problem(str(path), 1, "E100", "没有这个文件或文件夹；请检查路径"),))
            continue
        root = _root_of(path.absolute(), own)
        shelf = Shelf((*persona_files(SHIPPED), *(() if root == SHIPPED else persona_files(root))))
        for file in _files(path):
            if file.absolute() not in seen:
                seen.add(file.absolute())
                yield _check_file(file, root, shelf, to_prove=to_prove)._replace(root=root)


def _files(path: Path) -> list[Path]:
    """The files that a path stands for, scenarios first: while personas are read, their proofs have begun."""
    return [place.path for place in (*scenario_files(path), *persona_files(path))] if _is_folder(path) else [path]


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder of files; one named like a file was meant to be a file."""
    return path.is_dir() and path.suffix != SUFFIX


def _root_of(path: Path, own: Path | None) -> Path:
    """The folder that ids count from: one's own, the nearest with personas or rules of its own, else the file's.

    Where nothing tells, a folder in which the file would have the id of a shipped scenario is taken for it.
    """
    for known in (SHIPPED, own):
        if known is not None and path.is_relative_to(known.absolute()):
            return known.absolute()
    near = path if _is_folder(path) else path.parent
    folders = [near, *near.parents][: _FURTHEST + 1]
    telling = next((folder for folder in folders if persona_files(folder) or (folder / RULES).is_dir()), None)
    return telling or next((folder for folder in folders if path != folder and _is_taken(path, folder)), near)


def _is_taken(file: Path, root: Path) -> bool:
    """Whether a shipped file, not this very one, has the id that counts from this folder."""
    shipped = SHIPPED / file.relative_to(root)
    return shipped.suffix == SUFFIX and shipped.is_file() and not shipped.samefile(file)


def _check_file(file: Path, root: Path, shelf: Shelf, *, to_prove: bool) -> Checked:
    whole = file.absolute()
    if whole.suffix != SUFFIX:
        return Checked((problem(str(file), 1, "E401", f"场景文件要以 {SUFFIX} 结尾；请改名"),))
    if whole.parent.name.endswith(GOLDEN):
        return Checked(())
    if whole.parent.name == PERSONAS:
        location = Location(file.stem, file)
        wrong = location.problem() or (location.taken("人物类型") if _is_taken(whole, root) else None)
        return _checked(wrong, _of_persona(load_whole_persona(file, file.stem)), None)
    location = Location(whole.relative_to(root).with_suffix("").as_posix(), file)
    loaded = load_whole(file, location.id, shelf)
    wrong = location.problem() or (location.taken() if _is_taken(whole, root) else None)
    return _checked(wrong, _of_scenario(loaded, to_prove=to_prove), loaded.scenario)


def _of_scenario(loaded: Loaded, *, to_prove: bool) -> tuple[Problem, ...]:
    """The problems of a scenario, what its words claim among them."""
    if loaded.draft is None or loaded.document is None:
        return loaded.problems
    left = to_prove and loaded.scenario is not None
    examples = () if left else check_examples(loaded.draft)
    return tuple(sorted((*loaded.problems, *check_claims(loaded.draft, loaded.document), *examples)))


def _of_persona(loaded: LoadedPersona) -> tuple[Problem, ...]:
    """The problems of a persona, what its words claim among them."""
    if loaded.draft is None or loaded.document is None:
        return loaded.problems
    return tuple(sorted((*loaded.problems, *check_persona_claims(loaded.draft, loaded.document))))


def _checked(wrong: Problem | None, problems: tuple[Problem, ...], scenario: Scenario | None) -> Checked:
    """What came of a file, with what is wrong with its name; then its scenario is not sound."""
    return Checked((wrong, *problems)) if wrong else Checked(problems, scenario)


def main(arguments: Sequence[str]) -> int:
    """Print every problem, those of all shipped files where no path is named; 1 when there are errors."""
    from pathlib import Path

    problems = check_files([Path(argument) for argument in arguments] or [SHIPPED])
    sys.stdout.writelines(f"{found}\n" for found in problems)
    return 1 if has_errors(problems) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
