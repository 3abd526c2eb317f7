"""What pages of the floors below show of brainstorms (config/panels.py)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from smarthub.bookings.models import Booking
from smarthub.brainstorms.queries.booked import sessions_of
from smarthub.kit import clock
from smarthub.people.models import Person


def _holds_two(booking: Booking) -> bool:
    """One seat alone is for quiet work: nobody thinks together there."""
    return sum(space.seats for space in booking.spaces.all()) > 1


def start_here(request: HttpRequest, booking: Booking) -> Mapping[str, Any] | None:
    """On a booking's page: the sessions held in it, and the way to open one, while it is not over."""
    if booking.cancelled_at:
        return None
    sessions = list(sessions_of(booking))
    may_open = clock.now() < booking.ends_at and _holds_two(booking)
    if not sessions and not may_open:
        return None
    return {
        "booking": booking,
        "sessions": sessions,
        "may_open": may_open,
        "is_signed_in": isinstance(request.user, Person),
        "query": f"?{urlencode({'key': key})}" if (key := request.GET.get("key", "")) else "",
    }
