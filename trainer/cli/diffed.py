"""What an edit would change, as lines of text: the summary first, then each golden reply, then each session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from trainer.edits import Counts
from trainer.i18n import _
from trainer.wording import label_name, mark_names, outcome_name, visible

if TYPE_CHECKING:
    from scenarios.model import Bound
    from trainer.edits import GoldenReport, SessionReport
    from trainer.practice.compare import Change, End, Outlook, Step

_LONGEST = 60


def lines(goldens: Sequence[GoldenReport], sessions: Sequence[SessionReport]) -> Iterator[str]:
    """Everything there is to say, safe to print."""
    counts = Counts.of(goldens, sessions)
    yield from map(visible, _summary(counts))
    if counts.golden_changed or counts.golden_added or counts.golden_removed:
        yield from ("", _("示范话术"))
        yield from (visible(line) for report in goldens for line in _goldens(report))
    if counts.session_changed:
        yield from ("", _("练习"))
        yield from (visible(line) for each in sessions if each.differs for line in _session(each))


def _summary(counts: Counts) -> Iterator[str]:
    said = _("示范话术：比了 {all} 句，{changed} 句会变，新增 {added} 句，删去 {removed} 句")
    yield said.format(
        all=counts.goldens, changed=counts.golden_changed, added=counts.golden_added, removed=counts.golden_removed
    )
    said = _("练习：比了 {all} 场，{changed} 场会变（结局 {endings} 场，合格与否 {passes} 场，总评 {marks} 场）")
    yield said.format(
        all=counts.sessions,
        changed=counts.session_changed,
        endings=counts.endings,
        passes=counts.passes,
        marks=counts.marks,
    )
    if counts.new:
        yield _("没有旧版可比（只有这一版，也没人练过别的）：{names}").format(names="、".join(counts.new))
    if counts.remarked:
        yield _("有 {n} 场是另一版评分器打的分，新旧两边都按现在的评分器算。").format(n=counts.remarked)
    if counts.damaged:
        yield _("有 {n} 场读不出来，没有比；详情见 huashu audit。").format(n=counts.damaged)


def _goldens(report: GoldenReport) -> Iterator[str]:
    for change in report.changes or ():
        if change.differs:
            head = _("{scenario} 第 {line} 行 {state}").format(
                scenario=report.scenario, line=change.place, state=change.state
            )
            yield f"{head}“{_short(change.reply)}”"
            yield from (f"  {line}" for line in _of_golden(change))


def _of_golden(change: Change) -> Iterator[str]:
    if change.before is None and change.after is not None:
        yield _("新增：{look}").format(look=_look(change.after))
    elif change.after is None and change.before is not None:
        yield _("删去：{look}").format(look=_look(change.before))
    else:
        yield from _between(change)


def _look(look: Outlook) -> str:
    marks = " ".join(f"{name} {getattr(look.marks, key)}" for key, name in mark_names().items())
    return f"{marks}  {_ways(look.steps)}"


def _between(change: Change) -> Iterator[str]:
    """What is other about a reply that is said before and after."""
    old, new = change.before, change.after
    if old is None or new is None:
        return
    names = [f"＋{_label(name)}" for name in new.labels if name not in old.labels]
    names += [f"－{_label(name)}" for name in old.labels if name not in new.labels]
    names += [_("＋要点 {name}").format(name=name) for name in new.points if name not in old.points]
    names += [_("－要点 {name}").format(name=name) for name in old.points if name not in new.points]
    names += [_("＋问 {name}").format(name=name) for name in new.asked if name not in old.asked]
    names += [_("－问 {name}").format(name=name) for name in old.asked if name not in new.asked]
    if old.gaming != new.gaming:
        names.append(_("＋像是堆砌") if new.gaming else _("－像是堆砌"))
    if names:
        yield "  ".join(names)
    marks = ((name, getattr(old.marks, key), getattr(new.marks, key)) for key, name in mark_names().items())
    moved = [f"{name} {before} → {after}" for name, before, after in marks if before != after]
    if moved:
        yield "  ".join(moved)
    if old.steps != new.steps:
        yield _("走法：{before} ⇒ {after}").format(before=_ways(old.steps), after=_ways(new.steps))


def _label(name: str) -> str:
    return f"{name} {label_name(name)}"


def _ways(steps: Iterable[Step]) -> str:
    return _("，否则 ").join(map(_way, steps))


def _way(step: Step) -> str:
    asked = [*step.points, *(f"{axis} {_bound(bound)}" for axis, bound in step.mood)]
    asked += [f"turn {_bound(step.turn)}"] if step.turn else []
    needs = f"（{'，'.join(asked)}）" if asked else ""
    return f"{step.state}“{step.title or _('客户不等了')}”→{step.to}{needs}"


def _bound(bound: Bound) -> str:
    if bound.least == bound.most:
        return str(bound.least)
    return f"<={bound.most}" if bound.least == 0 else f">={bound.least}"


def _session(report: SessionReport) -> Iterator[str]:
    session, change = report.session, report.change
    if session is None:
        return
    yield f"{session.id}  {session.started[:16].replace('T', ' ')}  {session.scenario}"
    if change is None:
        yield _("  开始的状态“{state}”没有了，不能重走").format(state=session.start.get("state", ""))
        return
    if change.before != change.after:
        yield f"  {_end(change.before)} ⇒ {_end(change.after)}"
    for turn in change.turns:
        yield _("  第 {turn} 句“{reply}”").format(turn=turn.place, reply=_short(turn.reply))
        if turn.after is None:
            yield _("    没有说到，对话已经结束")
        elif turn.before is None:
            yield _("    原来没有说到：{look}").format(look=_look(turn.after))
        else:
            yield from (f"    {line}" for line in _between(turn))


def _end(end: End) -> str:
    mark = _("总评 {mark}").format(mark="–" if end.mark is None else end.mark)
    if end.ending is None:
        return f"{_('没有结束')}  {mark}"
    verdict = _("合格") if end.passed else _("不合格")
    return (
        _("结局 {ending}（{kind}，{verdict}）").format(
            ending=end.ending, kind=outcome_name(end.outcome or ""), verdict=verdict
        )
        + f"  {mark}"
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
