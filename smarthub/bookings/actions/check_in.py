"""Coming and leaving, with or without a booking."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings import queries
from smarthub.bookings.actions import slots
from smarthub.bookings.actions.offering import pass_on
from smarthub.bookings.facts import CheckedIn, Left
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.check_in import why_not_check_in
from smarthub.bookings.rules.kept import is_no_show
from smarthub.bookings.rules.quarters import next_quarter
from smarthub.bookings.rules.visit import why_not_come
from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub


@transaction.atomic
def check_in(booking: Booking, *, by: Person, now: datetime) -> Visit:
    """Record that the party came. Asked again, also much later, it answers the same visit.

    A party that comes after its place was given free has it again, as long as nobody else does.
    """
    booking = slots.lock_booking(booking)
    if visit := Visit.objects.filter(booking=booking).first():
        return visit
    is_late = not booking.is_hold and not booking.cancelled_at and is_no_show(booking, now=now)
    if is_late:
        slots.lock(booking.hub, list(booking.spaces.all()))  # of which it may have no slot any more
    if refusal := why_not_check_in(booking, now=now, is_given_away=is_late and queries.is_given_away(booking, now=now)):
        raise Refused(refusal)
    if is_late:
        slots.take_again(booking, now=now)
    if booking.no_show_at:
        booking.no_show_at = None
        booking.save(update_fields=["no_show_at"])
        journal.record("came-late", booking.ref, hub=booking.hub.slug, by=by, now=now)
    visit = Visit.objects.create(
        hub=booking.hub, booking=booking, person=booking.person, people=booking.people, came_at=now
    )
    journal.record("checked-in", booking.ref, hub=booking.hub.slug, by=by, now=now)
    tell(CheckedIn(visit))
    return visit


@transaction.atomic
def come(
    hub: Hub, *, people: int = 1, person: Person | None = None, by: Person | None, now: datetime, by_host: bool = False
) -> Visit:
    """Count people in without a booking: one by name, or a head count without names.

    Who is in already and counts themselves in again gets the visit that stands: nobody fills the house alone.
    """
    is_open = places.rulebook(hub).open_at(now) is not None
    if refusal := why_not_come(people=people, is_open=is_open, by_host=by_host):
        raise Refused(refusal)
    if person and not by_host:
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if standing := Visit.objects.filter(hub=hub, person=person, left_at=None).first():
            return standing
    visit = Visit.objects.create(hub=hub, person=person, people=people, came_at=now)
    journal.record("came", visit.ref, hub=hub.slug, by=by, now=now)
    tell(CheckedIn(visit))
    return visit


@transaction.atomic
def leave(visit: Visit, *, how: str = Visit.LeftHow.SAID, by: Person | None, now: datetime) -> Visit:
    """Record that the party left; what is left of a booking is free from the next quarter on. Asked again: the same."""
    booking = slots.lock_booking(visit.booking) if visit.booking else None
    visit = Visit.objects.select_for_update(of=("self",)).select_related("hub").get(pk=visit.pk)
    if visit.left_at:
        return visit
    visit.left_at, visit.left_how = max(now, visit.came_at), how
    visit.save(update_fields=["left_at", "left_how"])
    freed = set(booking.slots.values_list("space_id", flat=True)) if booking else set()
    if booking:
        slots.give_back(booking.hub, booking.slots.filter(starts_at__gte=next_quarter(visit.left_at)))
    journal.record("left", booking.ref if booking else visit.ref, hub=visit.hub.slug, by=by, now=now)
    tell(Left(visit))
    if booking:
        pass_on(booking.hub, freed, next_quarter(visit.left_at), booking.guarded_until, now=now)
    return visit
