"""How the place is shared: nobody has it all, and who just comes finds a seat."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from smarthub.kit.refusals import Refusal
from smarthub.places.models import Policy, Space
from smarthub.places.rules.rulebook import Rulebook
from smarthub.places.rules.terms import Terms, policy_speaking

SEATED = (Space.Kind.DESK, Space.Kind.TABLE, Space.Kind.BOOTH)
AT_THE_DOOR = timedelta(minutes=15)  # who books for now is as good as one who just comes


def why_not_more_a_week(terms: Sequence[Terms], *, booked: timedelta, length: timedelta) -> Refusal | None:
    """Whether a person who has `booked` so much in that week may have `length` more."""
    most = min((each.most_a_week for each in terms if each.most_a_week is not None), default=None)
    if most is None or booked + length <= most:
        return None
    return Refusal(
        "most-a-week",
        _("One person can book at most {most} a week here, and you have {booked}."),
        would_pass=_("Choose a shorter time or another week, or just come."),
        most=most,
        booked=booked,
    )


def why_not_another(terms: Sequence[Terms], *, ahead: int) -> Refusal | None:
    """Whether a person with so many bookings ahead may have one more."""
    most = min((each.most_bookings for each in terms if each.most_bookings is not None), default=None)
    if most is None or ahead < most:
        return None
    return Refusal(
        "most-bookings",
        _("One person can have at most {most} bookings ahead here, so that there is room for others."),
        would_pass=_("Use or cancel one of them first."),
        most=most,
    )


def is_at_the_door(starts_at: datetime, *, now: datetime) -> bool:
    return starts_at <= now + AT_THE_DOOR


def pool_of(book: Rulebook, leaf: Space) -> tuple[Policy, list[Space]] | None:
    """The policy that keeps a part of the seats for walk-ins, and all seats of which it keeps that part; None where none is
    kept.
    """
    if leaf.kind not in SEATED or not book.terms(leaf).walk_in_percent:
        return None
    policy = policy_speaking(leaf, book.policies, "walk_in_percent")
    if policy is None:
        return None
    leaves = [space for space in book.all_leaves if space.kind in SEATED]
    return policy, [s for s in leaves if policy_speaking(s, book.policies, "walk_in_percent") == policy]


def bookable(pool: Sequence[Space], percent: int) -> int:
    """How many seats of a pool may be booked: seats marked as walk-in only are a part of those that are kept."""
    seats = sum(space.seats for space in pool)
    return seats - -(-seats * percent // 100)


def why_not_a_share(percent: int, *, most: int, taken: int) -> Refusal | None:
    """`taken`: seats of the pool that would be booked at the fullest quarter, these included."""
    if taken <= most:
        return None
    return Refusal(
        "kept-for-walk-ins",
        _("Of every 100 seats {percent} are kept for people who come without a booking; the others are booked."),
        would_pass=_("Just come, or choose another time."),
        percent=percent,
    )
