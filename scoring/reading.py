"""A reply read in its context: folded speech and acts, its figures, and what it shares with facts and customer.

Computed once for each reply and handed to rules, measures and marks, so that none of them reads the text again.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple

from scoring.figures import Figure, find_figures
from scoring.records import Context
from scoring.repeats import said_once
from scoring.scope import quoted_spans
from scoring.text import LONGEST, Folded, clean, fold, split_acts

# Runs that everybody writes to everybody share nothing in particular with this customer.
_COMMON = frozenset(
    {"这个", "那个", "我们", "你们", "什么", "怎么", "一个", "现在", "可以", "就是", "不是", "没有", "还是", "知道"}
    | {"为什么", "是不是", "的时候", "这个月", "怎么办", "有没有", "怎么回", "这么多", "我们的", "你们的", "不知道"}
)


class Span(NamedTuple):
    """A stretch of the folded reply."""

    start: int
    end: int


class Reading:
    """One reply and its context, folded; everything else is worked out when first asked for.

    `whole` is the reply as folded, `folded` leaves out what it says again: nothing is worth more said twice.
    """

    def __init__(self, reply: str, context: Context) -> None:
        self.given = clean(reply)
        self.cut = len(self.given) > LONGEST
        self.whole = fold(self.given[:LONGEST])
        self.folded = said_once(self.whole)
        self.speech, self.acts = split_acts(self.folded)
        self.context = context

    @property
    def text(self) -> str:
        """The folded speech, acts blanked."""
        return self.speech.text

    @cached_property
    def bare(self) -> str:
        """The folded reply without punctuation: what there is of it."""
        return "".join(character for character in self.folded.text if character.isalnum())

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Quoted stretches of the speech."""
        return quoted_spans(self.text)

    @cached_property
    def figures(self) -> list[Figure]:
        """Figures in the speech."""
        return find_figures(self.text)

    @cached_property
    def customer(self) -> str:
        """What the customer has just said and said before, folded."""
        before = [said.text for said in self.context.history if said.role == "customer"]
        return "\n".join(map(folded, (*before, self.context.customer)))

    @cached_property
    def facts(self) -> str:
        """The facts of the case, folded."""
        return "\n".join(map(folded, self.context.facts))

    @cached_property
    def known_figures(self) -> frozenset[tuple[str, str]]:
        """Figures that stand in the facts or that the customer gave."""
        return _known_figures(self.facts + "\n" + self.customer)

    def shared(self, other: str, least: int) -> list[Span]:
        """Stretches of the speech of at least `least` letters that also stand in `other`, the longest first seen."""
        spans: list[Span] = []
        text, i = self.text, 0
        while i <= len(text) - least:
            end = i + least
            if text[i:end].isalnum() and text[i:end] in other and text[i:end] not in _COMMON:
                while end < len(text) and text[end].isalnum() and text[i : end + 1] in other:
                    end += 1
                spans.append(Span(i, end))
                i = end
            else:
                i += 1
        return spans


def spoken(folded: Folded, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Offsets in the reply as given of stretches of its folded text."""
    return [folded.span(span.start, span.end) for span in spans]


# The same facts and the same customer are read again with every reply of a session.
@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """A text of the context as rules see it."""
    return fold(clean(text)).text


@lru_cache(maxsize=128)
def _known_figures(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((figure.kind, figure.value) for figure in find_figures(text))
