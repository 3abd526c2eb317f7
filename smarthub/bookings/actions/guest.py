"""Confirming a hold without an account."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.actions import slots
from smarthub.bookings.actions.book import confirm
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.book import HOLD_EXPIRED
from smarthub.kit.refusals import Refused
from smarthub.people.actions.welcome import welcome


@transaction.atomic
def confirm_as_guest(hold: Booking, *, name: str, phone: str = "", language: str = "th", now: datetime) -> Booking:
    """Welcome somebody by their name and confirm their hold. Asked again, it answers the booking: one guest, not two."""
    try:
        hold = slots.lock_booking(hold)
    except Booking.DoesNotExist as error:
        raise Refused(HOLD_EXPIRED) from error
    if hold.booked_at:
        return hold
    guest = welcome(name=name, phone=phone, language=language)
    return confirm(hold, person=guest, by=guest, now=now)
