"""The rows of the course page: what there is, in sections, and what of it fits a search. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final

from scenarios.entries import Entry
from trainer.i18n import _
from trainer.names import section_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.broken import BrokenFile
    from trainer.app.advice import Suggestion
    from trainer.app.desk import Course
    from trainer.app.search import Card
    from transcripts.progress import Attempt
    from transcripts.queue import Line

NEXT: Final = "next "
"""What the names of suggested rows begin with: the same scenario stands further down once more."""


REVIEWED: Final = "review "
"""What the names of rows of reviewed sessions begin with."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line to choose: a file, what to go on with in it, and why it is suggested where it is."""

    name: str
    file: Entry | BrokenFile
    attempt: Attempt | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


class Map:
    """Everything the page can show, each row by a name of its own."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._taken: set[str] = set()
        self._next = Section(_("接下来练"), tuple(map(_suggested, course.next)))
        self._reviewed = Section(_("讲师的点评"), tuple(self._looked_at()))
        self._all = (*self._chapters(), *self._broken())

    def sections(self, words: Sequence[str] = ()) -> Iterator[Section]:
        """Suggestions and everything else; with words to look for only what fits them all."""
        if not words:
            yield from (section for section in (self._reviewed, self._next, *self._all) if section.rows)
            return
        for section in self._all:
            fitting = tuple(row for row in section.rows if self._cards[row.name].answers(words))
            if fitting:
                yield replace(section, rows=fitting)

    @cached_property
    def _cards(self) -> dict[str, Card]:
        # Late: who does not search needs none.
        from trainer.app.search import card_of

        return {row.name: card_of(row.file) for section in self._all for row in section.rows}

    def _looked_at(self) -> Iterator[Row]:
        """The sessions an instructor reviewed."""
        known = {entry.id: entry for entry in self._course.entries}
        for line in self._course.reviewed:
            if line.scenario in known:
                yield Row(f"{REVIEWED}{line.id}", known[line.scenario], why=_reviewed_words(line))

    def _chapters(self) -> Iterator[Section]:
        for (pack, chapter), entries in groupby(self._course.entries, lambda entry: (entry.pack, entry.chapter)):
            rows = (row for entry in entries for row in self._of(entry))
            yield Section(section_name(pack, chapter), tuple(rows))

    def _of(self, entry: Entry) -> Iterator[Row]:
        yield Row(self._named(entry, f"new {entry.id}"), entry)
        tried = self._course.progress.tried.get(entry.id)
        if entry.valid and tried is not None and tried.unfinished is not None:
            yield Row(f"resume {tried.unfinished.id}", entry, tried.unfinished)

    def _broken(self) -> Iterator[Section]:
        rows = (Row(self._named(file, f"file {file.path}"), file) for file in self._course.broken)
        yield Section(_("用不了的人物和规则文件"), tuple(rows))

    def _named(self, file: Entry | BrokenFile, name: str) -> str:
        """The name of a row; a file that has another's id stands under its path."""
        name = f"file {file.path}" if name in self._taken else name
        self._taken.add(name)
        return name


def _reviewed_words(line: Line) -> str:
    words = _("讲师看过了：{day}，总评 {mark}")
    return words.format(day=line.started[:10], mark=line.overall)


def _suggested(suggestion: Suggestion) -> Row:
    attempt, entry = suggestion.attempt, suggestion.entry
    name = f"resume {attempt.id}" if attempt is not None else f"new {entry.id}"
    return Row(NEXT + name, entry, attempt, suggestion.why)


def first_of(names: Iterable[str | None], wanted: Iterable[str]) -> int | None:
    """Where the cursor goes: the first wanted name there is, suggested or not, else the first row of all."""
    places = {name: place for place, name in enumerate(names) if name}
    exact = (places.get(name) for name in wanted if name)
    return next((place for place in exact if place is not None), next(iter(places.values()), None))
