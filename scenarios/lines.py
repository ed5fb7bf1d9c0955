"""Every line a file's customer may say, lines that stand there twice, and moods in which none can be said."""

from collections.abc import Iterable, Iterator
from itertools import product

from scenarios.model import AXES, HIGHEST, LOWEST, Axis, Line, Persona, Scenario
from scenarios.reading import Keys, Report


def lines_of(scenario: Scenario) -> Iterator[Line]:
    """What the scenario's own file has the customer say."""
    for point in scenario.points.values():
        yield from (*point.says, *point.again)
    yield from _flat(scenario.answers.values())
    for state in scenario.states.values():
        yield from (*state.says, *state.presses)
        yield from _flat(reply.says for reply in state.replies)
    yield from _flat(ending.says for ending in scenario.endings.values())


def persona_lines(persona: Persona) -> Iterator[Line]:
    """What a persona has the customer say."""
    for table in (persona.reactions, persona.answers, persona.fallbacks, persona.memory):
        yield from _flat(table.values())
    yield from (*persona.again, *persona.unknown, *persona.repeated, *persona.stuck, *persona.leaves)


def _flat(wordings: Iterable[tuple[Line, ...]]) -> Iterator[Line]:
    for lines in wordings:
        yield from lines


def check_repeats(report: Report, lines: Iterable[Line], beside: Persona | None = None) -> None:
    """Report lines that stand twice, in this file or once here and once with the persona beside it."""
    seen = {_sound(line): f"人物类型 {beside.id}" for line in persona_lines(beside)} if beside else {}
    for line in lines:
        keys, sound = keys_of(line.id), _sound(line)
        if sound in seen:
            report.add("E316", keys, f"“{line.text[:20]}”在{seen[sound]}已经写过，客户会说两遍；请换一种说法")
        else:
            seen[sound] = f"第 {report.document.line(*keys)} 行"


def check_silence(report: Report, lines: tuple[Line, ...]) -> None:
    """Report wordings that one is always needed of, where some mood or what was raised lets none of them be said."""
    always = tuple(line for line in lines if not line.unless)
    if lines and not always:
        report.add("W321", keys_of(lines[0].id)[:-1], "每一句都带 unless，要点提过就没有一句能说；请加一句不带条件的")
    mood = _silent_mood(always)
    if mood:
        when = "、".join(f"{axis} 为 {value}" for axis, value in mood.items())
        report.add("W321", keys_of(lines[0].id)[:-1], f"{when}时没有一句能说；请加一句不带心情条件的")


def _silent_mood(lines: tuple[Line, ...]) -> dict[Axis, int] | None:
    axes: list[Axis] = [axis for axis in AXES if any(axis in line.mood for line in lines)]
    if not lines or any(not line.mood for line in lines):
        return None
    for values in product(range(LOWEST, HIGHEST + 1), repeat=len(axes)):
        mood = dict(zip(axes, values, strict=True))
        if not any(all(bound.holds(mood[axis]) for axis, bound in line.mood.items()) for line in lines):
            return mood
    return None


def keys_of(line_id: str) -> Keys:
    """The path of keys of a line: its id, without `persona` and the persona's name."""
    parts = line_id.split(".")
    return tuple(int(part) if part.isdecimal() else part for part in (parts[2:] if parts[0] == "persona" else parts))


def _sound(line: Line) -> tuple[str | None, str]:
    """What is heard of a line, and from whom: punctuation makes no other line of it."""
    return line.by, "".join(filter(str.isalnum, line.text)) or line.text
