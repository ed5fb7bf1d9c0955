"""One mistake does not hide the others: defects put into one file together are all reported."""

from pathlib import Path

import pytest

from scoring.yamlmend import parse_all
from tests.scenarios.defects.table import Defect, patched
from tests.scenarios.defects.values import VALUES
from tests.scenarios.defects.writing import WRITING
from tests.scenarios.test_defects import said_of, sound

TOGETHER = (
    "a full-width colon after a key",
    "a tab as indentation",
    "an open bracket",
    "a half-width colon in speech",
    "a bare comparison",
    "a control character",
    "a label with an invisible space",
    "a day there is not",
    "a point misspelt",
    "an age with its unit",
    "an unknown channel",
    "a house rule that does not say so",
)


def _chosen() -> list[Defect]:
    known = {defect.what: defect for defect in (*WRITING, *VALUES)}
    return [known[what] for what in TOGETHER]


def test_a_dozen_mistakes_in_one_file_are_all_reported(tmp_path: Path) -> None:
    text = sound("scenario")
    for defect in _chosen():
        text = patched(text, defect.old, defect.broken)
    said = said_of("scenario", text, tmp_path)
    codes = [line.split()[2] for line in said]
    for defect in _chosen():
        assert codes.count(defect.code) >= sum(other.code == defect.code for other in _chosen()), said
    assert len(said) == len(TOGETHER)


@pytest.mark.parametrize("defect", WRITING, ids=lambda defect: defect.what)
def test_a_mistake_of_writing_leaves_the_rest_to_be_checked(defect: Defect, tmp_path: Path) -> None:
    text = patched(sound("scenario"), defect.old, defect.broken)
    last = patched(text, "why: 不能威胁客户。", "wyh: 不能威胁客户。")
    first = patched(last, "source: 第七章 1\n", "sauce: 第七章 1\n")
    said = said_of("scenario", first, tmp_path)
    assert any("“sauce”" in line for line in said), said
    assert any("“wyh”" in line for line in said), said


def test_what_is_mended_keeps_every_other_line() -> None:
    document = parse_all("a：1\nb: 他说: 好\nc: [一, 二\nd: “三”\n".encode(), "a.yaml")
    assert document.data == {"a": 1, "b": "他说: 好", "c": ["一", "二"], "d": "“三”"}
    assert [wrong.line for wrong in document.wrong] == [1, 2, 3]
