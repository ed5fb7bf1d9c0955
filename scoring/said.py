"""One figure of a reply in its clause and sentence: whether it is said as plain fact, and which fact is about the same.

Knows how things are said, not what is true.
"""

import re
from typing import Final

from scoring.casefacts import Case, Piece
from scoring.reading import Reading
from scoring.scope import is_denied, is_within

_CLAUSE: Final = "，。？！；\n"
_SENTENCE: Final = "。？！\n"
_TAG: Final = 6
_ASKS: Final = re.compile("[吗么吧](?=[，。！？；\n]|$)|是不是|对不对|多少|哪|确认一下|对一下")
_NEAR: Final = 20
"""How far around a figure the words may stand that say what it is about."""
_ROUGHLY: Final = re.compile("大概|大约|差不多|约|将近|接近|近|快|不到|超过|几|至少|最少|起码|多达|[满第每]$")
_ROUGHLY_AFTER: Final = re.compile(
    "左右|上下|以内|之内|以下|以上|出头|多|来|起|几|一[个条天]|打底|封顶|(的)?(套餐|档|包|券|卡|方案|礼|配件)"
)
_SUPPOSED: Final = re.compile(
    "如果|要是|假如|假设|比如|例如|打个比|比方|好比|譬如|就像|相当于|万一|哪怕|别说|不管|以为|"
    "您说|您讲|您要|您想|听说|听您|网上|别人|人家|邻居|其他|另一|[他她]的|您家|您(儿子|女儿|闺女|爱人|老公|老婆|先生的|爸|妈|对象)"
)
_OFFERED_JUST_BEFORE: Final = re.compile(
    "(退|补|减|免|赔|返|送|赠|抵|报销|折|申请|让|省|改|换|升|降|定|加|封|充|存|补偿|设|低至)"
    "(到|成|为|回|还|给|在|掉|了|个|您|你|够|足|上)*[^了的]{0,3}$"
    "|(可以|能|会|要|得|再|只需|就|肯|愿意|罚)[^，]{0,2}$"
)
_OFFERED_JUST_AFTER: Final = re.compile(
    "(话费|钱|的)?(全|都|我|马上|现在|当场|这就|立刻|给您|全额|一分不少)*(退|补|减|免|赔|返|抵)"
)
_OFFERED: Final = re.compile("以后|下月|下个月|次月|往后|建议|办个|工资|罚|最多|最高|权限|额度|审批|您看")
_TO_COME: Final = re.compile(
    "会|将|要|前|之内|以内|到时|可以|能|请|明天|后天|下[个周月]|再|约好|帮|等|最迟|最晚|预计|保证|回您|回电|答复|起|给您[打回送办退]|"
    "我来|给(个|一个|一份|您个|您一个|您一份)?(准话|进度|结果|说法|书面)|目标|完工|约"
)
_SOON: Final = re.compile("我(给|打|把|再|来|去|会|就|陪|盯)|给您打|回访|上门给|出账")
_HAN_PAIR: Final = re.compile("(?=([\u4e00-\u9fff]{2}))")
_EMPTY_PAIRS: Final = frozenset(
    {
        "我们",
        "您的",
        "这个",
        "那个",
        "一个",
        "就是",
        "不是",
        "没有",
        "可以",
        "现在",
        "今天",
        "已经",
        "客户",
        "本店",
        "规则",
    }
    | {
        "当场",
        "权限",
        "什么",
        "怎么",
        "时候",
        "是您",
        "给您",
        "这边",
        "系统",
        "记录",
        "显示",
        "工作",
        "作日",
        "内答",
        "答复",
    }
    | {"个月", "月份", "上个", "身份", "核验", "已核", "了一", "的时"}
)


class Said:
    """A figure of the reply where it stands."""

    def __init__(self, reading: Reading, match: re.Match[str]) -> None:
        text = reading.text
        self.match, self.start, self.end = match, match.start(), match.end()
        begin = max(text.rfind(mark, 0, self.start) for mark in _CLAUSE) + 1
        opened = max(text.rfind(mark, 0, self.start) for mark in _SENTENCE) + 1
        stop, closed = _next(text, _CLAUSE, self.end), _next(text, _SENTENCE, self.end)
        self.clause, self.sentence = text[begin:stop], text[opened:closed]
        self.lead, self.rest, self.before = text[begin : self.start], text[self.end : stop], text[opened : self.start]
        after = _next(text, _CLAUSE, stop + 1)
        self.around = text[max(opened, self.start - _NEAR) : min(closed, self.end + _NEAR)]
        # “158块，对吗？”: a short clause that follows may ask for both.
        asking = text[begin : after + 1] if after - stop <= _TAG else text[begin : stop + 1]
        self.is_asked = asking.endswith("？") or bool(_ASKS.search(asking))
        self.is_meant = not is_within(self.start, self.end, reading.quotes) and not is_denied(text, self.start)

    @property
    def is_plain(self) -> bool:
        """Whether the figure is said as exact, as the agent's own word, and as a fact."""
        return (
            self.is_meant
            and not self.is_asked
            and not _ROUGHLY.search(self.lead[-5:])
            and not _ROUGHLY_AFTER.match(self.rest)
            and not _SUPPOSED.search(self.before)
        )

    @property
    def is_offered(self) -> bool:
        """Whether the agent offers it rather than reports it."""
        return bool(
            _OFFERED_JUST_BEFORE.search(self.lead[-10:])
            or _OFFERED_JUST_AFTER.match(self.rest)
            or _OFFERED.search(self.clause)
        )

    @property
    def is_to_come(self) -> bool:
        """Whether it is told of something that is still to happen."""
        return bool(_TO_COME.search(self.clause) or _SOON.search(self.around[-_NEAR:]))


def _next(text: str, marks: str, start: int) -> int:
    return min((at for mark in marks if (at := text.find(mark, start)) >= 0), default=len(text))


def about_the_same(
    said: Said, figure: re.Pattern[str], cues: tuple[re.Pattern[str], ...], case: Case, stops: str
) -> Piece | None:
    """The piece of the facts with such a figure that shares most with a clause; None where none shares anything."""
    mine, best, most = _pairs(said.around), None, 0
    own = _pairs(said.clause)
    met = [cue for cue in cues if cue.search(said.around)]
    for piece in case.pieces(stops):
        if figure.search(piece.text):
            theirs = _pairs(piece.text)
            shared = len(mine & theirs) + 2 * len(own & theirs) + 2 * sum(bool(cue.search(piece.text)) for cue in met)
            if shared > most:
                best, most = piece, shared
    return best


def counted_alike(said: Said, figure: re.Pattern[str], case: Case) -> Piece | None:
    """The piece of the facts with a figure of the same unit next to the same words."""
    near = _pairs(said.lead[-8:]) | _pairs(said.rest[:6])
    for piece in case.pieces("，。；"):
        for match in figure.finditer(piece.text):
            around = _pairs(piece.text[max(0, match.start() - 8) : match.start()])
            around |= _pairs(piece.text[match.end() : match.end() + 6])
            if match[2] == said.match[2] and near & around:
                return piece
    return None


def _pairs(text: str) -> frozenset[str]:
    """Runs of two characters that may name something."""
    plain = re.sub("[零〇一二两三四五六七八九十百千万元块角分月日号点年]", "0", text)
    return frozenset(_HAN_PAIR.findall(plain)) - _EMPTY_PAIRS
