"""The timer of the phase that runs. The server alone keeps it, and when it is up nobody is cut off."""

from datetime import datetime, timedelta

from smarthub.brainstorms.actions.room import Told, phase_of
from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.rules import lead as rules
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.kit.refusals import Refusal, Refused


def _ask(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def _told(kind: str, phase: Phase) -> Told:
    due_at = phase.due_at.isoformat() if phase.due_at else None
    return Told(kind, {"phase": phase.ref, "due_at": due_at, "seconds_left": phase.seconds_left})


def extend(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """More time, or less; counted from now where the time was up or there was none. A timer that stands stays standing."""
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_extend(phase, command.seconds))
    assert phase is not None
    seconds = command.seconds or 0
    if phase.seconds_left is not None:
        phase.seconds_left = max(0, phase.seconds_left + seconds)
    else:
        phase.due_at = max(phase.due_at or now, now) + timedelta(seconds=seconds)
    phase.save(update_fields=["due_at", "seconds_left"])
    return _told("extended", phase)


def pause(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """The timer stands still; people go on writing."""
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_pause(phase))
    assert phase is not None
    if phase.due_at is not None:
        phase.seconds_left = max(0, round((phase.due_at - now).total_seconds()))
        phase.due_at = None
        phase.save(update_fields=["due_at", "seconds_left"])
    return _told("paused", phase)


def resume(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    _ask(rules.why_not_lead(room, by))
    phase = phase_of(room, command)
    _ask(rules.why_not_pause(phase))
    assert phase is not None
    if phase.seconds_left is not None:
        phase.due_at = now + timedelta(seconds=phase.seconds_left)
        phase.seconds_left = None
        phase.save(update_fields=["due_at", "seconds_left"])
    return _told("resumed", phase)
