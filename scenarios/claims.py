"""What the words of a file claim: sums, days, law, and the examples of its points. Looked at by `check` alone.

None of it keeps a scenario from being played, so that sessions of earlier versions can still be opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from scenarios.law import unfit
from scenarios.lines import keys_of, lines_of, persona_lines
from scenarios.particulars import NO_DAY
from scenarios.reading import Keys, Report

if TYPE_CHECKING:
    from scenarios.model import Line, Persona, Point, Scenario
    from scenarios.problems import Problem
    from scoring.yamlfile import Document

_SUM: Final = re.compile(r"(?<![\d.])\d{1,7}\.\d{2}(?![\d.]|\s*(?:元|块|万|GB|G|MB|M|%|％|米|公里|折))", re.IGNORECASE)
"""A number with two decimals that nothing says to be anything but yuan."""
_BARE: Final = re.compile(r"\d{1,7}(?:\.\d{1,2})?")
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_QUOTED: Final = re.compile(r"“[^“”]*”|「[^「」]*」")
_RECORDS: Final = ("记录", "账单", "工单", "流水", "通话", "缴费")


def check_claims(scenario: Scenario, document: Document) -> tuple[Problem, ...]:
    """What a scenario claims wrongly, by line."""
    report = Report(document)
    _check_sums(report, scenario)
    _check_days(report, scenario)
    _check_law(report, document.data, (), scenario.date)
    _check_quotes(report, lines_of(scenario))
    return tuple(sorted(report.problems))


def check_persona_claims(persona: Persona, document: Document) -> tuple[Problem, ...]:
    """What a persona says oddly, by line."""
    report = Report(document)
    _check_quotes(report, persona_lines(persona))
    return tuple(sorted(report.problems))


def _texts(data: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every text and number below a place of the file."""
    if isinstance(data, dict | list | tuple):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*keys, key))
    elif data is not None and not isinstance(data, bool):
        yield keys, str(data)


def _check_sums(report: Report, scenario: Scenario) -> None:
    for key, text in scenario.authority.items():
        if _BARE.fullmatch(text.strip()):
            report.add("W601", ("authority", key), f"“{key}”是“{text}”什么？金额请写成“{text}元”")
    for keys, text in _texts(scenario.case, ("case",)):
        found = list(dict.fromkeys(_SUM.findall(text)))
        if found:
            bare = "、".join(f"“{each}”" for each in found)
            right = f"金额请写成“{found[0]}元”，算式里每一个都要写，回复才能和它核对"
            report.add("W601", keys, f"{bare}没有写单位；{right}")


def _check_days(report: Report, scenario: Scenario) -> None:
    """Records are of days there were, none after the day it happens."""
    if scenario.date == NO_DAY:
        return
    for keys, text in _days(scenario.case, ("case",)):
        try:
            is_later = date(*map(int, text.split("-"))) > scenario.date
        except ValueError:
            report.add("W602", keys, f"没有“{text}”这一天；请核对日期")
            continue
        if is_later and any(str(key).startswith(_RECORDS) for key in keys):
            report.add("W602", keys, f"“{text}”在故事发生的 {scenario.date} 之后，还不会有记录；请改日期，或者改 date")


def _days(data: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Days that stand at the beginning of a key or of a text."""
    if isinstance(data, dict | list | tuple):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if found := _DAY.match(str(key)):
                yield (*keys, key), found[0]
            yield from _days(value, (*keys, key))
    elif isinstance(data, str) and (found := _DAY.match(data)):
        yield keys, found[0]


def _check_law(report: Report, data: Any, keys: Keys, day: date) -> None:
    for where, text in _texts(data, keys):
        # What the customer and bad replies say of the law may be wrong; what teaches may not.
        teaches = {"debrief", "model", "why", "house_rules", "hints", "means", "briefing"} & set(map(str, where))
        wrong = unfit(text, day) if teaches and day != NO_DAY else None
        if wrong:
            report.add("E603", where, wrong)


def check_examples(scenario: Scenario) -> tuple[Problem, ...]:
    """The examples of points that their phrases do not find, and the near misses that are heard all the same."""
    from scenarios.points import point_index
    from scenarios.whole import shipped_words
    from scoring.phrases import problem
    from scoring.reading import Reading
    from scoring.records import Context

    words = shipped_words()
    points = [point for point in scenario.points.values() if _phrases(point)]
    sound = [point for point in points if not any(problem(phrase, words) for phrase in _phrases(point))]
    index = point_index(scenario, words, sound)
    wrong: list[tuple[Keys, str]] = []
    for point in sound:
        for key, number, text, wanted in _instances(point):
            reading = Reading(text, Context())
            heard = index.phrased(reading) if wanted else {mention.id for mention in index.find(reading)}
            if (point.id in heard) is not wanted:
                what = "认不出来；请改短语，动作要写在（括号）里" if wanted else "不该认出来，却认出来了；请把短语收紧"
                wrong.append((("points", point.id, key, number), f"要点“{point.id}”的例句“{text[:30]}”{what}"))
    return _at_their_lines(scenario, wrong)


def _at_their_lines(scenario: Scenario, wrong: Iterable[tuple[Keys, str]]) -> tuple[Problem, ...]:
    # Read again only where something is wrong: proofs have the scenario, not the document.
    told = list(wrong)
    if not told:
        return ()
    from scoring.yamlmend import parse_all

    report = Report(parse_all(scenario.text.encode(), scenario.path))
    for keys, what in told:
        report.add("E604", keys, what)
    return tuple(report.problems)


def _phrases(point: Point) -> tuple[str, ...]:
    return (*point.phrases, *point.acts)


def _instances(point: Point) -> Iterator[tuple[str, int, str, bool]]:
    """The examples and near misses of a point: under which key, the number, the text, whether it is to be heard."""
    yield from (("examples", number, text, True) for number, text in enumerate(point.examples))
    yield from (("near_misses", number, text, False) for number, text in enumerate(point.near_misses))


def _check_quotes(report: Report, lines: Iterable[Line]) -> None:
    for line in lines:
        if _QUOTED.fullmatch(line.text):
            report.add("W605", keys_of(line.id), f"“{line.text[1:21]}”整句带着中文引号，客户会连引号一起说；请去掉")
