"""Bringing a conversation in from Polis: its statements, its people by their numbers, and the last word of each."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models import Max

from smarthub.brainstorms.models import Event, Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.queries import hash_of
from smarthub.brainstorms.rules.command import Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.polis_export import Export
from smarthub.journal import actions as journal
from smarthub.kit.codes import new_code
from smarthub.kit.refusals import Refused

BATCH = 1000  # rows in one transaction: a few hundredths of a second for those who wait to write
STRANDED = timedelta(hours=6)
LONGEST_LABEL = 40  # Note.label
Row = TypeVar("Row", bound=models.Model)


def bring(session: Session, export: Export, *, mark: UUID, by: Sender, now: datetime) -> Event:
    """One phase of opinions that is over. Whoever is brought has no key: nobody can speak for them. The same mark again
    answers the same event.

    A large conversation takes seconds, and the house goes on booking meanwhile: the rows are written in small batches
    under a carrier, which nobody sees, and change rooms in one short transaction when all are there. If anything fails
    they are removed again; what a process that was killed leaves behind, the worker removes (forget_stranded).
    """
    if refusal := why_not_lead(session, by):
        raise Refused(refusal)
    if event := _brought(session, mark):
        return event
    carrier = Session.carriers.create(
        hub=session.hub, question=session.question, made_by=session.made_by, made_at=now, carries_to=session
    )
    try:
        phase = _load(carrier, export, now)
        return _arrive(session, carrier, phase, mark=mark, by=by, now=now)
    finally:
        forget(carrier)


def _load(carrier: Session, export: Export, now: datetime) -> Phase:
    phase = Phase.objects.create(
        session=carrier,
        position=1,
        kind=Phase.Kind.OPINIONS,
        title="Polis",
        visibility=Phase.Visibility.OPEN,
        began_at=now,
        ended_at=now,
    )
    people = {person: new_code() for person in dict.fromkeys(vote.person for vote in export.votes)}
    _write(
        Participant,
        (
            Participant(session=carrier, ref=ref, name=person[:80], hash=hash_of(f"nobody {uuid4()}"), joined_at=now)
            for person, ref in people.items()
        ),
    )
    _write(
        Note,
        (
            Note(
                session=carrier,
                phase=phase,
                text=statement.text[:2000],
                label=label_of(statement.name),
                is_meta=statement.is_meta,
                made_at=now,
                hidden_at=now if statement.is_rejected else None,
            )
            for statement in export.statements
        ),
    )
    keys = dict(Participant.objects.filter(session=carrier).values_list("ref", "pk"))
    notes = dict(Note.objects.filter(phase=phase).values_list("label", "pk"))
    words = {(vote.person, vote.statement): vote.choice for vote in export.votes}
    _write(
        Vote,
        (
            Vote(
                phase=phase,
                participant_id=keys[people[person]],
                note_id=notes[label_of(statement)],
                value=choice,
                at=now,
            )
            for (person, statement), choice in words.items()
        ),
    )
    return phase


def label_of(statement: str) -> str:
    """A statement's name as it is kept: two long ones that begin alike stay two."""
    if len(statement) <= LONGEST_LABEL:
        return statement
    return f"{statement[: LONGEST_LABEL - 9]}…{hashlib.sha256(statement.encode()).hexdigest()[:8]}"


def _write(kind: type[Row], rows: Iterable[Row]) -> None:
    """Each batch is a transaction of its own."""
    coming = iter(rows)
    while batch := list(islice(coming, BATCH)):
        kind._default_manager.bulk_create(batch)


@transaction.atomic
def _arrive(session: Session, carrier: Session, phase: Phase, *, mark: UUID, by: Sender, now: datetime) -> Event:
    """All of it becomes the room's at once. Votes hang on their phase, so they are not touched, however many there are."""
    room = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("hub").get(pk=session.pk)
    if refusal := why_not_lead(room, by):
        raise Refused(refusal)
    if event := _brought(room, mark):
        return event
    last = Phase.objects.filter(session=room).aggregate(last=Max("position"))["last"] or 0
    Phase.objects.filter(pk=phase.pk).update(session=room, position=last + 1)
    people = Participant.objects.filter(session=carrier).update(session=room)
    statements = Note.objects.filter(session=carrier).update(session=room)
    room.last_number += 1
    room.save(update_fields=["last_number"])
    journal.record("session-imported", room.code, hub=room.hub.slug, by=by.person, now=now)
    return Event.objects.create(
        session=room,
        number=room.last_number,
        command=mark,
        type="imported",
        payload={"phase": phase.ref, "participants": people, "statements": statements},
        person=by.person,
        at=now,
    )


def _brought(session: Session, mark: UUID) -> Event | None:
    return Event.objects.filter(session=session, command=mark).first()


def forget(carrier: Session) -> None:
    """A carrier and what still lies in it, in batches."""
    for rows in (
        Vote.objects.filter(phase__session=carrier),
        Note.objects.filter(session=carrier),
        Participant.objects.filter(session=carrier),
    ):
        while batch := list(rows.values_list("pk", flat=True)[:BATCH]):
            _remove(rows.model, batch)
    Phase.objects.filter(session=carrier).delete()
    Session.carriers.filter(pk=carrier.pk).delete()


def _remove(kind: type[models.Model], keys: Sequence[int]) -> None:
    kind._default_manager.filter(pk__in=keys).delete()


def forget_stranded(*, now: datetime) -> int:
    """Carriers of imports that were never finished; how many."""
    stranded = list(Session.carriers.filter(carries_to__isnull=False, made_at__lt=now - STRANDED))
    for carrier in stranded:
        forget(carrier)
    return len(stranded)
