"""Sessions on their way between machines: gathered and written out; read, vouched for, played again and taken in.

Knows no command line and no screen.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any

from scenarios.packed import unpack
from scenarios.points import point_index
from trainer.keeping import kept_scenario, making_sense, replay, utc_now
from transcripts.bundle import BundleRefused, Packed, Part, Text, Where, Writer
from transcripts.bundle_reader import read, vouch
from transcripts.exports import Kept, Nameless
from transcripts.intake import Arrival, Taken
from transcripts.records import Person
from transcripts.sense import must_be_person
from transcripts.staffroom import Staffroom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from scoring.points import PointIndex
    from transcripts.records import Session
    from transcripts.reviews import Reviewed
    from transcripts.store import Store

_AT_ONCE = 100
"""Sessions taken in in one transaction: others may write in between."""


def gather(store: Store, ids: Iterable[str], *, reviews: bool, nameless: Nameless | None = None) -> Iterator[Kept]:
    """The sessions of these ids with whose they are and, where wanted, what was said of them."""
    names = {person.id: person for person in store.people()}
    rule: dict[str, dict[str, bool | None]] = {}
    for name in ids:
        session = store.session(name)
        if (owner := session.person) not in rule:
            rule[owner] = {summary.id: summary.passed for summary in store.sessions(person=owner)}
        reviewed = store.reviewed(name, None) if reviews else _nothing()
        authors = {entry.author: names[entry.author].name for entry in reviewed.entries}
        kept = Kept(session, names[session.person], reviewed, rule[owner].get(name), authors)
        yield nameless.kept(kept) if nameless is not None else kept


def _nothing() -> Reviewed:
    from transcripts.reviews import seen_by

    return seen_by((), None, "")


def write_bundle(store: Store, sessions: Iterable[Kept], out: IO[bytes]) -> int:
    """Write a bundle of sessions with the scenarios and rules they were played with; answers how many."""
    from trainer import __version__

    made = utc_now().astimezone(UTC).isoformat(timespec="seconds")
    writer = Writer(out, huashu=__version__, made=made)
    written: set[str] = set()
    people: set[str] = set()
    known = {person.id: person for person in store.people()}
    count = 0
    for kept in sessions:
        for kind, name in (("scenario", kept.session.scenario_hash), ("rules", kept.session.rules_hash)):
            if name not in written:
                writer.text(Text(name, kind, store.text(name)))
                written.add(name)
        authors = [known.get(name) or Person(name, said, "") for name, said in kept.people.items()]
        for person in (kept.person, *authors):
            if person.id not in people:
                writer.person(person)
                people.add(person.id)
        writer.session(kept.session, kept.reviewed.entries)
        count += 1
    writer.end()
    return count


@dataclass(slots=True)
class Received:
    """What came of a bundle: what the store took, and how the sessions came out when played again."""

    taken: Taken = field(default_factory=Taken)
    differs: list[tuple[str, int]] = field(default_factory=list)
    """Sessions that do not come out the same, with the first turn that does not; they are not taken."""
    other_version: int = 0
    """Sessions that another version of scorer or rules marked: those cannot be compared."""
    identical: int = 0


class _Scenarios:
    """The scenarios and rules that a bundle carries, each looked at when it is first needed."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._kept: set[str] = set()
        self._loaded: dict[str, Scenario] = {}
        self._points: dict[str, PointIndex] = {}

    def add(self, text: Text) -> None:
        """Take a text that is what its hash says."""
        if sha256(text.body.encode()).hexdigest() != text.hash or text.type not in ("scenario", "rules"):
            raise ValueError
        self._texts[text.hash] = text

    def must_have(self, part: Packed) -> None:
        """Raise KeyError or ValueError where the bundle lacks a session's scenario, or the rules that marked it."""
        for name, kind in ((part.head["scenario_hash"], "scenario"), (part.head["rules_hash"], "rules")):
            if self._texts[name].type != kind:
                raise ValueError

    def keep(self, part: Packed, store: Store) -> None:
        """Keep what a session was played and marked with, once."""
        for name in {part.head["scenario_hash"], part.head["rules_hash"]} - self._kept:
            store.keep_text(self._texts[name].type, self._texts[name].body)
            self._kept.add(name)

    def of(self, part: Packed) -> Scenario:
        """The scenario of a session. Raises ValueError where its text is none."""
        name = part.head["scenario_hash"]
        if name not in self._loaded:
            self._loaded[name] = unpack(self._texts[name].body)
        return self._loaded[name]

    def points_of(self, part: Packed, scorer: Scorer) -> PointIndex:
        """The points of a session's scenario, learned once."""
        name = part.head["scenario_hash"]
        if name not in self._points:
            self._points[name] = point_index(self.of(part), scorer.rules.words)
        return self._points[name]


def receive(store: Store, file: IO[bytes], scorer: Scorer | None, into: Received) -> None:
    """Take a bundle into the store; a scorer plays each session again first.

    Every line is held to its hash before anything is kept. Raises BundleRefused where a line is not as it was written,
    or, in a bundle that somebody made by hand, where it makes no sense.
    """
    vouch(file)
    file.seek(0)
    room, scenarios = Staffroom(store), _Scenarios()
    people: list[Person] = []
    waiting: list[Arrival] = []
    try:
        for part in read(file):
            with _making_sense(part):
                if isinstance(part, Text):
                    scenarios.add(part)
                elif isinstance(part, Person):
                    must_be_person(part)
                    people.append(part)
                elif arrival := _arrival(part, scenarios, scorer, into):
                    scenarios.keep(part, store)
                    waiting.append(arrival)
            if len(waiting) >= _AT_ONCE:
                room.take(people, waiting, into.taken)
                people, waiting = [], []
    except BundleRefused:
        # What stands before a line that makes no sense is sound.
        room.take(people, waiting, into.taken)
        raise
    room.take(people, waiting, into.taken)


@contextmanager
def _making_sense(part: Part) -> Iterator[None]:
    """Say which part of a bundle makes no sense."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        where = Where("session", str(part.head.get("id"))) if isinstance(part, Packed) else Where("head")
        raise BundleRefused("senseless", where) from error


def _arrival(part: Packed, scenarios: _Scenarios, scorer: Scorer | None, into: Received) -> Arrival | None:
    """A session that may be taken in, or None where it does not come out the same when played again."""
    part.must_make_sense()
    scenarios.must_have(part)
    if any(each.session != part.head["id"] for each in part.entries):
        raise ValueError
    if scorer is None or part.head["scorer_version"] != scorer.version:
        into.other_version += 1
        # Its gates are counted when somebody first looks: reading a scenario takes longer than all the rest here.
        return Arrival(part)
    session, scenario = part.session(), scenarios.of(part)
    if replay(session, scenario, scorer, scenarios.points_of(part, scorer)) == "differs":
        into.differs.append((session.id, first_difference(session, scenario, scorer)))
        return None
    into.identical += 1
    return Arrival(part, gates_failed(part, scenario))


def gates_failed(part: Packed, scenario: Scenario) -> int | None:
    """How many gates of a session failed; None while it is open."""
    return None if part.head["ended"] is None or not part.turns else failed_in(part.standing, scenario)


def failed_in(standing: Mapping[str, Any], scenario: Scenario) -> int:
    """How many gates failed by where a session that ended stands."""
    from trainer.practice.gates import results
    from trainer.practice.standing import Standing

    return sum(result.failed for result in results(scenario, Standing.from_json(standing)))


def count_gates(room: Staffroom) -> None:
    """Count the gates that failed where nobody did: in sessions that an older version kept, or that came from one."""
    from transcripts.errors import StoreError

    known: dict[str, Scenario] = {}
    for name in room.without_gates():
        try:
            session = room.store.session(name)
            with making_sense(room.store, session):
                scenario = known.get(session.scenario_hash) or kept_scenario(room.store, session, to_play=False)
                known[session.scenario_hash] = scenario
                room.count_gates(name, failed_in(session.turns[-1].standing, scenario) if session.turns else 0)
        except StoreError:  # damage is told by audit
            continue


def first_difference(session: Session, scenario: Scenario, scorer: Scorer) -> int:
    """The first turn of a session that does not come out the same; 0 for its opening, one past the last for its end."""
    from trainer.keeping import Start

    practice = Start.of(session).practice(scenario, scorer)
    if practice.opening != session.opening:
        return 0
    for turn in session.turns:
        if practice.ended or practice.reply(turn.reply, seconds=turn.seconds, hints=turn.hints) != turn:
            return turn.number
    return len(session.turns) + 1
