"""Asking people along, and their answers."""

from datetime import datetime, timedelta

from django.db import transaction

from smarthub.bookings.models import Booking, Guest
from smarthub.bookings.rules.guests import FULL, INVITED, TOO_OFTEN, why_not_answer, why_not_invite
from smarthub.journal import actions as journal
from smarthub.kit.limits import too_often
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person

NAMES_KEPT = timedelta(days=30)


@transaction.atomic
def invite(booking: Booking, *, many: int, by: Person, now: datetime) -> list[Guest]:
    """Make so many links, each for one guest."""
    booking = Booking.objects.select_for_update(of=("self",)).select_related("hub").get(pk=booking.pk)
    asked = Guest.objects.filter(booking=booking).exclude(answer=Guest.Answer.NO).count()
    if refusal := why_not_invite(booking, asked=asked, more=many, now=now):
        raise Refused(refusal)
    limit, window = INVITED
    if too_often(f"asked-along:{booking.ref}", limit=limit, window=window, now=now):
        raise Refused(TOO_OFTEN)
    made = Guest.objects.bulk_create([Guest(booking=booking, asked_at=now) for _ in range(many)])
    journal.record("asked-along", booking.ref, hub=booking.hub.slug, by=by, now=now)
    return made


@transaction.atomic
def answer(guest: Guest, *, says_yes: bool, name: str = "", now: datetime) -> Guest:
    """Say yes or no, or change one's mind. A name is kept only with a yes, and only where one is given."""
    booking = Booking.objects.select_for_update(of=("self",)).get(pk=guest.booking_id)
    guest = Guest.objects.select_for_update(of=("self",)).get(pk=guest.pk)
    if refusal := why_not_answer(booking, now=now):
        raise Refused(refusal)
    others = Guest.objects.filter(booking=booking).exclude(answer=Guest.Answer.NO).exclude(pk=guest.pk).count()
    if says_yes and guest.answer == Guest.Answer.NO and others >= booking.people - 1:
        raise Refused(FULL)  # whoever asked has asked somebody else meanwhile
    said = Guest.Answer.YES if says_yes else Guest.Answer.NO
    name = " ".join(name.split())[:120] if says_yes else ""
    if (guest.answer, guest.name) == (said, name):
        return guest
    guest.answer, guest.name, guest.answered_at = said, name, now
    guest.save(update_fields=["answer", "name", "answered_at"])
    return guest


def forget_guests(*, now: datetime) -> int:
    """The names of guests go a month after their booking; how many went."""
    return Guest.objects.filter(booking__ends_at__lt=now - NAMES_KEPT).exclude(name="").update(name="")
