"""Applies rules to a reading: which labels and questions hold, at which words. Gives no marks."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scoring.asking import is_asked, sentence_around
from scoring.figures import Figure
from scoring.matcher import Group, Match, PhraseIndex
from scoring.measures import MEASURES, OF_ITS_SENTENCE
from scoring.reading import Reading, Span
from scoring.records import Finding, Mention
from scoring.rules import Rule
from scoring.scope import is_denied, is_within

_STOPS = frozenset("，。？！、；：…～\n")


class Hit(NamedTuple):
    """A rule at its words in the folded reply."""

    rule: Rule
    span: Span


class Detector:
    """A set of rules made ready to apply."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._measured = [rule for rule in self._rules.values() if not rule.phrases]
        phrased = [rule for rule in self._rules.values() if rule.phrases]
        self._index = PhraseIndex(Group(rule.id, rule.phrases) for rule in phrased)
        self._exceptions: dict[str, PhraseIndex] = {}
        self._harmless: dict[str, PhraseIndex] = {}

    def hits(self, reading: Reading) -> list[Hit]:
        """Every rule that holds, with its words. Rules that lean on other labels are asked after those that do not."""
        found = [hit for hit in self._all(reading) if _fits(hit.rule, reading)]
        plain = [hit for hit in found if not hit.rule.unless and not hit.rule.needs]
        leaning = [hit for hit in found if hit.rule.unless or hit.rule.needs]
        if leaning:
            signs = _Signs(plain, reading.text)
            leaning = [hit for hit in leaning if signs.agree(hit)]
        return plain + leaning

    def harmless(self, label: str, text: str) -> list[Match]:
        """What rules of a label except, in a reply."""
        if label not in self._harmless:
            phrases = [phrase for rule in self._rules.values() if rule.sign == label for phrase in rule.exceptions]
            self._harmless[label] = PhraseIndex([Group(label, tuple(phrases))] if phrases else [])
        return list(self._harmless[label].find(text))

    def _excepted(self, rule: Rule) -> PhraseIndex:
        """A rule's exceptions made ready, when first asked for: most rules are not met in most replies."""
        if rule.id not in self._exceptions:
            self._exceptions[rule.id] = PhraseIndex([Group(rule.id, rule.exceptions)])
        return self._exceptions[rule.id]

    def _all(self, reading: Reading) -> Iterator[Hit]:
        for rule in self._measured:
            for found in MEASURES[rule.measure](reading):
                span = _trimmed(reading.text, found.start, found.end)
                if is_meant(reading, rule, span):
                    yield Hit(rule, span)
        for name, spans in self._matches(reading).items():
            rule = self._rules[name]
            yield from (Hit(rule, span) for span in self._kept(reading, rule, _measured(reading, rule, spans)))

    def _matches(self, reading: Reading) -> dict[str, list[Span]]:
        """Where phrases stand, by rule, in a fixed order."""
        found: dict[str, list[Span]] = {}
        for match in self._index.find(reading.text):
            found.setdefault(match.group, []).append(_trimmed(reading.text, match.start, match.end))
        return found

    def _kept(self, reading: Reading, rule: Rule, spans: list[Span]) -> Iterator[Span]:
        """The places that no exception covers and that are meant."""
        void = (
            [(match.start, match.end) for match in self._excepted(rule).find(reading.text)] if rule.exceptions else []
        )
        return (span for span in spans if not overlaps(span, void) and is_meant(reading, rule, span))


def _measured(reading: Reading, rule: Rule, spans: list[Span]) -> list[Span]:
    """Places of a rule's phrases at which its measure holds too."""
    if not rule.measure:
        return spans
    found = MEASURES[rule.measure](reading)
    if rule.measure in OF_ITS_SENTENCE:
        return [span for span in spans if _is_about(reading, span, found)]
    return spans if found else []


def _is_about(reading: Reading, span: Span, sums: Iterable[Span]) -> bool:
    """Whether the sum that words give, refund or promise is one of these: the next in their clause, or the nearest."""
    begin, end = sentence_around(reading.text, span.start, span.end)
    named = [figure for figure in reading.figures if figure.kind == "amount" and begin <= figure.start < end]
    nearest = min(named, key=lambda sum_: _away(reading.text, span, sum_), default=None)
    return nearest is not None and any(sum_.start == nearest.start for sum_ in sums)


def _away(text: str, span: Span, sum_: Figure) -> tuple[bool, int]:
    """How far a sum stands from words: one after them in their clause is theirs before any other."""
    follows = sum_.start >= span.end and not any(mark in text[span.end : sum_.start] for mark in "，,；;、")
    return not follows, max(sum_.start - span.end, span.start - sum_.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    """A stretch without the punctuation around it: the words are what is found, not the comma that followed."""
    while end - start > 1 and text[end - 1] in _STOPS:
        end -= 1
    while end - start > 1 and text[start] in _STOPS:
        start += 1
    return Span(start, end)


def is_meant(reading: Reading, rule: Rule, span: Span) -> bool:
    """Whether found words are the agent's own claim: not denied and not quoted, where the rule cares."""
    if "quoted" not in rule.allows and is_within(span.start, span.end, reading.quotes):
        return False
    if rule.is_question:
        return is_asked(reading.text, span.start, span.end)
    return "denied" in rule.allows or not is_denied(reading.text, span.start)


def _fits(rule: Rule, reading: Reading) -> bool:
    if rule.stages and reading.context.stage not in rule.stages:
        return False
    return not rule.longest or len(reading.bare) <= rule.longest


class _Signs:
    """What plain rules found, for rules that lean on it: a question leans on its own sentence, a label on the reply."""

    def __init__(self, plain: Iterable[Hit], text: str) -> None:
        self._text = text
        self._whole: set[str] = set()
        self._asked: dict[int, set[str]] = {}
        for hit in plain:
            self._whole.add(hit.rule.sign)
            if hit.rule.is_question:
                self._asked.setdefault(self._sentence(hit), set()).add(hit.rule.sign)

    def agree(self, hit: Hit) -> bool:
        """Whether there is what the rule needs and nothing that it must not stand with."""
        signs = self._asked.get(self._sentence(hit), set()) if hit.rule.is_question else self._whole
        return signs.issuperset(hit.rule.needs) and signs.isdisjoint(hit.rule.unless)

    def _sentence(self, hit: Hit) -> int:
        return sentence_around(self._text, hit.span.start, hit.span.end)[0]


def overlaps(span: Span, others: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch shares a letter with one of others."""
    return any(span.start < end and start < span.end for start, end in others)


def findings(reading: Reading, hits: Iterable[Hit]) -> tuple[Finding, ...]:
    """Findings of labels in reading order; of one label's overlapping stretches the longest is kept."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.span.start - hit.span.end, hit.span.start, hit.rule.id)):
        same = kept.setdefault(hit.rule.sign, [])
        if not overlaps(hit.span, [(other.span.start, other.span.end) for other in same]):
            same.append(hit)
    chosen = [hit for same in kept.values() for hit in same if not hit.rule.is_question]
    chosen.sort(key=lambda hit: (hit.span.start, hit.span.end, hit.rule.id))
    return tuple(_finding(reading, hit) for hit in chosen)


def _finding(reading: Reading, hit: Hit) -> Finding:
    start, end = reading.folded.span(hit.span.start, hit.span.end)
    rule = hit.rule
    return Finding(rule.sign, rule.id, start, end, reading.given[start:end], rule.why, rule.better, rule.source)


def questions(reading: Reading, hits: Iterable[Hit]) -> tuple[Mention, ...]:
    """What the reply asks, each question once, at the first words that ask it, the longest of them."""
    first: dict[str, Mention] = {}
    asked = (hit for hit in hits if hit.rule.is_question)
    for hit in sorted(asked, key=lambda hit: (hit.span.start, -hit.span.end, hit.rule.id)):
        first.setdefault(hit.rule.sign, mention(reading, hit.rule.sign, hit.span))
    return tuple(first.values())


def mention(reading: Reading, name: str, span: Span) -> Mention:
    """Where something named stands in the reply as given."""
    start, end = reading.folded.span(span.start, span.end)
    return Mention(name, start, end, reading.given[start:end])
