"""The personas we ship are different people: moved by different things, and no line of one is another's."""

from collections import Counter
from itertools import combinations

import pytest

from bench.personas import ENOUGH, PAGE, REPLIES, apart, page, personas
from scenarios.lines import persona_lines
from scenarios.model import OTHER, Persona
from scenarios.personas import FALLBACKS, MEMORIES, MORE_FALLBACKS
from scoring.labels import LABELS

PERSONAS = personas()
SIX_TYPES = {"抱怨型", "泄愤型", "说理型", "纠缠型", "讹诈型", "攻击型"}


def test_there_are_at_least_eight_and_the_six_types_of_data_customer_are_among_them() -> None:
    assert len(PERSONAS) >= 8
    assert {persona.title for persona in PERSONAS} >= SIX_TYPES


def test_the_ten_replies_show_labels_that_exist() -> None:
    assert len(REPLIES) == 10
    assert [label for reply in REPLIES for label in reply.labels if label not in LABELS] == []


@pytest.mark.parametrize("pair", list(combinations(PERSONAS, 2)), ids=lambda pair: f"{pair[0].id}/{pair[1].id}")
def test_six_of_ten_replies_move_any_two_differently(pair: tuple[Persona, Persona]) -> None:
    assert apart(*pair) >= ENOUGH


def test_no_line_stands_with_two_personas() -> None:
    spoken = Counter(sound for persona in PERSONAS for sound in {_sound(line.text) for line in persona_lines(persona)})
    assert [sound for sound, times in spoken.items() if times > 1] == []


def _sound(text: str) -> str:
    return "".join(filter(str.isalnum, text)) or text


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_a_persona_has_an_answer_to_every_kind_of_empty_reply_and_remembers(persona: Persona) -> None:
    assert {*FALLBACKS, *MORE_FALLBACKS} == persona.fallbacks.keys()
    assert {*MEMORIES} == persona.memory.keys()


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
def test_where_an_answer_is_needed_somebody_alone_can_give_it(persona: Persona) -> None:
    tables = [*persona.fallbacks.values(), *persona.memory.values(), *persona.reactions.values(), persona.stuck]
    assert [lines[0].text for lines in tables if all(line.by == OTHER for line in lines)] == []


def test_the_page_shows_the_personas_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
