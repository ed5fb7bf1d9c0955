"""What an instructor types to narrow the queue, as filters: names, classes, marks, days, and words that were said.

    一班 未批 <3          sessions of that class, not reviewed, overall at most 3
    李晓 08-agitated      one trainee in one scenario
    红线 2026-11-01..     a gate failed, since that day
    “退费” 推诿           the word in a reply, the label on one

Whatever is neither name nor sign is looked for in the replies; words in quotation marks always are. Draws nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from scoring.labels import CASE_FINDINGS, LABELS
from scoring.text import fold_characters
from trainer.i18n import _
from trainer.names import mode_name
from trainer.wording import label_name, outcome_name
from transcripts.staffroom import Filters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transcripts.records import Person

_QUOTED: Final = re.compile('[“"「]([^”"」]{1,100})[”"」]')
_AT_MOST: Final = re.compile(r"(?:<|<=|≤)([1-5](?:\.[0-9])?)")
_DAYS: Final = re.compile(r"(20[0-9]{2}-[0-9]{2}-[0-9]{2})?\.\.(20[0-9]{2}-[0-9]{2}-[0-9]{2})?")
_DAY: Final = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_FLAGS: Final[Mapping[str, Mapping[str, Any]]] = {
    "未批": {"reviewed": False},
    "已批": {"reviewed": True},
    "异议": {"disputed": True},
    "红线": {"gates_failed": True},
    "合格": {"passed": True},
    "不合格": {"passed": False},
    "未完": {"is_open": True},
    "练完": {"is_open": False},
    "unreviewed": {"reviewed": False},
    "reviewed": {"reviewed": True},
    "disputed": {"disputed": True},
    "gates": {"gates_failed": True},
    "passed": {"passed": True},
    "failed": {"passed": False},
    "open": {"is_open": True},
    "ended": {"is_open": False},
}
_OUTCOMES: Final = ("resolved", "grudging", "handed_over", "unresolved", "lost", "gave_away", "incident")
_MODES: Final = ("practice", "exam", "timed")


@dataclass(frozen=True, slots=True)
class Known:
    """What names there are: people, classes, and the scenarios by id with their titles."""

    people: Sequence[Person]
    teams: Sequence[str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was understood: the filters, and each of them in words."""

    filters: Filters
    said: tuple[str, ...]


def understood(typed: str, known: Known) -> Asked:
    """What somebody asks for; nothing typed asks for everything."""
    quoted = _QUOTED.findall(typed)
    asked = Asked(Filters(), ())
    loose = list(quoted)
    for word in _QUOTED.sub(" ", typed).split():
        found = _one(word, known)
        if found is None:
            loose.append(word)
        else:
            asked = Asked(replace(asked.filters, **found[0]), (*asked.said, found[1]))
    if loose:
        said = _("回复里有“{words}”").format(words=" ".join(loose))
        asked = Asked(replace(asked.filters, words=" ".join(loose)), (*asked.said, said))
    return asked


def _one(word: str, known: Known) -> tuple[dict[str, Any], str] | None:
    """One word as a filter; None where it is none."""
    return _sign(word) or _name(word, known) or _of_scenario(word, known) or _label(word)


def _sign(word: str) -> tuple[dict[str, Any], str] | None:
    if flag := _FLAGS.get(word.lower()):
        return dict(flag), word
    if most := _AT_MOST.fullmatch(fold_characters(word).replace("《", "<")):
        return {"at_most": float(most[1])}, _("总评不超过 {mark}").format(mark=most[1])
    if _DAY.fullmatch(word):
        return {"since": word, "until": f"{word}T99"}, word
    if (days := _DAYS.fullmatch(word)) and (days[1] or days[2]):
        until = f"{days[2]}T99" if days[2] else None
        return {"since": days[1], "until": until}, word
    return None


def _name(word: str, known: Known) -> tuple[dict[str, Any], str] | None:
    if word in known.teams:
        return {"team": word}, word
    if any(word in (person.staff_number, person.name) for person in known.people):
        return {"who": word}, word
    return None


def _of_scenario(word: str, known: Known) -> tuple[dict[str, Any], str] | None:
    lowered = word.lower()
    exact = [
        name for name, title in known.titles.items() if lowered in (name, name.rpartition("/")[2]) or word == title
    ]
    near = exact or [name for name, title in known.titles.items() if len(word) >= 2 and word in title]
    if len(near) == 1:
        return {"scenario": near[0]}, known.titles[near[0]]
    return None


def _label(word: str) -> tuple[dict[str, Any], str] | None:
    for label in (*LABELS, *CASE_FINDINGS):
        if word in (label, label_name(label)):
            return {"label": label}, _("有“{label}”").format(label=label_name(label))
    for outcome in _OUTCOMES:
        if word in (outcome, outcome_name(outcome)):
            return {"outcome": outcome}, outcome_name(outcome)
    for mode in _MODES:
        if word in (mode, mode_name(mode)):
            return {"mode": mode}, mode_name(mode)
    return None
