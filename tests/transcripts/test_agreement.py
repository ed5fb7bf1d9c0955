"""Figures of agreement are those of the marks given before anybody saw another's, and lead back to the replies."""

from typing import Any

import pytest

from transcripts.records import Person
from transcripts.reviews import Entry
from transcripts.staffroom import Staffroom
from transcripts.store import Store


@pytest.fixture
def room(store: Store, make_session: Any, make_turn: Any) -> Staffroom:
    """Chen changes one mark, refutes one finding and adds one; Wu agrees with the machine, then follows Chen."""
    for name in ("chen", "wu"):
        store.add_person(Person(name, name, name))
    session = make_session(turns=tuple(make_turn(n, overall=n) for n in (1, 2, 3, 4)))
    store.start_session(session)
    said: list[dict[str, Any]] = [
        {"author": "chen", "kind": "mark", "turn": 1, "dimension": "overall", "mark": 3, "words": "不止"},
        {"author": "chen", "kind": "refuted", "turn": 1, "place": 0, "label": "yes_but", "words": "没有"},
        {"author": "chen", "kind": "added", "turn": 2, "label": "rude", "words": "冲"},
        {"author": "chen", "kind": "submitted", "turn": 0},
        {"author": "wu", "kind": "comment", "turn": 1, "words": "行"},
        {"author": "wu", "kind": "submitted", "turn": 0},
        {"author": "wu", "kind": "mark", "turn": 1, "dimension": "overall", "mark": 5, "words": "看了她的"},
        {"author": "wu", "kind": "submitted", "turn": 0},
    ]
    for number, values in enumerate(said):
        store.add_entry(Entry(f"e{number}", session.id, made=f"2026-11-23T08:0{number}:00Z", **values))
    return Staffroom(store)


def test_the_machine_is_compared_with_each_instructor(room: Staffroom) -> None:
    found = room.agreement()
    overall = next(figure for figure in found.machine if figure.dimension == "overall")
    assert (found.sessions, found.reviewers, overall.replies, overall.changed) == (1, 2, 8, 1)
    assert (overall.exact, overall.within_one, overall.bias) == (7 / 8, 7 / 8, 2 / 8)
    # By hand: seen 4/8; by chance 1, 2, 3, 4 twice each against 1, 2, 2, 3, 3, 3, 4, 4: a mean square of 18/8.
    assert overall.kappa == pytest.approx(1 - (4 / 8) / (18 / 8))


def test_what_an_instructor_said_after_seeing_the_others_does_not_count(room: Staffroom) -> None:
    found = room.agreement()
    assert [(one.one, one.other) for one in found.between if one.changed] == [(3, 1)]


def test_labels_and_rules_show_what_was_refuted_and_added(room: Staffroom) -> None:
    found = room.agreement()
    labels = {label.label: (label.found, label.refuted, label.added) for label in found.labels}
    assert labels == {"rude": (0, 0, 1), "names_feeling": (4, 0, 0), "yes_but": (4, 1, 0)}
    assert [(rule.rule, rule.found, rule.refuted) for rule in found.rules] == [("zh/yes_but/1", 4, 1)]


def test_the_replies_behind_a_figure_are_there(room: Staffroom) -> None:
    [one] = [each for each in room.agreement().judged if each.changed]
    assert (one.turn, one.one, one.other, one.words) == (1, 1, 3, "不止")


def test_without_reviews_there_is_nothing(store: Store) -> None:
    found = Staffroom(store).agreement()
    assert (found.sessions, found.machine, found.labels) == (0, (), ())
