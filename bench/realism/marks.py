"""Reads what a judge wrote: one line an item, `number sensible specific [note]`. Says all that is wrong at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


class BadMarks(ValueError):  # noqa: N818 - what is wrong with a file is what a person mends
    """A file of marks that cannot be used; its text names every line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge says of one item; 1 or 0 each."""

    sensible: int
    specific: int
    note: str = ""

    @property
    def passed(self) -> bool:
        """Whether the judge found nothing amiss."""
        return self.sensible == self.specific == 1


def read_marks(path: Path, code: str, sheets: Sequence[Sequence[int]]) -> tuple[int, dict[int, Verdict]]:
    """Which judge wrote this, from 1, and their verdict on each item of the key. Raises BadMarks."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    head = lines[0].split() if lines else []
    known = {str(judge): judge for judge in range(1, len(sheets) + 1)}
    if len(head) != 3 or head[0] != "#" or head[1] != code or head[2] not in known:
        raise BadMarks(f"{path}:1: not marks of this key, whose files begin with `# {code} 1`")
    order = sheets[known[head[2]] - 1]
    found, problems = read_lines(lines[1:], len(order))
    if problems:
        raise BadMarks("\n".join(f"{path}{problem}" for problem in problems))
    return known[head[2]], {order[number - 1]: verdict for number, verdict in found.items()}


def begun(path: Path) -> bool:
    """Whether anybody has written a mark into this file since it was made."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    return any(len(line.split()) > 1 for line in lines if not line.startswith("#"))


def read_lines(lines: Iterable[str], most: int) -> tuple[dict[int, Verdict], list[str]]:
    """Verdicts by number, and what is wrong with the lines, which begin with a file's second."""
    found: dict[int, Verdict] = {}
    problems = []
    for place, line in enumerate(lines, 2):
        words = line.split(maxsplit=3)
        if not words or words[0].startswith("#"):
            continue
        if len(words) < 3 or not words[0].isdecimal() or not {words[1], words[2]} <= {"0", "1"}:
            problems.append(f":{place}: not `number sensible specific [note]`: {line.strip()[:40]}")
        elif not 1 <= int(words[0]) <= most or int(words[0]) in found:
            problems.append(f":{place}: number {words[0]} is not on the sheet, or stands twice")
        else:
            found[int(words[0])] = Verdict(int(words[1]), int(words[2]), words[3].strip() if len(words) > 3 else "")
    missing = [str(number) for number in range(1, most + 1) if number not in found]
    return found, [*problems, f": without marks: {', '.join(missing)}"] if missing else problems
