"""What a booking is at a moment: one rule for pages, lists and programs."""

from datetime import datetime
from typing import Literal

from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.kept import is_no_show

State = Literal["held", "booked", "arrived", "left", "cancelled", "no-show"]
StateInTime = Literal["held", "booked", "running", "over", "arrived", "left", "cancelled", "no-show"]


def visit_of(booking: Booking) -> Visit | None:
    """The visit of its party; None as long as nobody has come."""
    return getattr(booking, "visit", None)


def state_of(booking: Booking, visit: Visit | None, *, now: datetime) -> State:
    if booking.cancelled_at:
        return "cancelled"
    if visit:
        return "left" if visit.left_at else "arrived"
    if booking.is_hold:
        return "held"
    return "no-show" if is_no_show(booking, now=now) else "booked"


def state_in_time(booking: Booking, visit: Visit | None, *, now: datetime) -> StateInTime:
    """The same, for people who look at a clock: what is booked is to come, running, or over before anybody missed it."""
    state = state_of(booking, visit, now=now)
    if state != "booked" or now < booking.starts_at:
        return state
    return "over" if now >= booking.ends_at else "running"
