"""What the house does by itself: run-out holds, no-shows, the end of the day, slots long past."""

from datetime import datetime, timedelta

from django.db import transaction

from smarthub.bookings import queries
from smarthub.bookings.actions import slots
from smarthub.bookings.actions.check_in import leave
from smarthub.bookings.actions.in_house import tell_the_house
from smarthub.bookings.actions.offering import pass_on
from smarthub.bookings.facts import NoShow
from smarthub.bookings.models import Booking, Slot, Visit
from smarthub.bookings.rules.kept import is_no_show, released_at
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.places import queries as places
from smarthub.places.models import Space

PAST = timedelta(days=30)


def purge_expired_holds(*, now: datetime) -> int:
    """Delete the holds that ran out, one transaction each; how many."""
    done = 0
    for hold in Booking.objects.filter(queries.run_out(now)).order_by("pk")[:500]:
        done += slots.end_hold(hold)
    return done


def release_no_shows(*, now: datetime) -> int:
    """Mark the bookings to which nobody came in time, and free what is left of them: for who waits for it, else for who is
    in the house. How many.
    """
    done = 0
    waiting = Booking.objects.filter(queries.nobody_came(now), starts_at__gt=now - timedelta(days=32)).order_by("pk")
    for booking in [each for each in waiting.select_related("hub", "person") if is_no_show(each, now=now)]:
        if release(booking, now=now):
            done += 1
            tell_the_house(booking.hub, booking.spaces.all(), booking.ends_at, now=now, but=booking.person)
    return done


@transaction.atomic
def release(booking: Booking, *, now: datetime) -> bool:
    """Mark one booking as a no-show and free what is left of it; False when somebody came or it was done before."""
    booking = slots.lock_booking(booking)
    if booking.cancelled_at or booking.no_show_at or not is_no_show(booking, now=now):
        return False
    if Visit.objects.filter(booking=booking).exists():
        return False
    booking.no_show_at = released_at(booking)
    booking.save(update_fields=["no_show_at"])
    freed = set(booking.slots.values_list("space_id", flat=True))
    slots.give_back(booking.hub, booking.slots.filter(starts_at__gte=quarter_begun(now)))
    journal.record("no-show", booking.ref, hub=booking.hub.slug, by=None, now=now)
    tell(NoShow(booking))
    pass_on(booking.hub, freed, quarter_begun(now), booking.guarded_until, now=now)
    return True


def close_overdue_visits(*, now: datetime) -> int:
    """End the visits of people who did not check out, at the closing time of their day, marked as an estimate."""
    done = 0
    for visit in Visit.objects.filter(left_at=None, came_at__lt=now).select_related("hub", "booking"):
        book = places.rulebook(visit.hub)
        day = book.day_of(visit.came_at)
        closes = max((last for _first, last in book.open_on(day)), default=book.moment(day, 24 * 60))
        if visit.booking:
            closes = max(closes, visit.booking.ends_at)
        closes = max(closes, visit.came_at)
        if (closes < now and book.open_at(now) is None) or closes < now - timedelta(hours=12):
            leave(visit, how=Visit.LeftHow.CLOSING, by=None, now=closes)
            done += 1
    return done


def purge_past_slots(*, now: datetime, batch: int = 5000) -> int:
    """Delete slots long past, in batches, for the disk; history reads bookings. How many went."""
    done = 0
    for space in Space.objects.order_by("pk"):
        # Space by space, because that is how the key of a slot begins.
        past = Slot.objects.filter(hub=space.hub_id, space=space, starts_at__lt=now - PAST)
        while keys := list(past.values_list("pk", flat=True)[:batch]):
            done += Slot.objects.filter(pk__in=keys).delete()[0]
    return done
