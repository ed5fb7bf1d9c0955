"""What passes: the session's own verdict, or the rule an instructor wrote instead. Reads no turn."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from scoring.labels import MARKS
from transcripts import errors

if TYPE_CHECKING:
    from transcripts.connection import Connection

OUTCOMES: Final = ("resolved", "grudging", "handed_over", "unresolved", "lost", "gave_away", "incident")
MODES: Final = ("practice", "exam", "timed")


@dataclass(frozen=True, slots=True)
class PassRule:
    """What a session needs to pass.

    `marks` are the least session marks from 1 to 5; a dimension that was not called for is passed over. `turns` is the
    least number of replies; no `modes` means any.
    """

    marks: Mapping[str, float] = field(default_factory=lambda: {"overall": 3.5})
    outcomes: tuple[str, ...] = ("resolved", "handed_over")
    gates: bool = True
    modes: tuple[str, ...] = ()
    turns: int = 1

    def __post_init__(self) -> None:
        """Raise ValueError with what is wrong: everything here is written by hand."""
        wrong = [f"分数 {name}" for name in self.marks if name not in MARKS]
        wrong += [f"结果 {name}" for name in self.outcomes if name not in OUTCOMES]
        wrong += [f"方式 {name}" for name in self.modes if name not in MODES]
        if wrong:
            raise ValueError("不认识：" + "、".join(wrong))
        if not all(1 <= mark <= 5 for mark in self.marks.values()):
            raise ValueError("分数要在 1 到 5 之间")
        if not self.outcomes:
            raise ValueError("至少要有一种算合格的结果")

    def clause(self) -> str:
        """The rule as a condition on a row of `summary`. Its values are numbers and names from closed lists."""
        parts = [f"coalesce(summary.{name}, 5) >= {float(mark)}" for name, mark in sorted(self.marks.items())]
        parts.append(f"summary.outcome IN ({_listed(self.outcomes)})")
        parts.append(f"summary.turns >= {int(self.turns)}")
        if self.gates:
            # Where nobody counted, the session's own verdict has looked at the gates.
            parts.append("coalesce(summary.gates_failed, 1 - summary.passed) = 0")
        if self.modes:
            parts.append(f"summary.mode IN ({_listed(self.modes)})")
        return " AND ".join(parts)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def column(connection: "Connection") -> str:
    """Whether a row of `summary` passes, as an SQL expression: 1, 0, or null while the session is open."""
    rule = current(connection)
    if rule is None:
        return "summary.passed"
    return f"CASE WHEN summary.ended IS NULL THEN NULL ELSE ({rule.clause()}) END"


def current(connection: "Connection") -> PassRule | None:
    """The rule that holds here; None where nobody wrote one, or it was taken back."""
    found = connection.rows("SELECT rule FROM pass_rule ORDER BY made DESC LIMIT 1")
    with connection.making_sense("合格标准"):
        kept = json.loads(found[0]["rule"]) if found else None
        return None if kept is None else rule_from(kept)


def rule_from(value: Mapping[str, Any]) -> PassRule:
    """The rule of plain values. Raises ValueError or TypeError where they are none."""
    if not isinstance(value, Mapping) or not isinstance(value.get("marks", {}), Mapping):
        raise TypeError("要写成“名字: 值”，比如 marks: {overall: 3.8}")
    unknown = set(value) - {"marks", "outcomes", "gates", "modes", "turns"}
    if unknown:
        raise ValueError("不认识：" + "、".join(sorted(map(str, unknown))))
    marks = {str(name): _mark(mark) for name, mark in value.get("marks", {"overall": 3.5}).items()}
    outcomes = tuple(map(str, value.get("outcomes", ("resolved", "handed_over"))))
    modes = tuple(map(str, value.get("modes", ())))
    return PassRule(marks, outcomes, _flag(value.get("gates", True)), modes, _count(value.get("turns", 1)))


def _mark(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        raise ValueError(f"“{value}”不是分数，要写 1 到 5 的数") from None


def _flag(value: object) -> bool:
    known = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
    if str(value).lower() not in known:
        raise ValueError(f"gates: “{value}”要写 true 或 false")
    return known[str(value).lower()]


def _count(value: object) -> int:
    if not str(value).isdecimal():
        raise ValueError(f"turns: “{value}”不是句数，要写 1、2、3 这样的数")
    return int(str(value))


def keep(connection: "Connection", rule: PassRule | None, author: str, made: str) -> None:
    """Let a rule hold from now on; None goes back to the sessions' own verdict."""
    kept = None if rule is None else asdict(rule)
    with connection.writing() as db:
        if connection.rows("SELECT 1 FROM pass_rule WHERE made = ?", [made]):
            raise errors.AlreadyKept("这个时刻的合格标准")
        db.table("pass_rule").insert({"made": made, "author": author, "rule": json.dumps(kept, ensure_ascii=False)})
