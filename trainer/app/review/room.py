"""A session opened for review: everything its page shows, read in one go. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.keeping import kept_scenario, utc_now
from transcripts.reviews import ANSWERS, Entry, order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.model import Scenario
    from transcripts.records import Person, Session
    from transcripts.reviews import Reviewed
    from transcripts.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """A session, whose it is, and what the person who looks may see of what was said of it."""

    session: Session
    scenario: Scenario
    person: Person
    reviewed: Reviewed
    own: tuple[Entry, ...]
    """What the person who looks has said themselves and not handed in."""
    names: Mapping[str, str]
    hidden: int
    """How many others handed in a review that is not shown until one's own is handed in."""
    just_submitted: bool = False

    def is_draft(self, entry: Entry) -> bool:
        """Whether an entry is one's own and not handed in yet."""
        return entry in self.own


def opened(store: Store, session_id: str, person: str, *, just_submitted: bool = False) -> Opened:
    """Read a session for somebody to review."""
    session = store.session(session_id)
    everything = store.entries(session_id)
    reviewed = store.reviewed(session_id, person)
    handed_in = [entry for entry in everything if entry.kind == "submitted"]
    mine = max((order(entry) for entry in handed_in if entry.author == person), default=("", ""))
    said = (entry for entry in everything if entry.author == person and entry.kind not in ("disputed", *ANSWERS))
    own = tuple(entry for entry in said if order(entry) > mine)
    others = {entry.author for entry in handed_in} - {person}
    people = {one.id: one for one in store.people()}
    return Opened(
        session=session,
        scenario=kept_scenario(store, session, to_play=False),
        person=people[session.person],
        reviewed=reviewed,
        own=own,
        names={name: one.name for name, one in people.items()},
        hidden=0 if reviewed.mine or person == session.person else len(others),
        just_submitted=just_submitted,
    )


def say_of(store: Store, session: Session, turn: int, author: str, values: Mapping[str, Any]) -> Entry:
    """Keep what somebody says of a session. Raises Refused with what is wrong with it."""
    from transcripts.ids import new_id

    now = utc_now()
    made = now.isoformat(timespec="milliseconds")
    entry = Entry(id=new_id(clock=now.timestamp), session=session.id, turn=turn, made=made, author=author, **values)
    store.add_entry(entry)
    return entry
