"""How believable the customer is, from a key and what judges marked, as Markdown.

    python -m bench.realism.figures KEY MARKS1 MARKS2 [--out bench/realism/results/NAME.md]
    python -m bench.realism.figures FOLDER… [--out …]      folders that bench.realism.sheet made, pooled

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

from bench.realism.marks import BadMarks, Verdict, read_marks

MEAN, LEAST, ENOUGH, MOST_PASSED = 0.86, 0.80, 300, 0.20
WORST = 20
_ROUNDS = 1000

Verdicts = Mapping[int, Verdict]
"""What one judge says of each item, by its place in the key."""
Judges = Mapping[int, Verdicts]
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
        for place in among:
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
    planted = places(key, "planted")
    return sum(verdicts[place].passed for place in planted) / max(1, len(planted))


def counting(key: Key, judges: Judges) -> dict[int, Verdicts]:
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
    sensible, specific, mean = (share.value for share in shares(key, counted.values(), real))
    wrong = {
        f"{len(real)} customer turns, {ENOUGH} are asked for": len(real) < ENOUGH,
        f"judges that count: {len(counted)}, two are asked for": len(counted) < 2,
        "no planted answers": not places(key, "planted"),
        f"mean {mean:.1%}, at least {MEAN:.0%} is asked for": mean < MEAN,
        f"sensible {sensible:.1%}, at least {LEAST:.0%} is asked for": sensible < LEAST,
        f"specific {specific:.1%}, at least {LEAST:.0%} is asked for": specific < LEAST,
    }
    return [said for said, short in wrong.items() if short]


def report(key: Key, judges: Judges) -> Iterator[str]:
    """The whole page."""
    wrong = shortfalls(key, judges)
    real = places(key, "real")
    sessions = len({key["items"][place]["session"] for place in real})
    yield f"# How believable the customer is\n\n{len(real)} customer turns of {sessions} sessions (key {key['code']})."
    yield f"Bar: mean ≥ {MEAN:.0%}, neither below {LEAST:.0%}: **{'not met' if wrong else 'met'}**"
    yield from (f"- {said}" for said in wrong)
    yield from _table("Judges", _judge_rows(key, judges))
    yield from _table("Agreement", _agreement_rows(key, judges))
    yield from _table("Planted answers and stock lines", _control_rows(key, judges))
    for by in ("scenario", "style"):
        yield from _table(f"By {by}", _group_rows(key, counting(key, judges), by))
    yield f"\n## The worst {WORST} turns\n"
    yield from _worst(key, judges)


def _table(title: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    head, *rest = rows
    yield f"\n## {title}\n"
    for row in (head, ["---"] * len(head), *rest):
        yield f"| {' | '.join(row)} |"


def _judge_rows(key: Key, judges: Judges) -> Iterator[Sequence[str]]:
    real, counted = places(key, "real"), counting(key, judges)
    yield "judge", "sensible (95%)", "specific (95%)", "mean (95%)", "counts"
    for name, verdicts in judges.items():
        yield str(name), *map(str, shares(key, [verdicts], real)), "yes" if name in counted else "**no**"
    if counted:
        yield "together", *map(str, shares(key, counted.values(), real)), f"judges: {len(counted)}"


def _agreement_rows(key: Key, judges: Judges) -> Iterator[Sequence[str]]:
    first, second = list(judges.values())[:2]
    yield "items", "number", "sensible: same", "kappa", "specific: same", "kappa"
    for name, among in {"customer turns": places(key, "real"), "all": list(range(len(key["items"])))}.items():
        sensible = agreement([(first[place].sensible, second[place].sensible) for place in among])
        specific = agreement([(first[place].specific, second[place].specific) for place in among])
        cells = (f"{sensible[0]:.1%}", f"{sensible[1]:.2f}", f"{specific[0]:.1%}", f"{specific[1]:.2f}")
        yield name, str(len(among)), *cells


def _control_rows(key: Key, judges: Judges) -> Iterator[Sequence[str]]:
    planted, stock = places(key, "planted"), places(key, "stock")
    yield "judge", "planted passed", "of", "stock lines", "sensible", "specific", "mean"
    for name, verdicts in judges.items():
        line = (f"{share.value:.1%}" for share in shares(key, [verdicts], stock))
        yield str(name), f"{passed_share(key, verdicts):.1%}", str(len(planted)), str(len(stock)), *line


def _group_rows(key: Key, judges: Judges, by: str) -> Iterator[Sequence[str]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for place in places(key, "real"):
        groups[key["items"][place][by]].append(place)
    yield by, "turns", "sensible (95%)", "specific (95%)", "mean (95%)"
    for name, among in sorted(groups.items()) if judges else ():
        yield name, str(len(among)), *map(str, shares(key, judges.values(), among))


def _worst(key: Key, judges: Judges) -> Iterator[str]:
    heard = counting(key, judges) or judges
    scores = {
        place: sum(said[place].sensible + said[place].specific for said in heard.values())
        for place in places(key, "real")
    }
    bad = [place for place, score in scores.items() if score < 2 * len(heard)]
    for place in sorted(bad, key=scores.__getitem__)[:WORST]:
        item = key["items"][place]
        yield f"- {item['scenario']}, {item['style']}, session …{item['session'][-6:]}, turn {item['turn']}"
        for text in (item["customer"], f"坐席：{item['reply']}", f"→ {item['answer']}"):
            yield f"  - {plain(text)}"
        for name, said in judges.items():
            verdict = said[place]
            yield f"  - judge {name}: {verdict.sensible} {verdict.specific} {plain(verdict.note)}".rstrip()


def plain(text: str) -> str:
    """What somebody typed, with nothing in it that Markdown would read."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#~&!" else letter for letter in text)


def one_sheet(path: Path, marks: Sequence[Path]) -> tuple[Key, Judges]:
    """A key and the verdicts of those who judged its sheets. Raises BadMarks."""
    key = json.loads(path.read_text(encoding="utf-8"))
    read = [read_marks(each, key["code"], key["sheets"]) for each in marks]
    if len(read) < 2 or len(dict(read)) < len(read):
        raise BadMarks("marks of at least two judges, each once")
    return key, dict(sorted(read))


def pooled(folders: Sequence[Path]) -> tuple[Key, Judges]:
    """Several sheets as one: first judges together and second judges together, whoever they were."""
    items: list[Any] = []
    judges: dict[int, dict[int, Verdict]] = {}
    codes = []
    for folder in folders:
        key, read = one_sheet(folder / "key.json", sorted(folder.glob("judge-*/marks.txt")))
        for judge, verdicts in read.items():
            judges.setdefault(judge, {}).update({len(items) + place: each for place, each in verdicts.items()})
        items += key["items"]
        codes.append(str(key["code"]))
    return {"code": "+".join(codes), "items": items, "sheets": []}, judges


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="KEY MARKS… | FOLDER…")
    parser.add_argument("--out", type=Path)
    told = parser.parse_args()
    try:
        key, judges = pooled(told.paths) if told.paths[0].is_dir() else one_sheet(told.paths[0], told.paths[1:])
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
