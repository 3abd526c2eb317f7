"""Grouping: notes moved, groups made and named; each of it can be undone."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.actions.room import Told, group_named, note_named
from smarthub.brainstorms.models import Event, Group, Note, Session
from smarthub.brainstorms.rules.command import JOIN_FIRST, Command, Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.vote import why_not_on
from smarthub.kit.refusals import Refusal, Refused

UNDOABLE = ("moved", "grouped", "renamed")
NOTHING = Refusal("nothing-to-undo", _("There is nothing to undo."))


def _may(room: Session, by: Sender) -> None:
    """Everybody in the room groups; nobody should have to do it alone while the others stare."""
    if by.participant is None and (refusal := why_not_lead(room, by)):
        raise Refused(JOIN_FIRST if by.person is None else refusal)


def _shown(note: Note) -> Note:
    if refusal := why_not_on(note):
        raise Refused(refusal)
    return note


def move(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Into a group, or out of any when none is named."""
    _may(room, by)
    note = _shown(note_named(room, command.note))
    group = group_named(room, command.group) if command.group else None
    before = note.group.ref if note.group else None
    note.group = group
    note.save(update_fields=["group"])
    return Told("moved", {"note": note.ref, "group": group.ref if group else None}, {"notes": {note.ref: before}})


def group(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """A new group of these notes, perhaps of none yet."""
    _may(room, by)
    notes = [_shown(note_named(room, ref)) for ref in command.notes]
    made = Group.objects.create(session=room, title=command.text.strip()[:200])
    before = {note.ref: note.group.ref if note.group else None for note in notes}
    for note in notes:
        note.group = made
        note.save(update_fields=["group"])
    payload = {"group": made.ref, "title": made.title, "notes": [note.ref for note in notes]}
    return Told("grouped", payload, {"notes": before, "made": made.ref})


def rename(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    _may(room, by)
    named = group_named(room, command.group)
    before, named.title = named.title, command.text.strip()[:200]
    named.save(update_fields=["title"])
    return Told("renamed", {"group": named.ref, "title": named.title}, {"titles": {named.ref: before}})


def undo(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Takes back the grouping of one event: of this number, else the last one that was not taken back."""
    _may(room, by)
    undone = {event.payload["number"] for event in Event.objects.filter(session=room, type="undone").only("payload")}
    events = Event.objects.filter(session=room, type__in=UNDOABLE).exclude(number__in=undone)
    if command.number is not None:
        events = events.filter(number=command.number)
    event = events.order_by("-number").first()
    if event is None:
        raise Refused(NOTHING)
    kept: dict[str, Any] = event.kept
    groups = {each.ref: each for each in Group.objects.filter(session=room)}
    for note in Note.objects.filter(session=room, ref__in=kept.get("notes", {})):
        before = kept["notes"][note.ref]
        note.group = groups[before] if before else None
        note.save(update_fields=["group"])
    for ref, title in kept.get("titles", {}).items():
        Group.objects.filter(pk=groups[ref].pk).update(title=title)
    if made := kept.get("made"):
        Note.objects.filter(group=groups[made]).update(group=None)
        Group.objects.filter(pk=groups[made].pk).update(removed_at=now)
    payload = {
        "number": event.number,
        "notes": kept.get("notes", {}),
        "titles": kept.get("titles", {}),
        "removed": kept.get("made"),
    }
    return Told("undone", payload)
