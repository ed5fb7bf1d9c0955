"""Rule files: from YAML to checked rules, every problem of every file at its line. Loaded when the cache is cold."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring.labels import LABELS, QUESTIONS, STAGES, shelf_of
from scoring.matcher import Words
from scoring.measures import MEASURES
from scoring.phrases import Phrase, PhraseError
from scoring.phrases import parse as parse_phrase
from scoring.rules import Example, Rule
from scoring.yamlfile import Document, YamlError, parse

_LISTS = ("phrases", "except", "stages", "unless", "with", "allows")
_TEXTS = ("message", "why", "better", "source", "measure")
_KEYS = frozenset({"label", "question", "longest", "flagged", "near_misses", *_LISTS, *_TEXTS})
_ALLOWED = ("denied", "quoted")
_EXAMPLE = ("reply", "customer", "stage", "facts")
WORDS = "words.yaml"
MOST_PHRASES = 10_000
"""Phrases of a whole folder; past them it is read no further."""


class RuleReader:
    """Reads a folder's rule files; `problems` says what is wrong with them, as `path:line: …`."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self.contents = contents
        self.problems: list[str] = []
        self._phrases_read = 0
        self.words: Words = self._words()

    def rules(self) -> Iterator[Rule]:
        """Every rule that could be read."""
        for name, raw in self.contents.items():
            if name == WORDS or (document := self._parse(name, raw)) is None:
                continue
            before = len(self.problems)
            rule = self._rule(name.removesuffix(".yaml"), document)
            if rule is not None and len(self.problems) == before:
                yield rule
            if self._phrases_read > MOST_PHRASES:
                self.problems.append(
                    f"{name}:1: 到这个文件为止短语超过 {MOST_PHRASES} 条；请删掉重复的，或分成几个文件夹"
                )
                return

    def _words(self) -> Words:
        document = self._parse(WORDS, self.contents[WORDS]) if WORDS in self.contents else None
        if document is None:
            return {}
        if not isinstance(document.data, dict):
            self._say(document, (), "词表文件应是“名字: 一列说法”的形式")
            return {}
        return {name: self._list(document, name) for name in document.data}

    def _parse(self, name: str, raw: bytes) -> Document | None:
        try:
            return parse(raw, name)
        except YamlError as error:
            self.problems.append(str(error))
            return None

    def _say(self, document: Document, at: str | tuple[str | int, ...], message: str) -> None:
        """Note a problem at the line of a key, or of a path of keys."""
        line = document.line(*((at,) if isinstance(at, str) else at))
        self.problems.append(f"{document.name}:{line}: {message}")

    def _rule(self, identity: str, document: Document) -> Rule | None:
        data = document.data
        if not isinstance(data, dict):
            self._say(document, (), "规则文件应是“键: 值”的形式")
            return None
        self._check_keys(document)
        lists = {key: self._list(document, key) for key in _LISTS}
        texts = {key: self._text(document, key) for key in _TEXTS}
        sign = self._sign(identity, document)
        self._check_names(document, lists, texts)
        return Rule(
            id=identity,
            sign=sign,
            is_question="question" in data,
            message=texts["message"],
            why=texts["why"],
            better=texts["better"],
            source=texts["source"],
            phrases=self._phrases(document, "phrases", lists["phrases"]),
            exceptions=self._phrases(document, "except", lists["except"]),
            measure=texts["measure"],
            stages=lists["stages"],
            unless=lists["unless"],
            needs=lists["with"],
            allows=lists["allows"],
            longest=self._longest(document),
            flagged=tuple(self._examples(document, "flagged")),
            near_misses=tuple(self._examples(document, "near_misses")),
        )

    def _check_keys(self, document: Document) -> None:
        """Report keys that no rule has, in the order of the file."""
        for key in document.data:
            if key not in _KEYS:
                self._say(document, key, f"不认识的键“{key}”；可用的键：{'、'.join(sorted(_KEYS))}")

    def _sign(self, identity: str, document: Document) -> str:
        """The label, case finding or question of a rule, which its folder must agree with."""
        data = document.data
        sign = str(data.get("question") or data.get("label") or "")
        folder = identity.split("/")
        if "question" in data:
            if sign not in QUESTIONS or folder[:2] != ["questions", sign]:
                self._say(document, "question", f"文件应在 questions/{sign}/ 里，问题名应是：{'、'.join(QUESTIONS)}")
        elif shelf_of(sign) is None or folder[:2] != [shelf_of(sign), sign]:
            self._say(document, "label", f"标签“{sign}”不存在，或文件不在“维度/标签/”文件夹里")
        return sign

    def _check_names(self, document: Document, lists: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> None:
        signs = (*LABELS, *QUESTIONS)
        known = {"unless": signs, "with": signs, "stages": STAGES, "allows": _ALLOWED}
        for key, names in known.items():
            for name in lists[key]:
                if name not in names:
                    self._say(document, key, f"“{name}”不是可用的名字")
        if texts["measure"] and texts["measure"] not in MEASURES:
            self._say(document, "measure", f"没有叫“{texts['measure']}”的量法；有：{'、'.join(MEASURES)}")
        if not lists["phrases"] and not texts["measure"]:
            self._say(document, "phrases", "规则要有 phrases 或 measure")
        name = str(document.data.get("label"))
        is_fault = name in LABELS and not LABELS[name].good
        needed = ("why", "source", *(["better"] if is_fault else []))
        for key in needed if shelf_of(name) is not None else ():
            if not texts[key]:
                self._say(document, key, f"缺少“{key}”")

    def _list(self, document: Document, key: str) -> tuple[str, ...]:
        return self._texts(document, (key,), document.data.get(key, []))

    def _texts(self, document: Document, at: tuple[str | int, ...], value: Any) -> tuple[str, ...]:
        """A list of texts that stands at a path of keys."""
        if not isinstance(value, list):
            self._say(document, at, f"“{at[-1]}”应是一列")
            return ()
        for i, item in enumerate(value):
            if not _is_text(item):
                self._say(document, (*at, i), f"“{at[-1]}”里的每一项应是一段文字")
        return tuple(str(item) for item in value if _is_text(item))

    def _text(self, document: Document, key: str) -> str:
        value = document.data.get(key, "")
        if not _is_text(value):
            self._say(document, key, f"“{key}”应是一段文字")
            return ""
        return str(value).strip()

    def _longest(self, document: Document) -> int:
        value = document.data.get("longest", 1)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self._say(document, "longest", "“longest”应是大于 0 的整数")
        return int(value) if "longest" in document.data and isinstance(value, int) else 0

    def _phrases(self, document: Document, key: str, written: tuple[str, ...]) -> tuple[Phrase, ...]:
        good: list[Phrase] = []
        self._phrases_read += len(written)
        if self._phrases_read > MOST_PHRASES:
            return ()
        for i, phrase in enumerate(written):
            try:
                good.append(parse_phrase(phrase, self.words))
            except PhraseError as error:
                self.problems.append(f"{document.name}:{document.line(key, i)}: 短语“{phrase}”：{error}")
        return tuple(good)

    def _examples(self, document: Document, key: str) -> Iterator[Example]:
        """Examples of a rule; the words that must be found stand in 【】."""
        value = document.data.get(key, [])
        if not isinstance(value, list) or not value:
            self._say(document, key, f"“{key}”至少要有一条例句")
            return
        for i, entry in enumerate(value):
            given = entry if isinstance(entry, dict) else {"reply": entry}
            if self._is_example(document, (key, i), given):
                yield example(given)

    def _is_example(self, document: Document, at: tuple[str | int, ...], entry: Mapping[str, Any]) -> bool:
        """Whether an example has the shape of one; what is wrong with it is reported."""
        before = len(self.problems)
        for key, value in entry.items():
            if key not in _EXAMPLE:
                self._say(document, (*at, key), f"例句里不认识的键“{key}”；可用的键：{'、'.join(_EXAMPLE)}")
            elif key == "facts":
                self._texts(document, (*at, key), value)
            elif not _is_text(value):
                self._say(document, (*at, key), "例句应是一段文字")
        if not entry.get("reply"):
            self._say(document, at, "例句是空的")
        if entry.get("stage") and str(entry["stage"]) not in STAGES:
            self._say(document, (*at, "stage"), f"“{entry['stage']}”不是可用的阶段；有：{'、'.join(STAGES)}")
        return len(self.problems) == before


def _is_text(value: Any) -> bool:
    """Whether a value is text; a whole number counts as it was written."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def example(entry: Mapping[str, Any]) -> Example:
    """An example from its YAML form."""
    reply, spans = _marked(str(entry.get("reply", "")))
    facts = tuple(map(str, entry.get("facts", ())))
    return Example(reply, spans, str(entry.get("customer", "")), facts, str(entry.get("stage", "")))


def _marked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the marks 【】 out of an example and give the spans they stood around."""
    plain: list[str] = []
    spans: list[tuple[int, int]] = []
    opened = 0
    for character in text:
        if character == "【":
            opened = len(plain)
        elif character == "】":
            spans.append((opened, len(plain)))
        else:
            plain.append(character)
    return "".join(plain), tuple(spans)
