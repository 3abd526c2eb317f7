"""What comes next in a session, how far it has come, and how many take part. Counts alone: nothing of it says who."""

from datetime import datetime
from typing import Any

from django.db.models import Count

from smarthub.brainstorms.models import Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.queries.here import here_now
from smarthub.brainstorms.rules.vote import VOTING

NEEDS_NOTES = {Phase.Kind.GROUP, *VOTING}


def coming_after(session: Session) -> Phase | None:
    """The phase that begins when those who lead go on."""
    ahead = Phase.objects.filter(session=session, began_at=None)
    current = Phase.objects.filter(session=session, began_at__isnull=False, ended_at=None).first()
    return ahead.filter(position__gt=current.position).first() if current else ahead.first()


def to_reveal(session: Session, coming: Phase | None) -> list[Phase]:
    """What was written in silence and is still hidden, where the coming phase works with notes."""
    if coming is None or coming.kind not in NEEDS_NOTES:
        return []
    begun = Phase.objects.filter(session=session, began_at__isnull=False, kind=Phase.Kind.WRITE)
    return [phase for phase in begun if not phase.is_shown]


def counts(session: Session, phase_ref: str | None, *, now: datetime) -> dict[str, Any]:
    """People who came in, and how many of them are here; of the phase that runs, notes and how many wrote, and how many have
    voted. What was hidden counts nowhere, as in the results.
    """
    people = Participant.objects.filter(session=session).count()
    found: dict[str, Any] = {"people": people, "here": here_now(session, now=now)}
    if phase_ref:
        notes = Note.objects.filter(session=session, phase__ref=phase_ref)
        found |= notes.aggregate(notes=Count("pk"), writers=Count("participant", distinct=True))
        votes = Vote.objects.filter(phase__session=session, phase__ref=phase_ref)
        votes = votes.filter(note__hidden_at=None, other__hidden_at=None)
        votes = votes.exclude(phase__kind=Phase.Kind.DOTS, value=0)
        found |= votes.aggregate(votes=Count("pk"), voters=Count("participant", distinct=True))
    return found
