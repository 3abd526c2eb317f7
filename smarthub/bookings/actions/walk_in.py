"""Letting people in at the front desk: counted, and given a desk where they want one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from smarthub.bookings.actions.book import book_any
from smarthub.bookings.actions.check_in import check_in, come
from smarthub.bookings.models import Visit
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.people.actions.welcome import welcome
from smarthub.people.models import Person
from smarthub.places.models import Hub, Space


@transaction.atomic
def walk_in(
    hub: Hub, *, people: int, name: str = "", until: datetime | None = None, by: Person, now: datetime
) -> Visit:
    """Count people in. `until`: they also get any free desks, from the quarter begun until then."""
    guest = welcome(name=name) if name.strip() else None
    if until is None:
        return come(hub, people=people, person=guest, by=by, now=now, by_host=True)
    booking = book_any(
        hub,
        kind=Space.Kind.DESK,
        starts_at=quarter_begun(now),
        ends_at=until,
        people=people,
        person=guest or welcome(name=gettext("Walk-in guest")),
        by=by,
        now=now,
        is_walk_in=True,
    )
    return check_in(booking, by=by, now=now)
