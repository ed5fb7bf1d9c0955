"""Text across the border of the process: words of the shell come in as UTF-8, JSON goes out as UTF-8 can write it."""

import json
import os
from typing import Any


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
