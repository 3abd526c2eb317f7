"""What a vote may say. The server alone counts: a phone that shows too many dots has not given them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Note, Phase, Session
from smarthub.brainstorms.rules.command import CLOSED, JOIN_FIRST, NOT_HERE, Command, Sender
from smarthub.brainstorms.rules.write import NO_PHASE, NOT_BEGUN
from smarthub.kit.refusals import Refusal

Kind = Phase.Kind
VOTING = {Kind.OPINIONS, Kind.DOTS, Kind.PAIRS, Kind.RANK, Kind.PLACE}
OVER = Refusal("vote-over", _("The vote is closed."))
HIDDEN = Refusal("not-shown", _("This note is not shown, so nobody can vote on it."))
OPINION = Refusal("not-an-opinion", _("Say agree, disagree or pass."), would_pass=_("1, -1 or 0"))
SCALE = Refusal("not-on-the-scale", _("Impact and effort go from 1 to 5."))


def why_not_vote(session: Session, phase: Phase | None, by: Sender) -> Refusal | None:
    """Whether this person may vote in this phase at all."""
    if by.participant is None:
        return JOIN_FIRST
    if session.closed_at:
        return CLOSED
    if phase is None:
        return NO_PHASE
    if phase.began_at is None:
        return NOT_BEGUN
    if phase.ended_at or phase.locked_at:
        return OVER
    if phase.kind not in VOTING:
        return Refusal("no-vote", _("There is no vote in this phase."))
    return None


def why_not_on(note: Note | None) -> Refusal | None:
    if note is None:
        return NOT_HERE
    return None if note.is_shown else HIDDEN


def why_not_value(phase: Phase, command: Command, *, given: Mapping[int, int], note: Note) -> Refusal | None:
    """`given`: the dots that this person has on each note of this phase, by the note's key."""
    value = command.value
    match phase.kind:
        case Kind.OPINIONS:
            return None if value in {-1, 0, 1} else OPINION
        case Kind.DOTS:
            return _why_not_dots(phase, value, given=given, note=note)
        case Kind.PLACE:
            return None if _on_scale(value) and _on_scale(command.effort) else SCALE
        case _:  # pairs; an order is looked at as a whole (why_not_order)
            return Refusal("one-note", _("Compare two different notes.")) if command.other == command.note else None


def _on_scale(value: int | None) -> bool:
    return value is not None and 1 <= value <= 5


def _why_not_dots(phase: Phase, value: int | None, *, given: Mapping[int, int], note: Note) -> Refusal | None:
    if value is None or value < 0:
        return Refusal("not-dots", _("Say how many dots, 0 or more."))
    if value > 1 and not phase.may_stack:
        return Refusal("no-stacking", _("At most one dot on a note."))
    others = sum(dots for key, dots in given.items() if key != note.pk)
    if others + value > phase.dots:
        return Refusal(
            "over-budget",
            _("You have {dots} dots; {left} are left for this note."),
            dots=phase.dots,
            left=phase.dots - others,
        )
    return None


def why_not_order(notes: Sequence[Note | None]) -> Refusal | None:
    """A ranking names each note once."""
    if not notes or None in notes:
        return NOT_HERE
    if len({note.pk for note in notes if note}) < len(notes):
        return Refusal("twice", _("A note is in the order twice."))
    return next((why_not_on(note) for note in notes if why_not_on(note)), None)
