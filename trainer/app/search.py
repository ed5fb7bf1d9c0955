"""Finds scenarios by what somebody types: Chinese words, pinyin initials, English names, a level. Draws nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoring.text import fold_characters
from trainer.app.initials import initials
from trainer.i18n import english

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.broken import BrokenFile
    from scenarios.entries import Entry

_LEVEL: Final = re.compile(r"(?<![a-z0-9])(?:level|lv|l) ?([1-5])(?![a-z0-9])|难度 ?([1-5])|(?<![0-9])([1-5]) ?级")
_CHAPTER: Final = re.compile(r"(?<![a-z0-9])ch(?:apter)? ?([0-9]+)")
_LEVEL_WORD: Final = re.compile(r"l[1-5]")
_FEWEST_INITIALS: Final = 3
"""Letters from which a label is found by its initials: two would find some label of nearly every scenario."""


@dataclass(frozen=True, slots=True)
class Card:
    """What one scenario can be found by. `titles` are short names, found by two initials already."""

    titles: tuple[str, ...]
    names: tuple[str, ...] = ()
    english: str = ""
    level: int | None = None

    def answers(self, words: Iterable[str]) -> bool:
        """Whether every word fits."""
        return all(map(self._has, words))

    def _has(self, word: str) -> bool:
        if _LEVEL_WORD.fullmatch(word):
            return self.level == int(word[1])
        if re.search(rf"(?<![a-z0-9]){re.escape(word)}", self.english):
            return True
        spelt = _letters(word)
        names = self.titles if spelt.isascii() and len(spelt) < _FEWEST_INITIALS else (*self.titles, *self.names)
        return bool(spelt) and any(_reads(spelt, name) for name in names)


def words_of(typed: str) -> tuple[str, ...]:
    """What was typed as words to look for, however wide, in whichever script; a level or chapter becomes one word."""
    folded = _LEVEL.sub(lambda found: f" l{found[1] or found[2] or found[3]} ", fold_characters(typed))
    return tuple(_CHAPTER.sub(r"chapter\1", folded).split())


def card_of(row: Entry | BrokenFile) -> Card:
    """The card of a scenario, or of a file that cannot be used."""
    from scenarios.entries import Entry

    if not isinstance(row, Entry):
        return Card((), english=fold_characters(f"{row.name} {row.pack}"))
    from scoring.labels import LABELS
    from trainer.names import CHANNELS, CHAPTERS

    labels = [LABELS[label].zh for label in row.trains if label in LABELS]
    place = CHAPTERS.get(row.chapter, "") if not row.pack else ""
    titles = (row.title, row.customer, place, CHANNELS.get(row.channel, ""), row.pack)
    spoken = [english(text) for text in (*labels, place, CHANNELS.get(row.channel, "")) if text]
    names = (row.id, row.persona, row.channel, row.pack, *row.trains, *spoken, "level", row.title)
    return Card(_all_letters(titles), _all_letters((*labels, row.source, "难度")), _plain(names), row.level)


def _plain(texts: Iterable[str]) -> str:
    return fold_characters(" ".join(texts))


def _all_letters(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_letters, filter(None, texts)))


def _letters(text: str) -> str:
    """A text without what nobody types when looking for it."""
    return "".join(filter(str.isalnum, fold_characters(text)))


def _reads(word: str, name: str) -> bool:
    """Whether the name holds the word, each letter as itself or as the initial of its pinyin."""
    return any(
        all(typed == letter or typed in initials(letter) for typed, letter in zip(word, name[start:], strict=False))
        for start in range(len(name) - len(word) + 1)
    )
