"""Whether a deed of the desk may be taken back: what was pressed by mistake a moment ago, not what has become history."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.cancel import OVER
from smarthub.kit.refusals import Refusal

LATEST = timedelta(hours=12)
TOO_OLD = Refusal("too-old", _("This was too long ago to be taken back."), would_pass=_("Write a note for the record."))
HAS_LEFT = Refusal("has-left", _("They have left already."), would_pass=_("Take the leaving back first."))
GIVEN_AWAY = Refusal(
    "given-away",
    _("Somebody else has taken the place meanwhile."),
    would_pass=_("Count them in without a booking, or give them another place."),
)
CHANGED_SINCE = Refusal(
    "changed-since", _("This booking was changed again meanwhile."), would_pass=_("Give them another place.")
)


def why_not_undo_check_in(visit: Visit, *, now: datetime) -> Refusal | None:
    if visit.left_at:
        return HAS_LEFT
    return TOO_OLD if now - visit.came_at > LATEST else None


def why_not_undo_leave(visit: Visit, *, now: datetime) -> Refusal | None:
    return TOO_OLD if visit.left_at and now - visit.left_at > LATEST else None


def why_not_undo_cancel(booking: Booking, *, now: datetime) -> Refusal | None:
    if booking.cancelled_at and now - booking.cancelled_at > LATEST:
        return TOO_OLD
    return OVER if now >= booking.ends_at else None


def why_not_undo_put_away(at: datetime, *, now: datetime) -> Refusal | None:
    """A note that is done, a thing that is with its owner: `at` is when it was put away."""
    return TOO_OLD if now - at > LATEST else None


def is_walk_in(booking: Booking, visit: Visit | None) -> bool:
    """Whether the booking was made for somebody who just walked in: then the one is undone with the other, and neither
    counts as a booking. Taken back, it was over as it began, before it was made.
    """
    if visit:
        return booking.booked_at == visit.came_at
    return (
        booking.cancelled_at is not None
        and booking.booked_at is not None
        and booking.cancelled_at == booking.starts_at <= booking.booked_at
    )
