"""Rule files: from YAML to checked rules, every problem of every file at its line. Loaded when the cache is cold."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from scoring.labels import CASE_SHELVES, LABELS, QUESTIONS, STAGES, shelf_of
from scoring.matcher import Words
from scoring.measures import MEASURES
from scoring.phrase_parts import PhraseError
from scoring.phrases import Phrase
from scoring.phrases import parse as parse_phrase
from scoring.ruleproblems import RuleProblem, unread
from scoring.rules import Example, Rule
from scoring.suggest import near, suggestion
from scoring.yamlfile import Document, YamlError
from scoring.yamlmend import parse_all

LISTS = ("phrases", "except", "stages", "unless", "with", "allows")
TEXTS = ("message", "why", "better", "source", "measure")
KEYS = frozenset({"label", "question", "longest", "flagged", "near_misses", *LISTS, *TEXTS})
ALLOWED = ("denied", "quoted")
EXAMPLE = ("reply", "customer", "stage", "facts")
_QUOTE_IT = "话里有括号或“: ”时请给整句加上双引号"
WORDS = "words.yaml"
MOST_PHRASES = 10_000
"""Phrases of a whole folder; past them it is read no further."""


class RuleReader:
    """Reads a folder's rule files; `problems` says what is wrong with them, `drafts` is what could be read anyhow.

    `words` are word lists its phrases may use beside the folder's own, which come before them.
    """

    def __init__(self, contents: Mapping[str, bytes], words: Words | None = None) -> None:
        self.contents = contents
        self.problems: list[RuleProblem] = []
        self.drafts: dict[str, Rule] = {}
        self._phrases_read = 0
        self.words: Words = {**(words or {}), **self._words()}

    def rules(self) -> Iterator[Rule]:
        """Every rule that could be read."""
        for name, raw in self.contents.items():
            if name == WORDS or (document := self._parse(name, raw)) is None:
                continue
            before = len(self.problems)
            rule = self._rule(name.removesuffix(".yaml"), document)
            if rule is not None:
                self.drafts[name] = rule
                if len(self.problems) == before and not document.wrong:
                    yield rule
            if self._phrases_read > MOST_PHRASES:
                said = f"到这个文件为止短语超过 {MOST_PHRASES} 条；请删掉重复的，或分成几个文件夹"
                self.problems.append(RuleProblem(name, 1, "E707", said))
                return

    def _words(self) -> Words:
        document = self._parse(WORDS, self.contents[WORDS]) if WORDS in self.contents else None
        if document is None:
            return {}
        if not isinstance(document.data, dict):
            self._say(document, (), "E701", "词表文件不是小表；应是“名字: [一列说法]”的形式")
            return {}
        for name, listed in document.data.items():
            if listed == []:
                self._say(document, name, "E702", f"词表“{str(name)[:40]}”是空的；请写上说法，或者删掉它")
        lists = {name: self._list(document, name) for name in document.data}
        return {name: listed for name, listed in lists.items() if listed}

    def _parse(self, name: str, raw: bytes) -> Document | None:
        try:
            document = parse_all(raw, name)
        except YamlError as error:
            self.problems += unread(error)
            return None
        self.problems += (RuleProblem(name, wrong.line, "E700", wrong.message) for wrong in document.wrong)
        return document

    def _say(self, document: Document, at: str | tuple[str | int, ...], code: str, message: str) -> None:
        """Note a problem at the line of a key, or of a path of keys."""
        keys = (at,) if isinstance(at, str) else at
        if not document.is_guessed(*keys):
            self.problems.append(RuleProblem(document.name, document.line(*keys), code, message))

    def _rule(self, identity: str, document: Document) -> Rule | None:
        data = document.data
        if not isinstance(data, dict):
            self._say(document, (), "E701", "规则文件不是小表；应是“键: 值”的形式")
            return None
        self._check_keys(document)
        lists = {key: self._list(document, key) for key in LISTS}
        texts = {key: self._text(document, key) for key in TEXTS}
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
            if key not in KEYS:
                self._say(document, key, "E703", f"不认识的键“{key[:40]}”；{suggestion(key, KEYS)}")

    def _sign(self, identity: str, document: Document) -> str:
        """The label, case finding or question of a rule, which its folder must agree with."""
        data = document.data
        is_question = "question" in data
        key = "question" if is_question else "label"
        sign = str(data.get(key) or "")
        if is_question and "label" in data:
            self._say(document, "question", "E704", "label 和 question 只能写一个；认标签写 label，认问题写 question")
        known = QUESTIONS if is_question else (*LABELS, *CASE_SHELVES)
        shelf = "questions" if is_question else shelf_of(sign)
        if not sign:
            self._say(document, (), "E704", "没有写认的是什么；请补上“label: 标签”或“question: 问题”")
        elif sign not in known:
            self._say(
                document, key, "E704", f"不认识的{'问题' if is_question else '标签'}“{sign}”；{suggestion(sign, known)}"
            )
        elif identity.split("/")[:2] != [shelf, sign]:
            self._say(
                document, key, "E704", f"文件放错了文件夹；“{sign}”的规则要放在“维度/标签/”里，即 {shelf}/{sign}/"
            )
        return sign

    def _check_names(self, document: Document, lists: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> None:
        signs = (*LABELS, *QUESTIONS)
        known = {"unless": signs, "with": signs, "stages": STAGES, "allows": ALLOWED}
        for key, names in known.items():
            for name in lists[key]:
                if name not in names:
                    self._say(document, key, "E704", f"“{key}”里不认识的名字“{name}”；{suggestion(name, names)}")
                elif name == document.data.get("label"):
                    self._say(document, key, "E704", f"“{key}”里是这条规则自己的标签“{name}”；请换一个，或者删掉")
        if texts["measure"] and texts["measure"] not in MEASURES:
            said = f"没有叫“{texts['measure']}”的量法；{suggestion(texts['measure'], MEASURES)}"
            self._say(document, "measure", "E704", said)
        if not lists["phrases"] and not texts["measure"]:
            self._say(document, "phrases", "E702", "没有写认什么；请写 phrases（短语）或 measure（量法）")
        self._check_needed(document, texts)

    def _check_needed(self, document: Document, texts: Mapping[str, str]) -> None:
        name = str(document.data.get("label"))
        is_fault = name in LABELS and not LABELS[name].good
        needed = ("why", "source", *(["better"] if is_fault else []))
        for key in needed if shelf_of(name) is not None else ():
            if not texts[key]:
                self._say(document, key, "E702", f"缺少“{key}”；请补上“{key}: …”")

    def _list(self, document: Document, key: str) -> tuple[str, ...]:
        return self._texts(document, (key,), document.data.get(key, []))

    def _texts(self, document: Document, at: tuple[str | int, ...], value: Any) -> tuple[str, ...]:
        """A list of texts that stands at a path of keys."""
        if not isinstance(value, list):
            self._say(document, at, "E701", f"“{at[-1]}”应是一列；请写成“{at[-1]}: [一, 二]”")
            return ()
        for i, item in enumerate(value):
            if not _is_text(item):
                self._say(document, (*at, i), "E701", f"“{at[-1]}”里的每一项应是一段文字；{_QUOTE_IT}")
        return tuple(str(item) for item in value if _is_text(item))

    def _text(self, document: Document, key: str) -> str:
        value = document.data.get(key, "")
        if not _is_text(value):
            self._say(document, key, "E701", f"“{key}”应是一段文字；{_QUOTE_IT}")
            return ""
        return str(value).strip()

    def _longest(self, document: Document) -> int:
        value = document.data.get("longest", 1)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self._say(document, "longest", "E701", "“longest”不是字数；应是大于 0 的整数，例如 12")
        return int(value) if "longest" in document.data and isinstance(value, int) else 0

    def _phrases(self, document: Document, key: str, written: tuple[str, ...]) -> tuple[Phrase, ...]:
        good: list[Phrase] = []
        self._phrases_read += len(written)
        if self._phrases_read > MOST_PHRASES:
            return ()
        again = {phrase for phrase, times in Counter(written).items() if times > 1}
        for i, phrase in enumerate(written):
            if phrase in again and phrase in written[:i]:
                again.remove(phrase)
                self._say(document, (key, i), "E705", f"短语“{phrase[:40]}”写了两次；请删掉一条")
            try:
                good.append(parse_phrase(phrase, self.words))
            except PhraseError as error:
                self._say(document, (key, i), "E705", f"短语“{phrase[:40]}”写法不对：{error}；写法见“短语写法”")
        return tuple(good)

    def _examples(self, document: Document, key: str) -> Iterator[Example]:
        """Examples of a rule; the words that must be found stand in 【】."""
        value = document.data.get(key, [])
        if not isinstance(value, list) or not value:
            self._say(document, key, "E706", f"“{key}”没有例句；请至少写一条")
            return
        for i, entry in enumerate(value):
            given = entry if isinstance(entry, dict) else {"reply": entry}
            if self._is_example(document, (key, i), given):
                yield example(given)

    def _is_example(self, document: Document, at: tuple[str | int, ...], entry: Mapping[str, Any]) -> bool:
        """Whether an example has the shape of one; what is wrong with it is reported."""
        before = len(self.problems)
        for key, value in entry.items():
            if key not in EXAMPLE:
                hint = suggestion(key, EXAMPLE) if near(key, EXAMPLE) or "reply" in entry else _QUOTE_IT
                self._say(document, (*at, key), "E703", f"例句里不认识的键“{key[:40]}”；{hint}")
            elif key == "facts":
                self._texts(document, (*at, key), value)
            elif not _is_text(value):
                self._say(document, (*at, key), "E706", f"例句应是一段文字；{_QUOTE_IT}")
        reply = str(entry.get("reply") or "")
        if not reply and set(entry) <= set(EXAMPLE):
            self._say(document, at, "E706", "例句是空的；请写上，或者删掉这一项")
        if reply.count("【") != reply.count("】"):
            self._say(document, at, "E706", "【】没有配对；请补上另一半")
        if entry.get("stage") and str(entry["stage"]) not in STAGES:
            said = f"不认识的阶段“{entry['stage']}”；{suggestion(str(entry['stage']), STAGES)}"
            self._say(document, (*at, "stage"), "E704", said)
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
