"""What a seeded defect is: one small patch of a sound file, what must be said of it, and a clean twin beside it."""

from typing import NamedTuple


class Defect(NamedTuple):
    """`old` stands once in the sound file; with `broken` in its place the check must say `code`, with `twin` nothing.

    The line is the first one that differs from the sound file, or the one on which `at` stands in the broken file.
    """

    what: str
    code: str
    old: str
    broken: str
    twin: str
    at: str = ""


def patched(text: str, old: str, new: str) -> str:
    """A sound file with one patch."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def line_of(defect: Defect, text: str) -> int:
    """The line on which a defect must be reported, counted from 1."""
    broken = patched(text, defect.old, defect.broken)
    if defect.at:
        assert broken.count(defect.at) == 1, f"{defect.at!r} stands {broken.count(defect.at)} times"
        return broken.count("\n", 0, broken.index(defect.at)) + 1
    pairs = zip(text.split("\n"), broken.split("\n"), strict=False)
    return next(number for number, (before, after) in enumerate(pairs, 1) if before != after)
