"""Whether every state can be reached and left, and every ending led to. Looks at the branches alone, not at moods."""

from collections.abc import Iterable, Mapping

from scenarios.model import Scenario, State
from scenarios.reading import Report

Ways = Mapping[str, frozenset[str]]


def check_reach(report: Report, scenario: Scenario) -> None:
    """Report states that cannot be reached or left for good, endings nothing leads to, and misplaced `otherwise`."""
    ways = {name: frozenset(reply.to for reply in state.replies) for name, state in scenario.states.items()}
    _check_states(report, scenario, ways)
    led_to = frozenset().union(*ways.values()) | {scenario.leaves}
    for ending in scenario.endings:
        if ending not in led_to:
            report.add("E307", ("endings", ending), f"没有一条路通向结局“{ending}”；请在某个状态里写 to: {ending}")
    for state in scenario.states.values():
        _check_otherwise(report, state)


def _check_states(report: Report, scenario: Scenario, ways: Ways) -> None:
    reached = _closure([scenario.start], ways)
    leaving = _closure(scenario.endings, _turned_round(ways))
    for name in scenario.states:
        if name not in reached and scenario.start in scenario.states:
            report.add("E301", ("states", name), f"从 {scenario.start} 出发到不了“{name}”；请在别的状态里写 to: {name}")
        if name not in leaving:
            report.add("E302", ("states", name), f"从“{name}”走不到任何结局；请让它的某一条路最终通向结局")


def _closure(start: Iterable[str], ways: Ways) -> set[str]:
    found, queue = set(start), list(start)
    while queue:
        fresh = ways.get(queue.pop(), frozenset()) - found
        found |= fresh
        queue.extend(fresh)
    return found


def _turned_round(ways: Ways) -> Ways:
    back: dict[str, set[str]] = {}
    for name, targets in ways.items():
        for target in targets:
            back.setdefault(target, set()).add(name)
    return {target: frozenset(names) for target, names in back.items()}


def _check_otherwise(report: Report, state: State) -> None:
    catching = [index for index, reply in enumerate(state.replies) if reply.when is None]
    keys = ("states", state.id)
    if not catching:
        report.add("E303", keys, f"状态“{state.id}”没有 otherwise；请在最后加一条“- otherwise: {state.id}”")
        return
    for index in catching[1:]:
        report.add("E303", (*keys, "replies", index), "otherwise 只能有一个；请删掉多余的")
    if any(reply.when for reply in state.replies[catching[0] :]):
        line = report.document.line(*keys, "replies", catching[0])
        late = next(index for index, reply in enumerate(state.replies) if index > catching[0] and reply.when)
        report.add(
            "E304", (*keys, "replies", late), f"第 {line} 行的 otherwise 已经兜底，后面的永远轮不到；请把它移到最后"
        )
