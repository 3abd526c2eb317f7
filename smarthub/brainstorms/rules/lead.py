"""What those who lead may do, and when."""

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.rules.command import CLOSED, LEADERS_ONLY, NOT_HERE, Sender
from smarthub.brainstorms.rules.write import NOT_BEGUN
from smarthub.kit.refusals import Refusal

NO_MORE = Refusal("no-more-phases", _("This was the last phase."), would_pass=_("Name a phase to repeat it."))
NOT_RUNNING = Refusal("not-running", _("This phase is not running."))


def why_not_lead(session: Session, by: Sender) -> Refusal | None:
    if not by.leads:
        return LEADERS_ONLY
    return CLOSED if session.closed_at else None


def why_not_reveal(phase: Phase | None) -> Refusal | None:
    if phase is None:
        return NOT_HERE
    return NOT_BEGUN if phase.began_at is None else None


def why_not_lock(phase: Phase | None) -> Refusal | None:
    if phase is None:
        return NOT_HERE
    return None if phase.is_running else NOT_RUNNING


def why_not_extend(phase: Phase | None, seconds: int | None) -> Refusal | None:
    if refusal := why_not_lock(phase):
        return refusal
    if seconds is None or not -3600 <= seconds <= 3600:
        return Refusal("not-a-length", _("Give a length of at most an hour, in seconds."))
    return None


def why_not_kind(kind: str, visibility: str) -> Refusal | None:
    """A phase that a facilitator adds."""
    if kind not in Phase.Kind.values:
        return Refusal("unknown-kind", _("There is no such kind of phase."), would_pass=", ".join(Phase.Kind.values))
    if visibility and visibility not in Phase.Visibility.values:
        return Refusal(
            "unknown-visibility", _("A phase is hidden or open."), would_pass=", ".join(Phase.Visibility.values)
        )
    return None
