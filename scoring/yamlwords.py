"""What is said of a mistake in the writing of a YAML file: the parser's words and what an author reads instead."""

from typing import Final

from scoring.yamlfile import QUOTE_IT

_SYNTAX: Final = (
    ("mapping values are not allowed", f"这里的冒号让 YAML 误以为是键值；话里有“: ”时{QUOTE_IT}，或者检查缩进"),
    ("block scalar", '“>”和“|”后面要换行；比较请加引号，例如 ">=7"'),
    ("cannot start any token", f"这里不能用制表符或 > @ ` % 这类符号开头；缩进用空格，内容{QUOTE_IT}"),
    ("alphabetic or numeric character", f"不能用 & 或 * 开头；如果是话里的字，{QUOTE_IT}"),
    ("could not find expected ':'", "这一行不像“键: 值”；请写成“键: 值”（半角冒号后面空一格），或检查引号"),
    ("',' or ']'", f"方括号没有配好；列表写成 [一, 二]，里面的话如果有半角逗号、引号或括号，{QUOTE_IT}"),
    ("',' or '}'", f"花括号没有配好；写成 {{键: 值, 键: 值}}，里面的话如果有半角逗号、引号或括号，{QUOTE_IT}"),
    ("unexpected end of stream", "引号没有配对；请补上另一半"),
    ("unexpected document indicator", "引号没有配对；请补上另一半"),
    ("escape", "双引号里的反斜杠写法不对；请改用单引号，或写成 \\\\"),
    ("tag", f"不能用 ! 开头；如果是话里的字，{QUOTE_IT}"),
    ("tab character", "缩进用了制表符；请改成空格"),
    ("sequence entries are not allowed", "列表的“- ”要另起一行，或者写成 [一, 二]"),
    ("document start", "前面已经是完整的一段，这里又多出一段；整句话请放进引号里，并检查缩进"),
    ("expected '-' indicator", "列表没有对齐；同一列表的每一项都以“- ”开头、缩进相同"),
    ("block end", "缩进没有对齐，或者引号后面还有字；同一层的键要左边对齐，整句都放进引号里"),
    ("did not find expected key", "缩进没有对齐，或者引号后面还有字；同一层的键要左边对齐，整句都放进引号里"),
    ("flow", f"括号没有配好；里面的话如果有半角逗号、引号或括号，{QUOTE_IT}"),
)


def said_of(words: str, problem: str) -> str:
    """What an author reads instead of the parser's words; `problem` is the part of them to fall back on."""
    return next((zh for part, zh in _SYNTAX if part in words), f"写法有误（{problem}）；请检查缩进、引号和冒号")
