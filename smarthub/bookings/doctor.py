from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from smarthub.bookings.models import Booking, Slot, WaitOffer
from smarthub.bookings.rules.kept import is_no_show
from smarthub.bookings.rules.quarters import next_quarter, quarter_begun, quarters
from smarthub.kit import clock
from smarthub.places import queries as places
from smarthub.places.models import Closure
from smarthub.places.rules.rulebook import LONGEST_CLOSURE_IN_SLOTS

PAST = timedelta(days=30)  # older slots are purged
LATE = timedelta(minutes=10)


def examine() -> Iterator[str]:
    """Sentences on where slots and bookings differ; none when every booking holds exactly its own time."""
    now = clock.now()
    yield from _strangers()
    yield from _bookings(now)
    yield from _closures(now)
    yield from _line(now)


def _line(now: datetime) -> Iterator[str]:
    """Nobody who waits is kept waiting by an offer that has run out."""
    if late := WaitOffer.objects.filter(WaitOffer.OPEN, until__lt=now - LATE).count():
        yield f"{late} offers to people who wait have run out and were not passed on: the worker must run."


def _strangers() -> Iterator[str]:
    ended = Slot.objects.filter(booking__cancelled_at__isnull=False).count()
    if ended:
        yield f"{ended} slots belong to cancelled bookings."
    outside = Slot.objects.filter(booking__isnull=False, starts_at__lt=F("booking__starts_at")).count()
    if outside:
        yield f"{outside} slots lie before their booking begins."
    strangers = Slot.objects.exclude(hub=F("space__hub")).count()
    if strangers:
        yield f"{strangers} slots name another hub than their space."
    lifted = Slot.objects.filter(closure__lifted_at__isnull=False).count()
    if lifted:
        yield f"{lifted} slots belong to closings that were lifted."


def _bookings(now: datetime) -> Iterator[str]:
    running = Booking.objects.filter(
        cancelled_at=None,
        no_show_at=None,
        visit__left_at=None,
        booked_at__isnull=False,
        starts_at__gt=now - PAST + timedelta(days=1),
    )
    counted = (
        running.select_related("hub", "visit")
        .prefetch_related("spaces")
        .annotate(n=Count("slots", filter=Q(slots__starts_at__gte=quarter_begun(now)), distinct=True))
    )
    for booking in counted.iterator(chunk_size=500):
        if not hasattr(booking, "visit") and is_no_show(booking, now=now):
            continue  # others may have its time already, though the worker has not come by
        book = places.rulebook(booking.hub)
        wanted = [space.pk for space in booking.spaces.all()]
        if any(pk not in book.by_pk for pk in wanted):
            continue  # a host has removed the space; what was booked stays
        spaces = [book.by_pk[pk] for pk in wanted]
        # Of what is over nothing is asked: a party that moved in the middle of its time has sat elsewhere until then.
        first = max(booking.starts_at, quarter_begun(now))
        expected = len(book.leaves_of(spaces)) * len(quarters(first, max(first, booking.guarded_until)))
        if booking.n != expected:
            yield f"Booking {booking.ref} holds {booking.n} quarters to come where it should hold {expected}."


def _closures(now: datetime) -> Iterator[str]:
    """All the time of a closed space that is still to come is somebody's: the closing's, or a booking's that it met."""
    standing = Closure.objects.filter(
        lifted_at=None, ends_at__gt=now, ends_at__lte=F("starts_at") + LONGEST_CLOSURE_IN_SLOTS
    )
    for closure in standing.select_related("hub", "space"):
        leaves = places.rulebook(closure.hub).leaves(closure.space)
        first, last = max(closure.starts_at, next_quarter(now)), closure.ends_at
        owned = Slot.objects.filter(hub=closure.hub, space__in=leaves, starts_at__gte=first, starts_at__lt=last).count()
        if free := len(leaves) * len(quarters(first, last)) - owned:
            yield f"{closure.space.name_th} is closed, but {free} quarters of that time are free."
