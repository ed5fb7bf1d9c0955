"""Who practises, and whose data is deleted, when a name is blank, missing or not the only one."""

import json
from collections import Counter

import pytest

from tests.cli.conftest import BEST, Call
from trainer.cli.exits import ExitCode


def _trainees(huashu: Call) -> Counter[str]:
    return Counter(row["trainee"] for row in json.loads(huashu("sessions", "--json").out))


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t"])
def test_a_blank_name_deletes_nobody(blank: str, talk: Call, huashu: Call) -> None:
    talk(BEST[0], options=("--trainee", "李晓"))
    assert huashu("forget", "--trainee", blank, "--yes").code == ExitCode.USAGE
    assert _trainees(huashu) == {"李晓": 1}


def test_blanks_around_a_name_make_no_second_person(talk: Call, huashu: Call) -> None:
    for name in (" 李晓", "李晓", "李晓\u3000"):
        assert talk(BEST[0], options=("--trainee", name)).code == 0
    assert _trainees(huashu) == {"李晓": 3}


def test_of_several_people_one_has_to_be_named(talk: Call, huashu: Call) -> None:
    for name in ("李晓", "王林"):
        talk(BEST[0], options=("--trainee", name))
    for options in ((), ("--trainee", " ")):
        called = talk(BEST[0], options=options)
        assert (called.code, called.out) == (ExitCode.USAGE, "")
        assert "李晓" in called.err
        assert "王林" in called.err
    assert _trainees(huashu) == {"李晓": 1, "王林": 1}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_to_practise_unnamed_has_one_name_in_either_language(language: str, talk: Call, huashu: Call) -> None:
    talk(BEST[0], options=("--lang", language))
    assert _trainees(huashu) == {"学员": 1}
