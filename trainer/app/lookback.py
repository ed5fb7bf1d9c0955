"""The debrief as paragraphs: how it ended, the marks, the mood, the process, what to keep and try, the way taken.

Draws nothing itself. Never blames: what went wrong is said as the next thing to try.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.app.messages import BAD, DIM, GOOD
from trainer.app.paint import Block, joined, padded, plain, width_of
from trainer.i18n import _
from trainer.names import axis_names
from trainer.wording import gate_words, label_name, mark_names, outcome_name, quoted, settled, shortfall_words, sign
from transcripts.marks import PASS_MARK

if TYPE_CHECKING:
    from scenarios.model import Scenario
    from trainer.practice.debrief import Debrief, Note
    from transcripts.records import Turn

Paragraphs = Iterator[Block | Content]
HEAD = "bold $primary"
_BARS = " ▁▂▃▄▅▆▇█"


def outcome(end: "Debrief") -> Paragraphs:
    """Where the session ended, whether it passes, and what decided."""
    if end.ending is None:
        yield plain(_("练习还没有结束，这是到现在为止的样子。"), HEAD)
    else:
        verdict = (_("合格"), f"bold {GOOD}") if end.passed else (_("还没合格"), "bold $secondary")
        yield joined((end.ending.title, "bold"), f"（{outcome_name(end.ending.kind)}）　", verdict)
        yield plain(end.ending.debrief.strip())
        for shortfall in end.shortfalls:
            yield Block(joined(("→ ", "bold $secondary"), shortfall_words(shortfall)), hang=3)
    yield Content("")
    for result in settled(end.gates):
        head, why = gate_words(result)
        mark, style = ("－", BAD) if result.failed else ("＋", GOOD)
        yield Block(joined((f"{mark} {head}", style), why), hang=3)


def marks(end: "Debrief", width: int = 30) -> Paragraphs:
    """The marks as bars with their numbers."""
    yield plain(_("得分"), HEAD)
    names = mark_names()
    size = max(map(width_of, names.values())) + 2
    for key in ("overall", "etiquette", "empathy", "phrasing"):
        value: float | None = getattr(end.marks, key)
        if value is None:
            yield joined(padded(names[key], size), (_("未评（这一次没有用到）"), DIM))
            continue
        filled = round(value * width / 5)
        style = "$secondary" if value < PASS_MARK else GOOD
        rest = ("─" * (width - filled), "$foreground-disabled")
        yield joined(padded(names[key], size), ("━" * filled, style), rest, (f"  {value:.1f}", "bold"))
    yield plain(_("满分 5，合格 {mark}").format(mark=PASS_MARK), DIM)


def mood(end: "Debrief", scenario: "Scenario", turns: "tuple[Turn, ...]") -> Paragraphs:
    """The mood over the turns, and the sentence that turned it."""
    yield plain(_("心情的变化"), HEAD)
    names = axis_names(scenario)
    size = max(width_of(_("第几句")), *map(width_of, names.values())) + 2
    step = 3 if len(end.moods) <= 18 else 2
    numbers = "".join(f"{i:<{step}d}" for i in range(len(end.moods))) if step == 3 else ""
    for axis, name in names.items():
        values: list[int] = [getattr(each, axis) for each in end.moods]
        curve = "".join((_bar(value) * (step - 1)) + " " for value in values)
        yield joined(padded(name, size), (curve, GOOD), (f" {values[0]} → {values[-1]}", "bold"))
        if step == 3:
            yield plain(" " * size + "".join(f"{value:<3d}" for value in values), DIM)
    if numbers:
        yield plain(padded(_("第几句"), size) + numbers, DIM)
    if end.turning is not None:
        turned = turns[end.turning - 1]
        better = turned.mood["trust"] - turned.mood["anger"] > turned.mood_before["trust"] - turned.mood_before["anger"]
        words = _("第 {turn} 句让客户松了下来") if better else _("第 {turn} 句让客户绷得更紧")
        yield Block(joined((words.format(turn=end.turning), "bold"), f"：“{_short(turned.reply)}”"), hang=2)


def _bar(value: int) -> str:
    return _BARS[max(1, round(value * 8 / 10))]


def _short(text: str, most: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most] + "……"


def steps(end: "Debrief") -> Paragraphs:
    """The process of handling a complaint, step by step."""
    yield plain(_("投诉处理九步"), HEAD)
    size = max(map(width_of, (_("没听到"), _("会后"), _("第 {turn} 句").format(turn=99)))) + 2
    for step in end.steps:
        if step.turn:
            head, place, style = ("＋", GOOD), _("第 {turn} 句").format(turn=step.turn), ""
        elif step.later:
            head, place, style = ("· ", DIM), _("会后"), DIM
        else:
            head, place, style = ("－", "bold $secondary"), _("没听到"), ""
        yield Block(joined(head, " ", (padded(place, size) + _(step.name), style)), hang=size + 3)


def keep_and_change(end: "Debrief") -> Paragraphs:
    """Three things to keep, three to try another way."""
    if end.keep:
        yield plain(_("这几样做得好，保持"), HEAD)
        yield from (_note(note, good=True) for note in end.keep)
        yield Content("")
    yield plain(_("下一次可以试试"), HEAD)
    for note in end.change:
        yield _note(note, good=False)
        if note.finding.better:
            better = _("换成：“{better}”").format(better=note.finding.better)
            yield Block(joined(("→ ", GOOD), (better, GOOD)), lead=3, hang=5)
    if not end.change:
        yield plain(_("没有挑出毛病。换一种心情、用考试方式再来一遍，看看稳不稳。"))


def _note(note: "Note", *, good: bool) -> Block:
    place = _("（第 {turn} 句）").format(turn=note.turn)
    head = (f"{sign(note.finding.label)} {label_name(note.finding.label)}", GOOD if good else BAD)
    return Block(joined(head, quoted(note.finding), (place, DIM), f"：{note.finding.why}"), hang=3)


def way(end: "Debrief", scenario: "Scenario") -> Paragraphs:
    """The way taken through the branches; those not taken stand dim beside it."""
    yield plain(_("走过的路"), HEAD)
    last = None
    for number, (name, taken) in enumerate(end.way, 1):
        state = scenario.states.get(name)
        if state is None:
            yield from _ending(name, scenario)
            continue
        if name != last:
            yield plain(state.title, "bold")
        last = name
        if taken is None and number < len(end.way):
            yield plain(_("  │ 第 {turn} 句：客户不等了").format(turn=number))
        elif taken is not None and taken < len(state.replies):
            yield from _fork(number, taken, name, scenario)
    yield from _unseen(end, scenario)


def _fork(number: int, taken: int, name: str, scenario: "Scenario") -> Paragraphs:
    replies = scenario.states[name].replies
    title = _("第 {turn} 句：{title}").format(turn=number, title=replies[taken].title)
    yield Block(joined(("  │ ", GOOD), title), hang=4)
    others = "、".join(reply.title for i, reply in enumerate(replies) if i != taken)
    if others:
        yield Block(joined(("  │ ", GOOD), (_("没走的：{others}").format(others=others), DIM)), hang=6)


def _ending(name: str, scenario: "Scenario") -> Paragraphs:
    ending = scenario.endings.get(name)
    if ending is not None:
        kind = outcome_name(ending.kind)
        yield plain(_("结局：{title}（{kind}）").format(title=ending.title, kind=kind), "bold")


def _unseen(end: "Debrief", scenario: "Scenario") -> Paragraphs:
    """States and endings this session did not come to."""
    seen = {name for name, _taken in end.way}
    states = [state.title for state in scenario.states.values() if state.id not in seen]
    endings = [ending.title for ending in scenario.endings.values() if ending.id not in seen]
    yield Content("")
    if states:
        yield Block(plain(_("没走到的地方：{titles}").format(titles="、".join(states)), DIM), hang=2)
    if endings:
        yield Block(plain(_("另外的结局：{titles}").format(titles="、".join(endings)), DIM), hang=2)
