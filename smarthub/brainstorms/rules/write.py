"""What may be written: notes. Nothing typed is refused for being late; it is kept and says that it is."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Note, Phase, Session
from smarthub.brainstorms.rules.command import JOIN_FIRST, LEADERS_ONLY, NO_TEXT, Sender
from smarthub.kit.refusals import Refusal

LONGEST = 2000
GRACE = timedelta(minutes=2)  # a phone that was away for so long still counts as in time
NO_PHASE = Refusal("no-phase", _("No phase has begun yet."))
IN_USE = Refusal("in-use", _("Others have answered this note already, so it stays."))
NOT_BEGUN = Refusal("not-begun", _("This phase has not begun."))


def why_not_write(phase: Phase | None, *, text: str, lane: str, written: int, by: Sender) -> Refusal | None:
    """`written`: how many notes they have in this phase already."""
    if by.participant is None and not by.leads:
        return JOIN_FIRST
    if refusal := why_not_text(text):
        return refusal
    if phase is None:
        return NO_PHASE
    if phase.began_at is None:
        return NOT_BEGUN
    if lane and lane not in phase.lanes:
        return Refusal("unknown-lane", _("This phase has no such lane."), would_pass=", ".join(phase.lanes))
    if phase.quota is not None and by.participant is not None and written >= phase.quota:
        return Refusal("quota", _("Each may write {quota} notes in this phase."), quota=phase.quota)
    return None


def why_not_text(text: str) -> Refusal | None:
    if not text:
        return NO_TEXT
    if len(text) > LONGEST:
        return Refusal("too-long", _("A text has at most {longest} characters."), longest=LONGEST)
    return None


def is_late(session: Session, phase: Phase, *, composed_at: datetime | None, now: datetime) -> bool:
    """Written after the phase was over or locked. What was composed in time and arrives within the grace is in time."""
    over = min((moment for moment in (phase.ended_at, phase.locked_at, session.closed_at) if moment), default=None)
    if over is None:
        return False
    in_time = composed_at is not None and phase.began_at is not None and phase.began_at <= composed_at <= over
    return not (in_time and now <= over + GRACE)


def why_not_edit(note: Note, *, text: str, by: Sender) -> Refusal | None:
    is_own = by.participant is not None and note.participant_id == by.participant.pk
    if not is_own and not (by.leads and note.participant_id is None):
        return Refusal("not-yours", _("Only who wrote a note may change it."))
    if refusal := why_not_text(text):
        return refusal
    if note.phase.locked_at or note.phase.ended_at:
        return Refusal(
            "phase-over", _("This phase is over; the note stays as it is."), would_pass=_("Write a new note.")
        )
    return None


def why_not_remove(note: Note, *, used: bool, by: Sender) -> Refusal | None:
    """`used`: somebody else has voted on it, or something was decided on it; then it is no longer theirs alone."""
    if by.participant is None or note.participant_id != by.participant.pk:
        return Refusal("not-yours", _("Only who wrote a note may change it."))
    if note.phase.locked_at or note.phase.ended_at:
        return Refusal("phase-over", _("This phase is over; the note stays as it is."))
    if used:
        return IN_USE
    return None


def why_not_moderate(by: Sender) -> Refusal | None:
    return None if by.leads else LEADERS_ONLY
