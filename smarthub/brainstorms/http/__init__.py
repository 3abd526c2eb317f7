"""How a page or a call finds a room, and as whom somebody speaks in it.

A phone has a key, drawn when it joined: in the header `Authorization: Bearer in_…`, or in the room's own cookie.
"""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest

from smarthub.brainstorms import queries
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.rules.command import Sender
from smarthub.kit import clock
from smarthub.people.http import signed_in
from smarthub.people.models import Person

MARK = "in_"


def session_or_404(code: str) -> Session:
    session = queries.session_coded(code)
    if session is None:
        raise Http404
    return session


def room_or_404(code: str) -> Session:
    """For the calls that come many a second."""
    session = queries.room_coded(code)
    if session is None:
        raise Http404
    return session


def cookie_of(session: Session) -> str:
    return f"room-{session.code}"


def key_in(request: HttpRequest, session: Session) -> str:
    """The key that came with the call; empty when none did."""
    return key_among(request.META.get("HTTP_AUTHORIZATION", ""), request.COOKIES, session)


def key_among(authorization: str, cookies: Mapping[str, str], session: Session) -> str:
    scheme, _blank, secret = authorization.partition(" ")
    if scheme.lower() == "bearer" and secret.startswith(MARK):
        return secret.strip()
    return cookies.get(cookie_of(session), "")


def sender(session: Session, *, key: str, person: Person | None, now: datetime) -> Sender:
    """A wrong key, or one of another room, makes nobody of its bearer."""
    participant = queries.participant_with(session, key) if key else None
    return Sender(participant=participant, person=person, leads=queries.leads(session, person, now=now))


def sender_of(request: HttpRequest, session: Session) -> Sender:
    """Who speaks from this browser."""
    return sender(session, key=key_in(request, session), person=signed_in(request), now=clock.now())


def link_to(session: Session) -> str:
    """The address that the QR holds."""
    return f"{settings.SMARTHUB_URL}/b/{session.code}/"
