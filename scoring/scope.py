"""Whether words found in a reply are meant: not denied, not quoted. Character windows only, no grammar."""

import re
from bisect import bisect_right

# A denial reaches eight characters back, within its clause. What looks like a denial and is none is taken out first;
# two denials cancel out. 愿不愿, 能不能, 有没有 ask.
_WINDOW = 8
_CLAUSE = "，。？！；、：\n“”…—"
_NOT_DENIALS = re.compile(
    "不好意思|对不起|对不住|不得不|不仅|不光|不但|不只|不管|不论|不妨|不如|不要紧|不用担心|不至于|差不多|了不起|没问题|没关系|"
    "没事|没错|没想到|不错|不过|不断|不瞒您|不容易|可不可以|可不(?=是|嘛|吗|就)|不知道您|"
    "不知您|不然|要不|不定|不久|不到|不一定是|从不|绝不推|别担心|别着急|别客气|不着急|不满|不便|不安|不放心|不舒服|不高兴|非常|"
    "莫非|无论|无非|未来|未必不|别的|特别|区别|分别|级别|个别|别人"
    r"|(\w)[不没]\1"
)
_DENIAL = re.compile(
    "不|没|别|未|勿|莫|无法|无需|非|甭|休想|拒绝|谈不上|称不上|哪里|哪能|怎么可能|怎么会|凭什么|免得|省得|而不是"
)

# What follows must be what was said: 没说清楚 owns up, 没说不退 is no denial of 退, 不会说话 speaks of nobody's words.
_DENIED_SPEECH = re.compile(
    "我(?:可|从来|并)?(?:没有?|不会|不是[要来])说过?"
    "(?!不(?!好意思)|没|别|清|明白|到位|准|服|了|完|一|空|假|大话|漂亮|好听|话|谎|得|对(?!不)|[，。？！；、])"
)
_ONCE_PROMISED = re.compile(
    "(?:当时|上次|上回|那天|那会儿|那次|那回)[^，。！？；]{0,8}(?:登记|答应|应承|约|许|承诺|保证)(?:过|了|的|好)"
)
"""What somebody promised then is no promise now."""
_FRAME, _TAIL = 12, 3
"""How many letters say whose words a quotation is, and how many may still follow it: “…”是吧."""


def is_denied(text: str, start: int) -> bool:
    """Whether the words that begin at `start` are denied by what stands before them in their clause."""
    begin = start
    while begin > 0 and start - begin < _WINDOW and text[begin - 1] not in _CLAUSE:
        begin -= 1
    before = _NOT_DENIALS.sub("　", text[begin:start])
    return len(_DENIAL.findall(before)) % 2 == 1


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Stretches inside quotation marks of any kind (folded: every quote is “ or ”), marks included."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for i, character in enumerate(text):
        if character not in "“”":
            continue
        if opened is None:
            opened = i
        else:
            spans.append((opened, i + 1))
            opened = None
    return spans


def is_within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a stretch lies inside one of the spans."""
    return any(left <= start and end <= right for left, right in spans)


def is_reported(text: str, start: int, end: int, quotes: list[tuple[int, int]]) -> bool:
    """Whether a clause holds no words of the speaker's own now: quoted, 别人跟您说 or not, denied, or promised then."""
    if _DENIED_SPEECH.match(text, start, end) or _ONCE_PROMISED.search(text, start, end):
        return True
    first = bisect_right(quotes, start, key=lambda span: span[1])
    met = [span for span in quotes[first : first + 2] if span[0] < end]
    if len(met) != 1:
        return False
    left, right = met[0]
    return _is_frame(_letters(text[start:left])) and _is_tail(_letters(text[right:end]))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _is_frame(before: str) -> bool:
    """Whether words before a quotation only say that it is another's; 我跟您说声 makes it one's own."""
    says = before.rstrip("的是过了着").endswith(("说", "讲"))
    return not before or (says and len(before) <= _FRAME and "我" not in before)


def _is_tail(after: str) -> bool:
    return len(after) <= _TAIL and "我" not in after
