"""Marks that need no marking again: remembered by reply and context, or out of an edit's reach. Changes no mark."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from scoring.assess import Scorer
from scoring.detect import Detector
from scoring.offence import opposes
from scoring.points import PointIndex
from scoring.reading import Reading
from scoring.records import Assessment, Context
from scoring.rules import Rule, RuleSet

_NO_CONTEXT: Final = Context()


class Recalling(Scorer):
    """A scorer that marks no reply twice in one context.

    `before` is the scorer with the rules as they were, asked for all replies that their edit does not touch.
    """

    def __init__(self, scorer: Scorer, before: "Recalling | None" = None) -> None:
        # Not the base's: the rules are ready, and making them ready again takes a tenth of a second.
        self.rules = scorer.rules
        self._detector = scorer._detector
        self._before = before
        self._known: dict[tuple[str, Context, bool], Assessment] = {}
        self.edit = RuleEdit((before or scorer).rules, scorer.rules)

    def assess(
        self,
        reply: str,
        context: Context | None = None,
        points: PointIndex | None = None,
        *,
        pasted: bool = False,
        for_customer: bool = False,  # noqa: ARG002 - whatever is remembered is remembered in full
    ) -> Assessment:
        """As the base does, but always in full; from memory where it can be."""
        context = context or _NO_CONTEXT
        known = self._known.get((reply, context, pasted))
        if known is None:
            known = self._known[reply, context, pasted] = self._marked(reply, context, pasted)
        if points is None:
            return known
        return replace(known, points=points.find(Reading(reply, context), opposed=opposes(known.plain)))

    def _marked(self, reply: str, context: Context, pasted: bool) -> Assessment:
        if self._before is None or self._touched(reply, context):
            return super().assess(reply, context, pasted=pasted)
        return self._before.assess(reply, context, pasted=pasted)

    def _touched(self, reply: str, context: Context) -> bool:
        """Whether the edit reaches a reply, or one before it, which marking looks back at without its context."""
        earlier = (said.text for said in context.history if said.role == "agent")
        touches = self.edit.touches
        return touches(reply, context) or any(touches(text, _NO_CONTEXT) for text in earlier)


class RuleEdit:
    """Which replies an edit of rules can make a difference to; in doubt, it can."""

    def __init__(self, before: RuleSet, after: RuleSet) -> None:
        old, new = ({rule.id: _deciding(rule) for rule in rules.rules} for rules in (before, after))
        changed = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
        both = [[rules[name] for name in changed if name in rules] for rules in (old, new)]
        self.is_empty = not changed
        self.measures = any(rule.measure for rules in both for rule in rules)
        """Whether it changes what a measure sees, which may lie outside the reply."""
        self._lost, self._gained = map(_alone, both)
        self._otherwise = {name for name in changed if _frame(old.get(name)) != _frame(new.get(name))}
        self._seen: dict[tuple[str, Context], bool] = {}

    def touches(self, reply: str, context: Context) -> bool:
        """Whether the reply, said in this context, may get anything else."""
        if self.is_empty:
            return False
        key = reply, context if self.measures else _NO_CONTEXT
        if key not in self._seen:
            reading = Reading(*key)
            found = [{(hit.rule.id, hit.span) for hit in rules.hits(reading)} for rules in (self._lost, self._gained)]
            self._seen[key] = found[0] != found[1] or any(name in self._otherwise for name, _span in found[0])
        return self._seen[key]


def _deciding(rule: Rule) -> Rule:
    """A rule without what it only says."""
    return replace(rule, message="", why="", better="", source="", flagged=(), near_misses=())


def _frame(rule: Rule | None) -> Rule | None:
    """A rule without its phrases: where and for what it counts."""
    return None if rule is None else replace(rule, phrases=(), exceptions=())


def _alone(rules: Iterable[Rule]) -> Detector:
    """Rules that hold wherever their words stand, whatever the stage or other labels."""
    return Detector(replace(rule, stages=(), unless=(), needs=()) for rule in rules)
