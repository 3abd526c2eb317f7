"""One command, one event: whole or not at all, and once however often it is sent."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from smarthub.brainstorms.actions import group, join, lead, vote, write
from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.models import Event, Session
from smarthub.brainstorms.rules.command import MARK_USED, UNKNOWN, Command, Sender
from smarthub.kit.refusals import Refused

Verb = Callable[[Session, Command, Sender, datetime], Told]
VERBS: Mapping[str, Verb] = {
    "join": join.join,
    "note": write.write,
    "edit": write.edit,
    "hide": write.hide,
    "show": write.show,
    "admit": write.admit,
    "move": group.move,
    "group": group.group,
    "rename": group.rename,
    "undo": group.undo,
    "vote": vote.vote,
    "next": lead.next_phase,
    "phase": lead.add_phase,
    "lock": lead.lock,
    "unlock": lead.unlock,
    "extend": lead.extend,
    "reveal": lead.reveal,
    "decide": lead.decide,
    "act": lead.act,
    "close": lead.close,
}


@transaction.atomic
def obey(session: Session, command: Command, *, by: Sender, now: datetime) -> Event:
    """Do what the command asks and write its event; asked again, the same event is answered.

    The room's row is locked first: commands of one room queue, so numbers have no gaps and a reader that has seen a
    number has seen all before it.
    """
    room = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("hub").get(pk=session.pk)
    if event := Event.objects.filter(session=room, command=command.id).select_related("participant").first():
        if not by.sent(event):
            raise Refused(MARK_USED)
        return event
    verb = VERBS.get(command.type)
    if verb is None:
        raise Refused(UNKNOWN)
    told = verb(room, command, by, now)
    room.last_number += 1
    room.save(update_fields=["last_number"])
    return Event.objects.create(
        session=room,
        number=room.last_number,
        command=command.id,
        type=told.type,
        payload=told.payload,
        kept=told.kept,
        participant=told.participant or by.participant,
        person=by.person,
        at=now,
    )
