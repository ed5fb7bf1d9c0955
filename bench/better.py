"""Puts the better wording in place of each fault found, and looks whether the finding goes and no mark falls.

    python -m bench.better

On the test contexts of the corpus, one fault at a time; also how much of a reply is replaced.
"""

from collections import Counter
from statistics import median

from bench.corpus import batches, context_of, is_test
from scoring.assess import Scorer
from scoring.labels import LABELS, MARKS
from scoring.records import Context, Finding


def outcome(scorer: Scorer, reply: str, context: Context, fault: Finding) -> str:
    """What putting the better wording in place comes to."""
    assert fault.start is not None
    assert fault.end is not None
    before = scorer.assess(reply, context)
    after = scorer.assess(reply[: fault.start] + fault.better + reply[fault.end :], context)
    stays = sum(each.label == fault.label for each in after.findings)
    if stays >= sum(each.label == fault.label for each in before.findings):
        return "finding stays"
    falls = any(getattr(after.marks, name) < getattr(before.marks, name) for name in MARKS)
    return "a mark falls" if falls else "better"


def main() -> None:
    scorer, counts = Scorer.load(), Counter[str]()
    shares: list[float] = []
    for row in filter(is_test, batches()):
        context = context_of(row)
        for finding in scorer.assess(row["reply"], context).findings:
            label = LABELS.get(finding.label)
            if label is not None and not label.good and finding.start is not None:
                assert finding.end is not None
                shares.append((finding.end - finding.start) / len(row["reply"]))
                counts[outcome(scorer, row["reply"], context, finding)] += 1
    total = sum(counts.values())
    print(f"replaced: median {median(shares):.2f} of the reply, nine tenths or more in {sum(s >= 0.9 for s in shares)}")
    print(f"{total} faults: " + ", ".join(f"{name} {count / total:.1%}" for name, count in counts.most_common()))


if __name__ == "__main__":
    main()
