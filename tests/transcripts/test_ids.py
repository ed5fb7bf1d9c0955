"""Ids are uuid7: they sort by time and end in chance."""

import uuid

from transcripts.ids import new_id


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_an_id_follows_from_clock_and_noise() -> None:
    made = new_id(clock=lambda: 1645557742.0, noise=lambda count: b"\xff" * count)
    assert made == "017f22e2-79b0-7fff-bfff-ffffffffffff"


def test_later_ids_sort_later() -> None:
    ids = [new_id(clock=lambda at=at: 1.7e9 + at / 1000) for at in range(50)]  # type: ignore[misc]
    assert ids == sorted(ids)


def test_endings_of_many_ids_differ() -> None:
    ids = [new_id(clock=lambda: 1.7e9) for _ in range(500)]
    assert len({made[-12:] for made in ids}) == 500
