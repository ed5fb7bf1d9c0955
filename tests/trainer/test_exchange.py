"""Sessions travel between machines whole, once, and only if they come out the same when played again."""

import io
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scenarios.catalogue import Catalogue
from scenarios.model import Scenario
from scoring.assess import Scorer
from trainer.exchange import Received, count_gates, gather, receive, write_bundle
from trainer.keeping import Keeper, KeptPractice, Start
from transcripts.bundle import BundleRefused, Writer
from transcripts.errors import StoreError
from transcripts.records import Person
from transcripts.reviews import Entry
from transcripts.staffroom import Filters, Staffroom
from transcripts.store import Store

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
REPLIES = ("您好，我姓李。", "让您跑了几趟，心里肯定窝火，您慢慢说。", "你有完没完？", "滚。", "别吵了！", "随便你。")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    found = Catalogue().load("08-agitated").scenario
    assert found is not None
    return found


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Store]:
    """A trainee's machine."""
    with Store.open(tmp_path / "here.db") as opened:
        opened.add_person(Person("p1", "小李", "6021", "一班"))
        yield opened


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Store]:
    """The instructor's machine."""
    with Store.open(tmp_path / "there.db") as opened:
        opened.add_person(Person("chen", "陈老师", "T01"))
        yield opened


@pytest.fixture
def kept(here: Store, scenario: Scenario, scorer: Scorer) -> KeptPractice:
    practice = Keeper(here, scorer, "p1", clock=lambda: NOON).start(scenario, Start())
    for reply in REPLIES[:2]:
        practice.reply(reply)
    return practice


def bundle(store: Store, *, reviews: bool = False) -> io.BytesIO:
    out = io.BytesIO()
    write_bundle(store, gather(store, store.session_ids(), reviews=reviews), out)
    return io.BytesIO(out.getvalue())


def taken(store: Store, file: io.BytesIO, scorer: Scorer | None) -> Received:
    found = Received()
    receive(store, file, scorer, found)
    return found


def test_a_session_arrives_whole_and_once(here: Store, there: Store, kept: KeptPractice, scorer: Scorer) -> None:
    first = taken(there, bundle(here), scorer)
    again = taken(there, bundle(here), scorer)
    [fate], [second] = first.taken.sessions.values(), again.taken.sessions.values()
    assert (fate, second, first.identical) == ("added", "same", 1)
    assert there.session(kept.session.id) == here.session(kept.session.id)
    assert there.find_person("6021").name == "小李"


def test_an_open_session_goes_on_where_it_was(here: Store, there: Store, kept: KeptPractice, scorer: Scorer) -> None:
    early = bundle(here)
    taken(there, bundle(here), scorer)
    for reply in REPLIES[2:]:
        if not kept.practice.ended:
            kept.reply(reply)
    assert list(taken(there, bundle(here), scorer).taken.sessions.values()) == ["continued"]
    assert list(taken(there, early, scorer).taken.sessions.values()) == ["older"]
    assert there.session(kept.session.id) == here.session(kept.session.id)
    assert there.stale_summaries() == [] and there.check() == []


def test_the_gates_that_failed_are_counted(here: Store, there: Store, kept: KeptPractice, scorer: Scorer) -> None:
    for reply in ("这是138****6602的机主王先生充走了，您自己去找他要钱吧。", "再闹我叫保安报警了！", *REPLIES[2:] * 2):
        if not kept.practice.ended:
            kept.reply(reply)
    taken(there, bundle(here), None)
    count_gates(Staffroom(there))
    lines = [Staffroom(store).queue(Filters()).lines[0] for store in (here, there)]
    assert lines[0].gates_failed == lines[1].gates_failed == sum(gate.failed for gate in kept.debrief().gates)


def test_what_does_not_come_out_the_same_is_not_taken(
    here: Store, there: Store, kept: KeptPractice, scorer: Scorer
) -> None:
    """Whoever works the hashes out again for a better mark is found by playing the session again."""
    session = here.session(kept.session.id)
    found = session.turns[1].assessment
    better = replace(session.turns[1], assessment=replace(found, marks=replace(found.marks, overall=5, empathy=5)))
    forged = replace(session, turns=(session.turns[0], better))
    out = io.BytesIO()
    [gathered] = gather(here, [session.id], reviews=False)
    write_bundle(here, [replace(gathered, session=forged)], out)
    found_out = taken(there, io.BytesIO(out.getvalue()), scorer)
    assert (found_out.differs, there.session_ids()) == ([(session.id, 2)], [])


def test_another_session_of_the_same_id_is_a_conflict(
    here: Store, there: Store, kept: KeptPractice, scorer: Scorer
) -> None:
    taken(there, bundle(here), scorer)
    [gathered] = gather(here, [kept.session.id], reviews=False)
    out = io.BytesIO()
    other = replace(gathered, session=replace(gathered.session, seed=99, scorer_version="another"))
    write_bundle(here, [other], out)
    assert list(taken(there, io.BytesIO(out.getvalue()), scorer).taken.sessions.values()) == ["conflict"]
    assert there.session(kept.session.id) == here.session(kept.session.id)


def test_reviews_travel_back_and_disputes_return(here: Store, there: Store, kept: KeptPractice, scorer: Scorer) -> None:
    taken(there, bundle(here), scorer)
    name = kept.session.id
    mark = Entry("e1", name, 2, "mark", "2026-03-13T08:00:00Z", "chen", dimension="empathy", mark=5, words="接住了")
    there.add_entry(mark)
    there.add_entry(Entry("e2", name, 0, "submitted", "2026-03-13T08:01:00Z", "chen"))
    there.add_entry(Entry("e3", name, 2, "comment", "2026-03-13T08:02:00Z", "chen", words="还没想好"))
    came = taken(here, bundle(there, reviews=True), scorer)
    assert (came.taken.entries, len(here.reviewed(name, "p1").entries)) == (2, 2)
    here.add_entry(Entry("d1", name, 1, "disputed", "2026-03-14T08:00:00Z", "p1", dimension="overall", words="问候了"))
    assert taken(there, bundle(here, reviews=True), scorer).taken.entries == 1
    assert Staffroom(there).queue(Filters(disputed=True)).count == 1


def test_without_reviews_none_travel(here: Store, there: Store, kept: KeptPractice, scorer: Scorer) -> None:
    here.add_entry(
        Entry("d1", kept.session.id, 1, "disputed", "2026-03-14T08:00:00Z", "p1", dimension="overall", words="x")
    )
    assert taken(there, bundle(here), scorer).taken.entries == 0


def test_people_known_otherwise_stay_as_they_are(here: Store, there: Store, kept: KeptPractice, scorer: Scorer) -> None:
    there.add_person(Person("p1", "李晓", "6021"))
    came = taken(there, bundle(here), scorer)
    assert (came.taken.people, there.find_person("p1").name) == (["小李"], "李晓")


def tampered(store: Store, kind: str, change: Callable[[dict[str, Any]], None]) -> io.BytesIO:
    """A bundle in which whoever can work out hashes has changed the lines of a kind."""
    out = io.BytesIO()
    real = Writer.line

    def line(writer: Writer, value: dict[str, Any]) -> None:
        if value["kind"] == kind:
            value = deepcopy(value)
            change(value)
        real(writer, value)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writer, "line", line)
        write_bundle(store, gather(store, store.session_ids(), reviews=True), out)
    return io.BytesIO(out.getvalue())


HEADS: tuple[dict[str, Any], ...] = (
    {"mode": "x"},
    {"scenario_hash": "0"},
    {"id": None},
    {"more": 1},
    {"started": "zzz"},
    {"started": "2026-03-12T20:00:00+08:00"},
    {"ended": "2026-02-30T12:00:00Z"},
    {"seed": 10**30},
    {"seed": "7"},
    {"person": "../../p1"},
    {"outcome": "won"},
    {"start": "[]"},
)
TURNS: tuple[dict[str, Any], ...] = (
    {"hints": 10**30},
    {"hints": -1},
    {"labels": "[{}]"},
    {"points": '[{"id": "a"}]'},
    {"seconds": "x"},
    {"seconds": -1},
    {"mood": '{"anger": 11}'},
    {"mood": '{"anger": {"b": 1}}'},
    {"overall": 6},
    {"overall": True},
    {"reply": None},
    {"reasons": '{"empathy": 1}'},
)
ENTRIES: tuple[dict[str, Any], ...] = (
    {"words": 5},
    {"turn": "x"},
    {"mark": 9},
    {"made": "yesterday"},
    {"author": "../p1"},
)


CHANGED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *(("session", "head", change) for change in HEADS),
    *(("turn", "turn", change) for change in TURNS),
    *(("entry", "entry", change) for change in ENTRIES),
    ("person", "", {"id": "../../../tmp/x"}),
    ("person", "", {"id": ""}),
    ("session", "opening", {"session": "another"}),
    ("session", "opening", {"turn": 1}),
)


def _part(line: dict[str, Any], where: str) -> dict[str, Any]:
    """A row of a line, the first where there are several; the line itself where none is named."""
    part = line[where] if where else line
    row: dict[str, Any] = part[0] if isinstance(part, list) else part
    return row


@pytest.mark.parametrize("changed", CHANGED, ids=str)
def test_rows_that_make_no_session_are_refused(
    here: Store, there: Store, kept: KeptPractice, scorer: Scorer, changed: tuple[str, str, dict[str, Any]]
) -> None:
    """And said so: no error of the program, and nothing of it kept."""
    kind, where, change = changed
    entry = Entry("d1", kept.session.id, 1, "disputed", "2026-03-14T08:00:00Z", "p1", dimension="overall", words="x")
    here.add_entry(entry)
    with pytest.raises(BundleRefused):
        taken(there, tampered(here, kind, lambda line: _part(line, where).update(change)), scorer)
    assert there.session_ids() == []
    with pytest.raises(StoreError):
        there.text(kept.session.scenario_hash)


def test_sessions_before_one_that_makes_no_sense_are_taken(
    here: Store, there: Store, scenario: Scenario, scorer: Scorer
) -> None:
    practices = [Keeper(here, scorer, "p1", clock=lambda: NOON).start(scenario, Start(seed)) for seed in range(3)]
    last = here.session_ids()[-1]

    def change(line: dict[str, Any]) -> None:
        line["head"]["seed"] = "x" if line["head"]["id"] == last else line["head"]["seed"]

    with pytest.raises(BundleRefused) as refused:
        taken(there, tampered(here, "session", change), scorer)
    assert refused.value.where.session == last
    assert there.session_ids() == here.session_ids()[:-1] != [] and len(practices) == 3


def test_a_reply_however_long_goes_into_a_bundle_once(
    here: Store, there: Store, kept: KeptPractice, scorer: Scorer
) -> None:
    """A line must not grow with all that was said before it: nobody takes in lines without an end."""
    alone = len(bundle(here).getvalue())
    for letter in "甲乙丙":
        kept.reply(f"好的，我马上给您办。{letter * 200_000}")
    grown = len(bundle(here).getvalue()) - alone
    assert grown < 3 * 200_000 * len("甲".encode()) * 1.1
    assert taken(there, bundle(here), scorer).identical == 1


def test_a_line_that_nobody_could_take_in_is_not_written(here: Store, kept: KeptPractice) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("transcripts.bundle.LONGEST_LINE", 3_000_000)
        kept.reply("好的。" + "我" * 1_000_000)
        with pytest.raises(BundleRefused) as refused:
            bundle(here)
    assert refused.value.where.session == kept.session.id
