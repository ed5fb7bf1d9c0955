"""The one YAML reader of the house: bytes in, plain data with line numbers out.

Owns what a file may hold (size, depth, characters, no tags, no anchors) and says in Chinese what would be right. Never
builds anything but dict, list, str, int, bool and None, never recurses deeper than the depth it allows, and knows
nothing of what the data means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

MOST_BYTES: Final = 1_000_000
MOST_DEPTH: Final = 20
MOST_NODES: Final = 20_000
MOST_NOTED: Final = 50
"""Mistakes of one file that are named; whoever made more has another trouble."""

SECOND: Final = "一个文件只能有一份内容；请删掉第二个“---”，或者另存一个文件"
QUOTE_IT: Final = "请给整句加上双引号"

# Controls, the line breaks only YAML knows (they would shift line numbers), direction overrides, non-characters.
_CONTROLS: Final = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff\\ud800-\\udfff"
)
# Compiled when the first file is parsed, not at import: lists import this module and often parse nothing.
_NOT_IN_SOURCE: Final = f"[{_CONTROLS}]"
_NOT_IN_VALUE: Final = f"[{_CONTROLS}\\r]"
_WHOLE_NUMBER: Final = "[-+]?(?:0|[1-9][0-9]{0,17})"
_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


class YamlError(ValueError):
    """A file that is not read, with the one line that says where and why.

    `before` are the mistakes found in it until then; `column` is where the parser lost its way, which mending a line
    may help, and None for everything else.
    """

    def __init__(self, name: str, line: int, message: str, *, column: int | None = None) -> None:
        super().__init__(f"{name}:{line}: {message}")
        self.name = name
        self.line = line
        self.message = message
        self.column = column
        self.before: tuple[YamlError, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds. `lines` maps the path of keys to a 1-based line; `text` is the file, line ends unified.

    `wrong` are mistakes that did not keep the rest from being read, `mended` the lines that were guessed at to go on:
    a file that has any is for showing what else is wrong with it, and for nothing more.
    """

    name: str
    data: Any
    lines: Mapping[tuple[str | int, ...], int] = field(repr=False)
    text: str = field(default="", repr=False)
    wrong: tuple[YamlError, ...] = ()
    mended: frozenset[int] = frozenset()

    def line(self, *keys: str | int) -> int:
        """The line of a path of keys, or of its nearest ancestor that the file has."""
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.lines:
                return self.lines[keys[:length]]
        return 1

    def is_guessed(self, *keys: str | int) -> bool:
        """Whether what stands at a path of keys was guessed at: it has had its say."""
        return bool(keys) and self.lines.get(keys) in self.mended


def read(source: Path | Traversable, *, name: str | None = None) -> Document:
    """Read and parse a file; raises YamlError for anything that cannot be read or is not allowed."""
    called = str(source) if name is None else name
    return parse(read_bytes(source, name=called), called)


def read_bytes(source: Path | Traversable, *, name: str | None = None) -> bytes:
    """The bytes of a file, cut one byte after the size that is allowed; raises YamlError where there are none."""
    called = str(source) if name is None else name
    try:
        # Asked first: opening a pipe or a device would wait for ever.
        if source.is_file():
            with source.open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        what = (
            "这是一个文件夹，要的是一个文件"
            if source.is_dir()
            else "没有这个文件，或者它不是普通文件（管道、断了的链接）"
        )
    except PermissionError:
        what = "没有权限打开这个文件"
    except (OSError, ValueError) as error:
        what = f"打不开这个文件（{error}）"
    raise YamlError(called, 1, f"{what}；请检查路径和权限")


def parse(raw: bytes, name: str) -> Document:
    """Parse the bytes of a file; raises YamlError. `name` is what problems call the file."""
    text = decoded(raw, name)
    found = control_in(text)
    if found:
        raise YamlError(name, text.count("\n", 0, found.start()) + 1, said_of_control(found[0]))
    document = built(text, name)
    if document.wrong:
        raise document.wrong[0]
    return document


def built(text: str, name: str) -> Document:
    """The document of a text, with what is wrong in it; raises YamlError where it cannot be read to its end."""
    builder = _Builder(name, text)
    try:
        data = builder.document()
    except YamlError as error:
        error.before = tuple(builder.wrong)
        raise
    plain = text.replace("\r\n", "\n")
    return Document(name, data, builder.lines, plain, tuple(builder.wrong), frozenset(builder.guessed))


def decoded(raw: bytes, name: str) -> str:
    """The text of a file; raises YamlError for one that is too long or not UTF-8."""
    if len(raw) > MOST_BYTES:
        raise YamlError(name, 1, f"文件超过 {MOST_BYTES // 1000} KB；请拆成几个文件")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlError(name, line, "不是 UTF-8 编码；请在编辑器里另存为 UTF-8") from None


def control_in(text: str, start: int = 0) -> re.Match[str] | None:
    """The first character from a place on that no file may hold."""
    return re.compile(_NOT_IN_SOURCE).search(text, start)


def said_of_control(character: str) -> str:
    """What is said of such a character."""
    return f"有看不见的控制字符 U+{ord(character):04X}；请删掉它"


class _Builder:
    """Builds the data of one document from the parser's events, refusing as early as it can."""

    def __init__(self, name: str, text: str) -> None:
        import yaml

        self._yaml = yaml
        self._name = name
        # libyaml's parser where PyYAML was built with it: the same events, many times faster.
        self._parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        self._nodes = 0
        self.wrong: list[YamlError] = []
        self._anchors: dict[str, int] = {}
        self.guessed: set[int] = set()
        self.lines: dict[tuple[str | int, ...], int] = {}

    def document(self) -> Any:
        self._next()
        if isinstance(self._next(), self._yaml.StreamEndEvent):
            return None
        first = self._next()
        self.lines[()] = first.start_mark.line + 1
        data = self._node(first, ())
        self._next()
        last = self._next()
        if not isinstance(last, self._yaml.StreamEndEvent):
            self._note(last, SECOND)
        return data

    def _next(self) -> Any:
        try:
            return self._parser.get_event()
        except self._yaml.MarkedYAMLError as error:
            raise self._syntax_error(error) from None
        except (self._yaml.YAMLError, ValueError, OverflowError):
            raise YamlError(self._name, 1, "读不懂这个文件；请检查是不是 YAML 文本，有没有写成 \\u 的怪字符") from None

    def _syntax_error(self, error: Any) -> YamlError:
        context, problem = error.context or "", error.problem or ""
        # What is open and never closed is found at the end of the file; the author looks for where it began.
        began: Any = error.context_mark if "quoted" in context or "flow" in context else None
        mark: Any = began or error.problem_mark or error.context_mark
        words = f"{problem} {context}"
        # Late: only a file with a mistake pays for it.
        from scoring.yamlwords import said_of

        message = said_of(words, problem)
        place = (1, 0) if mark is None else (int(mark.line) + 1, int(mark.column))
        return YamlError(self._name, place[0], message, column=place[1])

    def _refuse(self, event: Any, message: str) -> NoReturn:
        raise YamlError(self._name, event.start_mark.line + 1, message)

    def _note(self, event: Any, message: str) -> None:
        if len(self.wrong) < MOST_NOTED:
            self.wrong.append(YamlError(self._name, event.start_mark.line + 1, message))

    def _node(self, event: Any, path: tuple[str | int, ...]) -> Any:
        self._admit(event, len(path))
        is_alias = isinstance(event, self._yaml.AliasEvent)
        if is_alias:
            self.guessed.add(event.start_mark.line + 1)
            return None
        if isinstance(event, self._yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, self._yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _admit(self, event: Any, depth: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(event, f"内容超过 {MOST_NODES} 项；请拆成几个文件")
        if depth > MOST_DEPTH:
            self._refuse(event, f"嵌套超过 {MOST_DEPTH} 层；请改得平一些")
        if event.anchor is not None:
            self._anchor(event)
        if getattr(event, "tag", None) is not None:
            self.guessed.add(event.start_mark.line + 1)
            self._note(event, f"不能用 ! 开头的类型标签，请删掉；如果是话里的字，{QUOTE_IT}")

    def _anchor(self, event: Any) -> None:
        """Note an anchor, and a reference to none: a file that really uses them hears it once."""
        if not isinstance(event, self._yaml.AliasEvent):
            self._anchors[event.anchor] = len(self.wrong)
        elif event.anchor in self._anchors:
            first = min(self._anchors.values())
            self.wrong[first + 1 :] = [wrong for wrong in self.wrong[first + 1 :] if "（& 和 *）" not in wrong.message]
            return
        self._note(event, f"不能用锚点和引用（& 和 *），请把内容写出来；如果是话里的字，{QUOTE_IT}")

    def _scalar(self, event: Any) -> str | int | bool | None:
        text: str = event.value
        found = None if text.isprintable() else re.search(_NOT_IN_VALUE, text)
        if found:
            self._note(event, f"转义写出了控制字符 U+{ord(found[0]):04X}；请删掉它")
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if text[-1:].isdecimal() and re.fullmatch(_WHOLE_NUMBER, text) else text

    def _list(self, path: tuple[str | int, ...]) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), self._yaml.SequenceEndEvent):
            here = (*path, len(items))
            self.lines[here] = event.start_mark.line + 1
            items.append(self._node(event, here))
        return items

    def _mapping(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := self._next(), self._yaml.MappingEndEvent):
            key = self._key(event, path)
            here = (*path, key)
            if key in entries:
                self._note(event, f"“{key[:60]}”写了两次，第一次在第 {self.lines[here]} 行；请留一个")
            if key in entries or not key:
                self._node(self._next(), (*path, ""))
                continue
            self.lines[here] = event.start_mark.line + 1
            entries[key] = self._node(self._next(), here)
        return entries

    def _key(self, event: Any, path: tuple[str | int, ...]) -> str:
        """Keys are always text, as written: 2026 and 09:12 too. What is no key is reported and none."""
        if not isinstance(event, self._yaml.ScalarEvent):
            self._note(event, f"键只能是一个词，不能是列表或小表；如果是话里的括号，{QUOTE_IT}")
            self._node(event, (*path, ""))
            return ""
        self._admit(event, len(path))
        self._scalar(event)
        key: str = event.value
        if not key:
            self._note(event, "冒号前面缺键名；请写成“键: 值”")
        return key
