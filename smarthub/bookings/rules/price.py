"""What a booking costs: computed here only, from the hub's rates, and kept with the booking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from smarthub.bookings.models import Booking
from smarthub.people.models import Person
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One space's share: `satang` for `length`; capped when the price of a day was lower than that of its hours."""

    name: str
    length: timedelta
    satang: int
    is_capped: bool = False


def lines(book: Rulebook, spaces: Iterable[Space], starts_at: datetime, ends_at: datetime) -> list[Line]:
    return [_line(book, space, starts_at, ends_at) for space in spaces]


def price(book: Rulebook, spaces: Iterable[Space], starts_at: datetime, ends_at: datetime) -> int:
    """Satang for all these spaces together."""
    return sum(line.satang for line in lines(book, spaces, starts_at, ends_at))


def is_hosts_move(booking: Booking, by: Person, *, by_host: bool) -> bool:
    """Whether somebody moves this as the host; who runs the hub and moves their own is its person like anybody."""
    return by_host and by.pk != booking.person_id


def changed_price(
    book: Rulebook,
    booking: Booking,
    spaces: Iterable[Space],
    starts_at: datetime,
    ends_at: datetime,
    *,
    people: int,
    is_less: bool,
    is_hosts: bool,
    agreed: int,
) -> int:
    """Satang for this booking once it is in these spaces at this time.

    Who moves their own pays what the new one costs. A host's move (`is_hosts`) keeps what was `agreed`, unless the new
    one is cheaper; only what the party gets more of is charged: time added, at the price of the new place, or a larger
    party. Giving time back (`is_less`) never costs more, whatever has become dearer since.
    """
    spaces = list(spaces)
    new = price(book, spaces, starts_at, ends_at)
    if is_less:
        return min(new, agreed)
    if not is_hosts or people > booking.people:
        return new
    as_long = price(book, spaces, starts_at, min(ends_at, starts_at + booking.length))
    return min(new, agreed + max(0, new - as_long))


def _line(book: Rulebook, space: Space, starts_at: datetime, ends_at: datetime) -> Line:
    if not space.price_group and (parts := book.parts.get(space.pk)):
        inner = [_line(book, part, starts_at, ends_at) for part in parts]
        return Line(space.name, ends_at - starts_at, sum(i.satang for i in inner), any(i.is_capped for i in inner))
    satang, is_capped = cost(book, space.price_group, starts_at, ends_at)
    return Line(space.name, ends_at - starts_at, satang, is_capped)


def cost(book: Rulebook, price_group: str, starts_at: datetime, ends_at: datetime) -> tuple[int, bool]:
    """Satang for one space of a price group, and whether the price of a day capped that of its hours."""
    hour, day = (book.satang.get((price_group, per)) for per in ("hour", "day"))
    if hour is None and day is None:
        return 0, False
    total, capped = 0, False
    for first, last in _by_day(book, starts_at, ends_at):
        # A part of a satang is rounded up, once a day, so that four quarters cost what an hour does.
        by_hours = -(-hour * ((last - first) // timedelta(minutes=1)) // 60) if hour is not None else None
        if by_hours is not None and day is not None and day < by_hours:
            capped = True
        total += min(each for each in (by_hours, day) if each is not None)
    return total, capped


def _by_day(book: Rulebook, starts_at: datetime, ends_at: datetime) -> Iterable[tuple[datetime, datetime]]:
    """The booking cut at local midnights."""
    while starts_at < ends_at:
        midnight = book.moment(book.day_of(starts_at) + timedelta(days=1), 0)
        yield starts_at, min(midnight, ends_at)
        starts_at = midnight
