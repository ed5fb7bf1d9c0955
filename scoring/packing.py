"""Many small numbers side by side in one long whole number, so that all of them are added at once."""

import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

RAISED: Final = 1 << 40
"""By so much numbers of eight bytes are raised while they are packed: they are above zero, and sums still fit."""


def four_bytes(raw: memoryview, kind: str) -> Any:
    """Little-endian numbers of four bytes, in place where the machine keeps them so too."""
    if sys.byteorder == "little":
        return raw.cast(kind)  # type: ignore[call-overload]
    numbers = array(kind, raw.tobytes())
    numbers.byteswap()
    return numbers


def raised(numbers: Iterable[int]) -> int:
    """Numbers raised and put side by side, eight bytes each, the first one lowest."""
    return int.from_bytes(b"".join([(RAISED + number).to_bytes(8, "little") for number in numbers]), "little")


def lanes(packed: int, kind: Literal["H", "Q"], count: int) -> Sequence[int]:
    """The numbers of two (H) or eight (Q) bytes that stand side by side in a long one, the lowest first."""
    found = array(kind, packed.to_bytes(count * array(kind).itemsize, sys.byteorder))
    return found[:: 1 if sys.byteorder == "little" else -1].tolist()
