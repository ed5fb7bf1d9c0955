"""One small scenario and its persona without any problem, and a way to put one defect into them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios.loader import Loaded
from scenarios.model import Persona
from scenarios.personas import LoadedPersona
from scenarios.whole import load_whole, load_whole_persona
from scoring.yamlfile import parse

HERE = Path(__file__).parent

Mutate = Callable[..., Loaded]
MutatePersona = Callable[..., LoadedPersona]


def _changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUASHU_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def small() -> str:
    return (HERE / "small.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def steady() -> str:
    return (HERE / "steady.yaml").read_text(encoding="utf-8")


@pytest.fixture
def persona(steady: str) -> Persona:
    found = load_whole_persona(parse(steady.encode(), "steady.yaml"), "steady").persona
    assert found
    return found


@pytest.fixture
def mutate(small: str, persona: Persona) -> Mutate:
    def load(*changes: tuple[str, str]) -> Loaded:
        document = parse(_changed(small, changes).encode(), "small.yaml")
        return load_whole(document, "chapter7/small", {"steady": persona})

    return load


@pytest.fixture
def mutate_persona(steady: str) -> MutatePersona:
    def load(*changes: tuple[str, str]) -> LoadedPersona:
        return load_whole_persona(parse(_changed(steady, changes).encode(), "steady.yaml"), "steady")

    return load
