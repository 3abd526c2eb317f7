"""Bringing a conversation in from Polis: its statements, its people by their numbers, and the last word of each."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from smarthub.brainstorms.models import Event, Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.queries import hash_of
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.polis_export import Export
from smarthub.journal import actions as journal
from smarthub.kit.codes import new_code
from smarthub.kit.refusals import Refused

BATCH = 2000


@transaction.atomic
def bring(session: Session, export: Export, *, mark: UUID, by: Sender, now: datetime) -> Event:
    """One phase of opinions that is over. Whoever is brought has no key: nobody can speak for them. The same mark again
    answers the same event.
    """
    room = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("hub").get(pk=session.pk)
    if refusal := why_not_lead(room, by):
        raise Refused(refusal)
    if event := Event.objects.filter(session=room, command=mark).first():
        return event
    last = Phase.objects.filter(session=room).aggregate(last=Max("position"))["last"] or 0
    phase = Phase.objects.create(
        session=room,
        position=last + 1,
        kind=Phase.Kind.OPINIONS,
        title="Polis",
        visibility=Phase.Visibility.OPEN,
        began_at=now,
        ended_at=now,
    )
    words = {(vote.person, vote.statement): vote.choice for vote in export.votes}
    people = {person: new_code() for person in dict.fromkeys(vote.person for vote in export.votes)}
    Participant.objects.bulk_create(
        [
            Participant(session=room, ref=ref, name=person[:80], hash=hash_of(f"nobody {uuid4()}"), joined_at=now)
            for person, ref in people.items()
        ],
        batch_size=BATCH,
    )
    Note.objects.bulk_create(
        [
            Note(
                session=room,
                phase=phase,
                text=statement.text[:2000],
                label=statement.name[:40],
                is_meta=statement.is_meta,
                made_at=now,
                hidden_at=now if statement.is_rejected else None,
            )
            for statement in export.statements
        ],
        batch_size=BATCH,
    )
    keys = dict(Participant.objects.filter(session=room).values_list("ref", "pk"))
    notes = dict(Note.objects.filter(phase=phase).values_list("label", "pk"))
    Vote.objects.bulk_create(
        (
            Vote(
                phase=phase,
                participant_id=keys[people[person]],
                note_id=notes[statement[:40]],
                value=choice,
                at=now,
            )
            for (person, statement), choice in words.items()
        ),
        batch_size=BATCH,
    )
    room.last_number += 1
    room.save(update_fields=["last_number"])
    journal.record("session-imported", room.code, hub=room.hub.slug, by=by.person, now=now)
    return Event.objects.create(
        session=room,
        number=room.last_number,
        command=mark,
        type="imported",
        payload={"phase": phase.ref, "participants": len(people), "statements": len(notes)},
        person=by.person,
        at=now,
    )
