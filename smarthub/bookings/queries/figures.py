"""The figures of one day of a hub, counted from what is there."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, Sum

from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.kept import is_no_show
from smarthub.bookings.rules.state import visit_of
from smarthub.bookings.rules.undo import is_walk_in
from smarthub.places import queries as places
from smarthub.places.models import Hub


@dataclass(frozen=True, slots=True)
class Figures:
    """Visits count parties, people and who is still here count heads. A group is a party of two or more."""

    visits: int
    people: int
    groups: int
    with_booking: int
    walk_ins: int
    still_here: int
    bookings: int
    no_shows: int
    cancelled: int

    def kept(self) -> dict[str, int]:
        return asdict(self)

    @classmethod
    def read(cls, kept: dict[str, int]) -> "Figures":
        """As they were kept with a day; what was not counted then is 0."""
        return cls(**{each.name: int(kept.get(each.name, 0)) for each in fields(cls)})


def figures(hub: Hub, day: date, *, now: datetime) -> Figures:
    """Two questions. Bookings are those that begin on that day, walk-ins that were given a place not among them."""
    book = places.rulebook(hub)
    first, last = book.moment(day, 0), book.moment(day + timedelta(days=1), 0)
    came = Visit.objects.filter(hub=hub, came_at__gte=first, came_at__lt=last).aggregate(
        visits=Count("pk"),
        heads=Sum("people"),
        groups=Count("pk", filter=Q(people__gte=2)),
        with_booking=Count("pk", filter=Q(booking__isnull=False) & ~Q(booking__booked_at=F("came_at"))),
        still_here=Sum("people", filter=Q(left_at=None)),
    )
    booked = _booked(hub, first, last, now=now)
    return Figures(
        visits=came["visits"],
        people=came["heads"] or 0,
        groups=came["groups"],
        with_booking=came["with_booking"],
        walk_ins=came["visits"] - came["with_booking"],
        still_here=came["still_here"] or 0,
        **booked,
    )


def _booked(hub: Hub, first: datetime, last: datetime, *, now: datetime) -> dict[str, int]:
    rows = Booking.objects.filter(
        hub=hub, booked_at__isnull=False, starts_at__gte=first, starts_at__lt=last
    ).select_related("visit")
    found = {"bookings": 0, "no_shows": 0, "cancelled": 0}
    for each in rows:
        visit = visit_of(each)
        if is_walk_in(each, visit):
            continue
        if each.cancelled_at:
            found["cancelled"] += 1
        else:
            found["bookings"] += 1
            found["no_shows"] += visit is None and is_no_show(each, now=now)
    return found
