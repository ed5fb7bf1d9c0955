"""What the customer says back of a reply: a question they put off (几格？), or words they cannot let stand (看运气？).

A partial repeat, the way people answer what they did not expect. Wording alone: it decides nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from trainer.practice.turn_taking import asks, is_tag, last_words

_LED_IN = re.compile(
    "^(?:那么?(?![个位些样回次家边儿里天年月一二两三四五六七八九十几仨])|哎|欸|诶|喂|嗯|哦|啊|呃|对了|所以|不过|可是?|还有|话说|就是|请问"
    "|顺便问?|[我再就想]*问[您你]?(?:一[句下声])?|也|还是)+(?=..)"
)
_TO_THEM = re.compile("^.*[您你]们?(?:家里?|那儿|那边|这边|这儿|的)?(?:(?:看看?|说说?|猜猜?|听听?|觉得|自己说)(?=..))?")
"""All up to the last word for the customer, who would have to say 我 there."""
_OF_WHAT = re.compile("^(?:的是?|是)(?=[谁哪什啥几多怎咋])")
_OF_THAT = re.compile("^.*的(?=...)")
_TRAILING = re.compile("(?:[是对]吧|呢|啊|呀|(?<!干)嘛|哈|哦|吧|来着|呐)+$")
_SAYABLE = re.compile("(?!.*[我咱俺])[\u3400-\u9fff0-9]{2,10}")
_LONGEST = 10
_WITHIN = 60
"""So many letters before the question mark are looked at: trailing words are sought from each of them."""

_CLAUSE = re.compile('[^。！？!?；;\n…，,：:、—“”"]+')
_TURNING = re.compile(
    "^(?:那么?(?![个位些样回次家边儿里天年月一二两三四五六七八九十几仨])|哎|欸|诶|喂|嗯|哦|啊|呃|所以|不过|可是|但是?|还有|话说|就是说?|反正"
    "|其实|因为|而且|再说|主要是?|要不然?|也|都|就|又|还是|.{0,6}[您你](?!们)(?:就|要不|也|都|还|自己|可以|看|得)*)+(?=..)"
)
_CLOSING = re.compile("(?:[是对]吧|呢|啊|呀|(?<!干)嘛|哈|哦|吧|来着|呐|(?<![不得])了|(?<!是)的)+$")
_CIVIL = re.compile(
    "请|麻烦|谢|抱歉|不好意思|对不起|好的|[您你]好|好嘞|理解|明白|知道|听到|听见|谅解|辛苦|记下|没事|祝|愉快|稍等|等一下|再见|拜拜"
)
"""Courtesies and nods: nobody repeats those in surprise."""
_TORN_OFF = re.compile(
    "^(?:如果|要是|假如|的|了|着|吗|呢|什么|第|家|们)"
    "|(?:的话|时候|之后|以后|以前|如果|要是|[因为的和跟在是把给]|一下|女士|先生|师傅|同志)$"
)
_TWICE = re.compile("(.{2,})\\1")
_WORDS = re.compile("(?!.*(?:[我咱俺您]|你(?!们)))[\u3400-\u9fff0-9]{4,10}")
_LONGEST_CLAUSE = 24
_REALLY = re.compile("(?:真的(?:假的|吗|啊|呀)?|是真的吗|不(?:会|可能)吧|有这(?:种|回)?事(?:吗|啊)?|当真)[？?]+")
_FEW_MORE = 3
_FEW_LETTERS = 3
_QUESTION_MARKS = frozenset("？?")
_SENTENCE_MARKS = frozenset("。！!；;\n…") | _QUESTION_MARKS | {""}


def question_back(reply: str) -> str:
    """The end of a question as the person asked would say it back before putting it off; empty where it cannot be.

    你们怎么来的？ is said back as 怎么来的？: what would turn 你 into 我 is left out.
    """
    words = _asked(reply)
    return f"{words}？" if len(words) >= _FEW_LETTERS or asks(words) else ""


def _asked(reply: str) -> str:
    """What a reply asks last, in words that either can say; empty where there are none."""
    words = _LED_IN.sub("", last_words(reply)[1][-_WITHIN:])
    told = _TO_THEM.sub("", words)
    if told != words and told.endswith("不"):
        # 您还登着相册不: what 不 asks about went with the word for the customer.
        return ""
    words = _TRAILING.sub("", _OF_WHAT.sub("", told))
    if len(words) > _LONGEST:
        words = _OF_THAT.sub("", words)
    return words if _SAYABLE.fullmatch(words) and not is_tag(words) else ""


def confirmation(reply: str, told: Iterable[str]) -> str:
    """A nod to a question that only repeats words the customer has said (昨晚九点？); empty for any other."""
    if _REALLY.fullmatch(reply.strip()):
        return "当然是真的。"
    words = _asked(reply)
    heard = len("".join(letter for letter in reply if letter.isalnum()))
    if not words or all(words not in text for text in told) or heard > len(words) + _FEW_MORE or asks(words):
        return ""
    return f"对，{words}。"


def words_back(reply: str, faults: Iterable[tuple[int, int]]) -> str:
    """The words of a reply that somebody it does not suit would repeat; empty where none can be.

    `faults` are where its faults stand, in code points: a clause with one of them comes first, then the last ones.
    """
    spans = tuple(faults)
    clauses = [clause for clause in _CLAUSE.finditer(reply) if len(clause[0]) <= _LONGEST_CLAUSE]
    at_fault = [clause for clause in clauses if any(a < clause.end() and b > clause.start() for a, b in spans)]
    return next(_sayable(clause[0] for clause in (*at_fault, *_told(reply, clauses))), "")


def _told(reply: str, clauses: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The clauses of sentences that are no questions, the last first."""
    asks = False
    for clause in reversed(clauses):
        mark = reply[clause.end() : clause.end() + 1]
        asks = mark in _QUESTION_MARKS if mark in _SENTENCE_MARKS else asks
        if not asks:
            yield clause


def _sayable(clauses: Iterable[str]) -> Iterator[str]:
    for clause in clauses:
        words = _CLOSING.sub("", _TURNING.sub("", clause.strip("？?”’」 "))).replace("我们", "你们")
        if _WORDS.fullmatch(words) and not (_CIVIL.search(clause) or _TORN_OFF.search(words) or _TWICE.search(clause)):
            yield f"{words}？"
