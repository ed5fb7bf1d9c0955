"""Signs that no phrase can name: figures that agree with the facts, the customer's own words said back, a bare word.

A rule file names one by `measure:`. Each gives the stretches that show the sign, or an empty list. Decides no label.
"""

from collections.abc import Callable
from typing import Final

from scoring.reading import Reading, Span

Measure = Callable[[Reading], list[Span]]

_RESPECT = ("您", "叔", "阿姨", "大爷", "大妈", "大哥", "大姐", "老师", "师傅", "先生", "女士", "老人家")


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
    return runs if long or len(runs) >= 2 else []


def bare_you(reading: Reading) -> list[Span]:
    """The customer called 你 in a reply that shows no other form of respect; greetings and 你们 are not it."""
    text = reading.text
    if any(word in text for word in _RESPECT):
        return []
    return [
        Span(i, i + 1)
        for i, character in enumerate(text)
        if (character == "你" and text[i : i + 2] not in ("你们", "你好", "你看")) or text[i : i + 3] == "你看你"
    ][:3]


def few_words(reading: Reading) -> list[Span]:
    """A reply of at most five letters, the whole of it."""
    return [Span(0, len(reading.folded.text))] if 0 < len(reading.bare) <= 5 else []


def whole_reply(reading: Reading) -> list[Span]:
    """The whole reply, for rules that rest on `with` and `unless` alone."""
    return [Span(0, len(reading.folded.text))] if reading.bare else []


MEASURES: Final[dict[str, Measure]] = {
    measure.__name__: measure
    for measure in (fact_figures, fact_words, customer_words, bare_you, few_words, whole_reply)
}
