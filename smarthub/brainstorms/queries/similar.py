"""Notes like the one that somebody is writing. What is not revealed yet is read out to its own author alone."""

from typing import Any

from django.db.models import Q

from smarthub.brainstorms.models import Note, Participant, Phase, Session
from smarthub.brainstorms.rules.notes.similar import Shelf

Shown = dict[str, Any]
ROOMS = 50  # that this process keeps in mind
_shelves: dict[int, Shelf] = {}


def similar_notes(session: Session, text: str, *, participant: Participant | None) -> list[Shown]:
    """Up to three notes that this person may read, the most alike first; `is_same` where it is likely the same again."""
    shown = [phase.pk for phase in Phase.objects.filter(session=session) if phase.is_shown]
    may_read = Q(phase__in=shown, late_at=None)
    if participant:
        may_read |= Q(participant=participant)
    rows = Note.objects.filter(may_read, session=session, hidden_at=None).order_by("pk")
    notes = list(rows.values_list("ref", "text", "participant_id"))
    found = _shelf(session).alike(text, [text for _ref, text, _author in notes])
    return [
        {
            "note": ref,
            "text": said,
            "likeness": round(each.likeness, 2),
            "is_same": each.is_same,
            "is_mine": participant is not None and author == participant.pk,
        }
        for each in found
        for ref, said, author in (notes[each.note],)
    ]


def _shelf(session: Session) -> Shelf:
    """What this process has read of the room's notes already."""
    if len(_shelves) > ROOMS:
        _shelves.clear()
    return _shelves.setdefault(session.pk, Shelf())
