"""How the rows of the course page look at a width, and the few lines on the row at the cursor."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from scenarios.entries import Entry
from trainer.app.faults import fault_of, is_sound, lines_of
from trainer.app.paint import joined, padded, plain, width_of
from trainer.i18n import _
from trainer.names import channel_name, mode_name
from trainer.wording import is_good, label_name, outcome_name

if TYPE_CHECKING:
    from textual.content import Content

    from scenarios.broken import BrokenFile
    from trainer.app.coursemap import Row
    from transcripts.progress import Attempt, Progress, Tried

WIDE: Final = 100
_TIGHT: Final = 66
"""Below this the type of customer is left to the lines under the list."""
_INDENT: Final = "  "
_NONE: Final = "–"


class Columns(NamedTuple):
    """How many cells each column has; how the latest one ended stands behind them."""

    title: int
    customer: int
    level: int
    mark: int
    times: int
    is_wide: bool

    @classmethod
    def within(cls, width: int) -> Columns:
        """The columns for a list of this many cells: on a narrow one every cell counts."""
        if width < _TIGHT:
            return cls(max(12, width - 39), 0, 6, 5, 5, is_wide=False)
        if width < WIDE:
            return cls(width - 49, 11, 6, 5, 5, is_wide=False)
        return cls(min(34, width - 72), 20, 8, 7, 7, is_wide=True)

    def heads(self) -> Content:
        """What stands above the columns."""
        marks = "".join(padded(name, self.mark) for name in (_("首次"), _("最好"), _("最近")))
        left = padded(_("场景"), self.title) + _column(_("客户"), self.customer) + padded(_("难度"), self.level)
        return plain(f"{_INDENT}{left}{marks}{padded(_('次数'), self.times)}{_('结果')}")


def drawn(row: Row, columns: Columns, progress: Progress) -> Content:
    """A row as it stands in the list."""
    if row.why:
        return joined(_INDENT, (padded(row.file.title, columns.title), "bold"), (row.why, "$secondary"))  # type: ignore[union-attr]
    if row.attempt is not None:
        return joined(_INDENT * 2, (f"↳ {_left(row.attempt)}", "$secondary"))
    if not isinstance(row.file, Entry):
        return _faulty(PurePath(row.file.name).stem, row.file, columns)
    if not row.file.valid:
        return _faulty(row.file.title or row.file.id, row.file, columns)
    return _scenario(row.file, columns, progress.tried.get(row.file.id))


def _scenario(entry: Entry, columns: Columns, tried: Tried | None) -> Content:
    about = _column(entry.customer, columns.customer) + padded(f" {entry.level}", columns.level)
    attempts = (tried.first, tried.best, tried.latest) if tried is not None else (None,) * 3
    marks = "".join(padded(_overall(attempt), columns.mark) for attempt in attempts)
    times = padded(str(tried.times) if tried is not None else _NONE, columns.times)
    title = padded(entry.title or entry.id, columns.title)
    muted = "$foreground-muted"
    standing = (marks, "bold" if tried is not None else muted), (times, muted), _result(tried, columns)
    return joined(_INDENT, title, (about, muted), *standing)


def _result(tried: Tried | None, columns: Columns) -> Content:
    if tried is None:
        return plain(_("还没练过"), "$foreground-muted")
    if tried.latest is None:
        return plain(_("没说完"), "$secondary")
    words, style = (_("合格"), "$success") if tried.latest.passed else (_("再练练"), "")
    ending = f"　{outcome_name(tried.latest.outcome or '')}" if columns.is_wide else ""
    return plain(words + ending, style)


def _left(attempt: Attempt) -> str:
    words = _("接着练：{mode}，已经说了 {turns} 句，{day}")
    return words.format(mode=mode_name(attempt.mode), turns=attempt.turns, day=_local(attempt.started))


def _faulty(title: str, file: Entry | BrokenFile, columns: Columns) -> Content:
    """The row of a file that cannot be used, with the first thing that is wrong with it."""
    words = (f"{_('文件有错')}　", "bold $error"), (fault_of(file), "$foreground-muted")
    return joined(_INDENT, (padded(title, columns.title), "$foreground-muted"), *words)


def about(row: Row, width: int, progress: Progress) -> list[Content]:
    """At most three lines on the row at the cursor."""
    if not is_sound(row.file):
        return _fault_lines(row.file, width)
    tried = progress.tried.get(row.file.id)
    head = row.why or (_("从上次停下的地方接着说，前面的话都在。") if row.attempt is not None else "")
    lines = [plain(_cut(head, width), "$secondary")] if head else []
    lines += [_what(row.file, width), plain(_cut(_trains(row.file, width), width), "$foreground-muted")]
    if not head and tried is not None and tried.latest is not None:
        lines.append(plain(_cut(_latest(tried.latest), width), "$foreground-muted"))
    return lines


def _what(entry: Entry, width: int) -> Content:
    level = _("难度 {level}").format(level=entry.level)
    title = _cut(f"{entry.title}　", width)
    facts = "　".join((entry.customer, channel_name(entry.channel), level, entry.source, entry.id))
    return joined((title, "bold"), (_cut(facts, width - width_of(title)), "$foreground-muted"))


def _trains(entry: Entry, width: int) -> str:
    moves = [label_name(label) for label in entry.trains if is_good(label)]
    faults = [label_name(label) for label in entry.trains if not is_good(label)]
    if width < WIDE:
        moves, faults = moves[:4], faults[:2]
    words = _("练：{moves}　避开：{faults}")
    return words.format(moves=_("、").join(moves) or _NONE, faults=_("、").join(faults) or _NONE)


def _latest(attempt: Attempt) -> str:
    result = _("合格") if attempt.passed else _("再练练")
    ending = outcome_name(attempt.outcome or "")
    return _("最近一次：{day}，{ending}，{result}").format(day=_local(attempt.started), ending=ending, result=result)


def _fault_lines(file: Entry | BrokenFile, width: int) -> list[Content]:
    """Where the file lies, the first thing that is wrong on one line, and how to read the rest."""
    head = plain(_cut(file.path, width), "bold $error")
    more = _("共 {count} 处，按 E 看全文").format(count=len(lines_of(file)))
    return [head, plain(_cut(fault_of(file), width)), plain(more, "$foreground-muted")]


def _column(text: str, width: int) -> str:
    return padded(text, width) if width else ""


def _cut(text: str, width: int) -> str:
    return padded(text, max(1, width)).rstrip(" ")


def _overall(attempt: Attempt | None) -> str:
    return f"{attempt.overall:.1f}" if attempt is not None else _NONE


def _local(stamp: str) -> str:
    """A moment as a person on this machine says it."""
    from datetime import datetime

    moment = datetime.fromisoformat(stamp).astimezone()
    return _("{month} 月 {day} 日").format(month=moment.month, day=moment.day)
