"""What every front end says of marks, findings, gates and outcomes, in the language spoken; and text made safe to show.

Knows no screen and no command line: it gives words, never signs' colours or line breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, TypeVar

from trainer.i18n import _

if TYPE_CHECKING:
    from scoring.records import Finding
    from trainer.practice.debrief import Shortfall
    from trainer.practice.gates import GateResult
    from transcripts.records import Spoken

Name = TypeVar("Name")

NAME: Final = "话术 Huashu"
"""The product's, the same in every language."""

_UNSEEN: Final = (
    *(*range(0x20), *range(0x7F, 0xA0)),
    *(0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)),
)
_SHOWN: Final = dict.fromkeys(_UNSEEN, "·")


def visible(text: str) -> str:
    """A text on one line in which nothing can steer a terminal: what cannot be seen shows as ·, one for one."""
    return text.translate(_SHOWN)


def visible_lines(text: str) -> str:
    """The same for a text of several lines, which stay lines."""
    return "\n".join(map(visible, text.split("\n")))


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


# The labels are imported late: a command that only needs visible() does not pay for them.
def is_good(label: str) -> bool:
    """Whether a finding is a move rather than a fault."""
    from scoring.labels import LABELS

    return label in LABELS and LABELS[label].good


def is_check(label: str) -> bool:
    """Whether a finding says what the case or the law has otherwise: neither a move nor a fault of manner."""
    from scoring.labels import CASE_FINDINGS

    return label in CASE_FINDINGS


def label_name(label: str) -> str:
    """A label or case finding in words."""
    from scoring.labels import CASE_FINDINGS, LABELS

    known = LABELS.get(label)
    return _(known.zh if known is not None else CASE_FINDINGS.get(label, label))


def sign(label: str) -> str:
    """What stands before a finding: ＋ for a move, － for a fault, ！ for what the case or the law has otherwise."""
    return "！" if is_check(label) else "＋" if is_good(label) else "－"


def quoted(finding: Finding) -> str:
    """The words a finding points at, in quotation marks; nothing where it points at none."""
    return f"“{finding.text}”" if finding.text else ""


def first_of_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first finding of each label; a form of address repeated ten times is said once, each wrong figure is."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        first.setdefault((finding.label, finding.why if is_check(finding.label) else ""), finding)
    return tuple(first.values())


def cut_words() -> str:
    """That only the beginning of a reply was marked."""
    return _("这句太长，只按前 2000 个字打分；原文已完整保存。")


def voices(said: Iterable[Spoken], name_of: Callable[[str | None], Name]) -> list[tuple[Name, str]]:
    """What the customer's side said, as name and words, one for each voice in turn."""
    found: list[tuple[Name, str]] = []
    for part in said:
        name = name_of(part.speaker)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + part.text)
        else:
            found.append((name, part.text))
    return found


def shortfall_words(shortfall: Shortfall) -> str:
    """Why a session does not pass, as the next thing to try."""
    from transcripts.marks import PASS_MARK

    return {
        "outcome": _("要合格，先要把事情解决，或者妥善移交。"),
        "gates": _("要合格，红线一条都不能碰。"),
        "marks": _("要合格，总评平均要到 {mark} 分。").format(mark=PASS_MARK),
    }[shortfall]


def settled(gates: Iterable[GateResult]) -> list[GateResult]:
    """The gates there is something to say of: those that can no longer turn out otherwise."""
    return [result for result in gates if result.failed or not result.open]


def gate_words(result: GateResult) -> tuple[str, str]:
    """How a gate came out, and why it is one, with the words of the reply that met or broke it."""
    head = _("红线没守住：") if result.failed else _("红线守住了：")
    return head, result.gate.why + _where(result)


def _where(result: GateResult) -> str:
    if result.words:
        return _("（第 {turn} 句“{words}”）").format(turn=result.turn, words=result.words)
    return _("（第 {turn} 句）").format(turn=result.turn) if result.failed and result.turn else ""


def trouble_words(error: Exception) -> str:
    """What could not be done, as said to a person."""
    from scenarios.refusals import Refusal
    from transcripts.errors import StoreError

    if isinstance(error, Refusal):
        return _(error.says).format(**error.fields)
    if isinstance(error, StoreError):
        return _(error.says).format(**{name: _(value) for name, value in error.fields.items()})
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}：{error.filename}" if error.filename else error.strerror
    return str(error)
