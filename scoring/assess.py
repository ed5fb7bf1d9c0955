"""The scorer: a reply in its context in, an assessment out. Pure: the same inputs give the same answer anywhere."""

from pathlib import Path

from scoring.detect import Detector, findings, questions
from scoring.gaming import is_gaming
from scoring.labels import LABELS
from scoring.marks import FEELING, judge
from scoring.points import PointIndex
from scoring.reading import Reading
from scoring.records import Assessment, Context
from scoring.rules import SHIPPED, RuleSet, load_rules, read_contents

VERSION = "1"
"""Raised when the code of marking changes what a reply gets; with the rules' hash it names the scorer."""


class Scorer:
    """Rules made ready; assess() may be called any number of times."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._detector = Detector(rules.rules)

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> "Scorer":
        """The scorer with the rules of a folder. Raises RuleError when a rule file is wrong."""
        return cls(load_rules(folder))

    @property
    def version(self) -> str:
        """Names code and rules together: sessions marked by another version need not reproduce."""
        return f"{VERSION}:{self.rules.hash[:16]}"

    def rules_text(self) -> str:
        """The rule files as one text, to be kept with what they marked."""
        import json

        contents = {name: raw.decode("utf-8") for name, raw in read_contents(self.rules.folder).items()}
        return json.dumps(contents, ensure_ascii=False, sort_keys=True)

    def assess(self, reply: str, context: Context | None = None, points: PointIndex | None = None) -> Assessment:
        """What a reply is worth in its context, and which points of the case it raised."""
        reading = Reading(reply, context or Context())
        hits = self._detector.hits(reading)
        found = findings(reading, hits)
        labels = tuple(label for label in LABELS if any(finding.label == label for finding in found))
        gaming = is_gaming(reading, sum(LABELS[label].good for label in labels))
        judged = judge(reading, labels, gaming=gaming, met_before=self._met_before(reading))
        return Assessment(
            labels=labels,
            findings=found,
            marks=judged.marks,
            points=points.find(reading) if points is not None else (),
            questions=questions(reading, hits),
            gaming=gaming,
            cut=reading.cut,
            reasons=judged.reasons,
        )

    def ruled(self, reading: Reading) -> tuple[str, ...]:
        """The labels that rules alone find, in the order of the vocabulary."""
        found = {hit.rule.sign for hit in self._detector.hits(reading) if not hit.rule.is_question}
        return tuple(label for label in LABELS if label in found)

    def _met_before(self, reading: Reading) -> bool:
        """Whether an earlier reply of the agent met the feeling; only asked about while the customer vents."""
        if reading.context.stage != "venting":
            return False
        before = (said.text for said in reading.context.history if said.role == "agent")
        return any(hit.rule.sign in FEELING for text in before for hit in self._detector.hits(Reading(text, Context())))
