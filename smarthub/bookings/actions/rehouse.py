"""Finding other places for the bookings of spaces that shall go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from smarthub.bookings.actions.change import change
from smarthub.bookings.models import Booking
from smarthub.bookings.queries.standing_for import rehousing, standing_for
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space


@dataclass
class Rehoused:
    moved: list[Booking] = field(default_factory=list)
    left: list[Booking] = field(default_factory=list)


def rehouse(hub: Hub, spaces: Sequence[Space], *, by: Person, now: datetime) -> Rehoused:
    """Move each coming booking of these spaces to a free one like its own; what finds none stays, and is answered.

    One booking a transaction: asked again it goes on with those that are left, and a booking is never without a place.
    """
    book = places.rulebook(hub)
    going = {leaf.pk for leaf in book.leaves_of(spaces)} | {space.pk for space in spaces}
    done = Rehoused()
    for booking in standing_for(hub, spaces, now=now):
        found = rehousing(book, booking, going, now=now)
        if found.spaces is None or not _moves(booking, found.spaces, by=by, now=now):
            done.left.append(booking)
        else:
            done.moved.append(booking)
    return done


def _moves(booking: Booking, spaces: Sequence[Space], *, by: Person, now: datetime) -> bool:
    try:
        change(
            booking, starts_at=booking.starts_at, ends_at=booking.ends_at, spaces=spaces, by=by, now=now, by_host=True
        )
    except Refused:  # somebody came between, or a rule stands against it: then it stays where it is
        return False
    return True
