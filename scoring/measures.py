"""Signs that no phrase can name: figures that agree with the facts, the customer's own words said back, a bare word.

A rule file names one by `measure:`. Each gives the stretches that show the sign, or an empty list. Decides no label.
"""

import re
from collections.abc import Callable, Iterator, Set
from functools import lru_cache
from typing import Final

from scoring.figures import find_figures, number
from scoring.reading import Reading, Span
from scoring.scope import is_within

Measure = Callable[[Reading], list[Span]]

_RESPECT = (
    "您",
    "恁",
    "叔",
    "姨",
    "婶",
    "伯",
    "爷",
    "奶奶",
    "大妈",
    "大娘",
    "哥",
    "姐",
    "嫂",
    "老师",
    "师傅",
    "先生",
    "女士",
)
_GOES_ON = (*"？说讲听问坐请办查帮记", "这就", "马上", "我来", "给您", "慢慢", "放心")
_NOT_CUSTOMER = ("你们", "你好", "你看")


def fact_figures(reading: Reading) -> list[Span]:
    """Figures said that stand in the facts or were given by the customer; a time limit alone is a promise, no fact."""
    return [
        Span(figure.start, figure.end)
        for figure in reading.figures
        if figure.kind != "span" and (figure.kind, figure.value) in reading.known_figures
    ]


def fact_words(reading: Reading) -> list[Span]:
    """Stretches of five letters or more that stand in the facts and were not the customer's own words."""
    return [s for s in reading.shared(reading.facts, 5) if reading.text[s.start : s.end] not in reading.customer]


def customer_words(reading: Reading) -> list[Span]:
    """The customer's own specifics said back: a run of five letters, or two runs of three."""
    runs = reading.shared(reading.customer, 3)
    long = [run for run in runs if run.end - run.start >= 5]
    different = {reading.text[run.start : run.end] for run in runs}
    return runs if long or len(different) >= 2 else []


def bare_you(reading: Reading) -> list[Span]:
    """The customer called 你 in a reply that shows no other form of respect."""
    return [] if any(word in reading.text for word in _RESPECT) else _casual(reading)[:3]


def never_casual(reading: Reading) -> list[Span]:
    """The whole reply where the customer is never called 你: respect holds throughout or not at all."""
    return whole_reply(reading) if not _casual(reading) else []


def respectful_you(reading: Reading) -> list[Span]:
    """The first 您 of a reply, and the second, where the customer is never called 你."""
    if _casual(reading):
        return []
    return [Span(i, i + 1) for i, character in enumerate(reading.text) if character == "您"][:2]


def _casual(reading: Reading) -> list[Span]:
    """Every 你 that means the customer; greetings, 你们 and what is quoted are not it."""
    return [
        Span(i, i + 1)
        for i, character in enumerate(reading.text)
        if character == "你"
        and reading.text[i : i + 2] not in _NOT_CUSTOMER
        and not is_within(i, i + 1, reading.quotes)
    ]


def curt(reading: Reading) -> list[Span]:
    """A reply of at most eight letters that neither asks, nor sets to work, nor bids the customer go on."""
    short = 0 < len(reading.bare) <= 8 and not any(word in reading.folded.text for word in _GOES_ON)
    return whole_reply(reading) if short else []


def few_words(reading: Reading) -> list[Span]:
    """A reply of at most five letters, the whole of it."""
    return [Span(0, len(reading.folded.text))] if 0 < len(reading.bare) <= 5 else []


def whole_reply(reading: Reading) -> list[Span]:
    """The whole reply, for rules that rest on `with` and `unless` alone."""
    return [Span(0, len(reading.folded.text))] if reading.bare else []


def figures_agreed(reading: Reading) -> list[Span]:
    """Two or more different figures that the facts bear out, at least one of which the customer did not give."""
    agreed = dict(_agreeing(reading))
    told = {value for _, value in find_numbers(reading.customer)}
    values = set(agreed.values())
    return list(agreed) if len(values) >= 2 and values - told else []


def fact_run(reading: Reading) -> list[Span]:
    """Six letters or more from a fact about what happened (not from one about limits), not the customer's own words."""
    runs = reading.shared("\n".join(fact for fact in reading.facts.split("\n") if not _LIMITS.search(fact)), 6)
    return [run for run in runs if reading.text[run.start : run.end] not in reading.customer]


def over_limit(reading: Reading) -> list[Span]:
    """Amounts above the limit that the facts set for the agent."""
    limits = [_yuan(match) for match in _LIMIT.finditer(reading.facts)]
    if not limits:
        return []
    return [
        Span(figure.start, figure.end)
        for figure in reading.figures
        if figure.kind == "amount" and float(figure.value.split(":")[0]) > max(limits)
    ]


def gives_reason(reading: Reading) -> list[Span]:
    """Words that give a reason or lead to something else the agent does, in a reply that speaks to the customer."""
    return (
        [Span(match.start(), match.end()) for match in _REASON.finditer(reading.text)]
        if "您" in reading.text or "咱" in reading.text
        else []
    )


def find_numbers(text: str) -> Iterator[tuple[Span, str]]:
    """Bare numbers of two digits or more, a day of the month or a length of time left out, with their values."""
    for match in _BARE.finditer(text):
        value = number(match[1])
        if value is not None and value >= 10:
            yield Span(match.start(), match.end()), f"{value:g}"


def _agreeing(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Numbers of the reply that stand in the facts."""
    facts, smalls = _told(reading.facts)
    numbers = [(span, value) for span, value in find_numbers(reading.text) if value in facts]
    numbers += _roughly(reading.text, facts)
    taken = {i for span, _ in numbers for i in range(span.start, span.end)}
    yield from numbers
    for figure in reading.figures:
        if (figure.kind, figure.value) in smalls and taken.isdisjoint(range(figure.start, figure.end)):
            yield Span(figure.start, figure.end), figure.value


@lru_cache(maxsize=128)
def _told(facts: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Bare numbers and other figures of the facts, which stay the same for a whole session."""
    smalls = ((figure.kind, figure.value) for figure in find_figures(facts) if figure.kind != "span")
    return frozenset(value for _, value in find_numbers(facts)), frozenset(smalls)


def _roughly(text: str, facts: Set[str]) -> Iterator[tuple[Span, str]]:
    """Rounded numbers (40多个G) that a fact lies just above."""
    for match in _ROUNDED.finditer(text):
        rounded = number(match[1]) or 0.0
        near = [value for value in facts if rounded < float(value) < rounded * 1.25]
        if near:
            yield Span(match.start(), match.end()), min(near)


def _yuan(limit: re.Match[str]) -> float:
    return number(limit[1]) or 0.0


_NUMERAL = r"([0-9]{1,7}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十百千万]{2,9})"
_BARE = re.compile(
    r"(?<![0-9.])([0-9]{2,7}(?:\.[0-9]{1,2})?)(?![0-9日号月]|个?工作日|个?小时|天|分钟)(?:元|块钱?|gb?|个g|兆|mb?)?"
)
_ROUNDED = re.compile(
    r"([0-9]{2,5}|[一二三四五六七八九]?[十百千][一二三四五六七八九十百]{0,3})(?:个?多|来)(?=[个元块gm笔条])"
)
_LIMIT = re.compile(
    r"(?:单[次笔]|权限|额度|限额|最高|上限|当场|自行)[^\n]{0,8}?" + _NUMERAL + r"元(?:以内|之内|以下|，|。|/|$)"
)
_REASON = re.compile(
    "因为|怕|否则|不然|反而|才能|才行|才算|我可以|我能|能做的|我来|替您|帮您|给您|我陪|同时|我尽力|一样|为了|也会|我把|但|不过|是要|请"
)
_LIMITS = re.compile("权限|内可|审批|超出须|可当场|可以：|无权|授权|额度|可申请|内答复|可免费|可赠|可减免|本店规则")


MEASURES: Final[dict[str, Measure]] = {
    measure.__name__: measure
    for measure in (
        fact_figures,
        fact_words,
        figures_agreed,
        fact_run,
        over_limit,
        gives_reason,
        customer_words,
        bare_you,
        never_casual,
        respectful_you,
        curt,
        few_words,
        whole_reply,
    )
}

OF_ITS_SENTENCE: Final = frozenset({"over_limit"})
"""Measures that say something of the sentence they stand in: with phrases, both have to stand in one."""
