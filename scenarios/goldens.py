"""What lies in a scenario's `.golden` folder: whole conversations to play again, and blind replies. Plays nothing.

A transcript is an honest way through the scenario with what came of it written down; blind replies were written from
the intention of a way alone, by somebody who saw neither its condition nor its golden replies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scenarios.folder import golden_files
from scenarios.problems import Problem, has_errors, near, problem
from scenarios.reading import Node, Report
from scoring.labels import MARKS
from scoring.yamlfile import Document, YamlError, parse, read

if TYPE_CHECKING:
    from scenarios.model import Scenario

BEST: Final = "best"
WORST: Final = "worst"
BLIND: Final = "blind"

_KEYS: Final = ("seed", "mode", "replies", "recorded")
_RECORDED: Final = ("ending", "outcome", "pass", "marks")
_MODES: Final = ("practice", "exam", "timed")
_MOST_SEED: Final = 2**31 - 1
_MARK: Final = re.compile(r"[1-5](?:\.[0-9])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a transcript. Marks by name, None for what is not assessed."""

    ending: str
    outcome: str
    passed: bool
    marks: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Transcript:
    """Replies to say one after the other, and what came of it when that was last written down."""

    name: str
    seed: int
    mode: str
    replies: tuple[str, ...]
    recorded: Recorded | None
    document: Document

    def problem(self, code: str, message: str, *keys: str | int) -> Problem:
        """A problem at one of its lines."""
        return problem(self.document.name, self.document.line(*keys), code, message)


@dataclass(frozen=True, slots=True)
class BlindReplies:
    """Blind replies for one way of a state, with where they stand."""

    state: str
    way: int
    replies: tuple[str, ...]
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Goldens:
    """Everything in the folder that could be read, and what is wrong with the rest."""

    transcripts: tuple[Transcript, ...] = ()
    blind: tuple[BlindReplies, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_goldens(scenario: Scenario) -> Goldens:
    """Read the folder beside a scenario file; nothing where there is none."""
    transcripts: list[Transcript] = []
    blind: list[BlindReplies] = []
    problems: list[Problem] = []
    for path in golden_files(Path(scenario.path)):
        try:
            report = Report(read(path))
        except YamlError as error:
            problems.append(problem(error.name, error.line, "E100", error.message))
            continue
        if path.stem == BLIND:
            blind += _blind(Node.root(report).as_table(), scenario)
        else:
            transcript = _transcript(Node.root(report).as_table(_KEYS), path.stem)
            transcripts += [] if has_errors(report.problems) else [transcript]
        problems += report.problems
    return Goldens(tuple(transcripts), tuple(blind), tuple(problems))


def _transcript(root: Node, name: str) -> Transcript:
    return Transcript(
        name=name,
        seed=root.whole("seed", 0, _MOST_SEED),
        mode=root.choice("mode", _MODES),
        replies=root.texts("replies", required=True),
        recorded=_recorded(root.table("recorded", _RECORDED)) if root.has("recorded") else None,
        document=root.report.document,
    )


def _recorded(node: Node) -> Recorded:
    marks = node.table("marks", MARKS)
    return Recorded(
        ending=node.text("ending"),
        outcome=node.text("outcome"),
        passed=node.flag("pass"),
        marks={name: _mark(marks, name) for name in MARKS},
    )


def _mark(marks: Node, name: str) -> float | None:
    """A mark with its decimal, which the reader hands over as text; None where it says null or nothing."""
    said = marks.data.get(name)
    if said is None:
        return None
    if isinstance(said, str | int) and _MARK.fullmatch(str(said)):
        return float(said)
    marks.at(name).problem("E104", f"“{name}”应是 1 到 5、最多一位小数的分数，没有评的写 null")
    return None


def _blind(root: Node, scenario: Scenario) -> Iterator[BlindReplies]:
    """Blind replies by way. A key is `state/title`: a title outlives ways that are put in before it."""
    for key, node in root.entries():
        state, _, title = key.partition("/")
        replies = scenario.states[state].replies if state in scenario.states else ()
        ways = [way for way, transition in enumerate(replies) if transition.title == title]
        if len(ways) == 1:
            yield BlindReplies(state, ways[0], root.texts(key), root.report.document.name, _line(node))
        else:
            node.problem("E513", _no_way(key, scenario, several=bool(ways)))


def _line(node: Node) -> int:
    return node.report.document.line(*node.keys)


def _no_way(key: str, scenario: Scenario, *, several: bool) -> str:
    if several:
        return f"“{key}”有几条，分不清是哪一条；请给路起不同的 title"
    names = (f"{state.id}/{way.title}" for state in scenario.states.values() for way in state.replies)
    guess = near(key, names)
    return f"没有“{key}”这条路；{f'是不是“{guess}”？' if guess else '键要写成 状态/路的 title'}"


def record(transcript: Transcript, recorded: Recorded) -> None:
    """Write into its file what came of a transcript; all else in it stays as it is.

    Raises OSError, and YamlError where the file is not laid out so that this can be done.
    """
    document = transcript.document
    lines = document.text.splitlines()
    first = document.lines.get(("recorded",), len(lines) + 1) - 1
    rest = lines[first + 1 :]
    # The old figures end where the next key begins.
    kept = next((rest[i:] for i, line in enumerate(rest) if line[:1].strip()), [])
    text = "\n".join((*lines[:first], *_written(recorded), *kept, ""))
    if _unrecorded(parse(text.encode(), document.name)) != _unrecorded(document):
        raise YamlError(document.name, first + 1, "请把 recorded 写成单独的一段，从行首开始")
    Path(document.name).write_text(text, encoding="utf-8", newline="\n")


def _unrecorded(document: Document) -> dict[str, Any]:
    return {key: value for key, value in document.data.items() if key != "recorded"}


def _written(recorded: Recorded) -> tuple[str, ...]:
    marks = ", ".join(f"{name}: {'null' if mark is None else mark}" for name, mark in recorded.marks.items())
    return (
        "recorded:",
        f"  ending: {recorded.ending}",
        f"  outcome: {recorded.outcome}",
        f"  pass: {str(recorded.passed).lower()}",
        f"  marks: {{{marks}}}",
    )
