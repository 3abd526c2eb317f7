"""Taking back what was pressed by mistake. The journal keeps both, the deed and the taking back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from smarthub.bookings.actions import slots
from smarthub.bookings.facts import BookingChanged
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.quarters import quarter_begun, quarters
from smarthub.bookings.rules.undo import (
    GIVEN_AWAY,
    is_walk_in,
    why_not_undo_cancel,
    why_not_undo_check_in,
    why_not_undo_leave,
)
from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person


@transaction.atomic
def undo_check_in(visit: Visit, *, by: Person, now: datetime) -> None:
    """They did not come after all: the visit was never there, and a place given with it is free. Asked again: nothing."""
    booking = slots.lock_booking(visit.booking) if visit.booking else None
    standing = Visit.objects.select_for_update(of=("self",)).select_related("hub").filter(pk=visit.pk).first()
    if standing is None:
        return
    if refusal := why_not_undo_check_in(standing, now=now):
        raise Refused(refusal)
    standing.delete()
    what = booking.ref if booking else visit.ref
    journal.record("check-in-undone", what, hub=visit.hub.slug, by=by, now=now)
    if booking and is_walk_in(booking, visit):
        booking.cancelled_at, booking.cancelled_by = booking.starts_at, by
        booking.changes += 1
        booking.save(update_fields=["cancelled_at", "cancelled_by", "changes"])
        slots.give_back(booking.hub, booking.slots.all())


def undo_leave(visit: Visit, *, by: Person, now: datetime) -> Visit:
    """They are still here: what they gave back is theirs again, unless somebody else has it. Asked again: the same."""
    try:
        return _undo_leave(visit, by=by, now=now)
    except IntegrityError as error:
        if not slots.is_taken(error):
            raise
    raise Refused(GIVEN_AWAY)


@transaction.atomic
def _undo_leave(visit: Visit, *, by: Person, now: datetime) -> Visit:
    booking = _locked_whole(visit.booking) if visit.booking else None
    visit = Visit.objects.select_for_update(of=("self",)).select_related("hub").get(pk=visit.pk)
    if visit.left_at is None:
        return visit
    if refusal := why_not_undo_leave(visit, now=now):
        raise Refused(refusal)
    if booking and now < booking.ends_at:
        _take_again(booking, now=now)
    visit.left_at, visit.left_how = None, ""
    visit.save(update_fields=["left_at", "left_how"])
    what = booking.ref if booking else visit.ref
    journal.record("leaving-undone", what, hub=visit.hub.slug, by=by, now=now)
    return visit


def undo_cancel(booking: Booking, *, by: Person, now: datetime) -> Booking:
    """The booking stands again, in its old place, unless somebody else has it. Asked again: the same."""
    try:
        return _undo_cancel(booking, by=by, now=now)
    except IntegrityError as error:
        if not slots.is_taken(error):
            raise
    raise Refused(GIVEN_AWAY)


@transaction.atomic
def _undo_cancel(booking: Booking, *, by: Person, now: datetime) -> Booking:
    booking = _locked_whole(booking)
    if booking.cancelled_at is None:
        return booking
    if refusal := why_not_undo_cancel(booking, now=now):
        raise Refused(refusal)
    _take_again(booking, now=now)
    booking.cancelled_at = booking.cancelled_by = None
    booking.changes += 1
    booking.save(update_fields=["cancelled_at", "cancelled_by", "changes"])
    journal.record("cancelling-undone", booking.ref, hub=booking.hub.slug, by=by, now=now)
    tell(BookingChanged(booking, now))
    return booking


def _locked_whole(booking: Booking) -> Booking:
    """Under the lock of all its spaces, also of those of which it has no slot now."""
    slots.lock(booking.hub, list(booking.spaces.all()))
    return Booking.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=booking.pk)


def _take_again(booking: Booking, *, now: datetime) -> None:
    """All its time to come that it does not have. IntegrityError (slots.is_taken) where it is somebody else's."""
    first = max(booking.starts_at, quarter_begun(now))
    _book, _spaces, leaves = slots.lock(booking.hub, list(booking.spaces.all()))
    slots.free_stale(booking.hub, leaves, first, booking.guarded_until, now=now)
    has = set(booking.slots.values_list("space_id", "starts_at"))
    for leaf in leaves:
        missing = [at for at in quarters(first, booking.guarded_until) if (leaf.pk, at) not in has]
        slots.insert(booking.hub, [leaf], missing, owner=booking)
