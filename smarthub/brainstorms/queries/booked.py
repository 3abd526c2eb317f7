"""Sessions and the rooms that were booked for them: where the thread begins."""

from django.db.models import QuerySet

from smarthub.bookings.models import Booking
from smarthub.brainstorms.models import Session


def sessions_of(booking: Booking) -> QuerySet[Session]:
    return Session.objects.filter(booking=booking).order_by("made_at")
