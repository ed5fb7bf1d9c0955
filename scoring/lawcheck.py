"""Claims about the law: which words that rules of `law/` found the agent claims, and the findings of them.

What is false and what is right stands in the rule files alone. Knows nothing of the case.
"""

import re
from collections.abc import Iterable

from scoring.detect import Hit, findings
from scoring.labels import CASE_SHELVES
from scoring.reading import Reading
from scoring.records import Finding

_CLAUSE = "，。？！；\n"
_SENTENCE = "。？！\n"
_REPORTED = re.compile(
    "听说|网上|有人|有的人|别人|很多人|您(是)?说|您讲|您提|您刚|您认为|您觉得|您问|以为|传言|误解|误区|所谓|如果|要是|就算|是不是|是否"
)
_TAKEN_BACK = re.compile(
    "这(个|种)?(说法|话)(不|是错|有误|没)|是误(解|会)|不是这样|不是这么|没有这(一|个|回|样)|(?:吗|么|不是|是不是)？"
)

_DENIED_NEXT = re.compile("[^，。？！]{0,4}[，。](其实|这|并)*(不是|不对|不准|没这)")


def claimed(reading: Reading, hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those of claims about the law that the agent asks about, reports or takes back."""
    return [hit for hit in hits if hit.rule.sign not in CASE_SHELVES or is_claimed(reading.text, hit)]


def false_law(reading: Reading, hits: Iterable[Hit]) -> tuple[Finding, ...]:
    """Findings of the false claims about the law among the hits."""
    return findings(reading, claimed(reading, [hit for hit in hits if hit.rule.sign in CASE_SHELVES]))


def is_claimed(text: str, hit: Hit) -> bool:
    """Whether the agent says it as true: no question, nobody else's word, and nothing that takes it back."""
    start, end = hit.span.start, hit.span.end
    begin = max(text.rfind(mark, 0, start) for mark in _CLAUSE) + 1
    stops = [at for mark in _SENTENCE if (at := text.find(mark, end)) >= 0]
    stop = min(stops, default=len(text))
    if text[stop : stop + 1] == "？" or _REPORTED.search(text, begin, start):
        return False
    return not (_TAKEN_BACK.search(text, end, end + 16) or _DENIED_NEXT.match(text, end))
