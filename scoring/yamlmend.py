"""Reads a file that is wrongly written as far as it can be guessed at, so that one mistake does not hide the others.

Each mistake is reported; the line it stands on is then mended, line by line and never across lines, and reading goes
on. What comes of it is only for showing what else is wrong: a file with a mistake is never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from scoring.yamlfile import SECOND, Document, YamlError, built, control_in, decoded, said_of_control

MOST_MENDED: Final = 20
MOST_READ: Final = 2_000_000
"""Letters read in all attempts together: a long file is given up sooner."""

_ANY: Final = 10**9
"""Beyond every column: what is no plain mistake has to bring the reader beyond the line."""

_KEY: Final = r"[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]{0,29}"
_HALF: Final = str.maketrans("，：｛｝［］【】＂＇", ",:{}[][]\"'")
_ODD_SPACES: Final = "\t\u00a0\u3000\u2003\u2002"


class Mend(NamedTuple):
    """One guess: the line as it may have been meant, and what is wrong with the one that is there (None: as parsed)."""

    line: str
    message: str | None = None


Guesses = Iterator[tuple[int, Mend]]


def parse_all(raw: bytes, name: str) -> Document:
    """The document of a file with everything that is wrong in its writing; raises YamlError where nothing helps."""
    text, wrong = _without_controls(decoded(raw, name), name)
    lines, mended, budget = text.split("\n"), set[int](), MOST_READ
    wrong += _join(lines, name)
    while True:
        try:
            document = built("\n".join(lines), name)
        except YamlError as error:
            guess = _mended(lines, error, budget) if error.column is not None and len(mended) < MOST_MENDED else None
            if guess is None:
                error.before = tuple(sorted((*wrong, *error.before), key=lambda each: each.line))
                raise
            number, mend, budget = guess
            lines[number - 1] = mend.line
            mended.add(number)
            wrong.append(YamlError(name, number, mend.message or error.message))
            continue
        found = tuple(sorted((*wrong, *document.wrong), key=lambda each: each.line))
        return replace(document, wrong=found, mended=document.mended | mended)


def _without_controls(text: str, name: str) -> tuple[str, list[YamlError]]:
    """The text with spaces for the characters no file may hold, the first of each line reported."""
    wrong: list[YamlError] = []
    while found := control_in(text):
        number = text.count("\n", 0, found.start()) + 1
        wrong.append(YamlError(name, number, said_of_control(found[0])))
        if len(wrong) > MOST_MENDED:
            raise wrong[0]
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        line = text[found.start() : end]
        while bad := control_in(line):
            line = line.replace(bad[0], " ")
        text = text[: found.start()] + line + text[end:]
    return text, wrong


def _join(lines: list[str], name: str) -> list[YamlError]:
    """Take out the marks between documents, each reported: what follows them was meant for the same file."""
    filled = [number for number, line in enumerate(lines) if _has_content(line)]
    first, last = (filled[0], filled[-1]) if filled else (0, 0)
    behind = [n for n in range(first + 1, last) if lines[n].rstrip() in ("---", "...")][:MOST_MENDED]
    for number in behind:
        lines[number] = ""
    return [YamlError(name, number + 1, SECOND) for number in behind]


def _mended(lines: list[str], error: YamlError, budget: int) -> tuple[int, Mend, int] | None:
    """The guess with which the file can be read furthest beyond an error, and what is left of the budget.

    The plainest kinds of mistake are tried first, and the first kind that helps is taken.
    """
    size = sum(map(len, lines)) + len(lines)
    for guesses in (_plain_guesses, _quoted_guesses, _realigned_guesses, _given_up_guesses):
        best, furthest = None, (error.line, (error.column or 0) if guesses is _plain_guesses else _ANY)
        for number, mend in guesses(lines, error):
            if budget < size:
                return None
            budget -= size
            reached = _reached(lines, number, mend.line, error.name)
            if reached > furthest and reached[0] >= number:
                best, furthest = (number, mend), reached
        if best is not None:
            return *best, budget
    return None


def _reached(lines: list[str], number: int, line: str, name: str) -> tuple[int, int]:
    """The line and column up to which a file can be read with one of its lines written otherwise."""
    try:
        built("\n".join((*lines[: number - 1], line, *lines[number:])), name)
    except YamlError as later:
        return later.line, later.column or 0
    return len(lines) + 1, 0


def _plain_guesses(lines: list[str], error: YamlError) -> Guesses:
    for number in _near(lines, error.line):
        yield from ((number, mend) for mend in (*_respaced(lines, number), *_retyped(lines[number - 1])))


def _quoted_guesses(lines: list[str], error: YamlError) -> Guesses:
    for number in (*_near(lines, error.line)[:1], *_with_open_quote(lines, error.line)):
        yield from ((number, mend) for mend in _requoted(lines[number - 1], number == error.line))


def _realigned_guesses(lines: list[str], error: YamlError) -> Guesses:
    """Lines that stand out from both their neighbours first."""
    for number in sorted(_near(lines, error.line), key=lambda number: not _stands_out(lines, number)):
        yield from ((number, mend) for mend in _realigned(lines, number))


def _given_up_guesses(lines: list[str], error: YamlError) -> Guesses:
    number = min(max(error.line, 1), len(lines))
    yield from ((number, mend) for mend in _given_up(lines[number - 1]))


def _near(lines: list[str], at: int) -> list[int]:
    """Lines the mistake may stand on: where it was noticed, and those just before."""
    at = min(max(at, 1), len(lines))
    return [number for number in range(at, max(0, at - 6), -1) if _has_content(lines[number - 1])][:3]


def _with_open_quote(lines: list[str], at: int) -> list[int]:
    """The last line before the mistake on which a quote is opened and not closed."""
    numbers = range(min(at, len(lines)), max(0, at - 300), -1)
    is_open = re.compile(r'^[^"]*"(?:[^"]*"[^"]*")*[^"]*$|[:-] +\'[^\']*$')
    return [number for number in numbers if is_open.search(lines[number - 1])][:1]


def _stands_out(lines: list[str], number: int) -> bool:
    """Whether the lines before and behind are indented alike, and this one otherwise."""
    around = [n for n in (number - 1, number + 1) if 1 <= n <= len(lines)]
    widths = {len(lines[n - 1]) - len(lines[n - 1].lstrip(" ")) for n in around}
    return len(widths) == 1 and widths != {len(lines[number - 1]) - len(lines[number - 1].lstrip(" "))}


def _has_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _respaced(lines: list[str], number: int) -> Iterator[Mend]:
    """Half-width spaces for the other ones at the beginning of the line."""
    line = lines[number - 1]
    body = line.lstrip(" " + _ODD_SPACES)
    indent = line[: len(line) - len(body)]
    if any(odd in indent for odd in _ODD_SPACES):
        said = "缩进用了制表符；请改成空格" if "\t" in indent else "缩进用了全角空格；请改成半角空格"
        for width in _widths(lines, number):
            yield Mend(" " * width + body, said)


def _widths(lines: list[str], number: int) -> list[int]:
    """The indentation of the lines around, the nearest first."""
    around = (*range(number - 2, max(-1, number - 5), -1), *range(number, min(len(lines), number + 3)))
    found = [lines[n] for n in around if _has_content(lines[n]) and lines[n][0] not in _ODD_SPACES]
    widths = [len(line) - len(line.lstrip(" ")) for line in found]
    return list(dict.fromkeys((*widths[:1], *widths[-3:], *widths, *(width + 2 for width in widths))))[:6]


def _retyped(line: str) -> Iterator[Mend]:
    """Half-width signs where others were typed, and spaces and colons where they are missing."""
    key = re.match(rf"(\s*(?:- )?)({_KEY})\s*：\s*(.*)$", line)
    if key:
        yield Mend(f"{key[1]}{key[2]}: {key[3]}", f"键后面用了全角冒号；请改成半角冒号加空格“{key[2]}: ”")
    close = re.match(rf"(\s*(?:- )?)({_KEY}):(?=[^\s:/])(.*)$", line)
    if close:
        yield Mend(f"{close[1]}{close[2]}: {close[3]}", f"冒号后面少了空格；请写成“{close[2]}: {close[3][:20]}”")
    dash = re.match(r"(\s*)(?:[－—–•·]\s*|-(?=[^\s-]))(.*)$", line)
    if dash:
        yield Mend(f"{dash[1]}- {dash[2]}", "列表的每一项要以半角短横加空格开头；请写成“- ”")
    bare = re.match(r"(\s*(?:- )?)([a-z_]{2,30}) +([^\s:#].*)$", line)
    if bare:
        yield Mend(f"{bare[1]}{bare[2]}: {bare[3]}", f"键后面少了冒号；请写成“{bare[2]}: {bare[3][:20]}”")
    if re.search(r"[\[{［｛【]", line) and line.translate(_HALF) != line:
        yield Mend(_balanced(line.translate(_HALF)), "列表和小表里用了全角的逗号、冒号或括号；请改成半角")
    if re.search(r"[<>]=? ?\d", line):
        yield Mend(re.sub(r"(?<![\"'])([<>]=? ?\d+)(?![\"'\d])", r'"\1"', line), '比较要加引号；请写成 ">=7" 这样')
    if re.search(r"[\[{]", line) and _balanced(line) != line:
        yield Mend(_balanced(line))


def _balanced(line: str) -> str:
    """The line with its brackets closed as they were opened."""
    open_ones, out = [], []
    for sign in line:
        if sign in "[{":
            open_ones.append("]" if sign == "[" else "}")
        out.append(open_ones.pop() if sign in "]}" and open_ones else sign)
    return "".join((*out, *reversed(open_ones)))


def _requoted(line: str, is_here: bool) -> Iterator[Mend]:
    """The whole value between quotes."""
    found = re.match(r"(\s*(?:- )?(?:[^\s:#'\"\[{]+: +)?)(\S.*)$", line)
    if found and not re.fullmatch(rf"[|>]|{_KEY}:", found[2].rstrip()):
        inner = re.sub(r"^(\"|')(.*?)\1?$", r"\2", found[2].rstrip())
        yield Mend(
            f"{found[1]}'{inner.replace(chr(39), chr(39) * 2)}'", None if is_here else "引号没有配对；请补上另一半"
        )


def _realigned(lines: list[str], number: int) -> Iterator[Mend]:
    """The line indented like one of those around it."""
    line = lines[number - 1]
    body = line.lstrip(" ")
    for width in _widths(lines, number):
        if width != len(line) - len(body):
            yield Mend(" " * width + body, "缩进没有对齐；同一层的键和“- ”要左边对齐")


def _given_up(line: str) -> Iterator[Mend]:
    """The line without its value, or without anything."""
    found = re.match(r"(\s*(?:- )?[^\s:#'\"\[{]+:)\s", line)
    if found:
        yield Mend(f"{found[1]} ''")
    yield Mend("#" + line)
