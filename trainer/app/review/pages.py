"""A session under review as paragraphs: the whole, and one reply with everything said of it. Draws nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trainer.app import lookback
from trainer.app.messages import BAD, DIM, GOOD, fault_blocks, in_words, move_block
from trainer.app.mood import in_a_word
from trainer.app.paint import Block, joined, plain
from trainer.i18n import _
from trainer.keeping import Start
from trainer.names import voices
from trainer.practice.debrief import debrief
from trainer.reports.session import entry_words
from trainer.wording import is_good, mark_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainer.app.review.room import Opened
    from transcripts.records import Turn
    from transcripts.reviews import Entry

_HEAD = "bold $primary"


def session_blocks(opened: Opened) -> Iterator[Block | Content]:
    """How the session ended, its marks and gates, what was said of it, the mood, the way, and its versions."""
    session, scenario = opened.session, opened.scenario
    end = debrief(scenario, session.turns, Start.of(session).mood or scenario.mood)
    yield from lookback.outcome(end)
    yield Content("")
    yield plain(_("点评"), _HEAD)
    yield from _of_session(opened)
    yield Content("")
    yield from lookback.marks(end)
    yield Content("")
    yield from lookback.mood(end, scenario, session.turns)
    yield Content("")
    yield from lookback.way(end, scenario)
    yield Content("")
    said = _("场景版本 {version}　规则版本 {rules}　评分器 {scorer}")
    versions = {"version": session.scenario_hash[:12], "rules": session.rules_hash[:12]}
    yield plain(said.format(**versions, scorer=session.scorer_version), DIM)


def _of_session(opened: Opened) -> Iterator[Block | Content]:
    reviewed = opened.reviewed
    handed = "、".join(opened.names.get(name, "") for name in reviewed.reviewers)
    if handed:
        yield plain(_("交了点评的：{names}").format(names=handed))
    if opened.hidden:
        yield plain(_("还有 {count} 位交了点评；您交上去之后才看得到，免得互相影响。").format(count=opened.hidden), DIM)
    for entry in reviewed.of_turn(0):
        yield entry_block(entry, opened)
    if not reviewed.entries and not opened.hidden:
        yield plain(_("还没有点评。"), DIM)


def turn_blocks(opened: Opened, turn: Turn) -> Iterator[Block | Content]:
    """What the customer said before, the reply, findings by number, both marks, where it led, what was said of it."""
    session, scenario = opened.session, opened.scenario
    before = session.turns[turn.number - 2].said if turn.number > 1 else session.opening
    for name, words in voices(before, scenario):
        yield Block(joined((name, "bold $secondary"), f"：{words}"), hang=2)
    yield Content("")
    yield plain(
        _("{name}　第 {turn} 句{time}").format(name=opened.person.name, turn=turn.number, time=_time(turn)), _HEAD
    )
    yield in_words(turn.reply, turn.assessment.findings)
    yield Content("")
    yield _marks(opened, turn)
    if turn.assessment.gaming:
        yield plain(_("－ 像是堆给机器看的话，没有回应这位客户。说一句只对他有用的话试试。"), BAD)
    yield from _findings(opened, turn)
    entries = opened.reviewed.of_turn(turn.number)
    if entries:
        yield Content("")
        yield plain(_("点评"), _HEAD)
        yield from (entry_block(entry, opened) for entry in entries)
    yield Content("")
    yield plain(_way(opened, turn), DIM)
    yield plain(in_a_word(scenario, turn.mood, turn.mood_before), DIM)
    for name, words in voices(turn.said, scenario):
        yield Block(joined((name, "bold $secondary"), f"：{words}"), hang=2)


def _time(turn: Turn) -> str:
    return "" if turn.seconds is None else _("　用时 {seconds:.0f} 秒").format(seconds=turn.seconds)


def _way(opened: Opened, turn: Turn) -> str:
    state = opened.scenario.states.get(turn.state)
    title = state.replies[turn.way].title if state and turn.way is not None and turn.way < len(state.replies) else ""
    return _("走向：{state} → {to}　{title}").format(state=turn.state, to=turn.to, title=title)


def _marks(opened: Opened, turn: Turn) -> Content:
    """The machine's marks, each with the one that holds now where an instructor changed it."""
    held = opened.reviewed.marks(turn.number, turn.assessment.marks)
    parts: list[str | tuple[str, str]] = []
    for key, name in mark_names().items():
        machine = getattr(turn.assessment.marks, key)
        parts += [(f"{name} ", DIM), (str(machine), "bold")]
        parts += [(f" → {held[key]}", f"bold {GOOD}")] if held[key] != machine else []
        parts.append("   ")
    return joined(*parts)


def _findings(opened: Opened, turn: Turn) -> Iterator[Block]:
    """Every finding with the number by which it is refuted."""
    refuted = opened.reviewed.refuted(turn.number)
    for place, finding in enumerate(turn.assessment.findings):
        number = plain(f"{place + 1:2d} ", "bold")
        blocks = [move_block(finding)] if is_good(finding.label) else list(fault_blocks(finding))
        first = blocks[0]
        gone = plain(_("（不认）"), BAD) if place in refuted else Content("")
        yield Block(number + first.content + gone, lead=first.lead, hang=first.hang + 3)
        yield from (Block(block.content, block.lead + 3, block.hang + 3) for block in blocks[1:])


def entry_block(entry: Entry, opened: Opened) -> Block:
    """One thing somebody said, by whom; a draft is named as one."""
    draft = _("（草稿）") if opened.is_draft(entry) else ""
    who = opened.names.get(entry.author, "")
    return Block(joined((f"✎ {who}{draft}　", "bold $secondary"), entry_words(entry)), hang=3)
