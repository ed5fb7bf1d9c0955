"""What the check against the case finds in the corpus, and in replies one of whose true figures was altered.

    python bench/casecheck.py [--show]

First the findings on replies as written, by code, on rows tagged `wrong_fact` and on all others. Then every sum, day,
time, quantity and surname that a reply shares with its case is replaced, one at a time, by one that the case does not
have: how many of those are found, at their very words. What a reply offers, asks or says of the future is altered too
and meant to stay silent, so the share found is a lower bound.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.corpus import batches, context_of
from scoring.assess import Scorer
from scoring.casecheck import NAME_SAID, case_findings, is_known_sum
from scoring.casefacts import (
    CLOCK_SAID,
    DATE_SAID,
    MONEY,
    QUANTITY,
    Case,
    case_of,
    clock_of,
    day_of,
    money_of,
    value_of,
)
from scoring.labels import CASE_FINDINGS
from scoring.reading import Reading
from scoring.records import Context

Altered = tuple[int, int, str]
"""Where in the folded reply something stands, and what to put in its place."""


def sums(text: str, case: Case) -> Iterator[Altered]:
    """Sums of the case, each as one it does not have."""
    for match in MONEY.finditer(text):
        value = money_of(match)
        others = (value + step for step in (2300, 3700, 700, 5900, 13700))
        if value in case.numbers and value >= 500 and (new := [v for v in others if not is_known_sum(v, [], case)]):
            yield match.start(), match.end(), f"{new[0] / 100:g}元"


def days(text: str, case: Case) -> Iterator[Altered]:
    """Days of the case, each as another of its month."""
    for match in DATE_SAID.finditer(text):
        month, day = day_of(match[1], match[2])
        new = [d for d in (day + 2, day - 2, day + 5, day - 5) if 0 < d < 29 and (month, d) not in case.days]
        if (month, day) in case.days and new:
            yield match.start(), match.end(), f"{month}月{new[0]}日"


def times(text: str, case: Case) -> Iterator[Altered]:
    """Times of day of the case, each a quarter of an hour and more away."""
    for match in CLOCK_SAID.finditer(text):
        hour, minute = clock_of(match)
        if (hour, minute) in case.clocks and (hour, (minute + 23) % 60) not in case.clocks:
            yield match.start(), match.end(), f"{hour}点{(minute + 23) % 60:02}分"


def quantities(text: str, case: Case) -> Iterator[Altered]:
    """Quantities of the case, each half as much again."""
    for match in QUANTITY.finditer(text):
        value = value_of(match[1])
        new = round(value * 1.5) + 300
        if value in case.numbers and value > 200 and new not in case.numbers:
            yield match.start(), match.end(), f"{new / 100:g}{match[2]}"


def names(text: str, case: Case) -> Iterator[Altered]:
    """Surnames by which the customer is called, each as another."""
    for match in NAME_SAID.finditer(text):
        new = [name for name in "王李陈徐沈" if not case.has_surname(name)]
        if match[1] in case.surnames and new:
            yield match.start(1), match.end(1), new[0]


KINDS: dict[str, Callable[[str, Case], Iterator[Altered]]] = {
    "sums": sums,
    "days": days,
    "times": times,
    "quantities": quantities,
    "names": names,
}


def as_written(scorer: Scorer, rows: list[dict[str, Any]], *, show: bool) -> None:
    """Print the findings on replies as they stand."""
    counts: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        tagged = "wrong_fact" in row.get("style", [])
        for finding in scorer.assess(row["reply"], context_of(row)).findings:
            if finding.label in CASE_FINDINGS:
                counts[finding.label, tagged] += 1
                if show:
                    print(row["item"], tagged, finding.label, finding.text, "|", row["reply"][:120], "|", finding.why)
    tagged_rows = sum("wrong_fact" in row.get("style", []) for row in rows)
    print(f"{len(rows)} replies as written, {tagged_rows} of them tagged wrong_fact")
    for code in CASE_FINDINGS:
        print(f"  {code}: {counts[code, True]} on tagged rows, {counts[code, False]} on others")


def altered(rows: list[dict[str, Any]], *, show: bool) -> None:
    """Print how many altered figures are found at their words."""
    for kind, alter in KINDS.items():
        tried = found = 0
        for row in rows:
            context = context_of(row)
            text = Reading(row["reply"], context).text
            for start, end, new in alter(text, case_of(context)):
                why = found_at(text[:start] + new + text[end:], start, context)
                tried, found = tried + 1, found + bool(why)
                if show:
                    words = f"{text[max(0, start - 20) : start]}[{new}]{text[end : end + 14]}".replace("\n", " ")
                    print("found" if why else "silent", kind, words, "|", why)
        print(f"  {kind}: {found} of {tried} altered are found ({found / max(1, tried):.0%})")


def found_at(reply: str, start: int, context: Context) -> str:
    """What the case finding says that covers a place of a reply; empty where none does."""
    found = case_findings(Reading(reply, context))
    return next((finding.why for finding in found if (finding.start or 0) <= start < (finding.end or 0)), "")


def main() -> None:
    scorer, rows, show = Scorer.load(), list(batches()), "--show" in sys.argv
    as_written(scorer, rows, show=show)
    altered(rows, show=show)


if __name__ == "__main__":
    main()
