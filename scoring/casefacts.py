"""What the facts of a case hold that a reply can contradict: sums of money, days, times, limits and surnames.

Reads them from the facts, the customer's words and the history. Judges no reply.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Final

from scoring.figures import number
from scoring.reading import folded
from scoring.records import Context
from scoring.text import clean, fold

HAN_NUMBER: Final = "[零〇一二两三四五六七八九十百千万]{1,9}"
_NUMBER: Final = rf"(?:[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?万?|{HAN_NUMBER})"
MONEY: Final = re.compile(
    rf"({_NUMBER})(?:元|圆|块钱|块(?:([0-9一二两三四五六七八九])(?:角|毛)?(?![0-9.个月日号天年点条次笔gm%兆万千百十儿块]))?)(?!块)"
)
QUANTITY: Final = re.compile(rf"({_NUMBER})(gb?(?![a-z])|个g|兆|m(?:b|bps)?(?![a-z])|天|个?小时|分钟|条|次|笔|户|个月)")
_BARE_SUM: Final = re.compile(
    r"[0-9]{2,6}(?![0-9月日号点天年岁：g小%])|[一二两三四五六七八九][百千][一二三四五六七八九十百]{0,5}"
)
_COUNT: Final = re.compile(rf"({_NUMBER})(?:个|户|天|条|笔|次|家|台|张|期|趟|年|通|人|位|倍|g|兆|m|分钟|小时|×|x|，)")
_MONTHS: Final = re.compile("([0-9]{1,2})月?(?:[0-9]{1,2}日)?(?:至|到|-|–|—)([0-9]{1,2})月")
_PER_CENT: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)%")
_TENTHS: Final = re.compile(rf"({_NUMBER})(?:折|成)")
_BARE: Final = re.compile(_NUMBER)
DATE: Final = re.compile(rf"([0-9]{{1,2}}|{HAN_NUMBER})月([0-9]{{1,2}}|{HAN_NUMBER})(?:日|号)?(?!个|天|份|元|块|g|m)")
_RANGE: Final = re.compile(r"([0-9]{1,2})月([0-9]{1,2})(?:日|号)?(?:至|到|-|–|—|~)([0-9]{1,2})(?:日|号)")
_ISO: Final = re.compile(r"[0-9]{4}-([0-9]{2})-([0-9]{2})")
_DAY: Final = re.compile(rf"([0-9]{{1,2}}|{HAN_NUMBER})(?:日|号|、)")
DATE_SAID: Final = re.compile(rf"([0-9]{{1,2}}|{HAN_NUMBER})月([0-9]{{1,2}}|{HAN_NUMBER})(?:日|号)")
"""As DATE, but with the 日 or 号 without which 四月二十 may be anything."""
CLOCK_SAID: Final = re.compile(
    rf"(?:(?<![0-9：])([0-9]{{1,2}})：([0-9]{{2}})(?![0-9：])"
    rf"|(?:[上下中]午|[早晚]上|凌晨|夜里|傍晚|(?<=[日号天晚，]))([0-9]{{1,2}}|{HAN_NUMBER})点(半|[0-9]{{1,2}}|{HAN_NUMBER})分?)"
)
"""As CLOCK, but with what tells a time from a decimal."""
CLOCK: Final = re.compile(rf"([0-9]{{1,2}}|{HAN_NUMBER})(?:：|点|时)(半|一刻|[0-9]{{1,2}}|{HAN_NUMBER})")
WEEKDAY: Final = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
_DATED_WEEKDAY: Final = re.compile(rf"{DATE.pattern}(?:是|（|，)?{WEEKDAY.pattern}")
_LIMIT: Final = re.compile(
    rf"(?:(?:单[次笔户]|权限|限额|最高|自行|不超过|当场可?(?:以|先)?(?:退|减|免|补|赠|返|定))"
    rf"(?:(?!改|降|换|订|充|审|批|报|最低)[^\n；。]){{0,10}}?({_NUMBER})元(?:以内|之内|以下|，|。|；|/|（|$)"
    rf"|({_NUMBER})元(?:以内|之内|以下))",
    re.MULTILINE,
)
TITLES: Final = (
    "先生|女士|小姐|大姐|大哥|阿姨|大爷|大妈|大娘|大叔|大婶|老师|师傅|老板|太太|同学|"
    "伯伯|爷爷|奶奶|婆婆|老太太|总|姐|哥|叔|姨"
)
SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温"
    "芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫查屈鲍"
    "覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅嵺苟褚廉简娄盖符奚木穆党燕郎"
    "邸冀谈姬屠连郜晏栾郁蒙计喻揭窦迟宇敖糜鄢冷卓仇艾蓝巩稽井练仲乐虞卞封竺冼衣楚佟栗匡宗巫鞠僧桑荆谌银"
    "伏岑习胥蔺"
)
_COMPOUND: Final = "欧阳|司马|上官|诸葛|尉迟|公孙|慕容|夏侯|司徒|令狐|皇甫|端木|东方"
_HEADED_NAME: Final = re.compile(
    rf"^(?:客户|机主|户主|来电人?|报修人)：(?!本人|来电|未|已|无)({_COMPOUND}|[\u4e00-\u9fff])(?:{TITLES}|[\u4e00-\u9fff]{{1,2}})(?:[，；、。（]|$)",
    re.MULTILINE,
)
"""A heading says whose name it is, however rare."""
_KNOWN_NAME: Final = (
    re.compile(rf"([{SURNAMES}])(?:{TITLES})"),
    re.compile(rf"(?:^|客户|机主|户主|身份|人|我|，)姓([{SURNAMES}])", re.MULTILINE),
    re.compile(rf"(?:^|客户|机主|户主|班主|护士长)([{SURNAMES}])[\u4e00-\u9fff]{{1,2}}(?:，|本人)", re.MULTILINE),
)
_SEVERAL: Final = re.compile(
    "集体|群体|联名|代表(?!公司|门店|本店|我)|[0-9]户|[0-9](?:人|位)(?:来|到|在)|同行|随行|陪同|记者|夫妻|夫妇|两口子|街坊|各位"
)
"""Where several people speak, nobody's name is wrong for want of being in the facts."""
_SOUND_ALIKE: Final = (
    *(
        frozenset("张章"),
        frozenset("于余俞虞"),
        frozenset("伍武"),
        frozenset("江姜"),
        frozenset("傅付"),
        frozenset("肖萧"),
    ),
    *(
        frozenset("邱丘秋"),
        frozenset("严颜阎闫"),
        frozenset("石时"),
        frozenset("向项"),
        frozenset("尤游"),
        frozenset("季纪"),
    ),
    *(frozenset("戴代"), frozenset("谭覃"), frozenset("卢芦"), frozenset("程成"), frozenset("魏卫"), frozenset("袁原")),
)
"""Surnames of one sound and one tone: nobody on the telephone can tell which of them was written."""
_NO_SURNAME: Final = re.compile(
    "[一二两三四五六七八九十几0-9这那每上下](?:张|周|万|方|时)|[双对地我官各两]方|由于|关于|对于|万一|安全|时间|方便|方案"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one fact, folded, with where it stands in it."""

    text: str
    fact: int
    start: int


class Case:
    """One context, folded; everything is worked out when first asked for, in whole hundredths where it is money."""

    def __init__(self, context: Context) -> None:
        self._given = context.facts
        self.facts = tuple(map(folded, context.facts))
        said = (*(said.text for said in context.history), context.customer)
        self.said = "\n".join(map(folded, said))
        self.all = "\n".join((*self.facts, self.said))
        self._pieces: dict[str, tuple[Piece, ...]] = {}

    def as_given(self, piece: Piece) -> str:
        """A piece as the fact has it, before folding."""
        fact = clean(self._given[piece.fact])
        start, end = fold(fact).span(piece.start, piece.start + len(piece.text))
        return fact[start:end].strip("，。；、 ")

    def pieces(self, stops: str) -> tuple[Piece, ...]:
        """The facts, cut at any of some marks."""
        if stops not in self._pieces:
            self._pieces[stops] = tuple(self._cut(stops))
        return self._pieces[stops]

    def _cut(self, stops: str) -> Iterator[Piece]:
        for at, fact in enumerate(self.facts):
            start = 0
            for i, character in enumerate(fact + stops[0]):
                if character in stops:
                    if i > start:
                        yield Piece(fact[start:i], at, start)
                    start = i + 1

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Every number anybody has named, whatever it counts."""
        bare = (value_of(match[0]) for match in _BARE.finditer(self.all))
        return frozenset(bare) | frozenset(self.sums)

    @cached_property
    def sums(self) -> tuple[int, ...]:
        """Every sum of money named, and bare numbers of the customer that may be one."""
        named = {money_of(match) for match in MONEY.finditer(self.all)}
        named |= {value_of(match[0]) for match in _BARE_SUM.finditer(self.said)}
        return tuple(sorted(named))[:40]

    @cached_property
    def reckoned(self) -> frozenset[int]:
        """What is reckoned from the sums named: two or three together, a difference, a multiple or a share."""
        sums = self.sums
        found = {a + b for a, b in combinations(sums, 2)} | {abs(a - b) for a, b in combinations(sums, 2)}
        if len(sums) <= 12:
            found |= {sum(three) for three in combinations(sums, 3)}
        found |= {round(a * share / 10_000) for a in sums for share in self._shares}
        times = self._counts | {200, 300, 600, 1200}
        found |= {round(a * n / 100) for a in sums for n in times}
        return frozenset(found | {round(a * 100 / n) for a in sums for n in times if n})

    @property
    def _shares(self) -> frozenset[int]:
        """Per cent and tenths of a price, in hundredths of a per cent."""
        named = {value_of(match[1]) for match in _PER_CENT.finditer(self.all)}
        return frozenset(named | {value_of(match[1]) * 10 for match in _TENTHS.finditer(self.all)} | {5000})

    @property
    def _counts(self) -> frozenset[int]:
        """Numbers that count something, and the months from one to another, in hundredths."""
        spans = {(int(match[2]) - int(match[1])) % 12 * 100 + 100 for match in _MONTHS.finditer(self.all)}
        return frozenset(spans | {value_of(match[1]) for match in _COUNT.finditer(self.all)})

    @cached_property
    def days(self) -> frozenset[tuple[int, int]]:
        """Every month and day named, those within a range too."""
        return frozenset(_days(self.all))

    @cached_property
    def clocks(self) -> frozenset[tuple[int, int]]:
        """Every time of day named, on a clock of twelve hours."""
        return frozenset(clock_of(match) for match in CLOCK.finditer(self.all))

    @cached_property
    def weekdays(self) -> dict[tuple[int, int], str]:
        """The day of the week of each date for which the facts name it."""
        found = _DATED_WEEKDAY.finditer("\n".join(self.facts))
        return {day_of(match[1], match[2]): match[3].replace("天", "日") for match in found}

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """The sums up to which the agent may grant by themselves."""
        return tuple(value_of(match[1] or match[2]) for fact in self.facts for match in _LIMIT.finditer(fact))

    @cached_property
    def surnames(self) -> tuple[str, ...]:
        """Surnames by which the customer is known, the first named first; empty where none is, or several came."""
        if _SEVERAL.search("\n".join(self.facts)):
            return ()
        told = [fact for fact in self.facts if not fact.startswith("你")]
        text = "\n".join((*told, self.said))
        headed = [match[1] for match in _HEADED_NAME.finditer(text)]
        return tuple(dict.fromkeys(headed or (match[1] for known in _KNOWN_NAME for match in known.finditer(text))))

    def has_surname(self, surname: str, *, heard: bool = False) -> bool:
        """Whether anybody in the case may have this surname, or, `heard` on the telephone, the customer one like it."""
        if heard and any(surname in names and not names.isdisjoint(self.surnames) for names in _SOUND_ALIKE):
            return True
        return surname in _NO_SURNAME.sub("", self.all)


@lru_cache(maxsize=16)
def case_of(context: Context) -> Case:
    """The case of a context, worked out once for all replies to it."""
    return Case(context)


def value_of(text: str) -> int:
    """A number in hundredths; 两千八 is 2800, as people say it."""
    scale = 10_000 if text.endswith("万") and text[0].isdigit() else 1
    plain = number(text.removesuffix("万") if scale > 1 else text) or 0.0
    if len(text) >= 2 and text[-1] in "一二两三四五六七八九" and text[-2] in "百千万":
        unit = {"百": 100, "千": 1000, "万": 10_000}[text[-2]]
        digit = number(text[-1]) or 0.0
        plain += digit * unit / 10 - digit
    return round(plain * scale * 100)


def money_of(match: re.Match[str]) -> int:
    """The sum that a match of MONEY names."""
    tenths = value_of(match[2]) // 10 if match[2] else 0
    return value_of(match[1]) + tenths


def day_of(month: str, day: str) -> tuple[int, int]:
    """Month and day as numbers."""
    return value_of(month) // 100, value_of(day) // 100


def clock_of(match: re.Match[str]) -> tuple[int, int]:
    """The time that a match of CLOCK or CLOCK_SAID names, on a clock of twelve hours."""
    hour, minute = (group for group in match.groups() if group)
    minutes = {"半": 30, "一刻": 15}.get(minute)
    return value_of(hour) // 100 % 12, minutes if minutes is not None else value_of(minute) // 100


def _days(text: str) -> Iterator[tuple[int, int]]:
    for match in _RANGE.finditer(text):
        yield from ((int(match[1]), day) for day in range(int(match[2]), int(match[3]) + 1))
    dates = [day_of(match[1], match[2]) for match in DATE.finditer(text)]
    dates += [day_of(match[1], match[2]) for match in _ISO.finditer(text)]
    yield from dates
    # A day without its month belongs to any month named: 7月2日、9日、15日.
    days = {value_of(match[1]) // 100 for match in _DAY.finditer(text)}
    yield from ((month, day) for month in {month for month, _ in dates} for day in days)
