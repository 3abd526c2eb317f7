"""A proposal of groups by the machine: one event, edited like any grouping, and taken back by one undo."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from smarthub.brainstorms.actions.once import event_of, once
from smarthub.brainstorms.actions.room import Told
from smarthub.brainstorms.models import Event, Group, Note, Session
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.lead import why_not_lead
from smarthub.brainstorms.rules.notes.grouping import Proposed, propose
from smarthub.brainstorms.rules.notes.meaning import best_reader
from smarthub.brainstorms.rules.notes.proposal import why_not_propose
from smarthub.brainstorms.rules.notes.vectors import Reader
from smarthub.kit.refusals import Refused

PROPOSE = "propose"


def propose_groups(
    session: Session,
    *,
    k: int | None = None,
    mark: UUID | None = None,
    by: Sender,
    now: datetime,
    reader: Reader | None = None,
) -> Event:
    """Put the notes that nobody has grouped into at most `k` named groups; None: as many as is usual.

    Groups that people made, named or added to stay as they are; those of an earlier proposal are dealt anew. The
    thinking is done before the room's turn is taken, so nobody waits for it; a note hidden or grouped meanwhile is left
    out. `mark`: the id of the command that asked; the same again answers the same event.
    """
    command = Command(id=mark or uuid4(), type=PROPOSE, value=k)
    if refusal := why_not_lead(session, by):
        raise Refused(refusal)
    if event := event_of(session, command, by=by):
        return event
    notes = free_notes(session)
    if refusal := why_not_propose(len(notes), k):
        raise Refused(refusal)
    proposal = propose([note.text for note in notes], k, reader=reader or best_reader())

    def write(room: Session, command: Command, by: Sender, now: datetime) -> Told:
        if refusal := why_not_lead(room, by):
            raise Refused(refusal)
        return written(room, notes, proposal, now)

    return once(session, command, write, by=by, now=now)


def free_notes(room: Session) -> list[Note]:
    """The notes that everybody may read and nobody has put into a group."""
    notes = Note.objects.filter(session=room).select_related("phase", "group").order_by("pk")
    return [note for note in notes if note.is_shown and (note.group is None or note.group.is_proposed)]


def written(room: Session, notes: Sequence[Note], proposal: Sequence[Proposed], now: datetime) -> Told:
    free = {note.pk: note for note in free_notes(room)}
    before = {note.ref: note.group.ref if note.group else None for note in free.values()}
    told = []
    for each in proposal:
        members = [free.pop(notes[n].pk) for n in each.notes if notes[n].pk in free]
        if not members:
            continue
        made = Group.objects.create(session=room, title=" · ".join(each.words)[:200], is_proposed=True)
        for note in members:
            note.group = made
        Note.objects.bulk_update(members, ["group"])
        told.append({"group": made.ref, "central": members[0].ref, "notes": [note.ref for note in members]})
    for ref in [note.ref for note in free.values()]:
        del before[ref]  # written or revealed meanwhile: it stays where it is
    left = Group.objects.filter(session=room, ref__in={ref for ref in before.values() if ref}, notes=None)
    emptied = list(left.values_list("ref", flat=True))
    Group.objects.filter(session=room, ref__in=emptied).update(removed_at=now)
    alive = {each["group"]: False for each in told} | dict.fromkeys(emptied, True)
    return Told("proposed", {"groups": told, "removed": emptied}, {"notes": before, "alive": alive})
