"""Makers for tests, here and on the floors above."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from smarthub.bookings.actions.book import book
from smarthub.bookings.models import Booking
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space

NINE = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday 2 March 2569, 9:00 in Udon Thani
TEN = NINE + timedelta(hours=1)


def make_booking(
    hub: Hub,
    spaces: Space | Sequence[Space],
    *,
    starts_at: datetime = TEN,
    hours: float = 1,
    people: int = 1,
    person: Person | None = None,
    now: datetime = NINE,
) -> Booking:
    person = person or make_person()
    return book(
        hub,
        spaces=[spaces] if isinstance(spaces, Space) else spaces,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        people=people,
        person=person,
        by=person,
        now=now,
    )
