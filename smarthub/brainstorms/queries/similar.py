"""Notes like the one that somebody is writing. What is not revealed yet is read out to its own author alone."""

from typing import Any

from django.db.models import Q

from smarthub.brainstorms.models import Note, Participant, Session
from smarthub.brainstorms.rules.notes.similar import Shelf

Shown = dict[str, Any]
ROOMS = 50  # that this process keeps in mind
_shelves: dict[int, Shelf] = {}


def similar_notes(session: Session, text: str, *, participant: Participant | None) -> list[Shown]:
    """Up to three notes that this person may read, the most alike first; `is_same` where it is likely the same again."""
    own = Q(participant=participant) if participant else Q(pk=None)
    may_read = Q(late_at=None, hidden_at=None) | own & Q(hidden_at=None)
    notes = [
        note
        for note in Note.objects.filter(may_read, session=session).select_related("phase").order_by("pk")
        if note.is_shown or (participant and note.participant_id == participant.pk)
    ]
    found = _shelf(session).alike(text, [note.text for note in notes])
    return [
        {
            "note": notes[each.note].ref,
            "text": notes[each.note].text,
            "likeness": round(each.likeness, 2),
            "is_same": each.is_same,
            "is_mine": participant is not None and notes[each.note].participant_id == participant.pk,
        }
        for each in found
    ]


def _shelf(session: Session) -> Shelf:
    """What this process has read of the room's notes already."""
    if len(_shelves) > ROOMS:
        _shelves.clear()
    return _shelves.setdefault(session.pk, Shelf())
