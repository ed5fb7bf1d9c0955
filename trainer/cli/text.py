"""Makes any text safe to print: on a terminal nothing in it can steer, as JSON nothing in it breaks the encoding."""

import json
import os
from typing import Any, Final

_UNSEEN: Final = (
    *(*range(0x20), *range(0x7F, 0xA0)),
    *(0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)),
)
_SHOWN: Final = dict.fromkeys(_UNSEEN, "·")


def visible(text: str) -> str:
    """A text on one line in which nothing can steer a terminal: what cannot be seen shows as ·."""
    return text.translate(_SHOWN)


def visible_lines(text: str) -> str:
    """The same for a text of several lines, which stay lines."""
    return "\n".join(map(visible, text.split("\n")))


def as_json(value: Any) -> str:
    """A value as JSON in plain characters; a lone surrogate, which UTF-8 cannot write, as its escape."""
    # Python's way of escaping a surrogate is JSON's own.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def from_shell(text: str) -> str:
    """A word of the command line or the environment as UTF-8, whatever the locale took it for."""
    try:
        return os.fsencode(text).decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text
