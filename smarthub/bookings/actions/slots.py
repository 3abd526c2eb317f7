"""The slot guard: how verbs hold spaces in time.

The lock queues, the constraint guards. Every verb that touches slots first locks its spaces in key order (without that
PostgreSQL deadlocks when one transaction deletes slots and inserts others), then inserts slots in order.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from smarthub.bookings import queries
from smarthub.bookings.models import Booking, Slot
from smarthub.bookings.rules.book import GONE
from smarthub.bookings.rules.quarters import quarter_begun, quarters
from smarthub.kit.refusals import Refused
from smarthub.kit.uniqueness import broken_constraint
from smarthub.places import queries as places
from smarthub.places.models import Closure, Hub, Space
from smarthub.places.rules.rulebook import Rulebook


def lock(hub: Hub, spaces: Sequence[Space]) -> tuple[Rulebook, list[Space], list[Space]]:
    """Hold these spaces until the end of the transaction: the rule book that holds now, the spaces in it, their leaves.

    Raises Refused(GONE) for a space that is no longer there.
    """
    while True:
        book = places.rulebook(hub)
        if any(space.pk not in book.by_pk for space in spaces):
            raise Refused(GONE)
        now_spaces = [book.by_pk[space.pk] for space in spaces]
        leaves = book.leaves_of(now_spaces)
        keys = {space.pk for space in (*now_spaces, *leaves)}
        rows = Space.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
        if all(edition == book.edition for edition in rows.values_list("edition", flat=True)):
            return book, now_spaces, leaves
        current = places.edition(hub.pk)
        if current == book.edition:  # a row that no change has marked yet
            return book, now_spaces, leaves
        hub.edition = current  # the place was changed while we waited: read it anew


def insert(hub: Hub, leaves: Sequence[Space], moments: Sequence[datetime], *, owner: Booking | Closure) -> None:
    """Take these quarters of these leaves. IntegrityError (see `is_taken`) when one of them is somebody's."""
    booking, closure = (owner, None) if isinstance(owner, Booking) else (None, owner)
    Slot.objects.bulk_create(
        Slot(hub=hub, space=leaf, starts_at=moment, booking=booking, closure=closure)
        for leaf in leaves
        for moment in moments
    )


def insert_all(hub: Hub, leaves: Sequence[Space], booking: Booking) -> None:
    """Take all the time of a booking, the free time after it included."""
    insert(hub, leaves, quarters(booking.starts_at, booking.guarded_until), owner=booking)


def has_all(booking: Booking, leaves: Sequence[Space]) -> bool:
    """Whether a booking still has all its time. Call it under the lock of the leaves."""
    return booking.slots.count() == len(leaves) * len(quarters(booking.starts_at, booking.guarded_until))


def take_again(booking: Booking, *, now: datetime) -> None:
    """Take what is left of a booking's time and is not its own any more. Call it under the lock of its spaces.

    IntegrityError (see `is_taken`) where it is somebody else's.
    """
    book = places.rulebook(booking.hub)
    leaves = book.leaves_of([book.by_pk[space.pk] for space in booking.spaces.all() if space.pk in book.by_pk])
    first = max(booking.starts_at, quarter_begun(now))
    free_stale(booking.hub, leaves, first, booking.guarded_until, now=now, but=booking)
    has = set(booking.slots.values_list("space_id", "starts_at"))
    for leaf in leaves:
        missing = [at for at in quarters(first, booking.guarded_until) if (leaf.pk, at) not in has]
        insert(booking.hub, [leaf], missing, owner=booking)


def is_taken(error: IntegrityError) -> bool:
    return broken_constraint(error) == "slot_held_once"


def free_stale(
    hub: Hub,
    leaves: Sequence[Space],
    starts_at: datetime,
    ends_at: datetime,
    *,
    now: datetime,
    but: Booking | None = None,
) -> None:
    """Free the slots of these leaves that run-out holds and no-shows (`but` this one) still own. Call it under the lock of
    the leaves.
    """
    here = Slot.objects.filter(hub=hub, space__in=leaves, starts_at__gte=starts_at, starts_at__lt=ends_at)
    for owner in queries.stale_owners(hub, leaves, starts_at, ends_at, now=now):
        if owner == but:
            continue
        from_then_on = owner.starts_at if owner.is_hold else quarter_begun(now)
        give_back(hub, here.filter(booking=owner, starts_at__gte=from_then_on))


def give_back(hub: Hub, given: QuerySet[Slot]) -> None:
    """Free these slots; where their space is closed at that time, the closure takes them over."""
    freed = set(given.values_list("space_id", "starts_at"))
    if not freed:
        return
    given.delete()
    moments = [moment for _space, moment in freed]
    standing = Closure.objects.filter(
        hub=hub, lifted_at=None, starts_at__lte=max(moments), ends_at__gt=min(moments)
    ).select_related("space")
    for closure in standing:
        leaves = {leaf.pk for leaf in places.rulebook(hub).leaves(closure.space)}
        taken = {(space, at) for space, at in freed if space in leaves and closure.starts_at <= at < closure.ends_at}
        Slot.objects.bulk_create(
            Slot(hub=hub, space_id=space, starts_at=moment, closure=closure) for space, moment in sorted(taken)
        )
        freed -= taken


@transaction.atomic
def end_hold(hold: Booking) -> bool:
    """Delete a hold that nobody confirmed, and free its time; False where it was confirmed or is gone."""
    try:
        hold = lock_booking(hold)
    except Booking.DoesNotExist:
        return False
    if hold.booked_at:
        return False
    give_back(hold.hub, hold.slots.all())
    hold.delete()
    return True


def lock_booking(booking: Booking) -> Booking:
    """Lock a booking's spaces, then the booking: in that order everywhere, so that no two verbs wait for each other.

    Raises Booking.DoesNotExist for a hold that is gone.
    """
    while not (locked := _locked(booking)):
        pass  # it was moved while we waited
    return locked


def _locked(booking: Booking) -> Booking | None:
    """None when it holds other spaces than those that were locked: then no lock is kept."""
    owned = Slot.objects.filter(booking=booking.pk).values("space")
    before = transaction.savepoint()
    rows = Space.objects.select_for_update(no_key=True).filter(pk__in=owned).order_by("pk")
    keys = set(rows.values_list("pk", flat=True))
    found = Booking.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=booking.pk)
    if found.changes != booking.changes and not keys.issuperset(owned.values_list("space", flat=True)):
        transaction.savepoint_rollback(before)
        return None
    transaction.savepoint_commit(before)
    return found
