"""The report of a session: the talk with its findings in place, both marks, the mood, what to keep and to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.i18n import _
from trainer.keeping import Start, kept_scenario, making_sense
from trainer.names import axis_names, marked_spans, mode_name, voices
from trainer.practice.debrief import debrief
from trainer.reports.charts import bars, lines
from trainer.reports.html import Html, joined, page, tag, text
from trainer.wording import (
    first_of_each,
    gate_words,
    is_good,
    label_name,
    mark_names,
    outcome_name,
    quoted,
    settled,
    shortfall_words,
    sign,
)
from transcripts.marks import PASS_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenarios.model import Scenario
    from scoring.records import Finding
    from trainer.practice.debrief import Debrief, Note
    from transcripts.exports import Kept
    from transcripts.records import Spoken, Turn
    from transcripts.reviews import Entry
    from transcripts.store import Store


def session_pages(store: Store, found: Iterable[Kept]) -> Iterator[str]:
    """One file of these sessions, each on a page of its own when printed."""
    pages = [tag("section", *_session(store, kept), class_="page") for kept in found]
    yield page(_("会话报告"), *pages)


def _session(store: Store, kept: Kept) -> Iterator[object]:
    session = kept.session
    scenario = kept_scenario(store, session, to_play=False)
    with making_sense(store, session):
        end = debrief(scenario, session.turns, Start.of(session).mood or scenario.mood)
        yield from _head(kept, scenario, end)
        yield tag("h2", _("得分"))
        yield _marks(kept, end)
        yield tag("h2", _("心情的变化"))
        yield _mood(end, scenario)
        yield tag("h2", _("对话"))
        yield _said(session.opening, scenario)
        yield from (_turn(turn, kept, scenario) for turn in session.turns)
        yield from _closing(kept, end)
        versions = _("场景版本 {scenario}　规则版本 {rules}　评分器 {scorer}").format(
            scenario=session.scenario_hash[:12], rules=session.rules_hash[:12], scorer=session.scorer_version
        )
        yield tag("footer", f"{session.id}　{versions}")


def _head(kept: Kept, scenario: Scenario, end: Debrief) -> Iterator[Html]:
    session, person = kept.session, kept.person
    yield tag("h1", f"{person.name}　{scenario.title}")
    about = (person.staff_number, person.team, scenario.source, mode_name(session.mode), session.started[:16])
    yield tag("p", "　".join(filter(None, about)).replace("T", " "), class_="dim")
    if end.ending is None:
        yield tag("p", _("练习还没有结束，这是到现在为止的样子。"))
        return
    passed = kept.passed if kept.passed is not None else end.passed
    verdict = tag("b", _("合格") if passed else _("还没合格"), class_="good" if passed else "warm")
    yield tag("p", tag("b", end.ending.title), f"（{outcome_name(end.ending.kind)}）　", verdict)
    yield tag("p", end.ending.debrief.strip())
    if not passed:
        yield tag("ul", *(tag("li", shortfall_words(each)) for each in end.shortfalls))
    gates = settled(end.gates)
    if gates:
        said = ((*gate_words(each), each.failed) for each in gates)
        yield tag("ul", *(tag("li", tag("b", head, class_="bad" if bad else "good"), why) for head, why, bad in said))


def _marks(kept: Kept, end: Debrief) -> Html:
    names = mark_names()
    rows = [
        (names[key], value, f"{value:.1f}")
        for key in ("overall", "etiquette", "empathy", "phrasing")
        if (value := getattr(end.marks, key)) is not None
    ]
    note = _("满分 5，合格 {mark}").format(mark=PASS_MARK)
    reviewed = _reviewed_marks(kept) if kept.reviewed.reviewers else None
    return joined(bars(rows, 5, mark=PASS_MARK), tag("p", note, class_="dim"), reviewed)


def _reviewed_marks(kept: Kept) -> Html:
    """The session's marks with the instructors' in place of the machine's."""
    turns = [kept.reviewed.marks(turn.number, turn.assessment.marks) for turn in kept.session.turns]
    names = mark_names()
    means = "　".join(f"{names[key]} {sum(turn[key] for turn in turns) / len(turns):.1f}" for key in names)
    people = "、".join(kept.people.get(name, "") for name in kept.reviewed.reviewers)
    return tag("p", _("讲师复核后：{marks}（{people}）").format(marks=means, people=people), class_="note")


def _mood(end: Debrief, scenario: Scenario) -> Html:
    series = [(name, [getattr(mood, axis) for mood in end.moods]) for axis, name in axis_names(scenario).items()]
    return lines(series, 10, [str(number) for number in range(len(end.moods))])


def _said(said: tuple[Spoken, ...], scenario: Scenario) -> Html:
    lines_said = (tag("p", tag("b", name), "：", words) for name, words in voices(said, scenario))
    return tag("div", *lines_said, class_="customer")


def _turn(turn: Turn, kept: Kept, scenario: Scenario) -> Html:
    found = turn.assessment
    number = _("第 {turn} 句").format(turn=turn.number)
    taken = "" if turn.seconds is None else _("　用时 {seconds:.0f} 秒").format(seconds=turn.seconds)
    state = scenario.states.get(turn.state)
    way = state.replies[turn.way].title if state and turn.way is not None and turn.way < len(state.replies) else ""
    return tag(
        "div",
        tag("p", tag("b", number), f"　{_marks_line(turn, kept)}{taken}", class_="dim"),
        tag("div", reply_in_words(turn), class_="agent"),
        tag("ul", *(_finding(each) for each in first_of_each(found.findings))),
        tag("p", _("像是堆给机器看的话，没有回应这位客户。"), class_="bad") if found.gaming else None,
        *(_entry(entry, kept) for entry in kept.reviewed.of_turn(turn.number)),
        tag("p", f"{_('走向')} {turn.state} → {turn.to}　{way}　{_mood_line(turn, scenario)}", class_="dim"),
        _said(turn.said, scenario),
        class_="turn",
    )


def _marks_line(turn: Turn, kept: Kept) -> str:
    held = kept.reviewed.marks(turn.number, turn.assessment.marks)
    parts = []
    for key, name in mark_names().items():
        machine = getattr(turn.assessment.marks, key)
        parts.append(f"{name} {machine}" if held[key] == machine else f"{name} {machine}→{held[key]}")
    return "　".join(parts)


def _mood_line(turn: Turn, scenario: Scenario) -> str:
    names = axis_names(scenario)
    return "　".join(f"{name} {turn.mood_before[axis]}→{turn.mood[axis]}" for axis, name in names.items())


def reply_in_words(turn: Turn) -> Html:
    """A reply with the words that findings point at underlined."""
    parts: list[object] = []
    at = 0
    for start, end, mark in marked_spans(len(turn.reply), turn.assessment.findings):
        shown = tag("mark", turn.reply[start:end], class_="good" if mark == "＋" else "bad")
        parts += [turn.reply[at:start], shown]
        at = end
    return joined(*map(text, [*parts, turn.reply[at:]]))


def _finding(finding: Finding) -> Html:
    good = is_good(finding.label)
    head = tag("b", f"{sign(finding.label)} {label_name(finding.label)}", class_="good" if good else "bad")
    better = (
        tag("span", _("　可以说：“{better}”").format(better=finding.better), class_="good") if finding.better else None
    )
    return tag("li", head, f"{quoted(finding)}：{finding.why}", better)


def _entry(entry: Entry, kept: Kept) -> Html:
    return tag("p", f"{kept.people.get(entry.author, '')}　{entry_words(entry)}", class_="note")


def entry_words(entry: Entry) -> str:
    """What an entry says, on one line."""
    names, label = mark_names(), label_name(entry.label or "")
    heads = {
        "mark": _("改{dimension}为 {mark} 分"),
        "refuted": _("不认这条判定：{label}{text}"),
        "added": _("补一条判定：{label}{text}"),
        "comment": _("评语"),
        "verdict": _("结论：{verdict}"),
        "disputed": _("学员对{dimension}有异议"),
        "accepted": _("采纳，{dimension}改为 {mark} 分"),
        "partly": _("部分采纳，{dimension}改为 {mark} 分"),
        "refused": _("不采纳"),
    }
    head = heads.get(entry.kind, entry.kind).format(
        dimension=names.get(entry.dimension or "", ""),
        mark=entry.mark,
        label=label,
        text=f"“{entry.text}”" if entry.text else "",
        verdict=verdict_name(entry.label or ""),
    )
    return f"{head}：{entry.words}" if entry.words else head


def verdict_name(verdict: str) -> str:
    """An instructor's verdict in words."""
    return {"passed": _("合格"), "failed": _("不合格"), "again": _("再练一次")}.get(verdict, verdict)


def _closing(kept: Kept, end: Debrief) -> Iterator[Html]:
    for head, notes in ((_("保持"), end.keep), (_("改进"), end.change)):
        if notes:
            yield tag("h2", head)
            yield tag("ul", *map(_note, notes))
    entries = kept.reviewed.of_turn(0)
    if entries:
        yield tag("h2", _("讲师的话"))
        yield from (_entry(entry, kept) for entry in entries)


def _note(note: Note) -> Html:
    turn = _("第 {turn} 句").format(turn=note.turn)
    return tag("li", f"{turn}　{label_name(note.finding.label)}{quoted(note.finding)}：{note.finding.why}")
