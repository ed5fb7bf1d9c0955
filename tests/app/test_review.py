"""The instructor's side: found by what is typed, marked by hand, handed in, and seen and disputed by the trainee."""

from pathlib import Path

import pytest
from textual.widgets import OptionList

from scoring.assess import Scorer
from tests.app.conftest import Hands, Opened
from trainer.app.desk import CannotPlay, Desk
from trainer.app.entry import Entry
from trainer.app.review.asking import Known, understood
from trainer.app.review.desk import ReviewDesk
from trainer.app.review.queue import Queue
from trainer.app.searchline import SearchLine
from trainer.keeping import Keeper, Start
from transcripts import errors
from transcripts.records import Person
from transcripts.reviews import Entry as Said
from transcripts.staffroom import Filters

LI = Person("p1", "李晓", "6021", "一班")
KNOWN = Known([LI, Person("p2", "王敏", "6022")], ["一班", "二班"], {"chapter7/08-agitated": "情绪激动客户"})


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("", Filters()),
        ("一班 未批 <3", Filters(team="一班", reviewed=False, at_most=3.0)),
        ("李晓 08-agitated", Filters(who="李晓", scenario="chapter7/08-agitated")),
        ("6022 情绪激动", Filters(who="6022", scenario="chapter7/08-agitated")),
        ("红线 异议 不合格", Filters(gates_failed=True, disputed=True, passed=False)),
        ("2026-11-01..2026-11-30", Filters(since="2026-11-01", until="2026-11-30T99")),
        ("2026-11-01..", Filters(since="2026-11-01")),
        ("“一班” 退费", Filters(words="一班 退费")),
        ("粗鲁讽刺 考试 客户走了", Filters(label="rude", mode="exam", outcome="lost")),
        ("≤2.5", Filters(at_most=2.5)),
        ("reviewed open", Filters(reviewed=True, is_open=True)),
        ("..", Filters(words="..")),
    ],
)
def test_what_is_typed_is_understood(typed: str, filters: Filters) -> None:
    assert understood(typed, KNOWN).filters == filters


@pytest.fixture
def practised(desk: Desk, own: Path, scorer: Scorer) -> Desk:
    """A trainee's session of the small scenario, and 林晓 as the instructor."""
    store = desk.store
    store.add_person(LI)
    kept = Keeper(store, scorer, "p1").start(desk.scenario("small"), Start())
    for reply in ("您好，请问有什么可以帮您？", "你急什么，退款慢慢等。"):
        kept.reply(reply)
    return desk


async def write(hands: Hands, key: str, text: str) -> None:
    """Press a key and write what it asks for."""
    await hands.press(key)
    entry = hands.app.screen.query_one(Entry)
    entry.text = text
    await hands.press("enter")


async def test_a_session_is_found_reviewed_and_handed_in(practised: Desk, opened: Opened) -> None:
    async with opened(review=True, size=(100, 30)) as hands:
        await hands.press("slash")
        hands.app.screen.query_one(SearchLine).text = "李晓 未批 退款"
        await hands.pilot.pause(0.3)
        await hands.wait()
        await hands.press("enter", "enter")
        assert hands.app.screen.query_one(OptionList).highlighted == 2
        await write(hands, "1", "2 语气急了")
        await write(hands, "x", "1 这不算")
        await write(hands, "k", "先听完")
        assert "改总评为 2 分：语气急了" in hands.said() and "草稿" in hands.said()
        await write(hands, "j", "再练一次 慢一点")
        await hands.press("u")
        assert "林晓" in hands.said() and "草稿" not in hands.said()
    [line] = practised.review.room.queue(Filters(reviewed=True)).lines
    assert (line.reviews, line.trainee) == (1, "李晓")


async def test_what_is_unclear_is_said_and_nothing_is_kept(practised: Desk, opened: Opened) -> None:
    async with opened(review=True) as hands:
        await hands.press("enter", "down")
        await write(hands, "3", "很好")
        assert "1 到 5" in hands.said()
        await hands.press("escape")
        await hands.press("u")
        [session] = practised.store.session_ids()
        assert practised.store.entries(session) == ()


async def test_class_and_agreement_are_pages_of_their_own(practised: Desk, opened: Opened) -> None:
    async with opened(review=True) as hands:
        await hands.press("c")
        assert "1 人" in hands.said() and "谈崩的地方" in hands.said()
        await hands.press("escape", "a", "escape")
        assert isinstance(hands.app.screen, Queue)


@pytest.fixture
def reviewed(practised: Desk) -> Desk:
    """The same, marked by an instructor, with its trainee at the desk."""
    store = practised.store
    [name] = store.session_ids()
    store.add_person(Person("chen", "陈老师", "T01"))
    given = {"dimension": "overall", "mark": 1, "words": "冲"}
    store.add_entry(Said("e1", name, 2, "mark", "2026-03-12T08:00:00Z", "chen", **given))  # type: ignore[arg-type]
    store.add_entry(Said("e2", name, 0, "submitted", "2026-03-12T08:01:00Z", "chen"))
    practised.trainee = "6021"
    return practised


async def test_a_trainee_sees_the_review_and_disputes_a_mark(reviewed: Desk, opened: Opened) -> None:
    async with opened(size=(100, 30)) as hands:
        await hands.press("home", "enter", "enter", "end")
        assert "改总评为 1 分：冲" in hands.said()
        await write(hands, "d", "总评 我是想安抚他")
        assert "异议：我是想安抚他" in hands.said()
    assert reviewed.review.room.queue(Filters(disputed=True)).count == 1


async def test_what_is_written_is_of_the_reply_it_was_asked_about(practised: Desk, opened: Opened) -> None:
    async with opened(review=True, size=(100, 30)) as hands:
        await hands.press("enter", "home", "down", "1")
        replies = hands.app.screen.query_one(OptionList)
        asked = replies.highlighted
        replies.highlighted = 2 if asked == 1 else 1
        await hands.wait()
        hands.app.screen.query_one(Entry).text = "4 问候得体"
        await hands.press("enter")
        [session] = practised.store.session_ids()
        assert [entry.turn for entry in practised.store.entries(session)] == [asked]


@pytest.mark.parametrize("trouble", [errors.Locked(Path("a.db")), OSError(28, "No space left on device")])
async def test_what_could_not_be_kept_stays_to_be_sent_again(
    practised: Desk, opened: Opened, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def refused(*_args: object) -> None:
        raise trouble

    async with opened(review=True, size=(100, 30)) as hands:
        await hands.press("enter", "end")
        with monkeypatch.context() as patch:
            patch.setattr(ReviewDesk, "say_of", refused)
            await write(hands, "1", "4 接住了")
        assert hands.app.screen.query_one(Entry).text == "4 接住了"
        await hands.press("enter")
        [session] = practised.store.session_ids()
        assert [entry.words for entry in practised.store.entries(session)] == ["接住了"]


async def test_an_objection_that_could_not_be_kept_stays_to_be_sent_again(
    reviewed: Desk, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object) -> None:
        raise errors.Locked(Path("a.db"))

    async with opened(size=(100, 30)) as hands:
        await hands.press("home", "enter", "enter", "end")
        with monkeypatch.context() as patch:
            patch.setattr(ReviewDesk, "say_of", refused)
            await write(hands, "d", "总评 我是想安抚他")
        assert hands.app.screen.query_one(Entry).text == "总评 我是想安抚他"
        await hands.press("enter")
        assert "异议：我是想安抚他" in hands.said()


def test_nobody_goes_on_with_the_practice_of_another(practised: Desk) -> None:
    practised.store.add_person(Person("p9", "赵六", "6099"))
    [session] = practised.store.session_ids()
    practised.person = practised.store.find_person("6099")
    with pytest.raises(CannotPlay, match="别人的"):
        practised.resume(session)
