"""A room as it stands: what everybody may know, and what is somebody's own."""

from dataclasses import dataclass
from typing import Any

from smarthub.brainstorms.models import Action, Decision, Group, Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.queries.coming import coming_for
from smarthub.brainstorms.queries.log import action_shown
from smarthub.brainstorms.rules.pass_on import passed_to
from smarthub.kit.recent import Recent

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """What is in a room, for everybody; read once for all who come at the same number of its log."""

    notes: list[Note]
    phases: list[Phase]
    shown: Shown


# After a reveal, or after a line was cut, every phone of a room asks at once.
_whole: Recent[tuple[int, int], Whole] = Recent(most=50)


def state(session: Session, *, participant: Participant | None = None, leads: bool = False) -> Shown:
    """The snapshot. `number` is read first: whoever goes on from it may see an event twice, never miss one."""
    session.refresh_from_db(fields=["last_number", "closed_at"])
    place = (session.pk, session.last_number)
    whole = _whole.get(place) or _whole.keep(place, _read(session))
    found: Shown = {
        "code": session.code,
        "hub": session.hub.slug,
        "question": session.question,
        "number": session.last_number,
        "closed_at": session.closed_at.isoformat() if session.closed_at else None,
        **{
            name: [dict(each) for each in value] if isinstance(value, list) else value
            for name, value in whole.shown.items()
        },
        "mine": None,
        "waiting": None,
        "next": None,
        "pairs": None,
    }
    if participant:
        found["mine"] = _mine(participant, whole.notes, whole.phases)
        found |= coming_for(participant, whole.notes, whole.phases)
    if leads:
        # What is late or was hidden, of phases that are revealed: before that nobody reads it, not even who leads.
        found["waiting"] = [
            {**_note(note), "late": bool(note.late_at), "hidden": bool(note.hidden_at)}
            for note in whole.notes
            if note.phase.is_shown and not note.is_shown
        ]
    return found


def _read(session: Session) -> Whole:
    notes = list(Note.objects.filter(session=session).order_by("pk"))
    phases = list(Phase.objects.filter(session=session))
    groups = list(Group.objects.filter(session=session).order_by("pk"))
    phase_of, group_of = {each.pk: each for each in phases}, {each.pk: each for each in groups}
    for note in notes:  # a room has few phases and groups, and many notes: a join would bring each of them many times
        note.phase = phase_of[note.phase_id]
        note.group = group_of[note.group_id] if note.group_id else None
    decisions = Decision.objects.filter(session=session).order_by("pk")
    actions = Action.objects.filter(session=session).order_by("pk")
    shown: Shown = {
        "participants": Participant.objects.filter(session=session).count(),
        "phases": [phase_shown(phase) for phase in phases],
        "groups": [
            {"group": group.ref, "title": group.title, "is_proposed": group.is_proposed}
            for group in groups
            if group.removed_at is None
        ],
        "notes": [_note(note) for note in notes if note.is_shown],
        "notes_hidden": sum(not note.is_shown for note in notes),
        "decisions": [{"decision": each.ref, "text": each.text} for each in decisions],
        "actions": [{"action": each.ref, **action_shown(each)} for each in actions],
    }
    return Whole(notes, phases, shown)


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
    votes = Vote.objects.filter(participant=participant).order_by("pk")
    return {
        "participant": participant.ref,
        "name": participant.name,
        "sector": participant.sector,
        "notes": [
            {**_note(note), "late": bool(note.late_at)} for note in notes if note.participant_id == participant.pk
        ],
        "passed": [_note(note) for note in passed_to(participant.pk, phases, notes)],
        "votes": [
            {"phase": phase, "note": note, "other": other, "value": value, "effort": effort}
            for phase, note, other, value, effort in votes.values_list(
                "phase__ref", "note__ref", "other__ref", "value", "effort"
            )
        ],
    }
