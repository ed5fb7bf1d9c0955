"""Shows what golden and blind replies cover of scenarios: as lines to read, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from trainer.cli.text import as_json
from trainer.i18n import _

if TYPE_CHECKING:
    from scenarios.problems import Problem
    from trainer.cli.check import Covered
    from trainer.practice.coverage import WayCover

_NONE: Final = "–"


def as_table(covered: Iterable[Covered]) -> Iterator[str]:
    """A table for each scenario. Numbers stand first, so that columns hold whatever the width of the words."""
    for each in covered:
        scenario, coverage = each.scenario, each.coverage
        head = _("{id} {title}：{states} 个状态，{ways} 条路，{places} 处").format(
            id=scenario.id,
            title=scenario.title,
            states=len(coverage.states),
            ways=len(coverage.ways),
            places=coverage.places,
        )
        yield head
        for name, reached in coverage.states.items():
            yield f"  {name} {scenario.states[name].title}{'' if reached else _('（到不了）')}"
            yield from (_way(way) for way in coverage.ways if way.state == name)
        for name, by in coverage.endings.items():
            yield _("  结局 {name} {title}：{by}").format(
                name=name, title=scenario.endings[name].title, by="、".join(by) or _("到不了")
            )


def _way(way: WayCover) -> str:
    golden, blind = _share(way.golden_taken, way.golden), _share(way.blind_taken, way.blind)
    numbers = _("示范 {golden}  盲写 {blind}").format(golden=golden, blind=blind)
    sign = "!" if way.is_unclear or not way.reached else " "
    return f"   {sign}{numbers}  {way.title} → {way.to}"


def _share(taken: int, of: int) -> str:
    return f"{taken}/{of}".rjust(5) if of else _NONE.rjust(5)


def covered_json(covered: Iterable[Covered], said: Sequence[str], problems: Sequence[Problem]) -> str:
    """One array: an object for each scenario that was proved, and one for everything else that was found."""
    items: list[dict[str, Any]] = []
    shown: set[Problem] = set()
    for each in covered:
        mine = [problem for problem in problems if problem.path == each.scenario.path or problem in each.problems]
        shown.update(mine)
        facts = {"id": each.scenario.id, "path": each.scenario.path, **each.coverage.as_json()}
        items.append(facts | {"problems": [problem._asdict() for problem in mine]})
    rest = [problem._asdict() for problem in problems if problem not in shown]
    if rest or said:
        items.append({"id": None, "said": list(said), "problems": rest})
    return as_json(items)
