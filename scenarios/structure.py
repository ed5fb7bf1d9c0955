"""Structural checks of a scenario or persona that has been read: what a single field cannot show. Marks nothing."""

from typing import Final

from scenarios.guards import check_guards
from scenarios.lines import check_repeats, check_silence, lines_of, persona_lines
from scenarios.model import Persona, Scenario
from scenarios.personas import FALLBACKS, MORE_FALLBACKS
from scenarios.problems import Problem
from scenarios.reach import check_reach
from scenarios.reading import Report
from scoring.yamlfile import Document

FEWEST_ENDINGS: Final = 4
FEWEST_STATES, MOST_STATES = 6, 12
FEWEST_PRESSES: Final = 4
FEWEST_REACTIONS: Final = 3
FEWEST_STUCK: Final = 6

SPOKEN: Final = ("again", "unknown", "repeated", "stuck", "leaves")


def check_structure(scenario: Scenario, document: Document) -> tuple[Problem, ...]:
    """Everything structurally wrong with a scenario, by line. `document` is the file it was read from."""
    report = Report(document)
    _check_source(report, scenario.source)
    _check_states(report, scenario)
    check_reach(report, scenario)
    _check_endings(report, scenario)
    _check_points(report, scenario)
    _check_gates(report, scenario)
    check_repeats(report, lines_of(scenario), scenario.persona)
    return tuple(sorted(report.problems))


def check_persona(persona: Persona, document: Document) -> tuple[Problem, ...]:
    """Everything structurally wrong with a persona, by line."""
    report = Report(document)
    _check_source(report, persona.source)
    _check_fallbacks(report, persona)
    _check_plenty(report, persona)
    check_repeats(report, persona_lines(persona))
    return tuple(sorted(report.problems))


def _check_source(report: Report, source: str) -> None:
    if not source:
        report.add("E315", ("source",), "没有写出处；请补上课程大纲里的条目，例如“source: 第七章 8”")


def _check_states(report: Report, scenario: Scenario) -> None:
    count = len(scenario.states)
    if scenario.states and not FEWEST_STATES <= count <= MOST_STATES:
        report.add("W312", ("states",), f"现在有 {count} 个状态；{FEWEST_STATES} 到 {MOST_STATES} 个比较合适")
    for state in scenario.states.values():
        keys = ("states", state.id)
        if len(state.presses) < FEWEST_PRESSES:
            wrong = f"“{state.id}”催促的话只有 {len(state.presses)} 句"
            report.add("W318", (*keys, "presses"), f"{wrong}；至少写 {FEWEST_PRESSES} 句，一句比一句不同")
        check_silence(report, state.says)
        check_guards(report, state.id, [(n, reply.when) for n, reply in enumerate(state.replies) if reply.when])
        for index, reply in enumerate(state.replies):
            if not reply.golden:
                report.add("E313", (*keys, "replies", index), "这条路没有示范话术；请写 golden: [一句一定走这条路的话]")


def _check_endings(report: Report, scenario: Scenario) -> None:
    if not scenario.endings:
        return
    count = len(scenario.endings)
    if count < FEWEST_ENDINGS:
        report.add("E310", ("endings",), f"只有 {count} 个结局；至少要 {FEWEST_ENDINGS} 个")
    for ending in scenario.endings.values():
        check_silence(report, ending.says)
    if not any(ending.tempting for ending in scenario.endings.values()):
        report.add("E311", ("endings",), "没有“看着好，其实不好”的结局；请给其中一个写上 tempting: true")


def _check_points(report: Report, scenario: Scenario) -> None:
    used = names_used(scenario)
    for point in scenario.points.values():
        keys = ("points", point.id)
        if not point.phrases and not point.acts:
            report.add("E308", keys, f"谁也没法提到“{point.id}”；请写 phrases（说的话）或 acts（括号里的动作）")
        if point.id not in used and not point.says and not point.mood:
            report.add("W309", keys, f"“{point.id}”没有用处：条件和红线都不看它，客户也不回应；请写 says，或者删掉")
        if not point.examples or not point.near_misses:
            report.add("W320", keys, f"“{point.id}”没有例句；请写 examples（认得出）和 near_misses（认不出）")


def names_used(scenario: Scenario) -> set[str]:
    """The labels and points that conditions and gates look at."""
    names = {gate.name for gate in scenario.gates}
    for state in scenario.states.values():
        for guard in (reply.when for reply in state.replies):
            if guard:
                names.update(guard.has, guard.any, guard.lacks, guard.points)
    return names


def _check_gates(report: Report, scenario: Scenario) -> None:
    for index, gate in enumerate(scenario.gates):
        if not gate.breaks:
            report.add("E314", ("gates", index), f"红线“{gate.name}”没有 breaks；请写一句碰线（或没做到）的话术")


def _check_fallbacks(report: Report, persona: Persona) -> None:
    for key in SPOKEN:
        if not getattr(persona, key):
            report.add("E317", (key,), f"缺少“{key}”；请至少写一句")
        check_silence(report, getattr(persona, key))
    for lines in (*persona.memory.values(), *(persona.fallbacks.get(kind, ()) for kind in MORE_FALLBACKS)):
        check_silence(report, lines)
    for kind in FALLBACKS:
        check_silence(report, persona.fallbacks.get(kind, ()))
        if not persona.fallbacks.get(kind):
            report.add("E317", ("fallbacks", kind), f"fallbacks 里缺少“{kind}”；请至少写一句")


def _check_plenty(report: Report, persona: Persona) -> None:
    if not persona.reactions:
        report.add("W319", ("reactions",), "一条反应都没有；请写上听到什么话时他怎么说")
    for label, lines in persona.reactions.items():
        if len(lines) < FEWEST_REACTIONS:
            wrong = f"“{label}”的反应只有 {len(lines)} 句"
            report.add("W319", ("reactions", label), f"{wrong}；至少写 {FEWEST_REACTIONS} 句")
    if len(persona.stuck) < FEWEST_STUCK:
        report.add("W319", ("stuck",), f"“stuck”只有 {len(persona.stuck)} 句；至少写 {FEWEST_STUCK} 句")
