"""Whether a party may check in."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.cancel import CANCELLED, NOT_BOOKED
from smarthub.bookings.rules.kept import check_in_from, released_at
from smarthub.kit.refusals import Refusal


def why_not_check_in(booking: Booking, *, now: datetime, is_given_away: bool = False) -> Refusal | None:
    """Coming late is no reason as long as nobody else was given the space, not even when it was given free meanwhile."""
    if booking.cancelled_at:
        return CANCELLED
    if booking.booked_at is None:
        return NOT_BOOKED
    if now < (opens := check_in_from(booking)):
        return Refusal("too-early", _("Check-in opens at {time}."), would_pass=_("Come back then."), time=opens)
    if now >= booking.ends_at:
        return Refusal("over", _("This booking is over."), would_pass=_("Check in without a booking."))
    if is_given_away:
        return Refusal(
            "released",
            _("The space was given free because nobody came by {time}."),
            would_pass=_("Check in without a booking, or book again."),
            time=booking.no_show_at or released_at(booking),
        )
    return None
