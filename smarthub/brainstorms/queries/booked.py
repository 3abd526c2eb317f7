"""Sessions and the rooms that were booked for them: where the thread begins."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from smarthub.bookings.models import Booking
from smarthub.brainstorms.models import Decision, Note, Participant, Session
from smarthub.places.models import Hub


def sessions_of(booking: Booking) -> QuerySet[Session]:
    return Session.objects.filter(booking=booking).order_by("made_at")


@dataclass(frozen=True, slots=True)
class Counted:
    """Of a hub between two moments. `in_bookings`: sessions that a room was booked for."""

    sessions: int
    in_bookings: int
    participants: int
    notes: int
    decisions: int


def count_sessions(hub: Hub, since: datetime, until: datetime) -> Counted:
    sessions = Session.objects.filter(hub=hub, made_at__gte=since, made_at__lt=until)
    keys = sessions.values("pk")
    return Counted(
        sessions=sessions.count(),
        in_bookings=sessions.filter(booking__isnull=False).count(),
        participants=Participant.objects.filter(session__in=keys).count(),
        notes=Note.objects.filter(session__in=keys).count(),
        decisions=Decision.objects.filter(session__in=keys).count(),
    )
