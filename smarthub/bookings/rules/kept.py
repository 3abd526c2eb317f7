"""The terms kept with a booking: a later change of policy does not change what somebody agreed to."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from smarthub.bookings.models import Booking
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)


def kept_terms(book: Rulebook, spaces: Sequence[Space]) -> dict[str, int]:
    """Of several spaces the terms that hold for all of them together, in minutes."""
    terms = [book.terms(space) for space in spaces]
    return {
        "cancel_minutes": _minutes(max(each.cancel for each in terms)),
        "early_minutes": _minutes(min(each.early for each in terms)),
        "no_show_minutes": _minutes(max(each.no_show for each in terms)),
    }


def buffer_minutes(book: Rulebook, spaces: Sequence[Space]) -> int:
    leaves = book.leaves_of(spaces)
    return _minutes(max(book.terms(space).buffer for space in (*spaces, *leaves)))


def cancel_until(booking: Booking) -> datetime:
    """The last moment at which the person may still cancel or change."""
    return booking.starts_at - timedelta(minutes=booking.terms.get("cancel_minutes", 0))


def check_in_from(booking: Booking) -> datetime:
    return booking.starts_at - timedelta(minutes=booking.terms.get("early_minutes", 15))


def released_at(booking: Booking) -> datetime:
    """Until then the space waits for somebody to come: counted from the start, or from booking when that was later."""
    wait = timedelta(minutes=booking.terms.get("no_show_minutes", 15))
    begins = max(booking.starts_at, booking.booked_at) if booking.booked_at else booking.starts_at
    return begins + wait


def is_no_show(booking: Booking, *, now: datetime) -> bool:
    """For a booking to which nobody has come."""
    return booking.no_show_at is not None or now >= released_at(booking)
