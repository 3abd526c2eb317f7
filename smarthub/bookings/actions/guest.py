"""Confirming a hold without an account."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.actions.book import confirm, lock_hold
from smarthub.bookings.models import Booking
from smarthub.people.actions.welcome import welcome


@transaction.atomic
def confirm_as_guest(hold: Booking, *, name: str, phone: str = "", language: str = "th", now: datetime) -> Booking:
    """Welcome somebody by their name and confirm their hold. Asked again, it answers the booking: one guest, not two."""
    *_, hold = lock_hold(hold)
    if hold.booked_at:
        return hold
    guest = welcome(name=name, phone=phone, language=language)
    return confirm(hold, person=guest, by=guest, now=now)
