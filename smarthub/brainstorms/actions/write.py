"""Notes: written, changed, taken back, hidden, taken in."""

from datetime import datetime

from django.db.models import Q

from smarthub.brainstorms.actions.room import Told, latest, note_named, phase_of
from smarthub.brainstorms.actions.vote import fit_in_budget
from smarthub.brainstorms.models import Decision, Note, Session, Vote
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.write import (
    IN_USE,
    is_late,
    why_not_edit,
    why_not_moderate,
    why_not_remove,
    why_not_write,
)
from smarthub.kit.refusals import Refused


def write(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    # Who names no phase writes in the one that runs; after the last it is a late note of that one, not a lost one.
    phase = phase_of(room, command) if command.phase else latest(room)
    text = command.text.strip()
    written = 0
    if phase and by.participant:
        written = Note.objects.filter(phase=phase, participant=by.participant).count()
    if refusal := why_not_write(phase, text=text, lane=command.lane, written=written, by=by):
        raise Refused(refusal)
    assert phase is not None
    late = is_late(room, phase, composed_at=command.composed_at, now=now)
    note = Note.objects.create(
        session=room,
        phase=phase,
        participant=by.participant,
        text=text,
        lane=command.lane,
        is_paper=command.is_paper and by.leads,
        composed_at=command.composed_at,
        made_at=now,
        late_at=now if late else None,
    )
    return Told("noted", {"note": note.ref, "phase": phase.ref, "late": late})


def edit(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    note = note_named(room, command.note)
    text = command.text.strip()
    if refusal := why_not_edit(note, text=text, by=by):
        raise Refused(refusal)
    if text != note.text and _is_answered(note):
        raise Refused(IN_USE)  # what others voted on stays what they voted on
    before, note.text = note.text, text
    note.save(update_fields=["text"])
    return Told("edited", {"note": note.ref, "phase": note.phase.ref}, {"text": before})


def remove(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Who wrote a note takes it back while its phase runs: the text is gone, not hidden. Asked again, it stays gone."""
    note = note_named(room, command.note)
    decided = Decision.objects.filter(note=note).exists()
    if refusal := why_not_remove(note, used=decided or _is_answered(note), by=by):
        raise Refused(refusal)
    told = Told("removed", {"note": note.ref, "phase": note.phase.ref})
    note.delete()
    return told


def _is_answered(note: Note) -> bool:
    """Whether somebody else than its writer has voted on it."""
    return Vote.objects.filter(Q(note=note) | Q(other=note)).exclude(participant=note.participant).exists()


def hide(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Nobody sees it any more; its row stays."""
    if refusal := why_not_moderate(by):
        raise Refused(refusal)
    note = note_named(room, command.note)
    note.hidden_at = note.hidden_at or now
    note.save(update_fields=["hidden_at"])
    return Told("hidden", {"note": note.ref})


def show(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    if refusal := why_not_moderate(by):
        raise Refused(refusal)
    note = note_named(room, command.note)
    note.hidden_at = None
    note.save(update_fields=["hidden_at"])
    fit_in_budget(note)
    return Told("shown", {"note": note.ref, "phase": note.phase.ref})


def admit(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """A late note is taken in with the others."""
    if refusal := why_not_moderate(by):
        raise Refused(refusal)
    note = note_named(room, command.note)
    note.late_at = None
    note.save(update_fields=["late_at"])
    return Told("admitted", {"note": note.ref, "phase": note.phase.ref})
