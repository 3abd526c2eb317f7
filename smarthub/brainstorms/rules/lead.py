"""What those who lead may do, and when."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from smarthub.brainstorms.models import Phase, Session
from smarthub.brainstorms.rules.command import CLOSED, JOIN_FIRST, LEADERS_ONLY, NOT_HERE, Sender
from smarthub.brainstorms.rules.write import NOT_BEGUN
from smarthub.kit.refusals import Refusal

NO_MORE = Refusal("no-more-phases", _("This was the last phase."), would_pass=_("Name a phase to repeat it."))
LOCKED = Refusal("locked", _("Those who lead have locked this phase."))
KIND_STAYS = Refusal(
    "kind-stays",
    _("A phase that has begun stays of its kind, and what is hidden stays hidden."),
    would_pass=_("Add a phase, or reveal this one."),
)
LONGEST_PHASE = 4 * 60 * 60  # seconds
USUAL_DOTS = 5
MOST_LANES = 12
LONGEST_LANE = 40
RUNS = Refusal("runs-already", _("This phase is running already."))
NOT_RUNNING = Refusal("not-running", _("This phase is not running."))


def why_not_lead(session: Session, by: Sender) -> Refusal | None:
    if not by.leads:
        return LEADERS_ONLY
    return CLOSED if session.closed_at else None


def why_not_group(session: Session, phase: Phase | None, by: Sender) -> Refusal | None:
    """`phase`: the one that runs. Everybody in the room groups, until those who lead lock it or close the session."""
    if by.leads:
        return why_not_lead(session, by)
    if by.participant is None:
        return JOIN_FIRST if by.person is None else LEADERS_ONLY
    if session.closed_at:
        return CLOSED
    return LOCKED if phase and phase.locked_at else None


def why_not_next(coming: Phase | None, current: Phase | None) -> Refusal | None:
    if coming is None:
        return NO_MORE
    if current and coming.pk == current.pk:
        return RUNS
    return None


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


def why_not_pause(phase: Phase | None) -> Refusal | None:
    if refusal := why_not_lock(phase):
        return refusal
    assert phase is not None
    if phase.due_at is None and phase.seconds_left is None:
        return Refusal("no-timer", _("No timer runs in this phase."), would_pass=_("Give it time first."))
    return None


def why_not_change(phase: Phase | None) -> Refusal | None:
    """What was asked in a phase that is over stays as it was asked."""
    if phase is None:
        return NOT_HERE
    if phase.ended_at:
        return Refusal("phase-was", _("This phase is over; it stays as it was."), would_pass=_("Begin it once more."))
    return None


def why_not_rearrange(phase: Phase | None) -> Refusal | None:
    """Moving or removing: only what lies ahead."""
    if phase is None:
        return NOT_HERE
    if phase.began_at:
        return Refusal("phase-begun", _("This phase has begun; it keeps its place."))
    return None


def why_not_put_back(*, is_there: bool) -> Refusal | None:
    return Refusal("phase-there", _("This phase is there again already.")) if is_there else None


def why_not_kind(kind: str, visibility: str) -> Refusal | None:
    """A phase that a facilitator adds."""
    if kind not in Phase.Kind.values:
        return Refusal("unknown-kind", _("There is no such kind of phase."), would_pass=", ".join(Phase.Kind.values))
    if visibility and visibility not in Phase.Visibility.values:
        return Refusal(
            "unknown-visibility",
            _("A phase is hidden, open or passed on."),
            would_pass=", ".join(Phase.Visibility.values),
        )
    return None


def why_not_step(kind: str, visibility: str, *, seconds: int, dots: int, lanes: Sequence[str]) -> Refusal | None:
    """Whether a phase, or a step of a template, can be as it is wished."""
    if refusal := why_not_kind(kind, visibility):
        return refusal
    if not 0 <= seconds <= LONGEST_PHASE:
        return Refusal("too-long-a-phase", _("A phase takes at most {hours} hours."), hours=LONGEST_PHASE // 3600)
    if kind == Phase.Kind.DOTS and dots < 1:
        return Refusal("no-dots", _("Say how many dots each has, at least one."))
    if len(lanes) > MOST_LANES or any(len(lane) > LONGEST_LANE for lane in lanes):
        return Refusal(
            "lanes",
            _("There are at most {most} lanes, each of at most {longest} characters."),
            most=MOST_LANES,
            longest=LONGEST_LANE,
        )
    return None
