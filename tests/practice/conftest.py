"""A small scenario to practise on, and assessments made by hand, so that these tests depend on no rule."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios.model import Scenario
from scenarios.personas import load_persona
from scenarios.whole import load_whole
from scoring.records import Assessment, Marks, Mention
from scoring.yamlfile import parse
from trainer.practice.hearing import Heard

_FILES = Path(__file__).parents[1] / "scenarios"

Assess = Callable[..., Assessment]


@pytest.fixture(scope="session")
def small_scenario() -> Scenario:
    steady = load_persona(parse((_FILES / "steady.yaml").read_bytes(), "steady.yaml"), id="steady").persona
    loaded = load_whole(parse((_FILES / "small.yaml").read_bytes(), "small.yaml"), "chapter7/small", {"steady": steady})
    assert loaded.scenario is not None
    return loaded.scenario


@pytest.fixture
def assessed() -> Assess:
    def assess(*labels: str, points: str = "", asked: str = "", gaming: bool = False) -> Assessment:
        return Assessment(
            labels=labels,
            findings=(),
            marks=Marks(3, 3, 3, 3),
            points=tuple(Mention(name, 0, 1, "") for name in points.split()),
            questions=tuple(Mention(name, 0, 1, "") for name in asked.split()),
            gaming=gaming,
        )

    return assess


def heard(*labels: str, points: str = "", asked: str = "", gap: str = "", repeated: bool = False) -> Heard:
    """What a customer takes in, written down."""
    return Heard(frozenset(labels), frozenset(points.split()), tuple(asked.split()), "某句话", repeated, gap)
