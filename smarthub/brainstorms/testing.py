"""Makers for tests, here and on the floors above."""

from typing import Any
from uuid import uuid4

from smarthub.bookings.testing import NINE
from smarthub.brainstorms.actions.obey import obey
from smarthub.brainstorms.actions.open import open_session
from smarthub.brainstorms.models import Event, Participant, Session
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.templates import FREE
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places.models import Hub
from smarthub.places.testing import make_hub


def make_session(hub: Hub | None = None, *, template: str = FREE, person: Person | None = None) -> Session:
    return open_session(
        hub or make_hub(), question="Where to begin?", template=template, by=person or make_person(), now=NINE
    )


def leader(session: Session) -> Sender:
    return Sender(person=session.made_by, leads=True)


def tell(session: Session, by: Sender, verb: str, *, now: Any = NINE, **more: Any) -> Event:
    """Send one command with a mark of its own."""
    more.setdefault("id", uuid4())
    return obey(session, Command(type=verb, **more), by=by, now=now)


def make_participant(session: Session, **more: Any) -> Sender:
    event = tell(session, Sender(), "join", **more)
    return Sender(participant=Participant.objects.get(ref=event.payload["participant"]))


def begin(session: Session, kind: str = "") -> str:
    """Go on to the next phase, or to the first of this kind; its reference."""
    phase = session.phases.filter(kind=kind).first() if kind else None
    return str(tell(session, leader(session), "next", phase=phase.ref if phase else "").payload["phase"])
