"""Giving a booking back."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.actions import slots
from smarthub.bookings.actions.offering import pass_on
from smarthub.bookings.facts import BookingCancelled
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.cancel import why_not_cancel
from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person


@transaction.atomic
def cancel(booking: Booking, *, by: Person, now: datetime, by_host: bool = False, is_passed_on: bool = True) -> Booking:
    """Cancel: all its slots are free at once. Asked again, it answers the same cancelled booking.

    `by_host`: the host's own verb, not bound to the deadline; the journal says so. Who waits for the place is asked first,
    unless `is_passed_on` is false: then somebody else takes it in the same transaction.
    """
    booking = slots.lock_booking(booking)
    if booking.cancelled_at:
        return booking
    has_come = Visit.objects.filter(booking=booking).exists()
    if refusal := why_not_cancel(booking, has_come=has_come, now=now, by_host=by_host):
        raise Refused(refusal)
    booking.cancelled_at, booking.cancelled_by = now, by
    booking.changes += 1
    booking.save(update_fields=["cancelled_at", "cancelled_by", "changes"])
    freed = set(booking.slots.values_list("space_id", flat=True))
    slots.give_back(booking.hub, booking.slots.all())
    journal.record("cancelled-by-host" if by_host else "cancelled", booking.ref, hub=booking.hub.slug, by=by, now=now)
    tell(BookingCancelled(booking))
    if is_passed_on:
        pass_on(booking.hub, freed, booking.starts_at, booking.guarded_until, now=now)
    return booking
