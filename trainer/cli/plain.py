"""Session texts for a terminal without a screen, line by line. Every line's first characters say what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scoring.labels import CASE_FINDINGS, LABELS
from trainer.cli.text import visible
from trainer.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.model import Scenario, Speaker
    from scoring.records import Finding
    from trainer.practice.copies import Copy
    from trainer.practice.debrief import Debrief, Shortfall
    from trainer.practice.gates import GateResult
    from transcripts.records import Spoken, Turn


def customer_lines(said: Iterable[Spoken], cast: Mapping[str, Speaker]) -> Iterator[str]:
    """What the customer's side said, one line for each voice in turn."""
    voices: list[tuple[str | None, str]] = []
    for part in said:
        if voices and voices[-1][0] == part.speaker:
            voices[-1] = (part.speaker, voices[-1][1] + part.text)
        else:
            voices.append((part.speaker, part.text))
    for speaker, text in voices:
        name = cast[speaker].title if speaker is not None and speaker in cast else speaker
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
    names = {"etiquette": _("礼仪"), "empathy": _("同理心"), "phrasing": _("话术"), "overall": _("总评")}
    yield f"[{turn.number}] " + " ".join(f"{name} {getattr(marks, key)}" for key, name in names.items())
    for reason in turn.assessment.reasons.get("overall", ())[:1]:
        yield f"[{turn.number}] " + _("总评：{reason}").format(reason=visible(reason))
    for finding in _worth_showing(turn.assessment.findings):
        yield f"[{turn.number}] {finding_line(finding)}"
    if turn.assessment.cut:
        yield f"[{turn.number}] " + _("这句太长，只按前 2000 个字打分；原文已完整保存。")


def copy_line(turn: Turn, copy: Copy) -> str:
    """That a reply is a model wording said again, and whether this was the moment for it."""
    if copy.fits:
        return f"[{turn.number}] " + _("照范例：和场景里的示范话术几乎一样，换成自己的话再试试。")
    return f"[{turn.number}] " + _("照搬范例：这句示范话术是给别的时候写的，看看它接住客户刚才的话没有。")


def _worth_showing(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding of each label; a form of address repeated ten times is said once."""
    seen: set[str] = set()
    for finding in findings:
        if finding.label not in seen:
            seen.add(finding.label)
            yield finding


def finding_line(finding: Finding) -> str:
    """A finding as one line: sign, name, words, reason, better wording."""
    label = LABELS.get(finding.label)
    sign = "＋" if label is not None and label.good else "－"
    name = _(label.zh if label is not None else CASE_FINDINGS.get(finding.label, finding.label))
    words = f"“{visible(finding.text)}”" if finding.text else ""
    better = " " + _("可以说：{better}").format(better=visible(finding.better)) if finding.better else ""
    return f"{sign}{name}{words} {visible(finding.why)}{better}"


def debrief_lines(end: Debrief) -> Iterator[str]:
    """The end of a session as plain lines."""
    yield from indented(_outcome(end))
    yield from indented(map(_gate, end.gates))
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
    for shortfall in end.shortfalls:
        yield shortfall_words(shortfall)


def shortfall_words(shortfall: Shortfall) -> str:
    """Why a session does not pass, as the next thing to try."""
    from trainer.practice.debrief import PASS_MARK

    return {
        "outcome": _("要合格，先要把事情解决，或者妥善移交。"),
        "gates": _("要合格，红线一条都不能碰。"),
        "marks": _("要合格，总评平均要到 {mark} 分。").format(mark=PASS_MARK),
    }[shortfall]


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
    }[kind]


def _gate(result: GateResult) -> str:
    said = _("红线没守住：{why}") if result.failed else _("红线守住了：{why}")
    words = _("（第 {turn} 句“{words}”）").format(turn=result.turn, words=result.words) if result.words else ""
    return said.format(why=result.gate.why) + words


def _marks(end: Debrief) -> Iterator[str]:
    names = {"etiquette": _("礼仪"), "empathy": _("同理心"), "phrasing": _("话术"), "overall": _("总评")}
    values = ((name, getattr(end.marks, key)) for key, name in names.items())
    yield " ".join(f"{name} {_('未评') if value is None else value}" for name, value in values)


def _steps(end: Debrief) -> Iterator[str]:
    for step in end.steps:
        done = _("第 {turn} 句").format(turn=step.turn) if step.turn else _("会后") if step.later else _("没有做")
        yield _("{done}：{step}").format(done=done, step=_(step.name))
