"""The conversation's messages: the customer's words, and a reply with its findings in the trainee's own words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.app.paint import Block, Passage, joined, plain
from trainer.i18n import _
from trainer.names import is_quiet, marked_spans, voices
from trainer.wording import cut_words, first_of_each, is_check, is_good, label_name, mark_names, quoted, sign

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from scoring.records import Assessment, Finding
    from transcripts.records import Spoken, Turn

GOOD, BAD, DIM = "$success", "bold $error", "$foreground-muted"
_IN_WORDS = {"＋": "underline $success", "－": "bold underline $error", "！": "bold underline $error"}
_MOST_FAULTS = 3


class CustomerSays(Passage):
    """What the customer's side says."""

    DEFAULT_CSS = """
    CustomerSays { margin: 1 1 0 0; padding: 0 1 0 1; border-left: outer $secondary; }
    """

    def __init__(self, said: "tuple[Spoken, ...]", scenario: "Scenario") -> None:
        blocks: list[Content] = []
        for name, text in voices(said, scenario):
            blocks += [plain(name, "bold $secondary"), plain(text)]
        super().__init__(*blocks)


class AgentSays(Passage):
    """What the trainee said, and what it is worth where that may be shown."""

    DEFAULT_CSS = """
    AgentSays { margin: 1 0 0 3; padding: 0 1; border-left: outer $primary; background: $surface; }
    """

    def __init__(self, turn: "Turn", *, marked: bool) -> None:
        super().__init__(*reply_blocks(turn, marked=marked))
        self.number = turn.number


class Remark(Passage):
    """A word from the program in the middle of a conversation: a hint, where it starts again, how it ended."""

    DEFAULT_CSS = "Remark { margin: 1 0 0 0; padding: 0 2; color: $foreground-muted; }"


def reply_blocks(turn: "Turn", *, marked: bool, full: bool = False) -> list[Block | Content]:
    """A reply: its words, then, where they may be shown, its marks and the reasons for them."""
    head = joined((_("您"), "bold $primary"), (_("　第 {turn} 句").format(turn=turn.number), DIM))
    if not marked:
        return [head, plain(turn.reply)]
    return [head, in_words(turn.reply, turn.assessment.findings), Content(""), *card_blocks(turn.assessment, full=full)]


def in_words(reply: str, findings: "tuple[Finding, ...]") -> Content:
    """A reply with a sign before, and a line under, the words that findings point at; a fault goes over a move."""
    parts: list[Content] = []
    at = 0
    for start, end, mark in marked_spans(len(reply), findings):
        shown = (mark, GOOD if mark == "＋" else BAD)
        parts += [plain(reply[at:start]), joined(shown, (reply[start:end], _IN_WORDS[mark]))]
        at = end
    return Content("").join([*parts, plain(reply[at:])])


def card_blocks(assessment: "Assessment", *, full: bool = False) -> Iterator[Block | Content]:
    """The marks of a reply and why: what is wrong, faults with a better wording, moves; `full` gives every reason."""
    yield marks_line(assessment)
    if assessment.cut:
        yield plain(cut_words(), DIM)
    if assessment.gaming:
        yield Block(plain(_("－ 像是堆给机器看的话，没有回应这位客户。说一句只对他有用的话试试。"), BAD), hang=3)
    found = first_of_each(assessment.findings)
    checks = [finding for finding in found if is_check(finding.label)]
    faults = [finding for finding in found if not is_good(finding.label) and not is_check(finding.label)]
    moves = [finding for finding in found if is_good(finding.label)]
    for finding in checks if full else checks[:_MOST_FAULTS]:
        yield from fault_blocks(finding)
    for finding in faults if full else faults[:_MOST_FAULTS]:
        yield from fault_blocks(finding)
    if full:
        yield from map(move_block, moves)
    elif moves:
        yield from _moves_in_short(moves)
    if assessment.marks.overall <= 3 and not faults and not assessment.gaming:
        yield from _next_to_try(assessment)


def marks_line(assessment: "Assessment") -> Content:
    """The four marks on one line, the overall one first."""
    marks = assessment.marks
    parts: list[str | tuple[str, str]] = []
    for key in ("overall", "etiquette", "empathy", "phrasing"):
        value: int = getattr(marks, key)
        style = BAD if value <= 2 else f"bold {GOOD}" if value >= 4 else "bold"
        parts += [(mark_names()[key], "bold" if key == "overall" else DIM), " ", (str(value), style), "   "]
    return joined(*parts[:-1])


def fault_blocks(finding: "Finding") -> Iterator[Block]:
    """A fault, or what is wrong, with its reason, and the wording to put in its place."""
    head = joined(
        (f"{sign(finding.label)} ", BAD), (label_name(finding.label), BAD), quoted(finding), f"：{finding.why}"
    )
    yield Block(head, hang=3)
    if finding.better:
        better = _("可以说：“{better}”").format(better=finding.better)
        yield Block(joined(("→ ", GOOD), (better, GOOD)), lead=3, hang=5)


def move_block(finding: "Finding") -> Block:
    """A move with its reason."""
    return Block(joined(("＋ ", GOOD), (label_name(finding.label), GOOD), quoted(finding), f"：{finding.why}"), hang=3)


def _moves_in_short(moves: "list[Finding]") -> Iterator[Block]:
    """The moves by name, and the reason of the one that says most of this reply."""
    telling = [finding for finding in moves if not is_quiet(finding.label)] or moves
    names = [label_name(finding.label) for finding in (*telling, *(move for move in moves if is_quiet(move.label)))]
    yield Block(joined(("＋ ", GOOD), ("、".join(dict.fromkeys(names)), GOOD)), hang=3)
    best = telling[-1]
    yield Block(plain(f"{label_name(best.label)}{quoted(best)}：{best.why}", DIM), lead=3, hang=3)


def _next_to_try(assessment: "Assessment") -> Iterator[Block]:
    """Why a reply without a fault is not worth more, and what to try next."""
    reason = next((why for why in assessment.reasons.get("overall", ()) if not why.startswith("＋")), "")
    if reason:
        yield Block(joined(("→ ", "bold $secondary"), reason.removeprefix("－")), hang=3)
    if not assessment.labels:
        yield Block(plain(_("下一句试试：先说出客户此刻的感受，再给一个具体的下一步。"), DIM), lead=3, hang=3)
