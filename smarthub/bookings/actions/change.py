"""Moving, shortening and lengthening a booking in place."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from smarthub.bookings.actions import slots
from smarthub.bookings.facts import BookingChanged
from smarthub.bookings.models import BookedSpace, Booking, Slot, Visit
from smarthub.bookings.rules.book import TAKEN, why_not_book
from smarthub.bookings.rules.cancel import why_not_change
from smarthub.bookings.rules.kept import buffer_minutes
from smarthub.bookings.rules.price import price
from smarthub.bookings.rules.quarters import quarters
from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.models import Space


def change(
    booking: Booking,
    *,
    starts_at: datetime,
    ends_at: datetime,
    spaces: Sequence[Space] | None = None,
    people: int | None = None,
    by: Person,
    now: datetime,
) -> Booking:
    """Move a booking to this time, and to these spaces where they are given. A loss keeps the old one whole.

    Only the difference of slots is deleted and inserted, so that a booking may move over itself.
    """
    for may_free in (False, True):
        try:
            return _attempt(booking, starts_at, ends_at, spaces, people, by=by, now=now, may_free=may_free)
        except IntegrityError as error:
            if not slots.is_taken(error):
                raise
    raise Refused(TAKEN)


@transaction.atomic
def _attempt(
    booking: Booking,
    starts_at: datetime,
    ends_at: datetime,
    spaces: Sequence[Space] | None,
    people: int | None,
    *,
    by: Person,
    now: datetime,
    may_free: bool,
) -> Booking:
    before = list(booking.spaces.all())
    wanted = list(spaces) if spaces is not None else before
    book, _all, _leaves = slots.lock(booking.hub, list({s.pk: s for s in (*before, *wanted)}.values()))
    booking = Booking.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=booking.pk)
    chosen = [book.by_pk[space.pk] for space in wanted]
    people = people or booking.people
    is_same_place = {s.pk for s in chosen} == {s.pk for s in before}
    if is_same_place and (starts_at, ends_at, people) == (booking.starts_at, booking.ends_at, booking.people):
        return booking
    has_come = Visit.objects.filter(booking=booking).exists()
    refusal = why_not_change(booking, starts_at=starts_at, ends_at=ends_at, has_come=has_come, now=now)
    is_shorter = is_same_place and booking.starts_at <= starts_at and ends_at <= booking.ends_at
    if not refusal and not (is_shorter and people <= booking.people):
        refusal = why_not_book(
            book,
            chosen,
            starts_at=starts_at,
            ends_at=ends_at,
            people=people,
            now=min(now, starts_at),
            is_walk_in=has_come,
        )
    if refusal:
        raise Refused(refusal)
    booking.starts_at, booking.ends_at, booking.people = starts_at, ends_at, people
    booking.price_satang = price(book, chosen, starts_at, ends_at)
    booking.buffer_minutes = buffer_minutes(book, chosen)
    booking.changes += 1
    booking.save(update_fields=["starts_at", "ends_at", "people", "price_satang", "buffer_minutes", "changes"])
    if not is_same_place:
        booking.booked_spaces.all().delete()
        BookedSpace.objects.bulk_create(BookedSpace(booking=booking, space=space) for space in chosen)
    _move_slots(booking, book.leaves_of(chosen), now=now, may_free=may_free)
    journal.record("changed", booking.ref, hub=booking.hub.slug, by=by, now=now)
    tell(BookingChanged(booking))
    return booking


def _move_slots(booking: Booking, leaves: Sequence[Space], *, now: datetime, may_free: bool) -> None:
    """Delete and insert only the difference."""
    moments = quarters(booking.starts_at, booking.guarded_until)
    wanted = {(leaf.pk, moment) for leaf in leaves for moment in moments}
    standing = {(slot.space_id, slot.starts_at): slot.pk for slot in booking.slots.all()}
    going = [pk for key, pk in standing.items() if key not in wanted]
    slots.give_back(booking, Slot.objects.filter(pk__in=going))
    if may_free:
        slots.free_stale(booking.hub, leaves, booking.starts_at, booking.guarded_until, now=now)
    missing = sorted(wanted - standing.keys())
    Slot.objects.bulk_create(
        Slot(hub_id=booking.hub_id, space_id=space, starts_at=moment, booking=booking) for space, moment in missing
    )
