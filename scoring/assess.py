"""The scorer: a reply in its context in, an assessment out. Pure: the same inputs give the same answer anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.detect import Detector, Hit, findings, overlaps, questions
from scoring.gaming import is_pile, is_repetition
from scoring.labels import CASE_FINDINGS, LABELS
from scoring.lawcheck import false_law
from scoring.learned import BY_DETECTOR, SETTINGS, Weighed, carried, shipped, unlocated, widened
from scoring.likeness import BACKGROUND
from scoring.marks import FEELING, TABLE, judge
from scoring.offence import OF_TONE, in_doubt, is_sharp, opposes, suspected
from scoring.reading import Reading
from scoring.records import Assessment, Context, Finding
from scoring.restating import foreign
from scoring.rules import SHIPPED, RuleSet, load_rules
from scoring.scope import is_reported
from scoring.signs import FAMILIES, Seen, see, without
from scoring.tone import TABLE as TONE_TABLE

if TYPE_CHECKING:
    from scoring.points import PointIndex

_FORMS = frozenset({"respectful_address", "casual_you"})
"""Forms of address stand in all kinds of sentences, whatever else the sentence does."""

_QUOTING = _FORMS | {"restates_issue", "clarifying_question", "cites_facts", "cites_rule"}
"""Moves that quoting is one way to make."""

_PUT = frozenset({"restates_issue", "clarifying_question"})
"""What it is to put something to customers as their own concern, unless it is nothing of theirs."""

_PLAIN = 70
"""So much of a reply, in a hundred, has to be a greeting or a known question for it to be nothing else."""

BELIEVED = 85
"""How sure one is, in a hundred, of what a rule says that is seldom wrong."""

VERSION = "10"
"""Raised when the code of marking changes what a reply gets; with the rules' hash it names the scorer."""


class Scorer:
    """Rules made ready; assess() may be called any number of times."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._detector = Detector(rules.rules)

    @classmethod
    def load(cls, folder: Path = SHIPPED, *, own: Sequence[Path] = ()) -> Scorer:
        """The scorer with the rules of a folder. Raises RuleError when a rule file is wrong.

        The sound rules of `own` folders stand beside them; what is broken there is left out and stops nothing.
        """
        rules = load_rules(folder)
        if own:
            from scoring.ownrules import beside

            rules = beside(rules, own)
        return cls(rules)

    @property
    def version(self) -> str:
        """Names code and rules together: sessions marked by another version need not reproduce."""
        return f"{VERSION}:{self.rules.hash[:16]}:{_fitted()}"

    def rules_text(self) -> str:
        """The rule files as one text, to be kept with what they marked."""
        import json

        contents = {name: raw.decode("utf-8") for name, raw in self.rules.contents.items()}
        return json.dumps(contents, ensure_ascii=False, sort_keys=True)

    def assess(
        self,
        reply: str,
        context: Context | None = None,
        points: PointIndex | None = None,
        *,
        pasted: bool = False,
        for_customer: bool = False,
    ) -> Assessment:
        """What a reply is worth in its context, and which points of the case it raised.

        `pasted`: it is a model wording written for another place, which the caller knows and a text does not show.
        `for_customer`: only what a customer takes in is worked out. In which words a fault lies is left open, and of
        what the case contradicts only wrong names are sought; that spares a sixth of the work.
        """
        reading = Reading(reply, context or Context())
        met = self._detector.hits(reading)
        hits = [hit for hit in met if hit.rule.sign not in CASE_FINDINGS]
        found, sure, gaming = self._judged_together(reading, hits, located=not for_customer)
        gaming = gaming or pasted
        labels = _in_order(finding.label for finding in found)
        met_before = self.met_before(reading)
        told = not for_customer
        doubtful = _in_order(in_doubt(reading, found, sure))
        plain = frozenset(labels).difference(doubtful)
        judged = judge(reading, labels, sure, gaming=gaming, met_before=met_before, pasted=pasted, told=told)
        return Assessment(
            labels=labels,
            findings=_in_reading_order((*found, *_contradicted(reading, met, for_customer=for_customer))),
            marks=judged.marks,
            points=points.find(reading, opposed=opposes(plain)) if points is not None else (),
            questions=questions(reading, hits),
            gaming=gaming,
            cut=reading.cut,
            reasons=judged.reasons,
            doubtful=doubtful,
            suspected=suspected(reading, plain, sure),
        )

    def _judged_together(
        self, reading: Reading, hits: list[Hit], *, located: bool = True
    ) -> tuple[tuple[Finding, ...], Mapping[str, int], bool]:
        """Findings of rules that the detectors let stand and of detectors that no rule speaks for; how sure; gaming."""
        beside = foreign(reading)
        hits = [hit for hit in hits if hit.rule.sign not in _PUT or not overlaps(hit.span, beside)]
        by_rule = findings(reading, hits)
        ruled = _in_order(finding.label for finding in by_rule)
        repeats, piles = is_repetition(reading), is_pile(reading, ruled)
        if not any(character.isalnum() for character in reading.text):
            return by_rule, {}, repeats or piles
        detectors = shipped()
        seen = see(reading, ruled)
        weighed = detectors.weigh(seen)
        sure = detectors.percents(weighed.sums)
        believed = {hit.rule.sign for hit in hits if hit.rule.sign in LABELS and hit.rule.id not in detectors.doubtful}
        sure |= {label: max(BELIEVED, sure[label]) for label in believed}
        decided = believed | detectors.decide(sure, {*ruled, *(["gaming"] if repeats or piles else [])})
        if _is_plain(reading, hits):
            # Short and to the point is what detectors hear faults in; nothing in such words is one.
            cleared = OF_TONE.difference(ruled)
            decided, sure = decided - cleared, sure | dict.fromkeys(cleared & decided, 0)
        new = decided.difference(ruled, {"gaming"})
        unfounded = self._unfounded(reading, new, seen, weighed) | (_PUT & new if beside else frozenset())
        sure |= dict.fromkeys(unfounded, 0)
        placed = new if located else _contested(new, by_rule)
        added = _added(reading, new - unfounded, weighed, placed)
        found = [finding for finding in (*by_rule, *added) if finding.label in decided]
        kept = without_praise_of_faults(found, sure)
        if located:
            kept = list(_with_all_their_words(reading, kept, seen, weighed, ruled))
        return tuple(kept), sure, repeats or "gaming" in decided

    def _unfounded(self, reading: Reading, labels: set[str], seen: Seen, weighed: Weighed) -> frozenset[str]:
        """What detectors alone claim among labels for words in which it is not: moves reported, faults excepted.

        Detectors have met 报警 in threats; that 您可以报警 is none, a rule knows.
        """
        reported = moves_only_reported(reading, labels, seen, weighed)
        faults = [label for label in labels if not LABELS[label].good]
        return reported | {label for label in faults if self._is_excepted(label, reading, seen, weighed)}

    def _is_excepted(self, label: str, reading: Reading, seen: Seen, weighed: Weighed) -> bool:
        """Whether a reply shows a fault only in clauses in which a rule of it excepts something."""
        places = [(match.start, match.end) for match in self._detector.harmless(label, reading.text)]
        spans = [span for span in weighed.clauses if overlaps(span, places)]
        return bool(spans) and label not in _shown(without(seen, spans))

    def sure(self, reply: str, context: Context) -> Mapping[str, int]:
        """How sure the detectors are of each label, and of `gaming`, in a hundred."""
        reading = Reading(reply, context)
        hits = [hit for hit in self._detector.hits(reading) if hit.rule.sign not in CASE_FINDINGS]
        return self._judged_together(reading, hits)[1]

    def rules_that_hold(self, reading: Reading) -> set[tuple[str, str]]:
        """Rules of labels that hold, each with its label."""
        hits = self._detector.hits(reading)
        return {(hit.rule.id, hit.rule.sign) for hit in hits if hit.rule.sign in LABELS}

    def ruled(self, reading: Reading) -> tuple[str, ...]:
        """The labels that rules alone find, in the order of the vocabulary."""
        return _in_order(hit.rule.sign for hit in self._detector.hits(reading) if not hit.rule.is_question)

    def met_before(self, reading: Reading) -> bool:
        """Whether an earlier reply of the agent met the feeling; only asked about while the customer vents."""
        if reading.context.stage != "venting":
            return False
        before = (said.text for said in reading.context.history if said.role == "agent")
        return any(hit.rule.sign in FEELING for text in before for hit in self._detector.hits(Reading(text, Context())))


def _contested(labels: Iterable[str], by_rule: Iterable[Finding]) -> frozenset[str]:
    """Moves whose place is needed, whoever asks: a surer fault that a rule finds in the same words takes them away."""
    if all(LABELS[finding.label].good for finding in by_rule):
        return frozenset()
    return frozenset(label for label in labels if LABELS[label].good)


def _added(reading: Reading, labels: Iterable[str], weighed: Weighed, placed: Collection[str]) -> Iterator[Finding]:
    """Findings of detectors alone; those of `placed` labels with the words that carry them."""
    for label in labels:
        yield carried(reading, label, weighed) if label in placed else unlocated(label)


def _contradicted(reading: Reading, met: list[Hit], *, for_customer: bool) -> tuple[Finding, ...]:
    """What facts and law contradict. Its patterns take longer to make than all else: only where there are facts."""
    law = () if for_customer else false_law(reading, met)
    if not reading.context.facts:
        return law
    from scoring.casecheck import case_findings, wrong_names

    return (*law, *(wrong_names if for_customer else case_findings)(reading))


def _with_all_their_words(
    reading: Reading, found: list[Finding], seen: Seen, weighed: Weighed, ruled: Iterable[str]
) -> Iterator[Finding]:
    """Findings, those of a fault found once with as much around it as has to go for the fault to be gone."""
    times = Counter(finding.label for finding in found)
    for finding in found:
        is_one_fault = not LABELS[finding.label].good and finding.label not in _FORMS and times[finding.label] == 1
        by_rule = not finding.rule.startswith(BY_DETECTOR)
        yield widened(reading, finding, seen, weighed, ruled) if is_one_fault and by_rule else finding


def moves_only_reported(reading: Reading, labels: Iterable[str], seen: Seen, weighed: Weighed) -> frozenset[str]:
    """Moves among labels that a quotation or denied speech carries, and that the rest of the reply does not show."""
    spans = [span for span in weighed.clauses if is_reported(reading.text, span.start, span.end, reading.quotes)]
    moves = [label for label in labels if LABELS[label].good and label not in _QUOTING] if spans else []
    carried_there = frozenset(label for label in moves if shipped().carried_by(label, weighed) in spans)
    return carried_there - _shown(without(seen, spans)) if carried_there else carried_there


def _is_plain(reading: Reading, hits: Iterable[Hit]) -> bool:
    """Whether a reply is little more than a greeting or a question that rules know, and not put sharply."""
    if is_sharp(reading):
        return False
    spans = [hit.span for hit in hits if hit.rule.is_question or hit.rule.sign == "greeting"]
    said = {i for span in spans for i in range(span.start, span.end) if reading.text[i].isalnum()}
    return len(said) * 100 >= _PLAIN * max(1, len(reading.bare))


def _shown(seen: Seen) -> frozenset[str]:
    """What detectors alone say of what is left of a reply."""
    if not any(letter.isalnum() for letter in seen.letters):
        return frozenset()
    return shipped().decide(shipped().percents(shipped().weigh(seen).sums), ())


def without_praise_of_faults(found: list[Finding], sure: Mapping[str, int]) -> list[Finding]:
    """Findings less the moves whose words are a surer fault's words too: nobody is praised for what does harm.

    Only a rule's words are exact enough to tell; detectors have weighed both already.
    """
    faults = [finding for finding in found if not LABELS[finding.label].good and finding.label not in _FORMS]
    faults = [finding for finding in faults if not finding.rule.startswith(BY_DETECTOR)]
    return [
        finding
        for finding in found
        if not LABELS[finding.label].good
        or not _overlaps(finding, [fault for fault in faults if sure[fault.label] >= sure[finding.label]])
    ]


def _overlaps(finding: Finding, faults: list[Finding]) -> bool:
    if finding.label in _FORMS or finding.start is None or finding.end is None:
        return False
    return any(
        fault.start is not None and fault.end is not None and finding.start < fault.end and fault.start < finding.end
        for fault in faults
    )


@lru_cache(maxsize=1)
def _fitted() -> str:
    """Names what was fitted: marks, families of words, the background, the tone, the detectors (by a hash)."""
    digest = sha256()
    for path in (TABLE, SETTINGS, FAMILIES, BACKGROUND, TONE_TABLE):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _in_reading_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: (finding.start or 0, finding.end or 0, finding.rule)))


def _in_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels once each, in the order of the vocabulary."""
    found = set(labels)
    return tuple(label for label in LABELS if label in found)
