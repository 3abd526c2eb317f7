"""Notes from host to host, and things that were found."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.models import DeskNote, LostThing
from smarthub.bookings.rules.undo import why_not_undo_put_away
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.models import Hub


@transaction.atomic
def write_note(hub: Hub, *, text: str, by: Person, now: datetime) -> DeskNote:
    note = DeskNote.objects.create(hub=hub, text=text.strip(), written_at=now, written_by=by)
    journal.record("desk-note-written", note.ref, hub=hub.slug, by=by, now=now)
    return note


@transaction.atomic
def note_done(note: DeskNote, *, by: Person, now: datetime) -> DeskNote:
    """Off the desk. Asked again, it answers the same."""
    note = DeskNote.objects.select_for_update(of=("self",)).select_related("hub").get(pk=note.pk)
    if note.done_at is None:
        note.done_at, note.done_by = now, by
        note.save(update_fields=["done_at", "done_by"])
        journal.record("desk-note-done", note.ref, hub=note.hub.slug, by=by, now=now)
    return note


@transaction.atomic
def undo_note_done(note: DeskNote, *, by: Person, now: datetime) -> DeskNote:
    """On the desk again. Asked again, it answers the same."""
    note = DeskNote.objects.select_for_update(of=("self",)).select_related("hub").get(pk=note.pk)
    if note.done_at:
        if refusal := why_not_undo_put_away(note.done_at, now=now):
            raise Refused(refusal)
        note.done_at = note.done_by = None
        note.save(update_fields=["done_at", "done_by"])
        journal.record("desk-note-back", note.ref, hub=note.hub.slug, by=by, now=now)
    return note


@transaction.atomic
def keep_found(hub: Hub, *, what: str, where: str = "", by: Person, now: datetime) -> LostThing:
    thing = LostThing.objects.create(hub=hub, what=what.strip(), where=where.strip(), found_at=now, found_by=by)
    journal.record("lost-thing-kept", thing.ref, hub=hub.slug, by=by, now=now)
    return thing


@transaction.atomic
def give_back(thing: LostThing, *, by: Person, now: datetime) -> LostThing:
    """Somebody has it again. Asked again, it answers the same."""
    thing = LostThing.objects.select_for_update(of=("self",)).select_related("hub").get(pk=thing.pk)
    if thing.returned_at is None:
        thing.returned_at, thing.returned_by = now, by
        thing.save(update_fields=["returned_at", "returned_by"])
        journal.record("lost-thing-returned", thing.ref, hub=thing.hub.slug, by=by, now=now)
    return thing


@transaction.atomic
def undo_give_back(thing: LostThing, *, by: Person, now: datetime) -> LostThing:
    """It lies at the desk again. Asked again, it answers the same."""
    thing = LostThing.objects.select_for_update(of=("self",)).select_related("hub").get(pk=thing.pk)
    if thing.returned_at:
        if refusal := why_not_undo_put_away(thing.returned_at, now=now):
            raise Refused(refusal)
        thing.returned_at = thing.returned_by = None
        thing.save(update_fields=["returned_at", "returned_by"])
        journal.record("lost-thing-back", thing.ref, hub=thing.hub.slug, by=by, now=now)
    return thing
