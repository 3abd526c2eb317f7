"""Who calls a room: a person by token or session, a phone by the key it was given, or anybody who has the code."""

import math

from django.http import HttpRequest
from ninja.utils import check_csrf

from smarthub.brainstorms import queries
from smarthub.brainstorms.http import MARK, key_in
from smarthub.brainstorms.http import sender as sender_with
from smarthub.brainstorms.models import Session
from smarthub.brainstorms.rules.command import Sender
from smarthub.kit import clock
from smarthub.kit.api import Problem
from smarthub.kit.limits import Bucket
from smarthub.people.models import Person
from smarthub.people.queries import good_token

SCOPE = "brainstorms"
PHONE, ELSE = 100, 600  # calls a second, of up to a hundred commands each
_phones, _else = Bucket(PHONE), Bucket(ELSE)


def in_measure(request: HttpRequest, by: Sender) -> None:
    """Raises the problem where somebody sends faster than any room does. Strangers are told apart by their address alone,
    and a whole room comes in through one wireless network.
    """
    if by.participant:
        wait = _phones.take(by.participant.ref)
    else:
        wait = _else.take(by.person.code if by.person else f"from {request.META.get('REMOTE_ADDR', '')}")
    if wait:
        raise Problem("too-many", headers={"Retry-After": str(math.ceil(wait))})


def person_in(request: HttpRequest) -> Person | None:
    """The person of the token or of the session, if there is one. A token that is no good is nobody's."""
    scheme, _blank, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() == "bearer":
        token = None if secret.startswith(MARK) else good_token(secret.strip(), now=clock.now())
        allowed = token and (token.allows(SCOPE) or (request.method == "GET" and token.allows("read")))
        return token.person if token and allowed else None
    if isinstance(request.user, Person):
        return request.user
    return None


def sender_in(request: HttpRequest, session: Session) -> Sender:
    """Who sends these commands. What a browser sends with its cookies needs the proof of our own pages."""
    if not request.META.get("HTTP_AUTHORIZATION") and request.COOKIES and check_csrf(request):
        raise Problem("csrf")
    return looker_in(request, session)


def looker_in(request: HttpRequest, session: Session) -> Sender:
    return sender_with(session, key=key_in(request, session), person=person_in(request), now=clock.now())


def speaking_as(session: Session, by: Sender, key: str | None) -> Sender:
    """For somebody without a phone, or for a program that carries several: the key stands in the command itself."""
    if not key:
        return by
    return Sender(participant=queries.participant_with(session, key), person=by.person, leads=by.leads)
