"""Opening and closing a day at the front desk."""

from datetime import date, datetime

from django.db import transaction

from smarthub.bookings import queries
from smarthub.bookings.actions.check_in import leave
from smarthub.bookings.actions.release import release
from smarthub.bookings.models import Booking, DeskDay, Visit
from smarthub.bookings.queries.figures import figures
from smarthub.journal import actions as journal
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.actions.change import lock_spaces
from smarthub.places.models import Hub


@transaction.atomic
def begin_day(hub: Hub, day: date, *, by: Person, now: datetime) -> DeskDay:
    """The desk is staffed from now on. Asked again, it answers the day that stands; a closed one is open again."""
    desk_day, is_new = DeskDay.objects.select_for_update().get_or_create(
        hub=hub, date=day, defaults={"opened_at": now, "opened_by": by}
    )
    if not is_new and desk_day.closed_at is None:
        return desk_day
    if not is_new:
        desk_day.closed_at = desk_day.closed_by = None
        desk_day.figures = {}
        desk_day.save(update_fields=["closed_at", "closed_by", "figures"])
    journal.record("day-opened" if is_new else "day-opened-again", day.isoformat(), hub=hub.slug, by=by, now=now)
    return desk_day


@transaction.atomic
def end_day(hub: Hub, day: date, *, by: Person, now: datetime) -> DeskDay:
    """Everybody has gone home: who is still counted in is checked out, who did not come is marked so, and the figures of
    the day are kept with it. Asked again, it answers the day as it was closed.
    """
    desk_day, _is_new = DeskDay.objects.select_for_update().get_or_create(
        hub=hub, date=day, defaults={"opened_at": now, "opened_by": by}
    )
    if desk_day.closed_at:
        return desk_day
    lock_spaces(hub)  # all of them, in their order: each visit and each no-show gives spaces back
    for visit in queries.here_now(hub):
        leave(visit, how=Visit.LeftHow.CLOSING, by=by, now=now)
    first = places.rulebook(hub).moment(day, 0)
    for booking in Booking.objects.filter(queries.nobody_came(now), hub=hub, starts_at__gte=first):
        release(booking, now=now)
    desk_day.closed_at, desk_day.closed_by = now, by
    desk_day.figures = figures(hub, day, now=now).kept()
    desk_day.save(update_fields=["closed_at", "closed_by", "figures"])
    journal.record("day-closed", day.isoformat(), hub=hub.slug, by=by, now=now)
    return desk_day
