"""Judging sheets: what a judge sees, what is planted, and what only the key says."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.realism.brief import brief, guide
from bench.realism.items import STOCK, Item, does_not_fit, make_items, plant, shuffled, with_stock_line
from bench.realism.sheet import entry, write
from bench.realism.turns import Exchange, read, style_of
from scenarios.catalogue import Catalogue
from scoring.assess import Scorer
from trainer.keeping import Keeper, Start
from transcripts.records import Person
from transcripts.store import Store

ID = "chapter7/08-agitated"


def turn(session: int, number: int, **changes: object) -> Exchange:
    """A turn unlike any other."""
    made = Exchange(
        session=f"s{session}",
        number=number,
        scenario="chapter7/x",
        style="well",
        briefing="丁师傅进门就嚷。",
        before=("客户：怎么停的机？",),
        reply=f"第{session}-{number}句",
        answer=((None, f"答{session}-{number}"),),
        to=f"to{number}",
        raised=frozenset({f"point{number}"}),
        lines=frozenset({f"答{session}-{number}"}),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


TURNS = [turn(session, number) for session in range(5) for number in range(1, 9)]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """One session of two replies, tried again from the second."""
    path, scenario = tmp_path / "p-badly.db", Catalogue().load(ID).scenario
    assert scenario is not None
    with Store.open(path) as store:
        store.add_person(Person("p", "丁", ""))
        keeper = Keeper(store, Scorer.load(), "p")
        first = keeper.start(scenario, Start(seed=3))
        first.reply("您坐下慢慢说。")
        first.reply("我给您查交费记录。")
        keeper.retry(first.session.id, 2).reply("这\x1b[31m不归\n我管。")
    return path


def test_a_turn_is_read_once_with_what_was_said_before_it(database: Path) -> None:
    turns = read([database, database])
    assert [one.number for one in turns] == [1, 2, 2]
    assert [len(one.before) for one in turns] == [1, 3, 3]
    assert turns[1].before[1] == "坐席：您坐下慢慢说。"


def test_what_somebody_typed_stays_on_one_line_and_steers_nothing(database: Path) -> None:
    assert not {"\n", "\x1b"} & set(read([database])[2].reply)


def test_the_style_is_the_trainee_or_in_the_name_of_the_file() -> None:
    assert style_of("strangely", Path("well.db")) == "strangely"
    assert style_of("李晓", Path("a-badly-2.db")) == "badly"
    assert style_of("李晓", Path("a.db")) == "unnamed"


def test_a_judge_reads_neither_scenario_nor_style_nor_state() -> None:
    text = entry(Item("planted", 0, turn(1, 2)))
    assert "丁师傅" in text
    assert "答1-2" in text
    assert not any(word in text for word in ("chapter7", "well", "to2", "planted", "s1", "point"))


def test_an_answer_fits_where_it_leads_to_the_same_or_the_same_was_raised() -> None:
    target = turn(0, 1)
    assert does_not_fit(target, turn(1, 5))
    assert not does_not_fit(target, turn(1, 5, to="to1"))
    assert not does_not_fit(target, turn(1, 5, raised=frozenset({"point1", "more"})))
    assert not does_not_fit(target, turn(1, 5, scenario="other"))
    assert not does_not_fit(target, turn(0, 3))


def test_a_last_word_and_one_just_heard_are_never_planted() -> None:
    assert not does_not_fit(turn(0, 1), turn(1, 5, parts=frozenset({"ending"})))
    assert not does_not_fit(turn(0, 1, before=("客户：答1-5",)), turn(1, 5))


def test_a_planted_answer_is_used_once_and_comes_from_another_session() -> None:
    strays = plant(TURNS, 4, Random(1))
    assert len({stray.answer for stray in strays.values()}) == 4
    assert all(stray.session != TURNS[place].session for place, stray in strays.items())


def test_a_tenth_is_planted_a_tenth_repeated_and_no_planted_turn_shown_as_it_was() -> None:
    items = make_items(TURNS, Random(1), planted=0.1, stock=0.1)
    of = {kind: {item.turn for item in items if item.kind == kind} for kind in ("real", "planted", "stock")}
    assert [len(each) for each in of.values()] == [36, 4, 4]
    assert not of["real"] & of["planted"]
    assert of["stock"] <= of["real"]


def test_a_stock_line_is_one_that_was_not_just_said_and_keeps_the_speaker() -> None:
    said = turn(0, 1, before=STOCK[1:], answer=(("冯老师", "行。"), ("卢姐", "好。")))
    assert with_stock_line(said, Random(1)).answer == (("冯老师", STOCK[0]),)


def test_a_turn_and_its_copy_lie_far_apart_and_judges_have_other_orders() -> None:
    items, chance = make_items(TURNS, Random(1), planted=0.1, stock=0.1), Random(2)
    first, second = shuffled(items, chance), shuffled(items, chance)
    twins = [(items.index(item), [other.turn for other in items].index(item.turn)) for item in items[-4:]]
    assert min(abs(first.index(copy) - first.index(real)) for copy, real in twins) >= len(items) // 4
    assert first != second
    assert sorted(first) == sorted(second) == list(range(len(items)))


def test_the_key_lies_apart_and_nothing_is_written_over(tmp_path: Path) -> None:
    items = make_items(TURNS, Random(1), planted=0.1, stock=0.1)
    order = list(range(len(items)))
    write(tmp_path, items, [order, order[::-1]])
    key = json.loads((tmp_path / "key.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in (tmp_path / "judge-2").iterdir()) == ["judges.md", "marks.txt", "sheet.txt"]
    assert (tmp_path / "judge-2" / "marks.txt").read_text(encoding="utf-8").startswith(f"# {key['code']} 2\n1 \n")
    with pytest.raises(FileExistsError):
        write(tmp_path, items, [order])


def test_a_player_is_told_the_case_and_nothing_of_the_states() -> None:
    scenario = Catalogue().load(ID).scenario
    assert scenario is not None
    text = "\n".join(brief(scenario)) + guide(scenario)
    assert "罗倩" in text
    assert f"play {ID} --plain" in text
    hidden = [*scenario.hints, *scenario.points, *(state.model for state in scenario.states.values()), scenario.title]
    assert [words for words in hidden if words and words in text] == []
