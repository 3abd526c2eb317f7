"""What goes on in the house today, for everybody: only what those whose it is have written for the screens."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from smarthub.bookings.models import Booking, Showing
from smarthub.bookings.models.booking import LONGEST
from smarthub.bookings.rules.showing import has_a_screen
from smarthub.bookings.rules.state import state_of, visit_of
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space

MOST = 6


@dataclass(frozen=True, slots=True)
class Activity:
    text: str
    starts_at: datetime
    ends_at: datetime
    spaces: tuple[Space, ...]


def activities(hub: Hub, *, now: datetime) -> list[Activity]:
    """What runs or comes today, the next first. One query, and one for their spaces."""
    book = places.rulebook(hub)
    last = book.moment(book.day_of(now) + timedelta(days=1), 0)
    found = (
        Showing.objects.filter(
            booking__hub=hub,
            booking__booked_at__isnull=False,
            booking__cancelled_at=None,
            booking__no_show_at=None,
            booking__starts_at__gt=now - LONGEST,
            booking__starts_at__lt=last,
            booking__ends_at__gt=now,
        )
        .select_related("booking__visit")
        .prefetch_related("booking__spaces")
        .order_by("booking__starts_at", "pk")
    )
    return [
        Activity(
            each.text,
            each.booking.starts_at,
            each.booking.ends_at,
            tuple(book.by_pk.get(space.pk, space) for space in each.booking.spaces.all()),
        )
        for each in found[: 4 * MOST]
        if _goes_on(each.booking, now)
    ][:MOST]


def _goes_on(booking: Booking, now: datetime) -> bool:
    """One that went from a room to a seat since has no place on the screens any more, nor a field to take it off."""
    is_on = state_of(booking, visit_of(booking), now=now) in {"booked", "arrived"}
    return is_on and has_a_screen(booking.spaces.all())
