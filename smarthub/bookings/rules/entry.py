"""A booking as calendars and messages show it."""

from collections.abc import Sequence

from django.utils.translation import gettext

from smarthub.bookings.models import Booking
from smarthub.bookings.rules import calendar, words
from smarthub.bookings.rules.links import link_to, whole
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook


def entry_of(book: Rulebook, booking: Booking, spaces: Sequence[Space]) -> calendar.Entry:
    """In the reader's language; `spaces`: those of the booking."""
    hub = booking.hub
    place = words.called_together(book, spaces)
    return calendar.Entry(
        booking=booking,
        summary=calendar.summary(hub.name, place),
        location=gettext(", ").join(part for part in (place, hub.name, hub.address) if part),
        link=whole(link_to(booking)),
        organiser=hub.email,
    )
