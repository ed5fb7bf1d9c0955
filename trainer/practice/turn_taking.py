"""How a reply stands in the talk: a question it leaves open, a bare yes or no, words of the matter. Gives no labels."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from scenarios.model import Scenario
from trainer.practice.facts import sheet

_SENTENCES = re.compile("[。！？!?；\n…]+")
_CLAUSES = re.compile("[，,、：:]")
_ASKS = re.compile("(?:[？?]|吗)[”」’）)\\s~～]*$")
_TAG = re.compile(
    "^[您你]?(?:[看说觉听]着?得?)?(?:这样|这么)?(?:办|做)?(?:对|是|好|行|中|成|懂|可以|没错|同意|满意|明白|清楚|放心)?"
    "(?:不?[对是好行中成懂]|可以|明白|清楚)?(?:怎么样|如何|咋样|吧|吗|么|呢|嘛|不|了)*$"
)
"""A tail that asks for a nod, 对吧, 您看行吗, rather than for an answer."""
_SOUND = re.compile("[嗯啊哦喔喂哎诶咦呃哈]+")
_HUH = re.compile("(?:[嗯啊哦喔喂哎诶咦呃哈]{1,3}|什么(?:意思)?|啥(?:意思)?|怎么说)[，。…～~]*[？?]+")
_AGAIN = re.compile(
    "(?:刚才|刚刚|方才|前面)[您你]?(?:是)?(?:说|讲|问)(?:的|了)?(?:是)?(?:什么|啥|哪)|[您你](?:是)?(?:说|讲)(?:的|了)?(?:什么|啥)(?:来着)?[？?]"
    "|再(?:说|讲|重复)一[遍下次]|重复一[遍下次]|(?<![您你])没(?:太|有|大)?(?:听清|听见|听到|记住|记下)"
)
_LONGEST_AGAIN = 24
_OPEN = re.compile("谁|哪|什么|啥|几|多少|怎么|咋|为何|为什么")
_YES_OR_NO = re.compile("吗|么$|(.)[不没]\\1|有没有|是不是|能不能|没有$|不$|吧$|真的?$|[对是行好]不")
_YES = re.compile(
    "(?:能|可以|行|好|是|对|会|有|管|成|中|要|算|没错|没问题|当然|肯定|一定|确实|嗯|yes|ok)+(?:的|啊|呀|了|哦|呢|吧|嗯)*",
    re.IGNORECASE,
)
_NO = re.compile(
    "(?:不|没|没有|未)(?:能|可以|行|好|是|对|会|有|管|成|中|要|算|用|可能|清)?(?:的|啊|呀|了|哦|呢|吧)*|no",
    re.IGNORECASE,
)
_BARE = 6
_COMMON = frozenset(
    "的了是我你您他她它们这那就都也还不没有什么怎吗呢吧啊呀哦嗯一两个在和跟给把对说看来去上下里到得着过要会能可以想知道"
    "问请先再好行大小多少点很太真些时候人为因所但又只从被让向让叫等自己谁哪几啥咋怎样子已经现今明天年月日"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reply is said into: the customer's last words, and the word pairs of the case."""

    last: str = ""
    pairs: frozenset[str] = frozenset()


NOWHERE = Setting()


def pairs_of(texts: Iterable[str]) -> frozenset[str]:
    """The pairs of neighbouring letters in texts that tell one matter from another."""
    return frozenset(pair for text in texts for pair in _pairs(text))


def _pairs(text: str) -> Iterator[str]:
    for first, second in pairwise(text):
        pair = first + second
        if pair.isalnum() and not pair.isascii() and _COMMON.isdisjoint(pair):
            yield pair


def matter(scenario: Scenario) -> frozenset[str]:
    """The word pairs of a case: its sheet and rules, the briefing, who is in it, and its points."""
    points = (text for point in scenario.points.values() for text in (point.means, *point.examples))
    cast = (member.background for member in scenario.cast.values())
    return pairs_of((*sheet(scenario), scenario.briefing, *cast, *points))


def is_of_the_matter(reply: str, setting: Setting) -> bool:
    """Whether a reply takes up a word of the case or of what the customer just said."""
    found = pairs_of((reply,))
    return not found.isdisjoint(setting.pairs) or not found.isdisjoint(pairs_of((setting.last,)))


def open_question(reply: str) -> int | None:
    """Where the question begins that a reply ends with, None for none. A tail asking for a nod is no question."""
    if not _ASKS.search(reply.rstrip()):
        return None
    start, tail = last_words(reply)
    return None if is_tag(tail) or _SOUND.fullmatch(tail) else start


def last_words(reply: str) -> tuple[int, str]:
    """Where the last sentence begins, and its last clause."""
    text, start = reply.rstrip(), 0
    end = len(text.rstrip("”」’）) \t"))
    for mark in _SENTENCES.finditer(text):
        if mark.end() < end:
            start = mark.end()
    return start, _CLAUSES.split(text[start:])[-1].strip("？?”」’） )")


def is_tag(words: str) -> bool:
    """Whether a question asks for no more than a nod."""
    return _TAG.search(words) is not None


def is_huh(reply: str) -> bool:
    """Whether it is from somebody who did not catch something: no evasion, and no insult."""
    return _HUH.fullmatch(reply.strip()) is not None


def asks_again(reply: str) -> bool:
    """Whether a reply is little more than 您刚才说什么."""
    return is_huh(reply) or (len(reply) <= _LONGEST_AGAIN and _AGAIN.search(reply) is not None)


def asks(words: str) -> bool:
    """Whether words ask by themselves, without a question mark: 谁管事, 赔不赔."""
    return _OPEN.search(words) is not None or _YES_OR_NO.search(words) is not None


def bare_answer(reply: str, last: str) -> str:
    """`bare_yes` or `bare_no` where a reply is little else and that was just asked for; else an empty text."""
    bare = "".join(letter for letter in reply if letter.isalnum())
    asked = (
        [piece for piece in _SENTENCES.split(last) if piece.strip()][-1:] if last.rstrip().endswith(("？", "?")) else []
    )
    if not bare or len(bare) > _BARE or not asked or not _is_yes_or_no(asked[0]):
        return ""
    if _NO.fullmatch(bare):
        return "bare_no"
    echoed = re.sub("^(?:yes|ok|嗯)", "", bare, flags=re.IGNORECASE)
    return "bare_yes" if _YES.fullmatch(bare) or (0 < len(echoed) <= 2 and echoed in asked[0]) else ""


def _is_yes_or_no(question: str) -> bool:
    text = question.strip("”」’） ")
    return _YES_OR_NO.search(text) is not None or not _OPEN.search(text)
