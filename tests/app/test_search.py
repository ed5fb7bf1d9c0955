"""Scenarios are found by Chinese words, pinyin initials, English names and levels; every word has to fit."""

import time
from pathlib import Path

import pytest

from scenarios.broken import BrokenFile
from scenarios.catalogue import Catalogue
from scenarios.entries import Entry
from trainer.app.initials import initials
from trainer.app.search import card_of, words_of

AGITATED = Entry(
    "chapter7/08-agitated",
    "",
    title="情绪激动客户",
    source="第七章 8",
    channel="hall",
    level=3,
    persona="agitated",
    customer="激动型",
    trains=("names_feeling", "tells_to_calm_down"),
)


def _finds(typed: str, entry: Entry = AGITATED) -> bool:
    return card_of(entry).answers(words_of(typed))


@pytest.mark.parametrize(
    "typed",
    [
        *("情绪", "激动型", "第七章", "普通投诉", "营业厅", "说出客户感受", "叫人冷静", "第七章8"),
        *("qxjd", "QXJD", "jdkh", "jdx", "ptts", "yyt", "sckhgs", "qx激动"),
        *("agitated", "08-agitated", "chapter7/08", "chapter7", "chapter 7", "ch7", "hall", "names_feeling", "feeling"),
        *("calm", "everyday", "level 3", "level3", "lv3", "l3", "L3", "难度3", "难度 3", "3级", "level", "难度"),
        *("ｑｘｊｄ", "情緒激動", "激 动", "qx l3 hall", "  客户\u3000激动 "),
    ],
)
def test_it_is_found(typed: str) -> None:
    assert _finds(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("理性", "第八章", "热线", "hotline", "l2", "level 4", "难度1", "chapter8", "flow", "rational", "lx", "sc"),
        *("qxjd l2", "激动 热线", "jdqx", "gitated", "validates", "复述确认", "*", "(", "情绪.冷", "."),
    ],
)
def test_it_is_not_found(typed: str) -> None:
    assert not _finds(typed)


def test_nothing_typed_is_nothing_to_look_for() -> None:
    assert words_of(" \u3000 ") == ()


def test_a_level_is_no_other_number() -> None:
    other = AGITATED._replace(id="chapter7/03-doubting", level=2)
    assert not _finds("level 3", other)
    assert not _finds("l3", other)
    assert _finds("03", other)


def test_english_names_of_labels_are_known_in_a_chinese_interface() -> None:
    assert _finds("names the feeling")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("现实型客户", "xsxkh"),
        ("委屈困惑客户", "wqkhkh"),
        ("讹诈型", "ezx"),
        ("要见经理", "yjjl"),
        ("重复扣费", "cfkf"),
        ("重要客户", "zykh"),
        ("银行卡", "yhk"),
        ("行为", "xw"),
        ("长途", "ct"),
        ("校长", "xz"),
        ("参差", "cc"),
        ("划算", "hs"),
    ],
)
def test_initials_are_those_of_the_pinyin(text: str, letters: str) -> None:
    assert _finds(letters, AGITATED._replace(title=text, customer=""))


def test_the_first_and_last_of_each_letter_begin_with_it() -> None:
    ends = {"a": "啊澳", "b": "芭怖", "c": "擦错", "d": "搭堕", "e": "蛾贰", "f": "发咐", "j": "击骏", "z": "匝座"}
    assert [letter for letter, pair in ends.items() for each in pair if initials(each)[0] != letter] == []


def test_a_rare_character_passes_for_any_letter() -> None:
    rare = AGITATED._replace(title="唠嗑客户")
    assert _finds("lkkh", rare)
    assert not _finds("lkxh", rare)


def test_every_shipped_scenario_is_found_by_the_initials_of_its_title() -> None:
    for entry in Catalogue().entries():
        typed = "".join(initials(letter)[:1] for letter in entry.title)
        assert _finds(typed, entry), (entry.title, typed)


def test_files_that_cannot_be_used_are_found_by_name() -> None:
    broken = BrokenFile(Path("own"), "personas/spare.yaml", ("1: wrong",))
    assert card_of(broken).answers(words_of("spare"))
    assert not card_of(broken).answers(words_of("激动"))
    assert _finds("broken", Entry("broken", "broken.yaml"))


def test_an_installed_one_is_found_by_its_bundle_and_not_by_a_shipped_chapter() -> None:
    installed = AGITATED._replace(pack="投诉班", source="")
    assert _finds("投诉班", installed)
    assert _finds("tsb", installed)
    assert not _finds("普通", installed)


def test_hundreds_of_scenarios_are_looked_through_at_once() -> None:
    cards = [card_of(AGITATED._replace(id=f"own/{number}")) for number in range(500)]
    words = words_of("a" * 2000 + " qxjd")
    before = time.perf_counter()
    assert not any(card.answers(words) for card in cards)
    assert time.perf_counter() - before < 1
