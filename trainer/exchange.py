"""Sessions on their way between machines: gathered and written out; read, vouched for, played again and taken in.

Knows no command line and no screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import IO, TYPE_CHECKING

from trainer.keeping import kept_scenario, replay, utc_now
from transcripts.bundle import BundleRefused, Packed, Text, Writer, read
from transcripts.exports import Kept, Nameless
from transcripts.intake import Arrival, Taken
from transcripts.records import Person
from transcripts.staffroom import Staffroom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


def check(file: IO[bytes]) -> int:
    """Read a bundle to its end and answer how many sessions it has. Raises BundleRefused where it is not sound."""
    return sum(isinstance(part, Packed) for part in read(file))


def receive(
    store: Store,
    file: IO[bytes],
    scorer: Scorer | None,
    *,
    into: Received,
    told: Callable[[int], object] = lambda _count: None,
) -> None:
    """Take a bundle that `check` has passed into the store; a scorer plays each session again first.

    Raises BundleRefused where a session makes no sense in itself.
    """
    room = Staffroom(store)
    waiting: list[Arrival] = []
    scenarios: dict[str, Scenario] = {}
    for part in read(file):
        if isinstance(part, Text):
            if store.keep_text(part.type, part.body) != part.hash:
                raise BundleRefused("senseless", "场景或规则的原文")
        elif isinstance(part, Person):
            room.take_people([part], into.taken)
        else:
            arrival = _arrival(store, part, scorer, scenarios, into)
            waiting += [arrival] if arrival is not None else []
        if len(waiting) >= _AT_ONCE:
            room.take(waiting, into.taken)
            waiting = []
            told(len(into.taken.sessions))
    room.take(waiting, into.taken)


def _arrival(
    store: Store, part: Packed, scorer: Scorer | None, scenarios: dict[str, Scenario], into: Received
) -> Arrival | None:
    """A session that may be taken in, or None where it does not come out the same when played again."""
    try:
        session = part.session()
        entries = tuple(part.entries)
        if scorer is not None and session.scorer_version == scorer.version:
            name = session.scenario_hash
            if name not in scenarios:
                scenarios[name] = kept_scenario(store, session)
            if replay(session, scenarios[name], scorer) == "differs":
                into.differs.append((session.id, first_difference(session, scenarios[name], scorer)))
                return None
            into.identical += 1
        else:
            into.other_version += 1
    except (KeyError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError) as error:
        raise BundleRefused("senseless", f"练习 {part.head.get('id')} ") from error
    return Arrival(session, entries)


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
