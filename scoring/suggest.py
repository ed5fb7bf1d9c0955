"""What would be right instead of an unknown name: the nearest known one. Knows no files."""

from collections.abc import Iterable
from typing import Final

_MOST_COMPARED: Final = 200
"""Comparing letter by letter is slow: a file with thousands of names must not hold a list of scenarios up."""


def near(word: str, known: Iterable[str]) -> str | None:
    """The known name most like a word, or None; None too where more are known than are worth comparing.

    Capitals, spaces, signs and invisible characters around a word make no other word of it; Chinese is translated.
    """
    from scoring.chinese import names_of

    names = sorted(known)
    plain = "".join(sign for sign in word[:60] if sign.isalnum() or sign in "_-").strip("_-").replace("-", "_")
    for meant in (plain.lower(), *names_of().get(plain.lower(), ())):
        if meant in names:
            return meant
    if len(names) >= _MOST_COMPARED:
        return None
    # Late: only a file with a mistake pays for it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:60], names, n=1, cutoff=0.6)), None)


def _unseen(word: str) -> str:
    """What is said of characters of a word that nobody can see, or that are wider than they should be."""
    bad = next((sign for sign in word if not sign.isprintable() or sign in "\u3000："), None)
    if bad is None:
        return ""
    return "冒号要用半角，后面空一格" if bad == "：" else f"里面有看不见的字符 U+{ord(bad):04X}，请删掉"


def suggestion(word: str, known: Iterable[str]) -> str:
    """What would be right instead of an unknown word: the nearest known one, or a short list of all."""
    names = sorted(known)
    found = near(word, names)
    listed = [part.strip() for part in word.replace("、", "，").split("，")]
    if len(listed) > 1 and all(part in names for part in listed):
        return f"几个名字之间要用半角逗号：{', '.join(listed)}"
    if found:
        return f"是不是“{found}”？{_unseen(word)}"
    if not names:
        return "这里一个都没有定义"
    return f"可以写：{'、'.join(names[:12])}{' ……' if len(names) > 12 else ''}"
