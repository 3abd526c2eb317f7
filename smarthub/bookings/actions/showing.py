"""What a screen of the house may say about a booking."""

from datetime import datetime

from django.db import transaction

from smarthub.bookings.models import Booking, Showing
from smarthub.bookings.models.showing import LONGEST
from smarthub.bookings.rules.showing import why_not_show
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person


@transaction.atomic
def show_as(booking: Booking, text: str, *, by: Person, now: datetime) -> Showing | None:
    """These words stand on the screens as long as it runs; with none, nothing stands there. Asked again: the same."""
    booking = Booking.objects.select_for_update(of=("self",)).select_related("hub").get(pk=booking.pk)
    text = " ".join(text.split())[:LONGEST]
    standing = Showing.objects.filter(booking=booking).first()
    if (standing.text if standing else "") == text:
        return standing
    if not text:
        Showing.objects.filter(booking=booking).delete()
        journal.record("shown-no-more", booking.ref, hub=booking.hub.slug, by=by, now=now)
        return None
    if refusal := why_not_show(booking, booking.spaces.all(), now=now):
        raise Refused(refusal)
    told = {"text": text, "said_at": now, "said_by": by}
    standing, _is_new = Showing.objects.update_or_create(booking=booking, defaults=told)
    journal.record("shown", booking.ref, hub=booking.hub.slug, by=by, now=now)
    return standing
