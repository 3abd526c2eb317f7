"""Ending a booking's signed link, where it came into wrong hands."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.links import is_key_of
from smarthub.journal import actions as journal
from smarthub.people.models import Person


@transaction.atomic
def end_link(booking: Booking, *, key: str, by: Person, now: datetime) -> Booking:
    """The link with this key opens nothing any more, nor does the browser that booked, which would lead to the new one.
    Asked again, the new one stands.
    """
    booking = Booking.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=booking.pk)
    if is_key_of(booking, key):
        booking.links_ended += 1
        booking.holder = ""
        booking.save(update_fields=["links_ended", "holder"])
        journal.record("link-ended", booking.ref, hub=booking.hub.slug, by=by, now=now)
    return booking
