"""Every shipped scenario proves itself by its own golden replies."""

import pytest

from scenarios.catalogue import Catalogue
from scoring.assess import Scorer
from trainer.practice.prove import prove

CATALOGUE = Catalogue()


@pytest.mark.parametrize("name", CATALOGUE.ids())
def test_golden_replies_go_everywhere_and_as_meant(name: str, scorer: Scorer) -> None:
    scenario = CATALOGUE.load(name).scenario
    assert scenario is not None
    coverage, problems = prove(scenario, scorer)
    assert list(map(str, problems)) == []
    assert coverage.complete
