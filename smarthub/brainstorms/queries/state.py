"""A room as it stands: what everybody may know, and what is somebody's own."""

from typing import Any

from smarthub.brainstorms.models import Action, Decision, Group, Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.queries.coming import coming_for
from smarthub.brainstorms.queries.log import action_shown
from smarthub.brainstorms.rules.pass_on import passed_to

Shown = dict[str, Any]


def state(session: Session, *, participant: Participant | None = None, leads: bool = False) -> Shown:
    """The snapshot. `number` is read first: whoever goes on from it may see an event twice, never miss one."""
    session.refresh_from_db(fields=["last_number", "closed_at"])
    notes = list(Note.objects.filter(session=session).select_related("phase", "group").order_by("pk"))
    phases = list(Phase.objects.filter(session=session))
    found: Shown = {
        "code": session.code,
        "hub": session.hub.slug,
        "question": session.question,
        "number": session.last_number,
        "closed_at": session.closed_at.isoformat() if session.closed_at else None,
        "participants": Participant.objects.filter(session=session).count(),
        "phases": [phase_shown(phase) for phase in phases],
        "groups": [
            {"group": group.ref, "title": group.title}
            for group in Group.objects.filter(session=session, removed_at=None).order_by("pk")
        ],
        "notes": [_note(note) for note in notes if note.is_shown],
        "notes_hidden": sum(not note.is_shown for note in notes),
        "decisions": [
            {"decision": each.ref, "text": each.text}
            for each in Decision.objects.filter(session=session).order_by("pk")
        ],
        "actions": [
            {"action": each.ref, **action_shown(each)} for each in Action.objects.filter(session=session).order_by("pk")
        ],
        "mine": None,
        "waiting": None,
        "next": None,
        "pairs": None,
    }
    if participant:
        found["mine"] = _mine(participant, notes, phases)
        found |= coming_for(participant, notes, phases)
    if leads:
        # What is late or was hidden, of phases that are revealed: before that nobody reads it, not even who leads.
        found["waiting"] = [
            {**_note(note), "late": bool(note.late_at), "hidden": bool(note.hidden_at)}
            for note in notes
            if note.phase.is_shown and not note.is_shown
        ]
    return found


def phase_shown(phase: Phase) -> Shown:
    moments = {
        name: value.isoformat() if (value := getattr(phase, name)) else None
        for name in ("began_at", "due_at", "revealed_at", "locked_at", "ended_at")
    }
    return {
        "phase": phase.ref,
        "kind": phase.kind,
        "title": phase.title,
        "prompt": phase.prompt,
        "seconds": phase.seconds,
        "visibility": phase.visibility,
        "quota": phase.quota,
        "dots": phase.dots,
        "may_stack": phase.may_stack,
        "seconds_left": phase.seconds_left,
        "lanes": phase.lanes,
        **moments,
    }


def _note(note: Note) -> Shown:
    return {
        "note": note.ref,
        "phase": note.phase.ref,
        "text": note.text,
        "lane": note.lane,
        "group": note.group.ref if note.group else None,
        "is_paper": note.is_paper,
    }


def _mine(participant: Participant, notes: list[Note], phases: list[Phase]) -> Shown:
    votes = Vote.objects.filter(participant=participant).select_related("phase", "note", "other").order_by("pk")
    return {
        "participant": participant.ref,
        "name": participant.name,
        "sector": participant.sector,
        "notes": [
            {**_note(note), "late": bool(note.late_at)} for note in notes if note.participant_id == participant.pk
        ],
        "passed": [_note(note) for note in passed_to(participant.pk, phases, notes)],
        "votes": [
            {
                "phase": vote.phase.ref,
                "note": vote.note.ref,
                "other": vote.other.ref if vote.other else None,
                "value": vote.value,
                "effort": vote.effort,
            }
            for vote in votes
        ],
    }
