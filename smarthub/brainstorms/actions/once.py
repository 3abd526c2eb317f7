"""Taking a room's turn: one command, one event, once however often it is sent."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.models import Event, Session
from smarthub.brainstorms.rules.command import MARK_USED, OTHER_WORDS, Command, Sender
from smarthub.kit.refusals import Refused

Verb = Callable[[Session, Command, Sender, datetime], Told]


@transaction.atomic
def once(session: Session, command: Command, verb: Verb, *, by: Sender, now: datetime) -> Event:
    """Do the verb and write its event, or answer the event that this command had before.

    The room's row is locked first: commands of one room queue, so numbers have no gaps and a reader that has seen a
    number has seen all before it.
    """
    room = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if event := event_of(room, command, by=by):
        return event
    told = verb(room, command, by, now)
    room.last_number += 1
    room.save(update_fields=["last_number"])
    return Event.objects.create(
        session=room,
        number=room.last_number,
        command=command.id,
        digest=command.digest,
        type=told.type,
        payload=told.payload,
        kept=told.kept,
        participant=told.participant or by.participant,
        person=by.person,
        at=now,
    )


def event_of(room: Session, command: Command, *, by: Sender) -> Event | None:
    """What this command did already; somebody else's is not told, nor one that said something else."""
    event = Event.objects.filter(session=room, command=command.id).first()
    if event and not by.sent(event):
        raise Refused(MARK_USED)
    if event and event.digest and event.digest != command.digest:
        raise Refused(OTHER_WORDS)
    return event
