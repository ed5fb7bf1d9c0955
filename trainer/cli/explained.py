"""An explained reply as lines of text for whoever writes a scenario or a rule. Words only: explains nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scenarios.model import AXES
from scoring.labels import LABELS
from scoring.marks import SIGN_WORDS
from trainer.cli.plain import customer_lines
from trainer.i18n import _
from trainer.names import axis_names
from trainer.practice.customer import MOST_MOVE
from trainer.wording import cut_words, is_check, label_name, mark_names, quoted, sign, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scenarios.model import Bound, Move
    from scoring.marks import Share, Sum
    from scoring.records import Finding, Mention
    from trainer.practice.explain import Explained, Faint
    from trainer.practice.guards import Condition
    from trainer.practice.trace import Tried

_ANY_MORE: Final = 99
"""How a bound says that there is no upper limit."""


def lines(explained: Explained) -> Iterator[str]:
    """The whole explanation, safe to print."""
    state, cast = explained.state, explained.scenario.cast
    yield visible(f"{explained.scenario.id}  {state.id}（{state.title}，{state.stage}）")
    yield visible(f"客户: {explained.context.customer}")
    yield visible(f"坐席: {explained.turn.reply}")
    for heading, section in (
        (_("一、听出了什么"), _understood(explained)),
        (_("二、分数怎么来的（单位：百分之一分）"), _marked(explained)),
        (_("三、客户怎么走"), _went(explained)),
    ):
        yield ""
        yield heading
        yield from (visible(f"  {line}") for line in section)
    yield from customer_lines(explained.turn.said, cast)


def _understood(explained: Explained) -> Iterator[str]:
    assessment = explained.turn.assessment
    found = list(assessment.findings)
    yield from (_finding(finding, explained.sure) for finding in found)
    if assessment.gaming:
        yield f"－{_(SIGN_WORDS['gaming'])}{_sureness(explained.sure.get('gaming'))}"
    if not found and not assessment.gaming:
        yield _("没有听出标签。")
    yield from (_hidden(faint) for faint in explained.faint)
    yield from (_point(explained, mention) for mention in assessment.points)
    yield from (_question(mention) for mention in assessment.questions)
    if assessment.cut:
        yield cut_words()


def _finding(finding: Finding, sure: Mapping[str, int]) -> str:
    head = f"{sign(finding.label)}{finding.label} {label_name(finding.label)}{quoted(finding)}"
    if is_check(finding.label):
        return f"{head}  {finding.rule}  {finding.why}"
    return f"{head}  {finding.rule}{_sureness(sure.get(finding.label))}"


def _sureness(percent: int | None) -> str:
    return "" if percent is None else _("，把握 {percent}%").format(percent=percent)


def _hidden(faint: Faint) -> str:
    """A label that does not show."""
    head = f"·{faint.label} {sign_name(faint.label)}  "
    said = _("没有显示，只按把握算分：{percent}%")
    if faint.ruled:
        said = _("规则认出，没有采用：检测器不同意，那几个字另算硬伤，或者跟客户的事不沾边；把握 {percent}%")
    return head + said.format(percent=faint.sure)


def _point(explained: Explained, mention: Mention) -> str:
    means = explained.scenario.points[mention.id].means
    how = _("  像它的例句；不该听出来，就把这句写进 near_misses") if mention.id in explained.alike else ""
    return _("要点 {name}：{means}").format(name=mention.id, means=means) + _in(mention) + how


def _question(mention: Mention) -> str:
    return _("问题 {name}").format(name=mention.id) + _in(mention)


def _in(mention: Mention) -> str:
    return f"“{mention.text}”" if mention.text else ""


def _marked(explained: Explained) -> Iterator[str]:
    shown = {*explained.turn.assessment.labels, *(["gaming"] if explained.turn.assessment.gaming else [])}
    for name, title in mark_names().items():
        yield f"{title} {getattr(explained.turn.assessment.marks, name)}"
        if name in explained.sums:
            yield from (f"  {line}" for line in _sum(explained.sums[name], shown))
        else:
            yield from (f"  {reason}" for reason in explained.turn.assessment.reasons.get(name, ()))


def _sum(made: Sum, shown: set[str]) -> Iterator[str]:
    """Base and shares as summands, one a line, then what came of them."""
    yield f"{made.base:+8.2f}  " + _("底分")
    for share in made.shares:
        if share.parts:
            yield f"{share.parts / 100:+8.2f}  {share.weight:+d} × {share.percent}%  {_share(share, shown)}"
    yield f"{made.parts / 100:8.2f}  " + _("合计，取整为 {mark} 分").format(mark=made.rounded)
    if made.why:
        yield _("封顶 {cap} 分：{why}").format(cap=made.cap, why=made.why)


def _share(share: Share, shown: set[str]) -> str:
    name = sign_name(share.sign)
    plain = share.sign in shown or (share.sign not in LABELS and share.sign != "gaming")
    return name if plain else _("{name}（没有显示）").format(name=name)


def sign_name(name: str) -> str:
    """A label or a sign of the table in words, in the language spoken."""
    return _(SIGN_WORDS[name]) if name in SIGN_WORDS else label_name(name)


def _went(explained: Explained) -> Iterator[str]:
    if explained.heard.gap:
        yield _gap_words()[explained.heard.gap]
    if explained.on_suspicion:
        faults = "、".join(label_name(name) for name in sorted(explained.heard.suspected))
        yield _("没有哪样是明摆着的，可客户听着不像好话，疑心是：{faults}。照这个又走了一遍：").format(faults=faults)
    for tried in explained.tried:
        yield from _tried(explained, tried)
    for way in range(len(explained.tried), len(explained.state.replies)):
        yield _("{way}：没有轮到").format(way=_way(explained, way))
    if explained.turn.way is None:
        yield _("可是耐心用完了，客户走了 → {ending}").format(ending=explained.turn.to)
    yield from (_("红线 {gate}").format(gate=gate) for gate in sorted(explained.turn.standing["gates"]))
    yield from _mood(explained)


def _gap_words() -> dict[str, str]:
    return {
        "silence": _("客户什么也没听到。"),
        "short": _("话太短，客户没听出什么。"),
        "foreign": _("整句外语，客户听不懂。"),
        "off_topic": _("不着边际，客户没听出什么。"),
        "gaming": _("一堆套话，客户只听得进冒犯他的。"),
        "long": _("长篇大论，客户一句没听进去。"),
        "hostile": _("冲着客户发火，客户只听见这个。"),
        "absurd": _("胡话，客户听不明白。"),
        "beside": _("说的是这件事，可客户没听出往前走了什么。"),
        "bare_yes": _("客户问能不能，听到的是一个“能”。"),
        "bare_no": _("客户问能不能，听到的是一个“不能”。"),
    }


def _way(explained: Explained, way: int) -> str:
    transition = explained.state.replies[way]
    return f"{way + 1}. {transition.title} → {transition.to}"


def _tried(explained: Explained, tried: Tried) -> Iterator[str]:
    result = _("成立，走这条") if tried.holds else _("不成立")
    yield _("{way}：{result}").format(way=_way(explained, tried.way), result=result)
    for condition in tried.conditions:
        yield f"   {'✓' if condition.holds else '✗'} {_condition(condition)}"
    if not tried.conditions:
        yield "   ✓ otherwise"


def _condition(condition: Condition) -> str:
    if condition.bound is None:
        return f"{condition.operator} [{', '.join(condition.names)}]{_met(condition)}"
    asked = " ".join((condition.operator, *condition.names, _bound(condition.bound)))
    return _("{asked}：现在是 {value}").format(asked=asked, value=condition.value)


def _met(condition: Condition) -> str:
    """What was there of the names, or was missing, where that is not plain."""
    met, missing = condition.met, [name for name in condition.names if name not in condition.met]
    if condition.operator in ("any", "lacks"):
        there = _("：有 {names}").format(names=_names(met))
        return there if met else _("：一个都没有")
    return "" if not missing else _("：缺 {names}").format(names=_names(missing))


def _names(names: Iterable[str]) -> str:
    return "、".join(f"{name} {label_name(name)}" if name in LABELS else name for name in names)


def _bound(bound: Bound) -> str:
    if bound.least == bound.most:
        return str(bound.least)
    return f"<={bound.most}" if bound.most < _ANY_MORE else f">={bound.least}"


def _mood(explained: Explained) -> Iterator[str]:
    before, after = explained.turn.mood_before, explained.turn.mood
    names = axis_names(explained.scenario)
    yield _("心情：{mood}").format(mood="  ".join(f"{names[axis]} {before[axis]} → {after[axis]}" for axis in names))
    for name, move in explained.moves:
        yield f"   {_mover(name)}  {_steps(move, names)}"
    if any(abs(sum(move.get(axis, 0) for _name, move in explained.moves)) > MOST_MOVE for axis in AXES):
        yield "   " + _("一句话里每一项最多动 {most}").format(most=MOST_MOVE)


def _mover(name: str) -> str:
    if name == "*way":
        return _("走这条路")
    return f"{name} {sign_name(name)}" if name in LABELS or name in SIGN_WORDS else name


def _steps(move: Move, axes: Mapping[str, str]) -> str:
    return "  ".join(f"{axes[axis]} {step:+d}" for axis, step in move.items() if step)
