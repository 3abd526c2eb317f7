"""Who has booked a place that shall go, and where they could go instead."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import hypot

from smarthub.bookings.models import Booking
from smarthub.bookings.queries.bookings import hit_by
from smarthub.bookings.queries.free import free_leaves
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

FAR = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Rehousing:
    """A booking and the spaces in which it would be, or None where nothing like its own is free at its time."""

    booking: Booking
    spaces: Sequence[Space] | None


def standing_for(hub: Hub, spaces: Iterable[Space], *, now: datetime) -> list[Booking]:
    """The bookings, not over yet, that have one of these spaces or a part of it, for those who run the hub."""
    leaves = [leaf.pk for leaf in places.rulebook(hub).leaves_of(list(spaces))]
    return list(hit_by(hub, now, now + FAR, leaves))


def rehousings(hub: Hub, spaces: Sequence[Space], *, now: datetime, most: int | None = None) -> list[Rehousing]:
    """For each of those bookings (the first `most`) where it could be; one that runs already stays where it is."""
    book = places.rulebook(hub)
    going = {leaf.pk for leaf in book.leaves_of(spaces)} | {space.pk for space in spaces}
    return [rehousing(book, booking, going, now=now) for booking in standing_for(hub, spaces, now=now)[:most]]


def rehousing(book: Rulebook, booking: Booking, going: Collection[int], *, now: datetime) -> Rehousing:
    if booking.starts_at <= now:
        return Rehousing(booking, None)
    free = free_leaves(booking.hub, book, booking.starts_at, booking.ends_at, now=now) - set(going)
    chosen: list[Space] = []
    for space in booking.spaces.all():
        leaves = {leaf.pk for leaf in book.leaves(space)} if space.pk in book.by_pk else {space.pk}
        other = space if not leaves & set(going) else like(book, space, free)
        if other is None:
            return Rehousing(booking, None)
        free -= {leaf.pk for leaf in book.leaves(other)} if other.pk in book.by_pk else set()
        chosen.append(other)
    return Rehousing(booking, chosen)


def like(book: Rulebook, space: Space, free: Collection[int]) -> Space | None:
    """Of the free spaces the one most like this: of its kind, as large, at its price, in its zone, near."""
    fitting = [
        other
        for other in book.spaces
        if other.kind == space.kind
        and other.seats >= space.seats
        and not other.is_walk_in_only
        and (other.is_wheelchair_accessible or not space.is_wheelchair_accessible)
        and all(leaf.pk in free for leaf in book.leaves(other))
    ]
    return min(
        fitting,
        key=lambda other: (
            other.price_group != space.price_group,
            other.zone_id != space.zone_id,
            other.floor_id != space.floor_id,
            other.seats,
            hypot(other.x - space.x, other.y - space.y),
            other.pk,
        ),
        default=None,
    )
