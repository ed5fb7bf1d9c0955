"""Every shipped scenario proves itself by its own golden replies."""

import pytest

from scenarios.catalogue import Catalogue
from scenarios.goldens import BEST, WORST, read_goldens
from scoring.assess import Scorer
from trainer.practice.prove import prove
from trainer.practice.rehearsal import rehearse, shortcomings

CATALOGUE = Catalogue()


@pytest.mark.parametrize("name", CATALOGUE.ids())
def test_golden_replies_go_everywhere_and_as_meant(name: str, scorer: Scorer) -> None:
    scenario = CATALOGUE.load(name).scenario
    assert scenario is not None
    coverage, problems = prove(scenario, scorer)
    assert list(map(str, problems)) == []
    assert coverage.complete


@pytest.mark.parametrize("name", CATALOGUE.ids())
def test_the_best_transcript_passes_and_the_worst_does_not(name: str, scorer: Scorer) -> None:
    scenario = CATALOGUE.load(name).scenario
    assert scenario is not None
    goldens = read_goldens(scenario)
    assert {transcript.name for transcript in goldens.transcripts} >= {BEST, WORST}
    found = [
        each for transcript in goldens.transcripts for each in shortcomings(rehearse(scenario, scorer, transcript))
    ]
    # Marks that a new scorer changes are a warning until somebody has looked and recorded them.
    assert [str(each) for each in (*goldens.problems, *found) if each.severity == "error"] == []
