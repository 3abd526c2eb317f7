"""Votes of every kind; the last word counts. The event says that somebody voted, never who or what."""

from datetime import datetime

from django.db.models import Sum

from smarthub.brainstorms.actions.room import Told, phase_of
from smarthub.brainstorms.models import Note, Participant, Phase, Session, Vote
from smarthub.brainstorms.rules.command import Command, Sender
from smarthub.brainstorms.rules.vote import why_not_on, why_not_order, why_not_value, why_not_vote
from smarthub.kit.refusals import Refused


def vote(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    phase = phase_of(room, command)
    if refusal := why_not_vote(room, phase, by):
        raise Refused(refusal)
    assert phase is not None
    assert by.participant is not None
    if phase.kind == Phase.Kind.RANK:
        _rank(room, phase, by.participant, command, now)
    else:
        _say(room, phase, by.participant, command, now)
    return Told("voted", {"phase": phase.ref})


def unvote(room: Session, command: Command, by: Sender, now: datetime) -> Told:
    """Takes back what was said to a note (and `other`), while the vote runs. The event is the same as a vote's."""
    phase = phase_of(room, command)
    if refusal := why_not_vote(room, phase, by):
        raise Refused(refusal)
    assert phase is not None
    said = Vote.objects.filter(phase=phase, participant=by.participant)
    names = {command.note, command.other} - {""}
    gone = said.filter(note__ref__in=names)
    if command.other:
        gone = gone.filter(other__ref__in=names)
    gone.delete()
    return Told("voted", {"phase": phase.ref})


def _say(room: Session, phase: Phase, participant: Participant, command: Command, now: datetime) -> None:
    names = [command.note] + ([command.other] if phase.kind == Phase.Kind.PAIRS else [])
    known = _notes(room, names)
    for name in names:
        if refusal := why_not_on(known.get(name)):
            raise Refused(refusal)
    note = known[command.note]
    mine = Vote.objects.filter(phase=phase, participant=participant)
    # Dots on a note that was hidden since are given back: they count nowhere.
    dots = mine.filter(note__hidden_at=None) if phase.kind == Phase.Kind.DOTS else mine.none()
    given = dict(dots.values_list("note_id", "value"))
    if refusal := why_not_value(phase, command, given=given, note=note):
        raise Refused(refusal)
    other = known[command.other] if phase.kind == Phase.Kind.PAIRS else None
    if other:
        mine.filter(note=other, other=note).delete()  # the same pair, said the other way round
    Vote.objects.update_or_create(
        phase=phase,
        participant=participant,
        note=note,
        other=other,
        defaults={
            "value": 1 if other else command.value or 0,
            "effort": command.effort if phase.kind == Phase.Kind.PLACE else None,
            "at": now,
        },
    )


def _rank(room: Session, phase: Phase, participant: Participant, command: Command, now: datetime) -> None:
    known = _notes(room, command.notes)
    order = [known.get(name) for name in command.notes]
    if refusal := why_not_order(order):
        raise Refused(refusal)
    Vote.objects.filter(phase=phase, participant=participant).delete()
    Vote.objects.bulk_create(
        Vote(phase=phase, participant=participant, note=note, value=place, at=now)
        for place, note in enumerate(order, start=1)
        if note
    )


def fit_in_budget(note: Note) -> None:
    """A note is shown again, and with it the dots that it had: of each person those that they have not given elsewhere."""
    dotted = list(Vote.objects.filter(note=note, phase__kind=Phase.Kind.DOTS).select_related("phase"))
    others = Vote.objects.filter(phase__in={vote.phase_id for vote in dotted}, note__hidden_at=None).exclude(note=note)
    sums = others.values_list("phase", "participant").annotate(given=Sum("value"))
    elsewhere = {(phase, participant): given for phase, participant, given in sums}
    over = []
    for vote in dotted:
        fits = max(0, vote.phase.dots - elsewhere.get((vote.phase_id, vote.participant_id), 0))
        if vote.value > fits:
            vote.value = fits
            over.append(vote)
    Vote.objects.bulk_update(over, ["value"], batch_size=500)


def _notes(room: Session, refs: list[str] | tuple[str, ...]) -> dict[str, Note]:
    found = Note.objects.filter(session=room, ref__in=refs).select_related("phase")
    return {note.ref: note for note in found}
