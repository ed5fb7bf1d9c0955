"""What a session comes to: outcome, gates, marks, where the mood turned, the process, what to keep and to change.

Built from the scenario and the turns alone; draws nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from scenarios.model import PASSING, Ending, Mood, Scenario
from scoring.labels import CASE_FINDINGS, LABELS
from scoring.learned import BY_DETECTOR
from scoring.records import Finding
from trainer.practice.gates import GateResult, results
from trainer.practice.standing import Standing
from transcripts.marks import NEUTRAL, PASS_MARK
from transcripts.marks import session_marks as mean_marks
from transcripts.records import Turn

Shortfall = Literal["outcome", "gates", "marks"]

_NOTES = 3


def _each(*names: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset({name}) for name in names)


# Which labels or questions of one reply, together, prove a step of GB/T 19012-2019 clause 7, or which others do. The
# last column: whether the step can also happen after the conversation, and then is no omission.
_STEPS: tuple[tuple[str, tuple[frozenset[str], ...], bool], ...] = (
    ("沟通：打招呼，让投诉渠道畅通", _each("greeting"), False),
    ("投诉接收：听清诉求并记下要点", _each("restates_issue", "what_happened", "wants"), False),
    ("跟踪：全程有人跟进", (frozenset({"owns_problem", "commits_time"}),), True),
    ("受理确认：让客户知道已经受理", _each("owns_problem", "commits_time", "thanks_customer"), False),
    ("初步评估：问清关键、分出轻重", _each("clarifying_question", "asks_permission", "may_check"), False),
    ("调查：核对记录和事实", _each("cites_facts"), True),
    ("响应：拿出办法或下一步", _each("offers_solution", "can_do", "defers_diplomatically"), False),
    ("传达决定：讲明依据、选择和时限", _each("cites_rule", "offers_choice", "commits_time"), False),
    ("关闭投诉：确认满意、留下联系方式", _each("closing_offer", "anything_else"), True),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the process; `turn` is the reply that did it, None with `later` is still to come after the talk."""

    name: str
    turn: int | None
    later: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A thing to keep or to change, with the words it rests on."""

    turn: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class SessionMarks:
    """Means of the turn marks to one decimal; None for a dimension that is not assessed."""

    etiquette: float | None
    empathy: float | None
    phrasing: float | None
    overall: float | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything the end of a session shows."""

    ending: Ending | None
    outcome: str | None
    shortfalls: tuple[Shortfall, ...]
    gates: tuple[GateResult, ...]
    marks: SessionMarks
    moods: tuple[Mood, ...]
    turning: int | None
    steps: tuple[Step, ...]
    keep: tuple[Note, ...]
    change: tuple[Note, ...]
    way: tuple[tuple[str, int | None], ...]
    """States passed through, each with the index of the reply taken there; the last is the ending."""

    @property
    def passed(self) -> bool:
        """Whether the session passes: nothing fell short."""
        return not self.shortfalls


def debrief(scenario: Scenario, turns: tuple[Turn, ...], start: Mood) -> Debrief:
    """Look back over a session, finished or not."""
    standing = Standing.from_json(turns[-1].standing) if turns else Standing(scenario.start, start)
    ending = scenario.endings.get(standing.ending or "")
    marks = session_marks(turns)
    gates = tuple(_with_words(result, turns) for result in results(scenario, standing))
    return Debrief(
        ending=ending,
        outcome=ending.kind if ending else None,
        shortfalls=tuple(_shortfalls(ending, gates, marks)),
        gates=gates,
        marks=marks,
        moods=(start, *(_mood(turn.mood) for turn in turns)),
        turning=_turning(turns),
        steps=tuple(_steps(turns)),
        keep=_notes(turns, good=True),
        change=_notes(turns, good=False),
        way=tuple((turn.state, turn.way) for turn in turns) + (((standing.state, None),) if turns else ()),
    )


def _shortfalls(ending: Ending | None, gates: Iterable[GateResult], marks: SessionMarks) -> Iterator[Shortfall]:
    """What keeps a session from passing: it takes a good outcome, no gate failed, and marks of 3.5 or more."""
    if ending is None or ending.kind not in PASSING:
        yield "outcome"
    if any(gate.failed for gate in gates):
        yield "gates"
    if (marks.overall or 0) < PASS_MARK:
        yield "marks"


def session_marks(turns: Iterable[Turn]) -> SessionMarks:
    """The session's marks, as its line in a list has them."""
    return SessionMarks(**mean_marks((turn.assessment.marks, turn.assessment.labels) for turn in turns))


def _mood(mood: Mapping[str, int]) -> Mood:
    return Mood(mood["anger"], mood["trust"], mood["patience"])


def _turning(turns: tuple[Turn, ...]) -> int | None:
    """The reply that moved anger and trust furthest, in whichever direction; None where none moved them by two."""
    swing, number = max(((_swing(turn), turn.number) for turn in turns), key=_first, default=(0, 0))
    return number if swing >= 2 else None


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


def _swing(turn: Turn) -> int:
    before, after = turn.mood_before, turn.mood
    return abs((after["trust"] - before["trust"]) - (after["anger"] - before["anger"]))


def _steps(turns: tuple[Turn, ...]) -> Iterator[Step]:
    for name, proofs, later in _STEPS:
        turn = next((turn.number for turn in turns if _is_sound(turn) and _proved(turn, proofs)), None)
        yield Step(name, turn, later and turn is None)


def _proved(turn: Turn, proofs: Iterable[frozenset[str]]) -> bool:
    shown = _shown(turn)
    return any(proof <= shown for proof in proofs)


def _is_sound(turn: Turn) -> bool:
    """Whether a reply is one to learn from: passable, without a fault, and nothing in it wrong."""
    faultless = all(LABELS[label].good for label in turn.assessment.labels)
    faultless = faultless and not any(finding.label in CASE_FINDINGS for finding in turn.assessment.findings)
    return faultless and turn.assessment.marks.overall >= NEUTRAL


def _shown(turn: Turn) -> frozenset[str]:
    return frozenset(turn.assessment.labels) | turn.assessment.asked()


def _notes(turns: tuple[Turn, ...], *, good: bool) -> tuple[Note, ...]:
    """Up to three things, one for each label; moves from the best sound replies first, faults from the worst.

    Of moves, what a rule found goes before what only detectors did: its words are the ones.
    """
    chosen_from = [turn for turn in turns if _is_sound(turn)] if good else list(turns)
    ordered = sorted(chosen_from, key=lambda turn: turn.assessment.marks.overall, reverse=good)
    found = [Note(turn.number, finding) for turn in ordered for finding in turn.assessment.findings]
    chosen: dict[str, Note] = {}
    for note in sorted(found, key=lambda note: good and note.finding.rule.startswith(BY_DETECTOR)):
        if _counts_as(note.finding.label, good=good):
            chosen.setdefault(note.finding.label, note)
    return tuple(chosen.values())[:_NOTES]


def _counts_as(name: str, *, good: bool) -> bool:
    """Whether a finding is one to keep, or one to change: what the case has otherwise is to be changed too."""
    label = LABELS.get(name)
    if label is None:
        return name in CASE_FINDINGS and not good
    return label.good is good and name not in ("respectful_address", "courtesy")


def _with_words(result: GateResult, turns: tuple[Turn, ...]) -> GateResult:
    """A gate's result with the trainee's own words that met or broke it."""
    if result.turn is None:
        return result
    assessment = turns[result.turn - 1].assessment
    said = [finding.text for finding in assessment.findings if finding.label == result.gate.name and finding.text]
    said += [mention.text for mention in assessment.points if mention.id == result.gate.name]
    return replace(result, words=said[0] if said else "")
