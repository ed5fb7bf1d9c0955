"""A kept scenario comes back as it was, and one that could not be played is refused."""

import json

import pytest

from scenarios.model import Persona
from scenarios.packed import pack, unpack
from scenarios.whole import load_whole
from scoring.yamlfile import parse


@pytest.fixture
def packed(small: str, persona: Persona) -> str:
    scenario = load_whole(parse(small.encode(), "small"), "small", {"steady": persona}).scenario
    assert scenario is not None
    return pack(scenario)


def _changed(packed: str, old: str, new: str) -> str:
    kept = json.loads(packed)
    assert old in kept["text"]
    return json.dumps(kept | {"text": kept["text"].replace(old, new)}, ensure_ascii=False)


def test_what_was_packed_is_unpacked(packed: str) -> None:
    assert pack(unpack(packed)) == packed


def test_a_kept_state_without_otherwise_is_refused(packed: str) -> None:
    with pytest.raises(ValueError, match="E303"):
        unpack(_changed(packed, "- otherwise: telling", "- when: {any: [perfunctory]}\n        to: telling"))
