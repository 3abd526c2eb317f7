"""How much of the place may still be booked, and how much one person has."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet, Sum

from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.rules.fair import bookable, is_at_the_door, pool_of, why_not_a_share
from smarthub.kit.refusals import Refusal
from smarthub.people.models import Person
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook


def ahead_of(hub: Hub, person: Person, *, now: datetime) -> QuerySet[Booking]:
    """This person's bookings at the hub that are not over yet."""
    return Booking.objects.filter(
        hub=hub, person=person, booked_at__isnull=False, cancelled_at=None, no_show_at=None, ends_at__gt=now
    )


def seats_booked(hub: Hub, pool: Sequence[Space], starts_at: datetime, ends_at: datetime) -> int:
    """How many seats of these leaf spaces are booked or held at the fullest quarter of this time."""
    open_to_all = [space.pk for space in pool if not space.is_walk_in_only]
    rows = (
        Slot.objects.filter(
            hub=hub,
            space__in=open_to_all,
            starts_at__gte=starts_at,
            starts_at__lt=ends_at,
            booking__isnull=False,
        )
        .values("starts_at")
        .annotate(seats=Sum("space__seats"))
    )
    return max((row["seats"] for row in rows), default=0)


def seats_left(hub: Hub, book: Rulebook, starts_at: datetime, ends_at: datetime, *, now: datetime) -> dict[int, int]:
    """Of each leaf seat (its key) from a pool of which a part is kept for walk-ins: how many seats of that pool may still be
    booked. Empty, and no query, where nothing is kept or somebody is at the door.
    """
    if not any(policy.walk_in_percent for policy in book.policies) or is_at_the_door(starts_at, now=now):
        return {}
    found: dict[int, int] = {}
    for leaf in book.spaces:
        if leaf.pk in book.parts or leaf.pk in found or (kept := pool_of(book, leaf)) is None:
            continue
        policy, pool = kept
        left = bookable(pool, policy.walk_in_percent or 0) - seats_booked(hub, pool, starts_at, ends_at)
        found.update({space.pk: left for space in pool})
    return found


def fits_share(left: Mapping[int, int], leaves: Sequence[Space]) -> bool:
    """Whether these leaves take no more than may still be booked (`left`, from seats_left)."""
    kept = [leaf for leaf in leaves if leaf.pk in left]
    return not kept or sum(leaf.seats for leaf in kept) <= min(left[leaf.pk] for leaf in kept)


def why_kept(
    hub: Hub, book: Rulebook, spaces: Sequence[Space], starts_at: datetime, ends_at: datetime, *, now: datetime
) -> Refusal | None:
    """The refusal where what is left of all of these spaces is kept for people who just come."""
    left = seats_left(hub, book, starts_at, ends_at, now=now)
    if not left or any(fits_share(left, book.leaves(space)) for space in spaces):
        return None
    percent = max(book.terms(space).walk_in_percent for space in spaces)
    return why_not_a_share(percent, most=0, taken=1)
