from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F

from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.rules.quarters import quarters
from smarthub.kit import clock
from smarthub.places import queries as places

PAST = timedelta(days=30)  # older slots are purged


def examine() -> Iterator[str]:
    """Sentences on where slots and bookings differ; none when every booking holds exactly its own time."""
    now = clock.now()
    ended = Slot.objects.filter(booking__cancelled_at__isnull=False).count()
    if ended:
        yield f"{ended} slots belong to cancelled bookings."
    outside = Slot.objects.filter(booking__isnull=False, starts_at__lt=F("booking__starts_at")).count()
    if outside:
        yield f"{outside} slots lie before their booking begins."
    strangers = Slot.objects.exclude(hub=F("space__hub")).count()
    if strangers:
        yield f"{strangers} slots name another hub than their space."
    running = Booking.objects.filter(
        cancelled_at=None,
        no_show_at=None,
        visit__left_at=None,
        booked_at__isnull=False,
        starts_at__gt=now - PAST + timedelta(days=1),
    )
    counted = running.select_related("hub").prefetch_related("spaces").annotate(n=Count("slots", distinct=True))
    for booking in counted.iterator(chunk_size=500):
        book = places.rulebook(booking.hub)
        wanted = [space.pk for space in booking.spaces.all()]
        if any(pk not in book.by_pk for pk in wanted):
            continue  # a host has removed the space; what was booked stays
        spaces = [book.by_pk[pk] for pk in wanted]
        expected = len(book.leaves_of(spaces)) * len(quarters(booking.starts_at, booking.guarded_until))
        if booking.n != expected:
            yield f"Booking {booking.ref} holds {booking.n} quarters where it should hold {expected}."
