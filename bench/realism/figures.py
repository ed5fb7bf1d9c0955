"""How believable the customer is, from a key and what judges marked, as Markdown.

    python -m bench.realism.figures FOLDER… [--out bench/realism/results/NAME.md]

Folders are those that bench.realism.sheet made, pooled; marks that nobody has begun are left out.

Shares of customer turns found sensible and specific, with an interval from drawing sessions again; how far the judges
agree; how many planted answers each let pass (over a fifth: the judge does not count); stock lines; by scenario, by
style; the worst turns with the judges' notes. All but the judges' own lines are of the judges that count.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from bench.realism.marks import BadMarks, Verdict, begun, read_marks

MEAN, LEAST, ENOUGH, MOST_PASSED = 0.86, 0.80, 300, 0.20
WORST = 20
_ROUNDS = 1000

Verdicts = Mapping[int, Verdict]
"""What one judge says of each item they read, by its place in the key."""
Judges = Mapping[str, Verdicts]
Key = Mapping[str, Any]
_ASPECTS: tuple[Callable[[Verdict], float], ...] = (
    lambda verdict: verdict.sensible,
    lambda verdict: verdict.specific,
    lambda verdict: (verdict.sensible + verdict.specific) / 2,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share and where it lies in 95 of 100 drawings."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.1%} ({self.low:.0%}–{self.high:.0%})"


def places(key: Key, kind: str) -> list[int]:
    """The items of one kind."""
    return [place for place, item in enumerate(key["items"]) if item["kind"] == kind]


def shares(key: Key, judges: Iterable[Verdicts], among: Sequence[int]) -> tuple[Share, ...]:
    """Sensible, specific and their mean among some items, over all these judges."""
    sessions: dict[str, list[Verdict]] = defaultdict(list)
    for verdicts in judges:
        for place in verdicts.keys() & set(among):
            sessions[key["items"][place]["session"]].append(verdicts[place])
    return tuple(interval(list(sessions.values()), aspect) for aspect in _ASPECTS)


def interval(sessions: Sequence[Sequence[Verdict]], aspect: Callable[[Verdict], float]) -> Share:
    """A share over all verdicts, and its interval when whole sessions are drawn again."""
    sums = [(sum(map(aspect, verdicts)), len(verdicts)) for verdicts in sessions]
    chance = Random(1)
    drawn = sorted(_ratio(chance.choices(sums, k=len(sums))) for _ in range(_ROUNDS if sums else 1))
    return Share(_ratio(sums), drawn[len(drawn) // 40], drawn[-1 - len(drawn) // 40])


def _ratio(sums: Sequence[tuple[float, int]]) -> float:
    return sum(total for total, _ in sums) / max(1, sum(count for _, count in sums))


def passed_share(key: Key, verdicts: Verdicts) -> float:
    """How many of the planted answers a judge found both sensible and specific."""
    planted = verdicts.keys() & set(places(key, "planted"))
    return sum(verdicts[place].passed for place in planted) / max(1, len(planted))


def read_by(judges: Judges, among: Iterable[int], least: int) -> list[int]:
    """The items that at least so many of these judges read."""
    return [place for place in among if sum(place in verdicts for verdicts in judges.values()) >= least]


def counting(key: Key, judges: Judges) -> dict[str, Verdicts]:
    """The judges who noticed enough of what was planted."""
    return {name: said for name, said in judges.items() if passed_share(key, said) <= MOST_PASSED}


def agreement(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """How often two judges say the same, and Cohen's kappa."""
    total = max(1, len(pairs))
    same = sum(one == other for one, other in pairs) / total
    first, second = (sum(pair[side] for pair in pairs) / total for side in (0, 1))
    by_chance = first * second + (1 - first) * (1 - second)
    return same, (same - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0


def shortfalls(key: Key, judges: Judges) -> list[str]:
    """Why the bar is not met; empty where it is."""
    real, counted = places(key, "real"), counting(key, judges)
    twice = len(read_by(counted, real, 2))
    sensible, specific, mean = (share.value for share in shares(key, counted.values(), real))
    wrong = {
        f"{twice} customer turns read by two judges that count, {ENOUGH} are asked for": twice < ENOUGH,
        "no planted answers": not places(key, "planted"),
        f"mean {mean:.1%}, at least {MEAN:.0%} is asked for": mean < MEAN,
        f"sensible {sensible:.1%}, at least {LEAST:.0%} is asked for": sensible < LEAST,
        f"specific {specific:.1%}, at least {LEAST:.0%} is asked for": specific < LEAST,
    }
    return [said for said, short in wrong.items() if short]


def report(key: Key, judges: Judges) -> Iterator[str]:
    """The whole page."""
    wrong, counted = shortfalls(key, judges), counting(key, judges)
    real = read_by(counted, places(key, "real"), 1)
    sessions, twice = len({key["items"][place]["session"] for place in real}), len(read_by(counted, real, 2))
    yield f"# How believable the customer is\n\n{len(real)} customer turns of {sessions} sessions (key {key['code']}),"
    yield f"{twice} of them read by two judges, the others by one."
    yield f"Bar: mean ≥ {MEAN:.0%}, neither below {LEAST:.0%}: **{'not met' if wrong else 'met'}**"
    yield from (f"- {said}" for said in wrong)
    yield from _table("Judges", _judge_rows(key, judges))
    yield from _table("Agreement", _agreement_rows(key, judges))
    yield from _table("Planted answers and stock lines", _control_rows(key, judges))
    for by in ("scenario", "style"):
        yield from _table(f"By {by}", _group_rows(key, counted, by))
    yield f"\n## The worst {WORST} turns\n"
    yield from _worst(key, judges)


def _table(title: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    head, *rest = rows
    yield f"\n## {title}\n"
    for row in (head, ["---"] * len(head), *rest):
        yield f"| {' | '.join(row)} |"


def _judge_rows(key: Key, judges: Judges) -> Iterator[Sequence[str]]:
    real, counted = places(key, "real"), counting(key, judges)
    yield "judge", "turns", "sensible (95%)", "specific (95%)", "mean (95%)", "counts"
    for name, verdicts in judges.items():
        row = map(str, shares(key, [verdicts], real))
        yield name, str(len(read_by({name: verdicts}, real, 1))), *row, "yes" if name in counted else "**no**"
    if counted:
        together = map(str, shares(key, counted.values(), real))
        yield "together", str(len(read_by(counted, real, 1))), *together, f"judges: {len(counted)}"


def _agreement_rows(key: Key, judges: Judges) -> Iterator[Sequence[str]]:
    yield "items read twice", "number", "sensible: same", "kappa", "specific: same", "kappa"
    for name, among in {"customer turns": places(key, "real"), "all": range(len(key["items"]))}.items():
        pairs = [
            [verdicts[place] for verdicts in judges.values() if place in verdicts][:2]
            for place in read_by(judges, among, 2)
        ]
        sensible = agreement([(one.sensible, other.sensible) for one, other in pairs])
        specific = agreement([(one.specific, other.specific) for one, other in pairs])
        cells = (f"{sensible[0]:.1%}", f"{sensible[1]:.2f}", f"{specific[0]:.1%}", f"{specific[1]:.2f}")
        yield name, str(len(pairs)), *(cells if pairs else "––––")


def _control_rows(key: Key, judges: Judges) -> Iterator[Sequence[str]]:
    planted, stock = places(key, "planted"), places(key, "stock")
    yield "judge", "planted passed", "of", "stock lines", "sensible", "specific", "mean"
    for name, verdicts in judges.items():
        line = (f"{share.value:.1%}" for share in shares(key, [verdicts], stock))
        numbers = (str(len(verdicts.keys() & set(kind))) for kind in (planted, stock))
        yield name, f"{passed_share(key, verdicts):.1%}", *numbers, *line


def _group_rows(key: Key, judges: Judges, by: str) -> Iterator[Sequence[str]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place in read_by(judges, places(key, "real"), 1):
        groups[key["items"][place][by]].append(place)
    yield by, "turns", "read twice", "sensible (95%)", "specific (95%)", "mean (95%)"
    for name, among in sorted(groups.items()):
        counts = (str(len(among)), str(len(read_by(judges, among, 2))))
        yield name, *counts, *map(str, shares(key, judges.values(), among))


def _worst(key: Key, judges: Judges) -> Iterator[str]:
    heard = counting(key, judges) or judges
    scores: dict[int, tuple[float, int]] = {}
    for place in read_by(heard, places(key, "real"), 1):
        said = [verdicts[place] for verdicts in heard.values() if place in verdicts]
        scores[place] = sum(each.sensible + each.specific for each in said) / len(said), -len(said)
    bad = [place for place, (score, _) in scores.items() if score < 2]
    for place in sorted(bad, key=scores.__getitem__)[:WORST]:
        item = key["items"][place]
        yield f"- {item['scenario']}, {item['style']}, session …{item['session'][-6:]}, turn {item['turn']}"
        for text in (item["customer"], f"坐席：{item['reply']}", f"→ {item['answer']}"):
            yield f"  - {plain(text)}"
        for name, verdicts in judges.items():
            if place in verdicts:
                verdict = verdicts[place]
                yield f"  - judge {name}: {verdict.sensible} {verdict.specific} {plain(verdict.note)}".rstrip()


def plain(text: str) -> str:
    """What somebody typed, with nothing in it that Markdown would read."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#~&!" else letter for letter in text)


def one_sheet(folder: Path) -> tuple[Key, dict[int, Verdicts]]:
    """A key and the verdicts of those who have begun to judge its sheets. Raises BadMarks."""
    key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
    written = [path for path in sorted(folder.glob("judge-*/marks.txt")) if begun(path)]
    read = [read_marks(each, key["code"], key["sheets"]) for each in written]
    if len(dict(read)) < len(read):
        raise BadMarks(f"{folder}: two files of marks by one judge")
    return key, dict(sorted(read))


def pooled(folders: Sequence[Path]) -> tuple[Key, dict[str, Verdicts]]:
    """Several sheets as one; a judge of two sheets counts for each by itself."""
    items: list[Any] = []
    judges: dict[str, Verdicts] = {}
    codes = []
    for folder in folders:
        key, read = one_sheet(folder)
        for judge, verdicts in read.items():
            judges[f"{folder.name}/{judge}"] = {len(items) + place: each for place, each in verdicts.items()}
        items += key["items"]
        codes.append(str(key["code"]))
    return {"code": "+".join(codes), "items": items, "sheets": []}, judges


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--out", type=Path)
    told = parser.parse_args()
    try:
        key, judges = pooled(told.folders)
    except BadMarks as error:
        parser.error(str(error))
    page = "\n".join(report(key, judges)) + "\n"
    if told.out is None:
        sys.stdout.write(page)
    else:
        told.out.parent.mkdir(parents=True, exist_ok=True)
        told.out.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
