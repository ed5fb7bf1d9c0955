"""Checks what a reply states against its case: sums, quantities, dates, limits and the customer's name.

Stays silent unless the reply states something as it was and the facts say otherwise. Changes no mark.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from scoring.casefacts import (
    CLOCK,
    CLOCK_SAID,
    DATE,
    DATE_SAID,
    MONEY,
    QUANTITY,
    SURNAMES,
    TITLES,
    WEEKDAY,
    Case,
    case_of,
    clock_of,
    day_of,
    money_of,
    value_of,
)
from scoring.reading import Reading
from scoring.records import Finding
from scoring.said import Said, about_the_same, counted_alike
from scoring.scope import is_within

_SOURCE: Final = "本案资料"
_DOUBT: Final = "数说错一个，客户就会怀疑您其余的话。"
_MOST: Final = 40
"""Figures of one kind that are looked at in a reply; people say a handful."""
_EVENTS: Final = tuple(
    re.compile(words)
    for words in (
        "停机|停了|停的|暂停",
        "复机|恢复|修好|修复",
        "开通|办的|办理|订|开的",
        "断网|中断|断了|断的",
        "装机|安装|入网",
        "签",
        "充|交的|缴",
        "外呼|来电|打来|打进|打了",
        "提醒|短信",
        "拆机|移机|换机",
        "退了|退到|到账|退款",
        "报警|挂失",
        "投诉|工单",
        "扣|收的|收了",
        "改成|改为|改的|升",
        "来厅|来店|上门",
    )
)
_KINDS: Final = tuple(
    re.compile(words)
    for words in (
        "月租|月费|套餐",
        "套外|超出",
        "余额",
        "欠",
        "多收|多扣|多交|多出|多付",
        "一共|总共|共|合计|总",
        "账单",
        "押金",
        "违约金",
        "平时|平均|原来|原价",
        "充|交|缴|存",
        "机价|手机",
        "扣|收",
    )
)
_GRANT: Final = re.compile(
    "(退|赔|补|减免|免|减|返|送|赠|补偿|赔偿)(还|给|掉|您|你|到|了|个|足|一共|总共|现金|话费|的|，)*$"
)
_GRANT_AFTER: Final = re.compile(
    "(话费|现金|钱|的)?(全|都|全都|我|马上|现在|当场|这就|立刻|就)*(给您|给你)?(退|赔|补|免|减)(给|掉|还|了|到|您|，|。|！|$)"
)
_NOT_GRANTED: Final = re.compile(
    "申请|上报|报|提交|审|批|主管|经理|班长|店长|复核|登记|核实|争取|看能|能不能|超|权限|已|退过|上次|之前|等额|如果|要是|"
    "查实|结果|不能|没法|没办法|无法|做不了主|[您你]说|说要|说的|要求|想|问|转|记|最多|最高"
)
_GIVES: Final = re.compile("退|减|赠|免|补|返")
_ASKS_ABOVE: Final = re.compile("报|审|批|须|退不退|由")
_MY_LIMIT: Final = re.compile(
    "(我|前台|一线|热线|柜面|坐席|本台|店里|我们)[^，。？！；\n]{0,6}(权限|额度|最多|最高|上限)[^，。？！；\n]{0,10}$"
    "|(权限|额度|上限)(就|只|也|才)*(是|有|到|只有)[^，。？！；\n]{0,4}$"
)
_AT_ONCE: Final = 12
"""So many letters after a wrong name the right one takes it back (赵女士，哦不，鲍女士)."""
NAME_SAID: Final = re.compile(
    rf"(?:^|[。！？\n]|(?:您好|你好|好的|是的|嗯|喂|抱歉|不好意思|对不起|谢谢|感谢)[，。！]?|，(?=[{SURNAMES}](?:{TITLES})[，。！])"
    r"|[您你]就?是(?:不是)?)"
    rf"([{SURNAMES}])(老?(?:{TITLES}))(?=[，。！？：、\n您]|$|好|请|我|(?:[是对]?[吧吗么]|没错吧?)[？。，]?)"
)
_MAY_TELL: Final = re.compile("[元块天次条笔户月时点：]|分钟|gb?|兆|周|星期|礼拜")


def case_findings(reading: Reading) -> tuple[Finding, ...]:
    """Everything that a reply states and its case contradicts."""
    text = reading.text
    if not reading.context.facts:
        return ()
    found = [*wrong_names(reading)]
    if _MAY_TELL.search(text):
        case = case_of(reading.context)
        found += [*_sums(reading, case), *_quantities(reading, case), *_dates(reading, case), *_times(reading, case)]
    return tuple(found)


def _first(figure: re.Pattern[str], reading: Reading) -> Iterator[re.Match[str]]:
    return islice(figure.finditer(reading.text), _MOST)


def _sums(reading: Reading, case: Case) -> Iterator[Finding]:
    """Sums of money: stated against the facts, granted above the limit, or a limit that is another."""
    said = [Said(reading, match) for match in _first(MONEY, reading) if money_of(match)]
    values = [money_of(each.match) for each in said]
    for each, value in zip(said, values, strict=True):
        if case.limits and (why := _limit_broken(each, value, case)):
            yield _finding(reading, "wrong_limit", each.start, each.end, why)
        elif each.is_plain and not each.is_offered and not is_known_sum(value, values, case):
            fact = about_the_same(each, MONEY, _KINDS, case, "，。；")
            if fact is not None:
                said_so = f"资料里没有{each.match[0]}这个数，写的是“{case.as_given(fact)}”。"
                why = f"{said_so}{_DOUBT}"
                yield _finding(reading, "wrong_amount", each.start, each.end, why)


def is_known_sum(value: int, values: list[int], case: Case) -> bool:
    """Whether a sum stands in the case, is reckoned or rounded from it, or adds up others (`values`) of the reply."""
    if value in case.numbers or value in case.reckoned or value <= 100:
        return True
    others = [other for other in values if other != value][:12]
    if sum(others) == value or any(a + b == value or abs(a - b) == value for a in others for b in others):
        return True
    if value >= 10_000 and any(abs(value - reckoned) < 100 for reckoned in case.reckoned):
        return True
    return any(_rounds(value, known) for known in case.sums)


def _rounds(value: int, known: int) -> bool:
    """Whether a sum is another without its small change."""
    if abs(value - known) < 100:
        return True
    digits = len(str(value).rstrip("0"))
    return known >= 10_000 and digits <= 2 and abs(value - known) <= known * 0.05


def _limit_broken(said: Said, value: int, case: Case) -> str:
    """Why a sum goes against the limit of the agent; empty where it does not."""
    if not said.is_meant or said.is_asked or value in (*case.limits, 0):
        return ""
    most = max(case.limits)
    if _MY_LIMIT.search(said.lead) and value not in case.numbers:
        return f"资料里您的权限是{_yuan(most)}，不是{said.match[0]}。额度说错了，后面答应的、推掉的都站不住。"
    granted = _GRANT.search(said.lead) or _GRANT_AFTER.match(said.rest)
    if value <= most or not granted or _NOT_GRANTED.search(said.sentence) or _is_allowed(value, case):
        return ""
    if not most:
        return f"资料里您当场没有可以给的额度，{said.match[0]}给不了。要先上报，批下来再告诉客户。"
    return f"资料里您能当场定的是{_yuan(most)}以内，{said.match[0]}超出了。超出的部分要先上报，批下来再告诉客户。"


def _is_allowed(value: int, case: Case) -> bool:
    """Whether the facts themselves provide for giving this sum."""
    return any(
        value == money_of(named) and _GIVES.search(piece.text) and not _ASKS_ABOVE.search(piece.text)
        for piece in case.pieces("，；。（")
        for named in MONEY.finditer(piece.text)
    )


def _yuan(value: int) -> str:
    return f"{value / 100:g}元"


def _quantities(reading: Reading, case: Case) -> Iterator[Finding]:
    """Quantities of the very unit and about the very thing that the facts count otherwise."""
    for match in _first(QUANTITY, reading):
        value = value_of(match[1])
        if value in case.numbers or value <= 100:
            continue
        said = Said(reading, match)
        if not said.is_plain or said.is_offered or said.is_to_come or said.rest.startswith(("内", "之内", "后")):
            continue
        fact = counted_alike(said, QUANTITY, case)
        if fact is not None:
            why = f"资料里写的是“{case.as_given(fact)}”，不是{match[0]}。{_DOUBT}"
            yield _finding(reading, "wrong_amount", said.start, said.end, why)


def _dates(reading: Reading, case: Case) -> Iterator[Finding]:
    """Days that the facts of the same event have otherwise, and days of the week that the facts' date does not have."""
    for match in _first(DATE_SAID, reading):
        said, day = Said(reading, match), day_of(match[1], match[2])
        named = WEEKDAY.match(reading.text, said.end + (reading.text[said.end : said.end + 1] in ("，", "（")))
        if named and said.is_meant and case.weekdays.get(day, _weekday(named)) != _weekday(named):
            why = f"资料里{match[0]}是周{case.weekdays[day]}，不是{named[0]}。日子对不上，客户不知道信哪一个。"
            yield _finding(reading, "wrong_date", said.start, named.end(), why)
        elif case.days and day not in case.days and 1 <= day[0] <= 12 and 1 <= day[1] <= 31:
            yield from _misdated(reading, said, DATE, case)


def _weekday(match: re.Match[str]) -> str:
    return match[1].replace("天", "日")


def _times(reading: Reading, case: Case) -> Iterator[Finding]:
    """Times of day that the facts of the same event have otherwise; up to five minutes are rounding."""
    for match in _first(CLOCK_SAID, reading):
        hour, minute = clock_of(match)
        told = hour * 60 + minute
        if case.clocks and minute < 60 and all(abs(told - h * 60 - m) > 5 for h, m in case.clocks):
            yield from _misdated(reading, Said(reading, match), CLOCK, case)


def _misdated(reading: Reading, said: Said, kind: re.Pattern[str], case: Case) -> Iterator[Finding]:
    """A finding where a day or time is told of something that happened and the facts date otherwise."""
    if not said.is_plain or said.is_to_come:
        return
    fact = about_the_same(said, kind, _EVENTS, case, "；。")
    if fact is not None:
        why = f"资料里写的是“{case.as_given(fact)}”，不是{said.match[0]}。时间说错了，客户会拿它来反驳您。"
        yield _finding(reading, "wrong_date", said.start, said.end, why)


def wrong_names(reading: Reading) -> Iterator[Finding]:
    """Surnames the customer is called by and nobody in the case has, unless the right one follows at once."""
    if not reading.context.facts or not NAME_SAID.search(reading.text):
        return
    case, heard = case_of(reading.context), reading.context.channel == "hotline"
    for match in _first(NAME_SAID, reading):
        surname, start, end = match[1], match.start(1), match.end(2)
        corrected = any(case.has_surname(after[1]) for after in NAME_SAID.finditer(reading.text, end, end + _AT_ONCE))
        wrong = case.surnames and not case.has_surname(surname, heard=heard) and not corrected
        if wrong and not is_within(start, end, reading.quotes):
            why = f"资料里客户姓{case.surnames[0]}，不姓{surname}。叫错姓，前面的客气就都白说了。"
            yield _finding(reading, "wrong_name", start, end, why)


def _finding(reading: Reading, label: str, start: int, end: int, why: str) -> Finding:
    begin, stop = reading.folded.span(start, end)
    return Finding(label, f"case:{label}", begin, stop, reading.given[begin:stop], why, source=_SOURCE)
