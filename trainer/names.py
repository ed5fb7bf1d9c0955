"""Names of things on screens and in reports: modes, chapters, channels, moods. In the language spoken when asked."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from trainer import wording
from trainer.i18n import _

if TYPE_CHECKING:
    from scenarios.catalogue import Catalogue
    from scenarios.model import Scenario
    from scoring.records import Finding
    from transcripts.cohort import Cohort, Dropped
    from transcripts.records import Spoken

CHAPTERS: Final = {"chapter7": "第七章 普通投诉", "chapter8": "第八章 紧急投诉", "flow": "流量课"}
"""The shipped folders by their names in the code's own language."""
CHANNELS: Final = {"hall": "营业厅", "hotline": "热线"}

_QUIET = frozenset({"respectful_address", "courtesy"})
"""Moves that run through every decent reply: named, but not marked in its words."""


def mode_name(mode: str) -> str:
    """A mode in words."""
    return {"practice": _("练习"), "exam": _("考试"), "timed": _("限时")}.get(mode, mode)


def mode_help(mode: str) -> str:
    """What a mode is, in a sentence."""
    return {
        "practice": _("每说一句就看到点评，可以要提示，也可以从任何一句重来。"),
        "exam": _("中途不看分、没有提示，结束后一起复盘。"),
        "timed": _("和练习一样，另外计时：每句 45 秒以内，再拖客户就会失去耐心。"),
    }[mode]


def chapter_name(folder: str) -> str:
    """A chapter by its folder; a folder of one's own by its own name."""
    if folder in CHAPTERS:
        return _(CHAPTERS[folder])
    return _("自己的场景：{folder}").format(folder=folder) if folder else _("自己的场景")


def section_name(pack: str, folder: str) -> str:
    """What stands above scenarios of one folder: its chapter, and the bundle it was installed with."""
    if not pack:
        return chapter_name(folder)
    installed = _("安装的场景：{name}").format(name=pack)
    return f"{installed}　{folder}" if folder else installed


def channel_name(channel: str) -> str:
    """Where the talk takes place."""
    return _(CHANNELS[channel]) if channel in CHANNELS else channel


def axis_names(scenario: "Scenario") -> dict[str, str]:
    """The three moods, the first by the persona's own name for it."""
    return {"anger": _(scenario.persona.axis), "trust": _("信任"), "patience": _("耐心")}


def is_quiet(label: str) -> bool:
    """Whether a finding is too ordinary to be marked in the words."""
    return label in _QUIET


def marked_spans(length: int, findings: "tuple[Finding, ...]") -> list[tuple[int, int, str]]:
    """The spans of a reply to mark, with their signs, none over another: what is wrong first, faults, then moves."""
    marked: list[tuple[int, int, str]] = []
    for mark in ("！", "－", "＋"):
        of_sign = [each for each in findings if wording.sign(each.label) == mark and not is_quiet(each.label)]
        spans = _spans(length, of_sign)
        marked += [(a, b, mark) for a, b in spans if not any(start < b and a < end for start, end, _sign in marked)]
    return sorted(marked)


def _spans(length: int, findings: "list[Finding]") -> list[tuple[int, int]]:
    """Where the first findings of each label stand, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for finding in sorted(wording.first_of_each(findings), key=lambda finding: finding.start or 0):
        start, end = finding.start or 0, min(finding.end or 0, length)
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def voices(said: "tuple[Spoken, ...]", scenario: "Scenario") -> list[tuple[str, str]]:
    """What the customer's side said, as name and words; who has no name of their own goes by the first person's."""
    main = next((person.title for person in scenario.cast.values()), _("客户"))

    def name_of(speaker: str | None) -> str:
        return scenario.cast[speaker].title if speaker is not None and speaker in scenario.cast else speaker or main

    return wording.voices(said, name_of)


def with_titles(found: "Cohort", catalogue: "Catalogue", most: int | None = None) -> "Cohort":
    """A class whose states are named as in the scenarios of today; what is no longer there keeps its id.

    Reading a scenario takes some 25 ms: `most` is how many of the states anybody will see.
    """
    known = {entry.id for entry in catalogue.entries()}
    asked = {dropped.scenario for dropped in found.dropped[:most]} & known
    loaded = {name: catalogue.load(name).scenario for name in asked}

    def named(dropped: "Dropped") -> "Dropped":
        scenario = loaded.get(dropped.scenario)
        state = scenario.states.get(dropped.state) if scenario else None
        return replace(dropped, title=state.title if state else dropped.state)

    return replace(found, dropped=tuple(map(named, found.dropped)))
