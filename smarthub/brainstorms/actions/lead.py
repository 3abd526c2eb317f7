"""What those who lead do: phases in any order and again, lock, reveal, close."""

from datetime import datetime

from smarthub.brainstorms.actions.phases import described, last_begun, make_room
from smarthub.brainstorms.actions.room import Told, phase_of, running
from smarthub.brainstorms.models import Note, Phase, Session
from smarthub.brainstorms.rules import lead as rules
from smarthub.brainstorms.rules.command import LEADERS_ONLY, Command, Sender
from smarthub.journal import actions as journal
from smarthub.kit.codes import new_code
from smarthub.kit.refusals import Refusal, Refused


def _ask(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def next_phase(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """End what runs and begin the phase named, else the one that follows. One that is over begins again as a copy."""
    _ask(rules.why_not_lead(room, by))
    current = running(room)
    if command.phase:
        coming = phase_of(room, command)
    else:
        ahead = Phase.objects.filter(session=room, began_at=None)
        coming = ahead.filter(position__gt=current.position).first() if current else ahead.first()
    _ask(rules.why_not_next(coming, current))
    assert coming is not None
    if current:
        current.ended_at = now
        current.save(update_fields=["ended_at"])
    if coming.began_at:
        coming.pk, coming.ref = None, new_code()
        coming.position = make_room(room, current.position if current else last_begun(room))
        coming.revealed_at = coming.locked_at = coming.ended_at = coming.seconds_left = None
        coming._state.adding = True
    coming.begin(now)
    coming.save()
    return Told("phase", {"phase": coming.ref, "ended": current.ref if current else None, **described(coming)})


def lock(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_lock(phase))
    assert phase is not None
    phase.locked_at = phase.locked_at or now
    phase.save(update_fields=["locked_at"])
    return Told("locked", {"phase": phase.ref})


def unlock(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_lock(phase))
    assert phase is not None
    phase.locked_at = None
    phase.save(update_fields=["locked_at"])
    return Told("unlocked", {"phase": phase.ref})


def reveal(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """From now on everybody sees what was written in this phase. It cannot be taken back."""
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_reveal(phase))
    assert phase is not None
    phase.revealed_at = phase.revealed_at or now
    phase.save(update_fields=["revealed_at"])
    notes = Note.objects.filter(phase=phase, late_at=None, hidden_at=None).order_by("pk")
    return Told("revealed", {"phase": phase.ref, "notes": list(notes.values_list("ref", flat=True))})


def close(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """The session is over; what was hidden stays hidden. Asked again by another command, it stays closed."""
    if not by.leads or by.person is None:
        raise Refused(LEADERS_ONLY)
    if room.closed_at is None:
        if current := running(room):
            current.ended_at = now
            current.save(update_fields=["ended_at"])
        room.closed_at, room.closed_by = now, by.person
        room.save(update_fields=["closed_at", "closed_by"])
        journal.record("session-closed", room.code, hub=room.hub.slug, by=by.person, now=now)
    return Told("closed")
