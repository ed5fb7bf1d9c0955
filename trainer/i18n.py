"""The language of the interface: Chinese is what the code says, English a catalogue. Content stays Chinese."""

import gettext
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("zh", "en")
_FOLDER: Final = Path(__file__).parent / "locale"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def choose(option: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """The language to speak: the option, else `HUASHU_LANG`, else English only for an English locale."""
    for wish in (option, environment.get("HUASHU_LANG")):
        if wish and wish[:2].lower() in LANGUAGES:
            return wish[:2].lower()
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def language_of(arguments: Sequence[str]) -> str | None:
    """The language asked for among command line arguments, wherever it stands."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
    return None


def speak(language: str) -> None:
    """Speak this language from now on."""
    global _translations  # noqa: PLW0603 - one process speaks one language, chosen once at its start
    _translations = _english() if language == "en" else gettext.NullTranslations()


@cache
def _english() -> gettext.NullTranslations:
    return gettext.translation("huashu", _FOLDER, languages=["en"], fallback=True)


def english(text: str) -> str:
    """An interface text in English, whatever is spoken: people look for things by that name too."""
    return _english().gettext(text)


def _(text: str) -> str:
    """An interface text in the language spoken."""
    return _translations.gettext(text)
