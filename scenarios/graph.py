"""The branch map of a scenario as Mermaid text. Every word from the file is escaped; nothing in it is ever markup.

A flowchart, not a state diagram: only there do labels stand in quotation marks, so that any sign survives in them.
"""

from typing import Final, Literal

from scenarios.model import PASSING, Ending, Gate, Scenario, State, Transition
from scenarios.words import OUTCOME_NAMES, STAGE_NAMES, TEMPTING
from scoring.labels import LABELS

Direction = Literal["TB", "LR"]

_LONGEST: Final = 40
_LONGEST_NOTE: Final = 80
_BREAK: Final = "<br/>"
_PLACEHOLDERS: Final = (("ﬂ", "fl"), ("¶ß", "¶ ß"))
"""Signs that Mermaid puts for escapes while it works, and what stands for them; it would take them for its own."""
_CLASSES: Final = (
    "classDef start stroke-width:3px",
    "classDef good fill:#e6f4ea,stroke:#2e7d32",
    "classDef bad fill:#fdecea,stroke:#c62828",
    "classDef tempting fill:#fff8e1,stroke:#f9a825,stroke-dasharray:5 3",
    "classDef gate fill:#fffde7,stroke:#9e9e9e",
)


def mermaid(scenario: Scenario, direction: Direction = "TB") -> str:
    """The flowchart: states with their stages, endings rounded with their kinds, ways by title, gates as notes.

    The way of last resort and the one out of patience are dashed.
    """
    states = [_state(state) for state in scenario.states.values()]
    endings = [_ending(ending) for ending in scenario.endings.values()]
    ways = [way for state in scenario.states.values() for way in _ways(scenario, state)]
    leaving = f'patience(("耐心耗尽")) -.-> {_id(scenario, scenario.leaves)}'
    drawn = [*states, *endings, *ways, leaving, *_gates(scenario), *_CLASSES, *_classed(scenario)]
    return "\n".join([f"flowchart {direction}", *(f"    {line}" for line in drawn)]) + "\n"


def _id(scenario: Scenario, name: str) -> str:
    # The letter keeps a state called `end` from being read as a word of Mermaid.
    return f"e_{name}" if name in scenario.endings else f"s_{name}"


def _state(state: State) -> str:
    return f's_{state.id}["{escaped(state.title)}{_BREAK}{STAGE_NAMES[state.stage]}"]'


def _ending(ending: Ending) -> str:
    looks_good = f"{_BREAK}{TEMPTING}" if ending.tempting else ""
    return f'e_{ending.id}(["{escaped(ending.title)}{_BREAK}{OUTCOME_NAMES[ending.kind]}{looks_good}"])'


def _ways(scenario: Scenario, state: State) -> list[str]:
    """An arrow for each way that leads on, and a single one for all that stay: of several Mermaid shows the last."""
    staying = [reply for reply in state.replies if reply.to == state.id]
    arrows = [_arrow(scenario, state, [reply]) for reply in state.replies if reply.to != state.id]
    return [*arrows, _arrow(scenario, state, staying)] if staying else arrows


def _arrow(scenario: Scenario, state: State, replies: list[Transition]) -> str:
    line = "-.->" if all(reply.when is None for reply in replies) else "-->"
    titles = _BREAK.join(escaped(reply.title) for reply in replies)
    return f's_{state.id} {line}|"{titles}"| {_id(scenario, replies[0].to)}'


def _gates(scenario: Scenario) -> list[str]:
    """The gates, as notes in a box of their own: they hold everywhere."""
    if not scenario.gates:
        return []
    notes = [f'    gate_{index}[/"{_gate(scenario, gate)}"/]' for index, gate in enumerate(scenario.gates)]
    return ['subgraph gates["红线"]', *notes, "end"]


def _gate(scenario: Scenario, gate: Gate) -> str:
    point = scenario.points.get(gate.name)
    meant = point.means if point else LABELS[gate.name].zh
    demand = "绝不能" if not gate.must else f"前 {gate.by} 句必须" if gate.by else "必须"
    return f"{demand}：{escaped(meant)}{_BREAK}{escaped(gate.why, _LONGEST_NOTE)}"


def _classed(scenario: Scenario) -> list[str]:
    """What is drawn in which way. Never beside a label: Mermaid cuts a line that holds `style` and a bare colon."""
    by_class: dict[str, list[str]] = {"start": [_id(scenario, scenario.start)]}
    for ending in scenario.endings.values():
        by_class.setdefault(_class(ending), []).append(_id(scenario, ending.id))
    by_class["gate"] = [f"gate_{index}" for index in range(len(scenario.gates))]
    return [f"class {','.join(ids)} {name}" for name, ids in by_class.items() if ids]


def _class(ending: Ending) -> str:
    return "tempting" if ending.tempting else "good" if ending.kind in PASSING else "bad"


def escaped(text: str, longest: int = _LONGEST) -> str:
    """Text as Mermaid shows it and never obeys it: one line, and every sign that could mean something by its number."""
    line = " ".join(text.split())
    for sign, other in _PLACEHOLDERS:
        line = line.replace(sign, other)
    short = line if len(line) <= longest else f"{line[: longest - 1]}…"
    # A space too: a line that has `direction LR` anywhere in it is an order to Mermaid.
    return "".join(sign if sign.isalnum() or ord(sign) > 0x7F else f"#{ord(sign)};" for sign in short)
