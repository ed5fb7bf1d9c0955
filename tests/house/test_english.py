"""The English catalogue says everything that the code says, and nothing else.

After changing `huashu.po`: HUASHU_UPDATE_CATALOGUE=1 python -m pytest tests/house/test_english.py
"""

import ast
import os
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scenarios.personas import MOOD_NAMES
from scenarios.refusals import SAYS
from scoring.labels import CASE_FINDINGS, LABELS
from scoring.marks import SIGN_WORDS
from trainer.names import CHANNELS, CHAPTERS
from trainer.practice.debrief import _STEPS
from transcripts.bundle import PLACES
from transcripts.bundle import SAYS as BUNDLE_SAYS
from transcripts.errors import AlreadyKept, StoreError
from transcripts.reviews import SAYS as REVIEW_SAYS

ROOT = Path(__file__).parents[2]
PO = ROOT / "trainer" / "locale" / "en" / "LC_MESSAGES" / "huashu.po"


def _catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="huashu", abort_invalid=True)


def _translations() -> dict[str, str]:
    return {str(message.id): str(message.string) for message in _catalogue() if message.id}


def _written() -> Iterator[str]:
    """Every message written where `_()` is called."""
    for path in sorted((ROOT / "trainer").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value


def _listed() -> Iterator[str]:
    """Every message that reaches `_()` from a table."""
    yield from (label.zh for label in LABELS.values())
    yield from CASE_FINDINGS.values()
    yield from SIGN_WORDS.values()
    yield from MOOD_NAMES
    yield from CHAPTERS.values()
    yield from CHANNELS.values()
    yield from (*SAYS.values(), *BUNDLE_SAYS.values(), *PLACES.values())
    yield from (name for name, _proofs, _later in _STEPS)
    yield from (trouble.says for trouble in _kinds_of(StoreError) if trouble.says)
    yield from (*AlreadyKept.things, *REVIEW_SAYS.values())


def _kinds_of(trouble: type[StoreError]) -> Iterator[type[StoreError]]:
    for kind in trouble.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _fields(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)


def test_every_message_is_in_english() -> None:
    known = _translations()
    assert sorted({text for text in (*_written(), *_listed()) if not known.get(text)}) == []


def test_no_translation_is_left_over() -> None:
    assert sorted(_translations().keys() - {*_written(), *_listed()}) == []


def test_a_translation_has_the_fields_of_its_message() -> None:
    known = _translations()
    assert [text for text, english in known.items() if _fields(text) != _fields(english)] == []


def test_english_has_no_chinese_but_where_it_quotes() -> None:
    chinese = {text: english for text, english in _translations().items() if any("一" <= c <= "鿿" for c in english)}
    assert list(chinese) == ["直呼“你”"]


def _texts(compiled: BinaryIO) -> dict[str, str]:
    """What a compiled catalogue says; its head, which bears the time and version of the compiler, left out."""
    return {text: english for text, english in GNUTranslations(compiled)._catalog.items() if text}  # type: ignore[attr-defined]


def test_what_is_installed_is_what_was_translated() -> None:
    compiled, installed = BytesIO(), PO.with_suffix(".mo")
    write_mo(compiled, _catalogue())
    if os.environ.get("HUASHU_UPDATE_CATALOGUE"):
        installed.write_bytes(compiled.getvalue())
    compiled.seek(0)
    assert _texts(BytesIO(installed.read_bytes())) == _texts(compiled)
