"""The index leaves out only phrases that do not stand in a text: it finds what their patterns alone would find."""

import re2
from hypothesis import given
from hypothesis import strategies as st

from scoring.matcher import Group, PhraseIndex
from scoring.phrases import parse

_WORDS = ("退费", "给您", "马上", "费给", "上")
_WORD = st.sampled_from(_WORDS)
_PIECES = st.one_of(
    st.tuples(_WORD, _WORD).map(lambda two: (f"({'|'.join(two)})", two[1])),
    st.tuples(_WORD, _WORD, _WORD).map(lambda three: ("({}{{2}}{}|{})".format(*three), f"{three[0]}，{three[1]}")),
    _WORD.map(lambda word: (word, word)),
    st.sampled_from([("{2}", "。"), ("{2}", "三"), ("[退给]", "给"), ("给?", ""), ("(马上)?", "马上"), ("<数>", "三")]),
)
"""Pieces of phrases, each with words that may stand for it."""
_ENDS = st.tuples(_WORD, _WORD)
_AROUND = st.lists(st.one_of(_WORD, st.sampled_from("三。，😀")), max_size=60).map("".join)


@given(_ENDS, st.lists(_PIECES, min_size=1, max_size=3), st.booleans(), _AROUND, _AROUND)
def test_the_index_finds_what_the_pattern_finds(
    ends: tuple[str, str], pieces: list[tuple[str, str]], turned: bool, before: str, after: str
) -> None:
    parsed = parse(ends[0] + "".join(phrase for phrase, _ in pieces) + ends[1], {})
    words = [ends[0], *(word for _, word in pieces), ends[1]]
    text = before + "".join(reversed(words) if turned else words) + after
    wanted = {found.span() for found in re2.finditer(parsed.pattern, text)}
    assert {(match.start, match.end) for match in PhraseIndex([Group("it", (parsed,))]).find(text)} == wanted
