"""The law a scenario may name, and from which day on: what docs/law.md lists. Knows no articles and judges no words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_AGES_AGO: Final = date(1, 1, 1)

IN_FORCE: Final[dict[str, date]] = {
    "消费者权益保护法": date(2014, 3, 15),
    "消费者权益保护法实施条例": date(2024, 7, 1),
    "侵害消费者权益行为处罚办法": date(2015, 3, 15),
    "预付式消费司法解释": date(2025, 5, 1),
    "市场监督管理投诉举报处理办法": date(2026, 4, 15),
    "民法典": date(2021, 1, 1),
    "个人信息保护法": date(2021, 11, 1),
    "反电信网络诈骗法": date(2022, 12, 1),
    "治安管理处罚法": date(2026, 1, 1),
    "网络安全法": _AGES_AGO,
    "刑法": _AGES_AGO,
    "价格法": _AGES_AGO,
    "广告法": _AGES_AGO,
    "电信条例": date(2016, 1, 1),
    "电信用户申诉处理办法": date(2016, 7, 30),
    "电信服务规范": date(2005, 4, 20),
    "通信短信息服务管理规定": date(2026, 5, 1),
    "实名登记规定": date(2013, 9, 1),
    "河南省电信条例": date(2021, 1, 1),
    "新闻记者证管理办法": date(2009, 10, 15),
}
"""The day from which a scenario may name each; the first of all days where docs/law.md leaves the day to be checked."""

_OTHERWISE: Final = {
    "消保法": "消费者权益保护法",
    "消保法实施条例": "消费者权益保护法实施条例",
    "电话用户真实身份信息登记规定": "实名登记规定",
}
_NAMED: Final = re.compile("《([^《》]{2,40})》")
_SOUNDS_LIKE_LAW: Final = re.compile("(?:法|法典|条例|办法|规定|规范|司法解释)(?:（[^）]*）)?$")


def unfit(text: str, day: date) -> str | None:
    """Why a law named in a text must not be, on that day; None where all may."""
    for found in _NAMED.finditer(text):
        name = found[1].removeprefix("中华人民共和国")
        if not _SOUNDS_LIKE_LAW.search(name) or name.startswith("本店"):
            continue
        since = IN_FORCE.get(_OTHERWISE.get(name, name))
        if since is None:
            return f"《{name}》不在 docs/law.md 里；请只引那里列出的，公司自己的规定写“本店规则”"
        if day < since:
            return f"《{name}》{since} 起才能引，故事发生在 {day}；请改 date，或者不引"
    return None
