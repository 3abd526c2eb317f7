"""Who may be asked along, and until when they may answer."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.cancel import CANCELLED, OVER
from smarthub.kit.refusals import Refusal

INVITED = (40, timedelta(days=1))  # times that one booking asks people along: who says no is replaced, not without end
TOO_OFTEN = Refusal(
    "asked-too-often",
    _("Links were made for this booking many times today."),
    would_pass=_("Send those that are there."),
)
FULL = Refusal(
    "full", _("Somebody else comes in your place by now."), would_pass=_("Ask the one who sent you the link.")
)


def why_not_invite(booking: Booking, *, asked: int, more: int, now: datetime) -> Refusal | None:
    """`asked`: how many were asked and have not said no."""
    if refusal := _why_over(booking, now=now):
        return refusal
    free = booking.people - 1 - asked
    if 1 <= more <= free:
        return None
    if booking.people == 1:
        return Refusal("alone", _("This booking is for one person."), would_pass=_("Book for more people."))
    return Refusal(
        "too-many-guests",
        _("You booked for {people}; {free} more can be invited."),
        would_pass=_("Make the booking larger first."),
        people=booking.people,
        free=max(free, 0),
    )


def why_not_answer(booking: Booking, *, now: datetime) -> Refusal | None:
    return _why_over(booking, now=now)


def _why_over(booking: Booking, *, now: datetime) -> Refusal | None:
    if booking.cancelled_at:
        return CANCELLED
    return OVER if now >= booking.ends_at or booking.no_show_at else None
