"""Whether a booking may still be cancelled or changed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.kept import cancel_until, is_no_show
from smarthub.bookings.rules.quarters import BACKWARDS, NOT_ON_QUARTER, on_quarter
from smarthub.kit.refusals import Refusal

CANCELLED = Refusal("cancelled", _("This booking was cancelled."), would_pass=_("Make a new booking."))
OVER = Refusal("over", _("This booking is over."), would_pass=_("Make a new booking."))
NOT_BOOKED = Refusal("not-booked", _("This is not a booking yet."), would_pass=_("Confirm it first."))


def why_not_cancel(booking: Booking, *, has_come: bool, now: datetime, by_host: bool = False) -> Refusal | None:
    if booking.booked_at is None:
        return NOT_BOOKED
    if has_come:
        return Refusal("has-come", _("You have checked in already."), would_pass=_("Check out when you leave."))
    if now >= booking.ends_at or is_no_show(booking, now=now):
        return OVER
    if not by_host and now > (until := cancel_until(booking)) and until < booking.starts_at:
        return Refusal(
            "too-late",
            _("This booking could be cancelled until {until}."),
            would_pass=_("Ask the host."),
            until=until,
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
    if (
        not by_host
        and not is_shorter
        and now > (until := cancel_until(booking))
        and booking.terms.get("cancel_minutes")
    ):
        return Refusal(
            "too-late", _("This booking could be moved until {until}."), would_pass=_("Ask the host."), until=until
        )
    return None
