"""The letters a character's pinyin may begin with, so that a name is found by its initials. Looks at single characters.

GB 2312 orders its 3,755 common characters by pinyin: where each initial begins is all there is to know. What the
order cannot say, a second reading, stands in a short list; a rarer character passes for any letter.
"""

from bisect import bisect
from functools import cache
from string import ascii_lowercase
from typing import Final

_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_FIRSTS: Final = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first of each letter, in the same order."""
_LAST: Final = "座"
_SECOND: Final = {
    character: letter
    for letter, characters in {
        "b": "秘屏",
        "c": "重曾盛伺畜",
        "d": "石提",
        "g": "合夹",
        "h": "行吓巷咳",
        "j": "系车校给茄",
        "k": "会槛",
        "l": "咯弄",
        "n": "粘",
        "p": "便堡泊脯",
        "q": "卡仇",
        "s": "单参厦折率差匙",
        "t": "调弹",
        "w": "蔓恶",
        "x": "降解省宿",
        "y": "乐",
        "z": "长传藏朝",
    }.items()
    for character in characters
}


@cache
def initials(character: str) -> str:
    """The letters that may stand for a character; none for what is no Chinese character."""
    if not "\u4e00" <= character <= "\u9fff":
        return ""
    code = _code(character)
    if not _code(_FIRSTS[0]) <= code <= _code(_LAST):
        return ascii_lowercase
    return _LETTERS[bisect(_STARTS, code) - 1] + _SECOND.get(character, "")


def _code(character: str) -> bytes:
    return character.encode("gb2312", "ignore")


_STARTS: Final = [_code(first) for first in _FIRSTS]
