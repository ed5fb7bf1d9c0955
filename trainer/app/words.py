"""Names of things on the screens: marks, outcomes, modes, chapters, labels. In the language spoken when asked."""

from typing import TYPE_CHECKING

from scoring.labels import CASE_FINDINGS, LABELS
from trainer.i18n import _

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scoring.records import Finding
    from transcripts.records import Spoken

_QUIET = frozenset({"respectful_address", "courtesy"})
"""Moves that run through every decent reply: named, but not marked in its words."""


def mark_names() -> dict[str, str]:
    """The marks by key."""
    return {"etiquette": _("礼仪"), "empathy": _("同理心"), "phrasing": _("话术"), "overall": _("总评")}


def outcome_name(kind: str) -> str:
    """An outcome in words."""
    return {
        "resolved": _("解决"),
        "grudging": _("勉强接受"),
        "handed_over": _("妥善移交"),
        "unresolved": _("没有解决"),
        "lost": _("客户走了"),
        "gave_away": _("让步过头"),
        "incident": _("出了事"),
    }.get(kind, kind)


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
    known = {
        "chapter7": _("第七章 普通投诉"),
        "chapter8": _("第八章 紧急投诉"),
        "flow": _("流量课"),
    }
    return known.get(folder) or (_("自己的场景：{folder}").format(folder=folder) if folder else _("自己的场景"))


def channel_name(channel: str) -> str:
    """Where the talk takes place."""
    return {"hall": _("营业厅"), "hotline": _("热线")}.get(channel, channel)


def axis_names(scenario: "Scenario") -> dict[str, str]:
    """The three moods, the first by the persona's own name for it."""
    return {"anger": scenario.persona.axis, "trust": _("信任"), "patience": _("耐心")}


def is_good(label: str) -> bool:
    """Whether a finding is a move rather than a fault."""
    return label in LABELS and LABELS[label].good


def is_quiet(label: str) -> bool:
    """Whether a finding is too ordinary to be marked in the words."""
    return label in _QUIET


def label_name(label: str) -> str:
    """A label or case finding in words."""
    known = LABELS.get(label)
    return _(known.zh if known is not None else CASE_FINDINGS.get(label, label))


def first_of_each(findings: "tuple[Finding, ...]") -> "tuple[Finding, ...]":
    """The first finding of each label."""
    return tuple({finding.label: finding for finding in reversed(findings)}.values())[::-1]


def voices(said: "tuple[Spoken, ...]", scenario: "Scenario") -> list[tuple[str, str]]:
    """What the customer's side said, as name and words, one for each voice in turn."""
    found: list[tuple[str, str]] = []
    for part in said:
        name = _voice(part.speaker, scenario)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + part.text)
        else:
            found.append((name, part.text))
    return found


def _voice(speaker: str | None, scenario: "Scenario") -> str:
    if speaker is not None:
        return scenario.cast[speaker].title if speaker in scenario.cast else speaker
    return next((person.title for person in scenario.cast.values()), _("客户"))
