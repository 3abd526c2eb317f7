"""When nothing fits: the nearest times, a shorter time, another space."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from smarthub.bookings.rules.quarters import QUARTER

SHIFTS = (-QUARTER, QUARTER, -2 * QUARTER, 2 * QUARTER)


def shifted(starts_at: datetime, ends_at: datetime) -> list[tuple[datetime, datetime]]:
    """15 minutes earlier, 15 later, 30 earlier, 30 later."""
    return [(starts_at + shift, ends_at + shift) for shift in SHIFTS]


def shortened(starts_at: datetime, ends_at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Shorter by up to a quarter of its length, in whole quarters of an hour, at its end or at its beginning."""
    most = (ends_at - starts_at) // 4 // QUARTER
    for n in range(1, most + 1):
        cut: timedelta = n * QUARTER
        yield starts_at, ends_at - cut
        yield starts_at + cut, ends_at
