"""Finding what a command names, in its own room and nowhere else; and how a verb tells what it did."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Group, Note, Participant, Phase, Session
from smarthub.brainstorms.rules.command import NOT_HERE, Command
from smarthub.kit.refusals import Refusal, Refused

GONE = Refusal("group-gone", _("This group was taken apart."))


@dataclass(frozen=True, slots=True)
class Told:
    """The event that a verb asks to be written. `participant`: who has just come to be."""

    type: str
    payload: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    participant: Participant | None = None


def running(room: Session) -> Phase | None:
    return Phase.objects.filter(session=room, began_at__isnull=False, ended_at=None).first()


def latest(room: Session) -> Phase | None:
    """The phase that runs; between two, and after the last, the one that was over last."""
    begun = Phase.objects.filter(session=room, began_at__isnull=False)
    return running(room) or begun.order_by("ended_at", "position").last()


def phase_of(room: Session, command: Command) -> Phase | None:
    """The phase that the command names, else the one that runs."""
    if not command.phase:
        return running(room)
    phase = Phase.objects.filter(session=room, ref=command.phase).first()
    if phase is None:
        raise Refused(NOT_HERE)
    return phase


def note_named(room: Session, ref: str) -> Note:
    note = Note.objects.filter(session=room, ref=ref).select_related("phase", "group").first()
    if note is None:
        raise Refused(NOT_HERE)
    return note


def group_named(room: Session, ref: str) -> Group:
    group = Group.objects.filter(session=room, ref=ref).first()
    if group is None:
        raise Refused(NOT_HERE)
    if group.removed_at:
        raise Refused(GONE)
    return group
