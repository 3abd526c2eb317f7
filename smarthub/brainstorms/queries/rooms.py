"""Rooms and who is in them, asked for a code, a key or a person."""

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from smarthub.brainstorms.models import Facilitator, Participant, Session
from smarthub.people.models import Person
from smarthub.places import queries as places


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def session_coded(code: str) -> Session | None:
    """The room of this code; the code is all that is needed to look in."""
    return Session.objects.filter(code=code).select_related("hub").first()


def room_coded(code: str) -> Session | None:
    """The same with what commands and events need, which come many a second."""
    return Session.objects.filter(code=code).only("code", "hub", "last_number", "closed_at").first()


def participant_with(session: Session, key: str) -> Participant | None:
    """Who has this key in this room. A key of another room opens nothing here."""
    return Participant.objects.filter(session=session, hash=hash_of(key)).first()


def leads(session: Session, person: Person | None, *, now: datetime) -> bool:
    """Whether this person leads the session: they were made to, or run the hub."""
    if person is None:
        return False
    if Facilitator.objects.filter(session=session, person=person).exists():
        return True
    return places.is_host(session.hub, person, now=now)


def sessions_led_by(person: Person) -> QuerySet[Session]:
    return Session.objects.filter(facilitators__person=person).select_related("hub").order_by("-made_at")
