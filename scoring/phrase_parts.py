"""Pieces of a phrase and what is made of them: alternatives, sequences, gaps, and the letters that must appear."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

LONGEST_GAP = 20
MOST_ALTERNATIVES = 400
WIDEST_GAPS = 160
"""Letters that all gaps of a phrase leave open together, in every alternative: what a search has to keep track of."""
LONGEST_PATTERN = 6000
_WIDEST_SET = 16
"""Strings of one run of letters: a few short ones narrow a search as well as hundreds of long ones, and load faster."""
_GAP = r"[^。？！\n]{0,%d}?"


class PhraseError(ValueError):
    """A phrase that the grammar does not have; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a phrase: its pattern, every string it can be (None: too many, or open), and its gaps.

    `gaps` counts along one way through the piece, `open` the letters left open in all of it; `reach` is its longest
    match.
    """

    pattern: str
    strings: frozenset[str] | None
    required: tuple[frozenset[str], ...] = ()
    gaps: int = 0
    open: int = 0
    reach: int = 0

    def __post_init__(self) -> None:
        if self.open > WIDEST_GAPS:
            raise PhraseError(f"间隔 {{n}} 里的数加起来最多 {WIDEST_GAPS}（各个选项都算）；请拆成几条短语")
        if len(self.pattern) > LONGEST_PATTERN:
            raise PhraseError("这条短语的选项和词表展开后太长；请拆成几条短语")


def gap(token: str) -> Part:
    """A stretch of letters left open, of `{n}`."""
    digits = token[1:-1]
    if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits) <= LONGEST_GAP:
        raise PhraseError(f"间隔写作 {{1}}–{{{LONGEST_GAP}}}，不是“{token}”")
    return Part(_GAP % int(digits), None, gaps=1, open=int(digits), reach=int(digits))


def optional(part: Part) -> Part:
    """A piece that may be left out."""
    strings = part.strings | {""} if part.strings is not None else None
    return replace(part, pattern=f"(?:{part.pattern})?", strings=strings, required=())


def either(branches: list[Part]) -> Part:
    """One of several pieces."""
    if len(branches) > MOST_ALTERNATIVES:
        raise PhraseError(f"选项最多 {MOST_ALTERNATIVES} 个")
    # The longer spelling first: a match is the fullest wording that begins at its place.
    branches = sorted(branches, key=lambda branch: -len(branch.pattern))
    pattern = "(?:" + "|".join(branch.pattern for branch in branches) + ")"
    counts = (
        max(branch.gaps for branch in branches),
        sum(branch.open for branch in branches),
        max(branch.reach for branch in branches),
    )
    sets = [branch.strings for branch in branches]
    if all(strings is not None for strings in sets):
        return Part(pattern, frozenset(itertools.chain.from_iterable(s for s in sets if s)), (), *counts)
    bests = [max(candidates(branch), key=quality, default=frozenset({""})) for branch in branches]
    return Part(pattern, None, (frozenset(itertools.chain.from_iterable(bests)),), *counts)


def joined(parts: Iterable[Part]) -> Part:
    """Join parts in order, keeping every run of letters that must appear, in reading order."""
    parts = list(parts)
    if len(parts) == 1 and len(parts[0].strings or ()) <= _WIDEST_SET:
        return parts[0]
    pattern, whole = "".join(part.pattern for part in parts), True
    counts = (
        sum(part.gaps for part in parts),
        sum(part.open for part in parts),
        sum(part.reach for part in parts),
    )
    required: list[frozenset[str]] = []
    run = frozenset({""})
    for part in parts:
        if part.strings is not None and len(run) * len(part.strings) <= _WIDEST_SET:
            run = frozenset(left + right for left in run for right in part.strings)
            continue
        required += (run, *part.required)
        run, whole = part.strings or frozenset({""}), False
    if whole:
        return Part(pattern, run, tuple(required), *counts)
    return Part(pattern, None, (*required, run), *counts)


def candidates(part: Part) -> list[frozenset[str]]:
    """Sets of strings of each of which every match contains at least one, in reading order."""
    return [*part.required, *([part.strings] if part.strings is not None else [])]


def quality(strings: frozenset[str]) -> tuple[int, int]:
    """How well a set of strings narrows the search: its shortest string first (three letters suffice), then size."""
    return min(3, min(map(len, strings), default=0)), -len(strings)


def preference(strings: frozenset[str]) -> tuple[int, int, list[str]]:
    """Best first, and always the same one."""
    letters, size = quality(strings)
    return -letters, -size, sorted(strings)
