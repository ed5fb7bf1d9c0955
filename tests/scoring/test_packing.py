"""Numbers side by side are added as if one by one."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.packing import RAISED, lanes, raised

NUMBERS = st.integers(-(2**31), 2**31 - 1)


@given(st.integers(1, 9).flatmap(lambda size: st.lists(st.lists(NUMBERS, min_size=size, max_size=size), min_size=1)))
def test_rows_are_added_lane_by_lane(rows: list[list[int]]) -> None:
    packed = sum(map(raised, rows))

    added = [lane - RAISED * len(rows) for lane in lanes(packed, "Q", len(rows[0]))]

    assert added == [sum(lane) for lane in zip(*rows, strict=True)]


@given(st.lists(st.integers(0, 2**16 - 1), min_size=1))
def test_two_bytes_come_out_as_they_went_in(numbers: list[int]) -> None:
    packed = int.from_bytes(b"".join(number.to_bytes(2, "little") for number in numbers), "little")

    assert lanes(packed, "H", len(numbers)) == numbers
