"""What no two scenarios may share: a name, a number, a line their customers say, or one much like it."""

import re
from collections.abc import Iterator
from itertools import combinations

from scenarios.catalogue import Catalogue
from scenarios.lines import lines_of
from scenarios.model import Scenario
from trainer.practice.facts import facts

ALIKE = 0.6
"""Lines of which so much is the same, in pairs of letters, are one line said twice."""
LEAST = 8
"""Shorter lines are what anybody says."""
_NUMBER = re.compile("(?:尾号|[*]{4})([0-9]{4})")
_BOSS = re.compile("[\u4e00-\u9fff]+$")


def _shipped() -> list[Scenario]:
    loaded = (Catalogue().load(name).scenario for name in Catalogue().ids())
    return [scenario for scenario in loaded if scenario is not None]


SHIPPED = _shipped()


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _twice(sets: list[tuple[str, set[str]]]) -> list[tuple[str, str, str]]:
    return [(a, b, each) for (a, mine), (b, theirs) in combinations(sets, 2) for each in sorted(mine & theirs)]


def test_whoever_speaks_first_has_a_surname_of_their_own() -> None:
    names = [(each.id, {next(iter(each.cast.values())).surname}) for each in SHIPPED]
    assert _twice(names) == []


def test_no_number_belongs_to_two() -> None:
    numbers = [(each.id, set(_NUMBER.findall(" ".join(facts(each))))) for each in SHIPPED]
    assert _twice(numbers) == []


def test_nobody_is_the_superior_of_two() -> None:
    bosses = [(each.id, set(_BOSS.findall(str(each.authority.get("escalate_to", ""))))) for each in SHIPPED]
    assert _twice(bosses) == []


def _alike() -> Iterator[tuple[str, str]]:
    lines = [(each.id, line.text, _pairs(_bare(line.text))) for each in SHIPPED for line in lines_of(each)]
    at: dict[str, list[int]] = {}
    for place, (_, _, pairs) in enumerate(lines):
        for pair in pairs:
            at.setdefault(pair, []).append(place)
    for place, (name, text, pairs) in enumerate(lines):
        if len(pairs) < LEAST - 1:
            continue
        shared: dict[int, int] = {}
        for pair in pairs:
            for other in at[pair]:
                if other < place:
                    shared[other] = shared.get(other, 0) + 1
        for other, same in shared.items():
            if lines[other][0] != name and same >= ALIKE * len(pairs | lines[other][2]):
                yield f"{name}：{text}", f"{lines[other][0]}：{lines[other][1]}"


def test_no_customer_says_the_line_of_another() -> None:
    assert list(_alike()) == []
