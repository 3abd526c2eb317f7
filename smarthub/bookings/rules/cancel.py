"""Whether a booking may still be cancelled or changed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.kept import cancel_until, is_no_show
from smarthub.bookings.rules.quarters import BACKWARDS, NOT_ON_QUARTER, on_quarter
from smarthub.kit.refusals import Refusal

CANCELLED = Refusal("cancelled", _("This booking was cancelled."), would_pass=_("Make a new booking."))
OVER = Refusal("over", _("This booking is over."), would_pass=_("Make a new booking."))
NEAR = Refusal(
    "too-late",
    _("It was booked so near its beginning that only the host can cancel it or give it another time."),
    would_pass=_("Ask the host."),
)
NOT_BOOKED = Refusal("not-booked", _("This is not a booking yet."), would_pass=_("Confirm it first."))


def is_late(booking: Booking, *, now: datetime) -> bool:
    """Past the moment until which its person may cancel it or give it another time."""
    return cancel_until(booking) < min(now, booking.starts_at)


def _was_near(booking: Booking) -> Refusal | None:
    """A moment that was over before it was booked is named to nobody."""
    return NEAR if booking.booked_at and booking.booked_at > cancel_until(booking) else None


def why_not_cancel(booking: Booking, *, has_come: bool, now: datetime, by_host: bool = False) -> Refusal | None:
    if booking.booked_at is None:
        return NOT_BOOKED
    if has_come:
        return Refusal("has-come", _("You have checked in already."), would_pass=_("Check out when you leave."))
    if now >= booking.ends_at or is_no_show(booking, now=now):
        return OVER
    if not by_host and is_late(booking, now=now):
        return _was_near(booking) or Refusal(
            "too-late",
            _("This booking could be cancelled until {until}."),
            would_pass=_("Ask the host."),
            until=cancel_until(booking),
        )
    return None


def why_not_change(
    booking: Booking,
    *,
    starts_at: datetime,
    ends_at: datetime,
    has_come: bool,
    has_left: bool = False,
    now: datetime,
    by_host: bool = False,
) -> Refusal | None:
    """A shorter booking is never refused for its shortness of notice; nobody is kept from giving time back.

    `by_host`: not bound to the deadline.
    """
    if booking.cancelled_at:
        return CANCELLED
    if booking.booked_at is None:
        return NOT_BOOKED
    if has_left or now >= booking.ends_at or (not has_come and is_no_show(booking, now=now)):
        return OVER
    if (has_come or now >= booking.starts_at) and starts_at != booking.starts_at:
        return Refusal("has-begun", _("It has begun: only its end can be moved."))
    if not (on_quarter(starts_at) and on_quarter(ends_at)):
        return NOT_ON_QUARTER
    if ends_at <= starts_at:
        return BACKWARDS
    if ends_at <= now:
        return Refusal("past", _("This time is over."))
    is_shorter = booking.starts_at <= starts_at and ends_at <= booking.ends_at
    if not by_host and not is_shorter and is_late(booking, now=now):
        return _was_near(booking) or Refusal(
            "too-late",
            _("This booking could be moved until {until}."),
            would_pass=_("Ask the host."),
            until=cancel_until(booking),
        )
    return None
