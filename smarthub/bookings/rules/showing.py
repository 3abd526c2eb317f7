"""What a screen of the house may say about a booking, and until when."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.cancel import CANCELLED, OVER
from smarthub.kit.refusals import Refusal
from smarthub.places.models import Space

_SEATS = (Space.Kind.DESK, Space.Kind.TABLE)
SEATS_ARE_COUNTED = Refusal(
    "seats-are-counted", _("The screens count seats and name only rooms."), would_pass=_("Book a room for it.")
)


def has_a_screen(spaces: Iterable[Space]) -> bool:
    """Rooms, booths, halls stand on the screens one by one; seats are counted."""
    return any(space.kind not in _SEATS for space in spaces)


def why_not_show(booking: Booking, spaces: Iterable[Space], *, now: datetime) -> Refusal | None:
    if not has_a_screen(spaces):
        return SEATS_ARE_COUNTED
    if booking.cancelled_at:
        return CANCELLED
    return OVER if now >= booking.ends_at or booking.no_show_at else None
