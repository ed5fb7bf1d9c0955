"""Plays a golden transcript through the engine, as a trainee would, and says where it falls short. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.goldens import BEST, WORST, Recorded, Transcript
from scenarios.model import PASSING, Scenario
from scenarios.problems import Problem
from scoring.assess import Scorer
from scoring.labels import MARKS
from scoring.points import PointIndex
from trainer.practice.debrief import debrief
from trainer.practice.session import Practice
from transcripts.marks import PASS_MARK
from transcripts.records import MODES

_OPEN = "（没有走到结局）"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A transcript and what came of it: its ending, empty where none was reached, and how many replies were said."""

    transcript: Transcript
    result: Recorded
    said: int

    @property
    def is_as_recorded(self) -> bool:
        """Whether everything came as it was written down."""
        return self.result == self.transcript.recorded


def rehearse(scenario: Scenario, scorer: Scorer, transcript: Transcript, points: PointIndex | None = None) -> Rehearsal:
    """Say the replies of a transcript until they run out or the session ends. `points`: where they are ready."""
    mode = next(mode for mode in MODES if mode == transcript.mode)
    practice = Practice(scenario, scorer, seed=transcript.seed, mode=mode, points=points, copies=False, read=False)
    for reply in transcript.replies:
        if practice.ended:
            break
        practice.reply(reply)
    end = debrief(scenario, tuple(practice.turns), scenario.mood)
    marks = {name: getattr(end.marks, name) for name in MARKS}
    ending = end.ending.id if end.ending else ""
    return Rehearsal(transcript, Recorded(ending, end.outcome or "", end.passed, marks), len(practice.turns))


def shortcomings(rehearsal: Rehearsal) -> Iterator[Problem]:
    """What is wrong with a transcript: another ending, other marks, or that it does not show what it should."""
    transcript, result = rehearsal.transcript, rehearsal.result
    yield from _changes(transcript, result)
    if rehearsal.said < len(transcript.replies):
        left = f"第 {rehearsal.said} 句就结束了（{result.ending}），后面的话没有用上；请删掉，或者改前面的话"
        yield transcript.problem("W511", left, "replies", rehearsal.said)
    if transcript.name == BEST and not result.passed:
        yield transcript.problem("E509", f"最好的示范对话应当合格，{_why_not(result)}", "replies")
    if transcript.name == WORST and result.passed:
        yield transcript.problem("E510", f"最差的示范对话不应当合格，却走到了{_shown(result)}", "replies")


def _changes(transcript: Transcript, result: Recorded) -> Iterator[Problem]:
    before = transcript.recorded
    if not result.ending:
        yield transcript.problem("E507", f"{len(transcript.replies)} 句说完还{_OPEN[1:-1]}；请补上后面的话", "replies")
    elif before is None:
        again = "没有记录结果；请核对后运行 huashu check --record 记下"
        yield transcript.problem("W508", f"{again}：{_shown(result)}", "replies")
    elif (before.ending, before.outcome) != (result.ending, result.outcome):
        changed = f"记录的结局是 {before.ending}（{before.outcome}），现在走到了 {result.ending}（{result.outcome}）"
        yield transcript.problem("E507", changed, "recorded", "ending")
    if before is not None and (before.marks, before.passed) != (result.marks, result.passed):
        changed = f"分数变了：记录的是 {_figures(before)}，现在是 {_figures(result)}；认可就运行 huashu check --record"
        yield transcript.problem("W508", changed, "recorded", "marks")


def _shown(result: Recorded) -> str:
    return f"{result.ending or _OPEN}，{_figures(result)}"


def _figures(result: Recorded) -> str:
    marks = " ".join(f"{name} {'null' if mark is None else mark}" for name, mark in result.marks.items())
    return f"{'合格' if result.passed else '不合格'} {marks}"


def _why_not(result: Recorded) -> str:
    """What a best transcript lacks: a good ending, the mark, or else a gate failed."""
    if result.outcome not in PASSING:
        return f"结局却是 {result.ending or _OPEN}（{result.outcome or '没有结局'}）"
    if (result.marks["overall"] or 0) < PASS_MARK:
        return f"总评却只有 {result.marks['overall']}，合格线是 {PASS_MARK}"
    return "却碰了红线"
