"""Sessions on their way between machines: gathered and written out; read, vouched for, played again and taken in.

Knows no command line and no screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256
from typing import IO, TYPE_CHECKING

from scenarios.packed import unpack
from trainer.keeping import kept_scenario, making_sense, replay, utc_now
from transcripts.bundle import BundleRefused, Packed, Text, Writer, read
from transcripts.exports import Kept, Nameless
from transcripts.intake import Arrival, Taken
from transcripts.records import MODES, Person
from transcripts.staffroom import Staffroom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scenarios.model import Scenario
    from scoring.assess import Scorer
    from transcripts.records import Session
    from transcripts.reviews import Reviewed
    from transcripts.store import Store

_AT_ONCE = 100
"""Sessions taken in in one transaction: others may write in between."""


def gather(store: Store, ids: Iterable[str], *, reviews: bool, nameless: Nameless | None = None) -> Iterator[Kept]:
    """The sessions of these ids with whose they are and, where wanted, what was said of them."""
    names = {person.id: person for person in store.people()}
    rule = {summary.id: summary.passed for summary in store.sessions()}
    for name in ids:
        session = store.session(name)
        reviewed = store.reviewed(name, None) if reviews else _nothing()
        authors = {entry.author: names[entry.author].name for entry in reviewed.entries}
        kept = Kept(session, names[session.person], reviewed, rule.get(name), authors)
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


@dataclass(frozen=True, slots=True)
class Vetted:
    """A bundle that was read to its end and makes sense: how many sessions it has, and their scenarios by hash."""

    sessions: int
    scenarios: Mapping[str, Scenario]


def vet(file: IO[bytes]) -> Vetted:
    """Read a bundle to its end before anything of it is kept. Raises BundleRefused where it is not sound."""
    scenarios: dict[str, Scenario] = {}
    rules: set[str] = set()
    count = 0
    for part in read(file):
        if isinstance(part, Text):
            _vet_text(part, scenarios, rules)
        elif isinstance(part, Packed):
            _vet_session(part, scenarios, rules)
            count += 1
    return Vetted(count, scenarios)


def _vet_text(part: Text, scenarios: dict[str, Scenario], rules: set[str]) -> None:
    where = "场景或规则的原文"
    if sha256(part.body.encode()).hexdigest() != part.hash or part.type not in ("scenario", "rules"):
        raise BundleRefused("senseless", where)
    if part.type == "rules":
        rules.add(part.hash)
        return
    try:
        scenarios[part.hash] = unpack(part.body)
    except _SENSELESS as error:
        raise BundleRefused("senseless", where) from error


def _vet_session(part: Packed, scenarios: Mapping[str, Scenario], rules: set[str]) -> None:
    try:
        session = part.session()
        known = session.scenario_hash in scenarios and session.rules_hash in rules
        gates_failed(session, scenarios[session.scenario_hash])
    except _SENSELESS as error:
        raise BundleRefused("senseless", f"练习 {part.head.get('id')} ") from error
    if not known or session.mode not in MODES or any(each.session != session.id for each in part.entries):
        raise BundleRefused("senseless", f"练习 {session.id} ")


_SENSELESS = (KeyError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What rows and texts raise that make no record."""


def receive(store: Store, file: IO[bytes], vetted: Vetted, scorer: Scorer | None, into: Received) -> None:
    """Take a bundle that `vet` has passed into the store; a scorer plays each session again first."""
    room = Staffroom(store)
    waiting: list[Arrival] = []
    for part in read(file):
        if isinstance(part, Text):
            store.keep_text(part.type, part.body)
        elif isinstance(part, Person):
            room.take_people([part], into.taken)
        else:
            arrival = _arrival(part, vetted.scenarios, scorer, into)
            waiting += [arrival] if arrival is not None else []
        if len(waiting) >= _AT_ONCE:
            room.take(waiting, into.taken)
            waiting = []
    room.take(waiting, into.taken)


def _arrival(part: Packed, scenarios: Mapping[str, Scenario], scorer: Scorer | None, into: Received) -> Arrival | None:
    """A session that may be taken in, or None where it does not come out the same when played again."""
    session = part.session()
    scenario = scenarios[session.scenario_hash]
    if scorer is None or session.scorer_version != scorer.version:
        into.other_version += 1
    elif replay(session, scenario, scorer) == "differs":
        into.differs.append((session.id, first_difference(session, scenario, scorer)))
        return None
    else:
        into.identical += 1
    return Arrival(session, tuple(part.entries), gates_failed(session, scenario))


def gates_failed(session: Session, scenario: Scenario) -> int | None:
    """How many gates of a session failed; None while it is open."""
    from trainer.practice.gates import results
    from trainer.practice.standing import Standing

    if session.ended is None or not session.turns:
        return None
    return sum(result.failed for result in results(scenario, Standing.from_json(session.turns[-1].standing)))


def count_gates(room: Staffroom) -> None:
    """Count the gates that failed where nobody did: in sessions that an older version kept."""
    from transcripts.errors import StoreError

    for name in room.without_gates():
        try:
            session = room.store.session(name)
            with making_sense(room.store, session):
                room.count_gates(name, gates_failed(session, kept_scenario(room.store, session, to_play=False)) or 0)
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
