"""Every seeded defect is reported with its id at its line, and its clean twin is passed over in silence."""

from pathlib import Path

import pytest

from scenarios.check_files import check_files
from scoring.rulefiles import WORDS
from scoring.ruleproof import check_rules
from scoring.rules import SHIPPED
from tests.scenarios.defects.graph import GRAPH
from tests.scenarios.defects.personas import PERSONAS
from tests.scenarios.defects.rules import RULES
from tests.scenarios.defects.table import Defect, line_of, patched
from tests.scenarios.defects.values import VALUES
from tests.scenarios.defects.writing import WRITING

HERE = Path(__file__).parent
PLACES = {
    "scenario": ("small.yaml", "own/chapter7/small.yaml"),
    "persona": ("steady.yaml", "own/personas/steady.yaml"),
    "rule": ("defects/rule.yaml", "rules/etiquette/rude/swears.yaml"),
}
SEEDED = [
    *(("scenario", defect) for defect in (*WRITING, *VALUES, *GRAPH)),
    *(("persona", defect) for defect in PERSONAS),
    *(("rule", defect) for defect in RULES),
]
each_defect = pytest.mark.parametrize(
    ("kind", "defect"), SEEDED, ids=[f"{kind}: {defect.what}" for kind, defect in SEEDED]
)


def sound(kind: str) -> str:
    return (HERE / PLACES[kind][0]).read_text(encoding="utf-8")


def said_of(kind: str, text: str, root: Path) -> list[str]:
    """What the check says of a file that lies where it belongs, each line without the path."""
    for other, (_, place) in PLACES.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes((text if other == kind else sound(other)).encode())
    # With word lists of its own, a rules folder leans on no shipped rule.
    (root / "rules" / WORDS).write_bytes((SHIPPED / WORDS).read_bytes())
    path = root / PLACES[kind][1]
    said = check_rules(path, root / "rules") if kind == "rule" else map(str, check_files([path]))
    return [line.removeprefix(f"{path}:") for line in said]


@pytest.mark.parametrize("kind", PLACES)
def test_the_sound_files_are_sound(kind: str, tmp_path: Path) -> None:
    assert said_of(kind, sound(kind), tmp_path) == []


@each_defect
def test_a_defect_is_reported_with_its_id_at_its_line(kind: str, defect: Defect, tmp_path: Path) -> None:
    text = sound(kind)
    said = said_of(kind, patched(text, defect.old, defect.broken), tmp_path)
    assert [line for line in said if line.startswith(f"{line_of(defect, text)}: ") and f" {defect.code} " in line], said


@each_defect
def test_its_twin_is_sound(kind: str, defect: Defect, tmp_path: Path) -> None:
    assert said_of(kind, patched(sound(kind), defect.old, defect.twin), tmp_path) == []
