"""Ending a signed link, of a booking or of one's own calendar, where it came into wrong hands."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.models import Booking
from smarthub.bookings.rules.links import is_feed_key_of, is_key_of
from smarthub.journal import actions as journal
from smarthub.people.models import Person


@transaction.atomic
def end_link(booking: Booking, *, key: str, by: Person, now: datetime, holder: str = "") -> Booking:
    """The link with this key opens nothing any more, nor does the browser that booked, which would lead to the new one,
    unless it is the one that asks (`holder`). Asked again, the new one stands.
    """
    booking = Booking.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=booking.pk)
    if is_key_of(booking, key):
        booking.links_ended += 1
        booking.holder = holder if holder == booking.holder else ""
        booking.save(update_fields=["links_ended", "holder"])
        journal.record("link-ended", booking.ref, hub=booking.hub.slug, by=by, now=now)
    return booking


@transaction.atomic
def end_calendar_link(person: Person, *, key: str, by: Person, now: datetime) -> Person:
    """The link with this key opens the person's calendar no more. Asked again, the new one stands."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if is_feed_key_of(person, key):
        person.links_ended += 1
        person.save(update_fields=["links_ended"])
        journal.record("calendar-link-ended", person.code, by=by, now=now)
    return person
