"""A ballot that was typed wrongly is taken back whole, and counted again where that was the mistake."""

from datetime import datetime

from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.models import Event, Note, Participant, Session, Vote
from smarthub.brainstorms.rules.command import NOT_HERE, Command, Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.paper import why_not_count_again, why_not_take_back
from smarthub.kit.refusals import Refused

BACK = "ballot-back"


def _ballot(room: Session, command: Command, by: Sender) -> Participant:
    """The ballot is named by whoever it brought into the room: `other`."""
    if refusal := why_not_lead(room, by):
        raise Refused(refusal)
    ballot = Participant.everybody.filter(session=room, ref=command.other, ballot__isnull=False).first()
    if ballot is None:
        raise Refused(NOT_HERE)
    return ballot


def _told(kind: str, ballot: Participant) -> Told:
    assert ballot.ballot
    return Told(kind, {"phase": ballot.ballot.ref, "ballot": ballot.ref})


def take_back(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Its marks count no more, and nobody came in by it. What stood on it is kept in the log, so it can be counted again."""
    ballot = _ballot(room, command, by)
    if refusal := why_not_take_back(ballot):
        raise Refused(refusal)
    votes = Vote.objects.filter(participant=ballot).order_by("pk")
    told = _told(BACK, ballot)
    told.kept["votes"] = list(votes.values_list("note__ref", "value", "effort"))
    votes.delete()
    ballot.removed_at = now
    ballot.save(update_fields=["removed_at"])
    return told


def count_again(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """As it stood; without what was on notes that are gone since."""
    ballot = _ballot(room, command, by)
    if refusal := why_not_count_again(ballot):
        raise Refused(refusal)
    back = Event.objects.filter(session=room, type=BACK, payload__ballot=ballot.ref).order_by("number").last()
    said = {ref: (value, effort) for ref, value, effort in back.kept["votes"]} if back else {}
    Vote.objects.bulk_create(
        Vote(
            phase=ballot.ballot,
            participant=ballot,
            note=note,
            value=said[note.ref][0],
            effort=said[note.ref][1],
            at=now,
        )
        for note in Note.objects.filter(session=room, ref__in=said)
    )
    ballot.removed_at = None
    ballot.save(update_fields=["removed_at"])
    return _told("ballot-again", ballot)
