from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scenarios.catalogue import Catalogue
from scenarios.model import Mood, Scenario
from scenarios.packed import pack
from scoring.assess import Scorer
from trainer.keeping import Keeper, KeptPractice, Start, replay
from transcripts.errors import StoreError
from transcripts.records import MODES, Mode, Person
from transcripts.store import Store

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
REPLIES = ("您好，我姓李。", "让您跑了几趟，心里肯定窝火，您慢慢说。", "冷静一点。")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "huashu.db") as opened:
        opened.add_person(Person("p1", "小李", "6021"))
        yield opened


@pytest.fixture
def keeper(store: Store, scorer: Scorer) -> Keeper:
    return Keeper(store, scorer, "p1", clock=lambda: NOON)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    found = Catalogue().load("08-agitated").scenario
    assert found is not None
    return found


def test_every_turn_is_in_the_store_when_it_is_shown(keeper: Keeper, store: Store, scenario: Scenario) -> None:
    kept = keeper.start(scenario, Start())
    for reply in REPLIES:
        turn = kept.reply(reply)
        assert store.session(kept.session.id).turns[-1] == turn


def test_a_resumed_session_goes_on_where_it_was(keeper: Keeper, scenario: Scenario) -> None:
    first = keeper.start(scenario, Start(seed=4))
    first.reply(REPLIES[0])
    resumed = keeper.resume(first.session.id)
    assert resumed.reply(REPLIES[1]) == first.practice.reply(REPLIES[1])


def test_trying_again_links_a_new_session_and_keeps_the_first(keeper: Keeper, store: Store, scenario: Scenario) -> None:
    first = keeper.start(scenario, Start())
    for reply in REPLIES:
        first.reply(reply)
    again = keeper.retry(first.session.id, 2)
    again.reply("您请坐，喝口水。")
    kept = store.session(again.session.id)
    assert (kept.parent, kept.parent_turn) == (first.session.id, 2)
    assert [turn.reply for turn in kept.turns] == [REPLIES[0], "您请坐，喝口水。"]
    assert len(store.session(first.session.id).turns) == 3


def test_replies_said_again_to_another_version_are_a_session_of_their_own_that_replays(
    keeper: Keeper, store: Store, scorer: Scorer, scenario: Scenario
) -> None:
    first = keeper.start(scenario, Start(seed=3, state="telling"))
    for reply in REPLIES:
        first.reply(reply)
    edited = replace(scenario, text=scenario.text.replace("anger: 9", "anger: 8", 1))
    again = keeper.replay(
        first.session.id, keeper.scenario_of(replace(first.session, scenario_hash=_keep(store, edited)))
    )
    kept = store.session(again.session.id)
    assert (kept.parent, kept.parent_turn, kept.seed, kept.start) == (first.session.id, 1, 3, {"state": "telling"})
    assert [turn.reply for turn in kept.turns] == list(REPLIES)
    assert replay(kept, keeper.scenario_of(kept), scorer) == "identical"


def _keep(store: Store, scenario: Scenario) -> str:
    return store.keep_text("scenario", pack(scenario))


def test_a_start_that_the_other_version_has_not_begins_at_its_own(keeper: Keeper, scenario: Scenario) -> None:
    first = keeper.start(scenario, Start(state="telling"))
    states = {name: state for name, state in scenario.states.items() if name != "telling"}
    again = keeper.replay(first.session.id, replace(scenario, states=states))
    assert again.practice.standing.state == scenario.start


@pytest.mark.parametrize("mode", MODES)
def test_a_kept_session_replays_to_the_same(
    keeper: Keeper, store: Store, scorer: Scorer, scenario: Scenario, mode: Mode
) -> None:
    kept = keeper.start(scenario, Start(7, mode, mood=Mood(7, 3, 5)))
    while not kept.practice.ended:
        kept.reply("您说的我记下了。", seconds=50.5)
    session = store.session(kept.session.id)
    assert replay(session, keeper.scenario_of(session), scorer) == "identical"


def test_a_changed_reply_no_longer_replays(keeper: Keeper, store: Store, scorer: Scorer, scenario: Scenario) -> None:

    kept = keeper.start(scenario, Start())
    turn = kept.reply(REPLIES[1])
    session = store.session(kept.session.id)
    forged = replace(session, turns=(replace(turn, reply="你活该。"),))
    assert replay(forged, keeper.scenario_of(session), scorer) == "differs"


def test_another_scorer_version_is_named_not_blamed(
    keeper: Keeper, store: Store, scorer: Scorer, scenario: Scenario
) -> None:

    session = replace(store.session(keeper.start(scenario, Start()).session.id), scorer_version="0:old")
    assert replay(session, scenario, scorer) == "other version"


@pytest.fixture
def older(keeper: Keeper, scenario: Scenario) -> KeptPractice:
    """A session whose one turn a scorer of an older version marked, and marked otherwise."""
    kept = keeper.start(scenario, Start())
    kept.reply(REPLIES[0])
    with keeper.store._connection.writing() as db:
        db.execute("UPDATE session SET scorer_version = '0:old'")
        db.execute("UPDATE turn SET overall = 1 + overall % 5")
    return kept


def test_a_resumed_session_names_every_version_that_marked_it(
    keeper: Keeper, store: Store, scorer: Scorer, older: KeptPractice
) -> None:
    keeper.resume(older.session.id).reply(REPLIES[1])
    session = store.session(older.session.id)
    assert session.scorer_version == f"mixed:0:old+{scorer.version}"
    assert replay(session, keeper.scenario_of(session), scorer) == "other version"


def test_a_retry_names_the_version_that_marked_the_turns_it_copies(
    keeper: Keeper, store: Store, scorer: Scorer, older: KeptPractice
) -> None:
    again, afresh = (store.session(keeper.retry(older.session.id, turn).session.id) for turn in (2, 1))
    assert again.scorer_version == f"mixed:0:old+{scorer.version}"
    assert replay(again, keeper.scenario_of(again), scorer) == "other version"
    assert replay(afresh, keeper.scenario_of(afresh), scorer) == "identical"


@pytest.mark.parametrize(
    "change", [{"outcome": "resolved"}, {"passed": True}, {"ending": None}, {"ended": None}], ids=str
)
def test_a_changed_end_no_longer_replays(
    keeper: Keeper, store: Store, scorer: Scorer, scenario: Scenario, change: dict[str, Any]
) -> None:
    kept = keeper.start(scenario, Start())
    while not kept.practice.ended:
        kept.reply("您说的我记下了。")
    session = store.session(kept.session.id)
    assert (session.outcome, session.passed) != ("resolved", True)
    assert replay(session, scenario, scorer) == "identical"
    assert replay(replace(session, **change), scenario, scorer) == "differs"


def test_the_scenario_of_the_day_is_the_one_that_was_played(keeper: Keeper, store: Store, scenario: Scenario) -> None:
    session = store.session(keeper.start(scenario, Start()).session.id)
    assert keeper.scenario_of(session).text == scenario.text


def test_a_turn_that_cannot_be_kept_is_not_taken(keeper: Keeper, store: Store, scenario: Scenario) -> None:
    kept = keeper.start(scenario, Start())
    kept.reply(REPLIES[0])
    before = kept.practice.standing
    store.append_turn(kept.session.id, keeper.resume(kept.session.id).practice.reply("别的窗口说的话。"))
    with pytest.raises(StoreError):
        kept.reply(REPLIES[1])
    assert kept.practice.standing == before
    assert len(kept.practice.turns) == 1
