"""Ids of sessions and people: uuid7, which sorts by time. Keeps nothing and checks nothing."""

import os
import time
from collections.abc import Callable


def new_id(clock: Callable[[], float] = time.time, noise: Callable[[int], bytes] = os.urandom) -> str:
    """A new uuid7: 48 bits of milliseconds, then 74 bits of chance (RFC 9562, section 5.7)."""
    chance = int.from_bytes(noise(10), "big")
    stamp = (int(clock() * 1000) & (1 << 48) - 1) << 80 | 7 << 76 | (chance >> 62 & 0xFFF) << 64
    digits = f"{stamp | 2 << 62 | chance & (1 << 62) - 1:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
