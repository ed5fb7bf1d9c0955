"""Session texts for a terminal without a screen, line by line. Every line's first characters say what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from trainer.i18n import _
from trainer.wording import (
    cut_words,
    first_of_each,
    gate_words,
    label_name,
    mark_names,
    outcome_name,
    quoted,
    settled,
    shortfall_words,
    sign,
    visible,
    voices,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.model import Scenario, Speaker
    from scoring.records import Finding
    from trainer.practice.copies import Copy
    from trainer.practice.debrief import Debrief
    from transcripts.records import Spoken, Turn


def customer_lines(said: Iterable[Spoken], cast: Mapping[str, Speaker]) -> Iterator[str]:
    """What the customer's side said, one line for each voice in turn."""

    def name_of(speaker: str | None) -> str | None:
        return cast[speaker].title if speaker is not None and speaker in cast else speaker

    for name, text in voices(said, name_of):
        yield f"客户({visible(name)}): {visible(text)}" if name else f"客户: {visible(text)}"


def indented(lines: Iterable[str]) -> Iterator[str]:
    """Lines that are neither customer nor marks."""
    for line in lines:
        for piece in line.splitlines():
            yield f"  {visible(piece)}".rstrip() if piece.strip() else "  "


def briefing_lines(scenario: Scenario, case: Iterable[str]) -> Iterator[str]:
    """What a trainee knows before they start."""
    yield from indented([f"{scenario.title}（{scenario.source}，{scenario.date}）", scenario.briefing.strip()])
    yield from indented([_("资料："), *case])


def mark_lines(turn: Turn) -> Iterator[str]:
    """Marks of a reply, then each finding in its own words."""
    marks = turn.assessment.marks
    yield f"[{turn.number}] " + " ".join(f"{name} {getattr(marks, key)}" for key, name in mark_names().items())
    for reason in turn.assessment.reasons.get("overall", ())[:1]:
        yield f"[{turn.number}] " + _("总评：{reason}").format(reason=visible(reason))
    for finding in first_of_each(turn.assessment.findings):
        yield f"[{turn.number}] {finding_line(finding)}"
    if turn.assessment.cut:
        yield f"[{turn.number}] " + cut_words()


def copy_line(turn: Turn, copy: Copy) -> str:
    """That a reply is a model wording said again, and whether this was the moment for it."""
    if copy.fits:
        return f"[{turn.number}] " + _("照范例：和场景里的示范话术几乎一样，换成自己的话再试试。")
    return f"[{turn.number}] " + _("照搬范例：这句示范话术是给别的时候写的，看看它接住客户刚才的话没有。")


def finding_line(finding: Finding) -> str:
    """A finding as one line: sign, name, words, reason, better wording."""
    named = f"{sign(finding.label)}{label_name(finding.label)}{visible(quoted(finding))}"
    better = " " + _("可以说：{better}").format(better=visible(finding.better)) if finding.better else ""
    return f"{named} {visible(finding.why)}{better}"


def debrief_lines(end: Debrief) -> Iterator[str]:
    """The end of a session as plain lines."""
    yield from indented(_outcome(end))
    yield from indented("".join(gate_words(result)) for result in settled(end.gates))
    yield from indented(_marks(end))
    yield from indented(_steps(end))
    yield from indented(
        _("保持：（{turn}）{note}").format(turn=each.turn, note=finding_line(each.finding)) for each in end.keep
    )
    yield from indented(
        _("改进：（{turn}）{note}").format(turn=each.turn, note=finding_line(each.finding)) for each in end.change
    )


def _outcome(end: Debrief) -> Iterator[str]:
    if end.ending is None:
        yield _("练习还没有结束。")
        return
    verdict = _("合格") if end.passed else _("不合格")
    said = _("结局：{title}（{kind}）{verdict}")
    yield said.format(title=end.ending.title, kind=outcome_name(end.ending.kind), verdict=verdict)
    yield end.ending.debrief
    yield from map(shortfall_words, end.shortfalls)


def _marks(end: Debrief) -> Iterator[str]:
    values = ((name, getattr(end.marks, key)) for key, name in mark_names().items())
    yield " ".join(f"{name} {_('未评') if value is None else value}" for name, value in values)


def _steps(end: Debrief) -> Iterator[str]:
    for step in end.steps:
        done = _("第 {turn} 句").format(turn=step.turn) if step.turn else _("会后") if step.later else _("没有做")
        yield _("{done}：{step}").format(done=done, step=_(step.name))
