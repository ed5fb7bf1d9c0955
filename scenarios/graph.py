"""The branch map of a scenario as Mermaid text. Every word from the file is escaped; nothing in it is ever markup."""

from typing import Final

from scenarios.model import PASSING, Ending, Scenario, State

_LONGEST: Final = 40
_CLASSES: Final = (
    "classDef start stroke-width:3px",
    "classDef good fill:#e6f4ea,stroke:#2e7d32",
    "classDef bad fill:#fdecea,stroke:#c62828",
    "classDef tempting fill:#fff8e1,stroke:#f9a825",
)


def mermaid(scenario: Scenario) -> str:
    """A flowchart: states as boxes, endings as rounded ones, ways named by their titles, the last resort dashed."""
    states = [_state(state) for state in scenario.states.values()]
    endings = [_ending(ending) for ending in scenario.endings.values()]
    ways = [way for state in scenario.states.values() for way in _ways(scenario, state)]
    leaving = f'patience(("耐心耗尽")) -.-> {_id(scenario, scenario.leaves)}'
    start = f"class {_id(scenario, scenario.start)} start"
    lines = ["flowchart TD", *_indented([*states, *endings, *ways, leaving, *_CLASSES, start])]
    return "\n".join(lines) + "\n"


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _id(scenario: Scenario, name: str) -> str:
    # The letter keeps a state called `end` from being read as a word of Mermaid.
    return f"e_{name}" if name in scenario.endings else f"s_{name}"


def _state(state: State) -> str:
    return f's_{state.id}["{escaped(state.title)}"]'


def _ending(ending: Ending) -> str:
    kind = "tempting" if ending.tempting else "good" if ending.kind in PASSING else "bad"
    return f'e_{ending.id}(["{escaped(ending.title)}"]):::{kind}'


def _ways(scenario: Scenario, state: State) -> list[str]:
    return [
        f's_{state.id} {"-.->" if reply.when is None else "-->"}|"{escaped(reply.title)}"| {_id(scenario, reply.to)}'
        for reply in state.replies
    ]


def escaped(text: str) -> str:
    """Text as Mermaid shows it and never obeys it: one line, and every sign that could mean something by its number."""
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return "".join(_sign(character) for character in short)


def _sign(character: str) -> str:
    is_plain = character.isalnum() or character == " " or ord(character) > 0x7F
    return character if is_plain else f"#{ord(character)};"
