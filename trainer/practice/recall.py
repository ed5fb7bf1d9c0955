"""Marks that need no marking again: remembered by reply and context, or out of an edit's reach. Changes no mark."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from scoring.assess import Scorer
from scoring.detect import Detector
from scoring.points import PointIndex
from scoring.reading import Reading
from scoring.records import Assessment, Context
from scoring.rules import Rule, RuleSet

Touches = Callable[[str], bool]
"""Whether an edit of rules can make a difference to a reply."""


def touches_nothing(_reply: str) -> bool:
    """An edit that changes no rule."""
    return False


class Recalling(Scorer):
    """A scorer that marks no reply twice in one context.

    `before` is the scorer with the rules as they were, asked for all replies that their edit does not touch.
    """

    def __init__(self, scorer: Scorer, before: "Recalling | None" = None) -> None:
        # Not the base's: the rules are ready, and making them ready again takes a tenth of a second.
        self.rules = scorer.rules
        self._detector = scorer._detector
        self._before = before
        self._known: dict[tuple[str, Context], Assessment] = {}
        self.touches: Touches = touches_nothing if before is None else edit_of_rules(before.rules, scorer.rules)

    def learn(self, reply: str, context: Context, assessment: Assessment) -> None:
        """Remember what this version said of a reply."""
        self._known[reply, context] = assessment

    def assess(self, reply: str, context: Context | None = None, points: PointIndex | None = None) -> Assessment:
        """As the base does; from memory where it can be."""
        context = context or Context()
        known = self._known.get((reply, context))
        if known is None:
            known = self._known[reply, context] = self._marked(reply, context)
        return known if points is None else replace(known, points=points.find(Reading(reply, context)))

    def _marked(self, reply: str, context: Context) -> Assessment:
        earlier = (said.text for said in context.history if said.role == "agent")
        if self._before is None or any(map(self.touches, (reply, *earlier))):
            return super().assess(reply, context)
        return self._before.assess(reply, context)


def edit_of_rules(before: RuleSet, after: RuleSet) -> Touches:
    """Which replies an edit can make a difference to; in doubt, it can."""
    old, new = ({rule.id: _deciding(rule) for rule in rules.rules} for rules in (before, after))
    changed = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    if not changed:
        return touches_nothing
    if any(rule.measure for name in changed for rule in (old.get(name), new.get(name)) if rule is not None):
        return lambda _reply: True  # what a measure sees may lie outside the reply
    lost, gained = (_alone(rules[name] for name in sorted(changed) if name in rules) for rules in (old, new))
    otherwise = {name for name in changed if _frame(old.get(name)) != _frame(new.get(name))}
    seen: dict[str, bool] = {}

    def touches(reply: str) -> bool:
        if reply not in seen:
            reading = Reading(reply, Context())
            found = [{(hit.rule.id, hit.span) for hit in rules.hits(reading)} for rules in (lost, gained)]
            seen[reply] = found[0] != found[1] or any(name in otherwise for name, _span in found[0])
        return seen[reply]

    return touches


def _deciding(rule: Rule) -> Rule:
    """A rule without what it only says."""
    return replace(rule, message="", why="", better="", source="", flagged=(), near_misses=())


def _frame(rule: Rule | None) -> Rule | None:
    """A rule without its phrases: where and for what it counts."""
    return None if rule is None else replace(rule, phrases=(), exceptions=())


def _alone(rules: Iterable[Rule]) -> Detector:
    """Rules that hold wherever their words stand, whatever the stage or other labels."""
    return Detector(replace(rule, stages=(), unless=(), needs=()) for rule in rules)
