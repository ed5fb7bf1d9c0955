"""What bench.phrases needs: phrases to look for, texts made to be slow, and other engines over the same phrases.

Peers are imported only where they are installed; nothing of the product needs them.
"""

import importlib.util
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from scoring.phrase_parts import PhraseError
from scoring.phrases import parse

_LETTERS = (
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心"
)
_RANDOM = 7
_SHAPES = ("{a}{{6}}{b}", "({a}|{c}){{4}}{b}", "{a}{d}?{b}", "({a})?{b}{{8}}{c}", "{a}[{d}{e}]{b}")
Engine = Callable[[str], object]


def realistic(count: int, texts: list[str]) -> list[str]:
    """Phrases that replies hold: 70% literals of 2–8 letters, 30% with gaps, alternatives, optional letters."""
    rng = random.Random(_RANDOM)
    found: dict[str, None] = {}
    while len(found) < count:
        pieces = [_piece(rng, rng.choice(texts), size) for size in (2, 3, 2, 1, 1)]
        if rng.random() < 0.7:
            found[_piece(rng, rng.choice(texts), rng.randint(2, 8))] = None
        elif all(pieces):
            found[rng.choice(_SHAPES).format(**dict(zip("abcde", pieces, strict=True)))] = None
        found.pop("", None)
    return list(found)


def _piece(rng: random.Random, text: str, size: int) -> str:
    """A run of Han letters of a text, or nothing where there is none of that size."""
    start = rng.randrange(max(1, len(text) - size))
    piece = text[start : start + size]
    return piece if len(piece) == size and all("一" <= letter <= "鿿" for letter in piece) else ""


def made_up(count: int, texts: list[str]) -> list[str]:
    """Phrases of the same shapes made of the same letters, in an order in which no text holds them."""
    whole, rng = "\n".join(texts), random.Random(_RANDOM)
    found: dict[str, None] = {}
    for phrase in realistic(count * 2, texts):
        letters = [letter for letter in phrase if "一" <= letter <= "鿿"]
        rng.shuffle(letters)
        taken = iter(letters)
        mixed = "".join(next(taken) if "一" <= letter <= "鿿" else letter for letter in phrase)
        if re.search(parse(mixed, {}).pattern, whole) is None:
            found[mixed] = None
        if len(found) == count:
            break
    return list(found)


def spread(phrases: list[str], size: int) -> list[str]:
    """So many of the phrases, from all over the list."""
    return phrases[:: max(1, len(phrases) // size)][:size]


def peers(phrases: list[str]) -> dict[str, Engine]:
    """Engines over phrases; without phrases, those that bring their own. What is not installed is said."""
    if not phrases:
        return _if_here("convokit", ("convokit", "spacy", "jieba"), convokit)
    loop = {"re loop": re_loop(phrases)}
    return loop | _if_here("spacy matcher", ("spacy",), lambda: spacy_matcher(phrases))


def _if_here(name: str, packages: tuple[str, ...], make: Callable[[], Engine]) -> dict[str, Engine]:
    missing = [package for package in packages if importlib.util.find_spec(package) is None]
    if missing:
        print(f"{name}: not measured, {', '.join(missing)} not installed")
        return {}
    return {name: make()}


def re_loop(phrases: list[str]) -> Engine:
    """One `re` pattern after the other."""
    patterns = [re.compile(parse(phrase, {}).pattern) for phrase in phrases]
    return lambda text: sum(1 for pattern in patterns for _ in pattern.finditer(text))


def convokit() -> Engine:
    """ConvoKit's Chinese politeness strategies on words cut by jieba, with markers."""
    spacy: Any = importlib.import_module("spacy")
    module: Any = importlib.import_module("convokit")
    pipeline = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    pipeline.add_pipe("sentencizer")
    strategies = module.PolitenessStrategies(strategy_collection="politeness_cscw_zh")
    return lambda text: strategies.transform_utterance(text, spacy_nlp=pipeline, markers=True)


def spacy_matcher(phrases: list[str]) -> Engine:
    """The Matcher of spaCy over letters as tokens; an alternative becomes a pattern of its own."""
    spacy: Any = importlib.import_module("spacy")
    matching: Any = importlib.import_module("spacy.matcher")
    pipeline = spacy.blank("zh")
    matcher = matching.Matcher(pipeline.vocab)
    for number, phrase in enumerate(phrases):
        matcher.add(str(number), [list(_tokens(way)) for way in _ways(phrase)])
    return lambda text: len(matcher(pipeline.make_doc(text)))


def _ways(phrase: str) -> list[str]:
    """The phrase once for every alternative of its one bracket."""
    bracket = re.search(r"\(([^()]*)\)(\??)", phrase)
    if bracket is None:
        return [phrase]
    branches = [*bracket[1].split("|"), *([""] if bracket[2] else [])]
    return [phrase[: bracket.start()] + branch + phrase[bracket.end() :] for branch in branches]


def _tokens(way: str) -> Iterator[dict[str, Any]]:
    for piece in re.findall(r"\{\d+\}|\[[^\]]*\]|.\??", way):
        if piece.startswith("{"):
            yield from [{"TEXT": {"NOT_IN": ["。", "？", "！", "\n"]}, "OP": "?"}] * int(piece[1:-1])
        elif piece.startswith("["):
            yield {"TEXT": {"IN": list(piece[1:-1])}}
        else:
            yield {"TEXT": piece[0], **({"OP": "?"} if len(piece) > 1 else {})}


def hostile_phrases(count: int) -> dict[str, list[str]]:
    """Phrases the grammar admits, made to be slow, by what is bad about them."""
    letters = [_LETTERS[i % len(_LETTERS)] for i in range(count)]
    others = [_LETTERS[i // len(_LETTERS) % len(_LETTERS)] for i in range(count)]
    both = list(zip(letters, others, strict=True))
    words = ["|".join(a + letter for letter in _LETTERS[:49]) for a in letters]
    made = {
        "four gaps, one beginning": [f"的{{20}}的{{20}}的{{20}}的{{20}}{a}{b}" for a, b in both],
        "three gaps, one anchor": [f"的的{{20}}的{{20}}的{{20}}{a}?{b}?的" for a, b in both],
        "gaps in two alternatives": [
            f"(的{{20}}的{{20}}的{{20}}的{{20}}了|一{{20}}的{{20}}的{{20}}的{{19}}{a})" for a in letters
        ],
        "forty optional letters": ["的?" * 40 + f"的{a}?{b}?的" for a, b in both],
        "fifty alternatives": [f"({branches})的?" for branches in words],
        "one letter": ["的"] * count,
        "two letters": [a + b for a, b in both],
        "one beginning": ["退费给您" + a + b for a, b in both],
    }
    return {name: [phrase for phrase in phrases if _is_allowed(phrase)] for name, phrases in made.items()}


def _is_allowed(phrase: str) -> bool:
    try:
        parse(phrase, {})
    except PhraseError:
        return False
    return True


def hostile_texts() -> dict[str, str]:
    """Replies of 2,000 letters made to meet such phrases."""
    rng = random.Random(_RANDOM)
    texts = {
        "one letter over and over": "的" * 2000,
        "three letters over and over": "的的了一" * 500,
        "long runs, then another": ("的" * 90 + "了") * 22,
        "forty letters over and over": _LETTERS[:40] * 50,
        "letters at random": "".join(rng.choice(_LETTERS) for _ in range(2000)),
        "every second letter the same": "".join("的" + rng.choice(_LETTERS) for _ in range(1000)),
        "one beginning, all endings": "".join(
            "退费给您" + rng.choice(_LETTERS) + rng.choice(_LETTERS) for _ in range(333)
        ),
    }
    return {name: text[:2000] for name, text in texts.items()}
