"""What to practise next and why: one to three scenarios from how somebody stands. The same record, the same advice.

Knows no widget and asks no database: what it looks at is given to it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from scoring.labels import DIMENSIONS, GRAVE, LABELS
from trainer.i18n import _
from trainer.wording import label_name, mark_names
from transcripts.marks import PASS_MARK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from scenarios.entries import Entry
    from transcripts.progress import Attempt, Progress, Tried

MOST: Final = 3
FIRST_CHAPTER: Final = "chapter7"
_FEWEST_REPLIES: Final = 3
"""Replies before anything is said of somebody's way of speaking."""
_FEWEST_MISSED: Final = 5
"""Replies in which a move could have been made before it is called missing."""
_FEWEST_FAULTS: Final = 2
_OFTEN: Final = 10
"""A fault that comes in one of this many replies is a habit; a grave one counts at once."""
_NAMED: Final = 2
_HIGHEST: Final = 5
_CENTRAL: Final = 3
"""The first of what a scenario trains: moves it cannot be done without."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario to practise next and why; `attempt` is what to go on with, if that is the advice."""

    entry: Entry
    why: str
    attempt: Attempt | None = None


def suggest(entries: Sequence[Entry], progress: Progress) -> tuple[Suggestion, ...]:
    """One to three scenarios, the most pressing first; none where nothing can be played, or done better."""
    usable = {entry.id: entry for entry in entries if entry.valid and entry.level is not None}
    found: dict[str, Suggestion] = {}
    for suggestion in _Adviser(usable, progress).all():
        found.setdefault(suggestion.entry.id, suggestion)
        if len(found) == MOST:
            break
    return tuple(found.values())


class _Adviser:
    """Looks at one person's record from several sides."""

    def __init__(self, entries: dict[str, Entry], progress: Progress) -> None:
        self._entries = entries
        self._order = {name: place for place, name in enumerate(entries)}
        self._tried = {name: tried for name, tried in progress.tried.items() if name in entries}
        self._lately = progress.lately

    def all(self) -> Iterator[Suggestion]:
        """Everything worth suggesting, the most pressing first; a scenario may come up twice."""
        if not self._tried:
            yield from self._beginning()
            return
        yield from self._unfinished()
        weak = list(self._weak())
        yield from weak[:1]
        yield from self._failed()
        yield from weak[1:]
        yield from self._new()
        yield from self._again()

    def _beginning(self) -> Iterator[Suggestion]:
        easiest = sorted(
            self._entries.values(), key=lambda entry: (entry.chapter != FIRST_CHAPTER, _level(entry), entry.id)
        )
        for entry in easiest[:1]:
            yield Suggestion(entry, _("第一次练，从最容易的一关开始。"))

    def _unfinished(self) -> Iterator[Suggestion]:
        for attempt in self._lately.sessions:
            tried = self._tried.get(attempt.scenario)
            if tried is not None and tried.unfinished == attempt and not _is_over(tried, attempt):
                why = _("接着练：上次说到第 {turns} 句，还没说完。").format(turns=attempt.turns)
                yield Suggestion(self._entries[attempt.scenario], why, attempt)
                return

    def _weak(self) -> Iterator[Suggestion]:
        """The weakest dimension, the fault made most, the move left out: at most one scenario for each."""
        if self._lately.replies >= _FEWEST_REPLIES:
            for find in (self._low_mark, self._fault, self._missing):
                suggestion = find()
                if suggestion is not None:
                    yield suggestion

    def _low_mark(self) -> Suggestion | None:
        marks = [(mark, name) for name in DIMENSIONS if (mark := self._lately.marks.get(name)) is not None]
        low = sorted((mark, DIMENSIONS.index(name), name) for mark, name in marks if mark < PASS_MARK)
        for mark, _place, name in low:
            wanted = {label.id for label in LABELS.values() if label.good and label.dimension == name}
            entry = self._fit(wanted)
            if entry is not None:
                labels = _("、").join([label_name(label) for label in entry.trains if label in wanted][:_NAMED])
                why = _("“{name}”最近平均 {mark:.1f} 分，这一关多练{labels}。")
                return Suggestion(entry, why.format(name=mark_names()[name], mark=mark, labels=labels))
        return None

    def _fault(self) -> Suggestion | None:
        made = [(label, count) for label, count in self._lately.labels.items() if label in LABELS]
        faults = [(label, count) for label, count in made if not LABELS[label].good]
        few = max(_FEWEST_FAULTS, self._lately.replies / _OFTEN)
        often = [(label, count) for label, count in faults if count >= few or label in GRAVE]
        for label, count in sorted(often, key=lambda fault: (fault[0] not in GRAVE, -fault[1], fault[0])):
            entry = self._fit({label})
            if entry is not None:
                why = _("最近有 {count} 句听着像“{label}”，这一关正好练怎么避开。")
                return Suggestion(entry, why.format(count=count, label=_in_quotes(label)))
        return None

    def _missing(self) -> Suggestion | None:
        """A move that scenarios played lately turn on, and that was never made in any of them."""
        if self._lately.replies < _FEWEST_MISSED:
            return None
        played = dict.fromkeys(attempt.scenario for attempt in self._lately.sessions)
        wanted = Counter(label for name in played if name in self._entries for label in self._central(name))
        absent = [label for label in wanted if not self._lately.labels.get(label)]
        for label in sorted(absent, key=lambda label: (-wanted[label], label)):
            entry = self._fit({label})
            if entry is not None:
                why = _("最近 {replies} 句里没用上“{label}”，这一关用得着。")
                return Suggestion(entry, why.format(replies=self._lately.replies, label=_in_quotes(label)))
        return None

    def _central(self, name: str) -> list[str]:
        return _moves(self._entries[name])[:_CENTRAL]

    def _fit(self, wanted: Collection[str]) -> Entry | None:
        """The scenario to train something in: not passed yet, not too hard, and the more about it the better."""

        def rank(entry: Entry) -> tuple[bool, int, int, int]:
            weight = sum(len(entry.trains) - place for place, label in enumerate(entry.trains) if label in wanted)
            return self._passed(entry), -weight, abs(_level(entry) - self._mastered), self._order[entry.id]

        near = (entry for entry in self._entries.values() if self._is_near(entry))
        return min((entry for entry in near if not set(entry.trains).isdisjoint(wanted)), key=rank, default=None)

    def _failed(self) -> Iterator[Suggestion]:
        latest = [tried.latest for tried in self._tried.values() if tried.latest is not None]
        for attempt in sorted(latest, key=lambda attempt: (attempt.started, attempt.id), reverse=True):
            if not attempt.passed:
                why = _("上次还没合格（{mark:.1f} 分），再来一次。").format(mark=attempt.overall)
                yield Suggestion(self._entries[attempt.scenario], why)

    def _new(self) -> Iterator[Suggestion]:
        fresh = [entry for entry in self._entries.values() if entry.id not in self._tried]
        for entry in sorted(fresh, key=lambda entry: (abs(_level(entry) - self._reach), self._order[entry.id])):
            yield Suggestion(entry, _("还没练过，难度 {level}，正合适。").format(level=entry.level))

    def _again(self) -> Iterator[Suggestion]:
        """What went least well of what is left; nothing of what cannot go better."""
        best = [tried.best for tried in self._tried.values() if tried.best is not None]
        for attempt in sorted(best, key=lambda attempt: (attempt.overall, attempt.started, attempt.id)):
            if attempt.overall < _HIGHEST:
                why = _("这一关最好 {mark:.1f} 分，再练能更高。").format(mark=attempt.overall)
                yield Suggestion(self._entries[attempt.scenario], why)

    @cached_property
    def _mastered(self) -> int:
        """The highest level passed; the lowest there is where none was."""
        passed = [_level(self._entries[name]) for name, tried in self._tried.items() if tried.passed]
        return max(passed, default=min(map(_level, self._entries.values())))

    @cached_property
    def _reach(self) -> int:
        """The level for something new: one more than mastered once the latest session to end was passed."""
        ended = next((attempt for attempt in self._lately.sessions if attempt.ended is not None), None)
        return self._mastered + (1 if ended is not None and ended.passed else 0)

    def _is_near(self, entry: Entry) -> bool:
        return entry.id in self._tried or _level(entry) <= self._mastered + 1

    def _passed(self, entry: Entry) -> bool:
        tried = self._tried.get(entry.id)
        return tried is not None and tried.passed


def _is_over(tried: Tried, attempt: Attempt) -> bool:
    """Whether the scenario was begun anew and ended since: who did that has no use for the old beginning."""
    return tried.latest is not None and tried.latest.started > attempt.started


def _level(entry: Entry) -> int:
    return entry.level or 0


def _moves(entry: Entry) -> list[str]:
    return [label for label in entry.trains if label in LABELS and LABELS[label].good]


def _in_quotes(label: str) -> str:
    """A label's name fit to stand in quotation marks."""
    return label_name(label).replace("“", "‘").replace("”", "’")
