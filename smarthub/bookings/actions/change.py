"""Moving, shortening and lengthening a booking in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from smarthub.bookings.actions import slots
from smarthub.bookings.actions.book import refuse_alone
from smarthub.bookings.actions.fair import refuse_more, refuse_share
from smarthub.bookings.actions.offering import pass_on
from smarthub.bookings.facts import BookingChanged
from smarthub.bookings.models import BookedSpace, Booking, Slot, Visit
from smarthub.bookings.rules.book import TAKEN, why_not_book
from smarthub.bookings.rules.cancel import why_not_change
from smarthub.bookings.rules.kept import buffer_minutes, kept_terms
from smarthub.bookings.rules.price import changed_price, is_hosts_move, price
from smarthub.bookings.rules.quarters import QUARTER, quarter_begun, quarters
from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people.models import Person
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where a booking shall be; None: as it is."""

    starts_at: datetime
    ends_at: datetime
    spaces: Sequence[Space] | None
    people: int | None
    agreed: int | None


def change(
    booking: Booking,
    *,
    starts_at: datetime,
    ends_at: datetime,
    spaces: Sequence[Space] | None = None,
    people: int | None = None,
    by: Person,
    now: datetime,
    by_host: bool = False,
    agreed: int | None = None,
) -> Booking:
    """Move a booking to this time, and to these spaces where they are given. A loss keeps the old one whole.

    Only the difference of slots is deleted and inserted, so that a booking may move over itself.
    `by_host`: the host's own verb, not bound to the deadline; the journal says so. `agreed`: the price (satang) that held
    before a move which is taken back now.
    """
    aim = _Aim(starts_at, ends_at, spaces, people, agreed)
    for may_free in (False, True):
        try:
            while (changed := _attempt(booking, aim, by=by, now=now, by_host=by_host, may_free=may_free)) is None:
                pass  # somebody else moved it while we waited
        except IntegrityError as error:
            if not slots.is_taken(error):
                raise
        else:
            return changed
    raise Refused(TAKEN)


@transaction.atomic
def _attempt(
    booking: Booking, aim: _Aim, *, by: Person, now: datetime, by_host: bool, may_free: bool
) -> Booking | None:
    """None where the booking turned out to be in other spaces than those that were locked."""
    before = [each.space for each in BookedSpace.objects.filter(booking=booking.pk).select_related("space")]
    wanted = list(aim.spaces) if aim.spaces is not None else before
    locked = transaction.savepoint()
    book, _all, _leaves = slots.lock(booking.hub, list({s.pk: s for s in (*before, *wanted)}.values()))
    fresh = Booking.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=booking.pk)
    here = {space.pk for space in before}
    if fresh.changes != booking.changes and here != set(fresh.booked_spaces.values_list("space", flat=True)):
        transaction.savepoint_rollback(locked)
        return None
    chosen = [book.by_pk[space.pk] for space in wanted]
    return _moved(fresh, book, aim, chosen, here, by=by, now=now, by_host=by_host, may_free=may_free)


def _moved(
    booking: Booking,
    book: Rulebook,
    aim: _Aim,
    chosen: list[Space],
    here: set[int],
    *,
    by: Person,
    now: datetime,
    by_host: bool,
    may_free: bool,
) -> Booking:
    people = aim.people or booking.people
    stays = {space.pk for space in chosen} == here
    if stays and (aim.starts_at, aim.ends_at, people) == (booking.starts_at, booking.ends_at, booking.people):
        return booking
    is_less = (
        stays and booking.starts_at <= aim.starts_at and aim.ends_at <= booking.ends_at and people <= booking.people
    )
    if refusal := _why_not(booking, book, aim, chosen, people, is_less=is_less, now=now, by_host=by_host):
        raise Refused(refusal)
    cost = changed_price(
        book,
        booking,
        chosen,
        aim.starts_at,
        aim.ends_at,
        people=people,
        is_less=is_less,
        is_hosts=is_hosts_move(booking, by, by_host=by_host),
        agreed=booking.price_satang if aim.agreed is None else aim.agreed,
    )
    booking.starts_at, booking.ends_at, booking.people = aim.starts_at, aim.ends_at, people
    booking.price_satang = cost
    if not is_less:  # a policy that has grown since must not keep anybody from giving time back
        booking.buffer_minutes = buffer_minutes(book, chosen)
    if not stays:
        booking.terms = kept_terms(book, chosen)
        booking.booked_spaces.all().delete()
        BookedSpace.objects.bulk_create(BookedSpace(booking=booking, space=space) for space in chosen)
    booking.changes += 1
    booking.save(update_fields=["starts_at", "ends_at", "people", "price_satang", "buffer_minutes", "terms", "changes"])
    freed = _move_slots(booking, book.leaves_of(chosen), now=now, may_free=may_free)
    if booking.person and not is_less:
        refuse_more(book, chosen, booking, booking.person, now=now)
        if not (by_host or (stays and aim.starts_at <= now)):
            refuse_share(book, book.leaves_of(chosen), booking, now=now)
        refuse_alone(booking, booking.person, by, now=now)
    journal.record("changed-by-host" if by_host else "changed", booking.ref, hub=booking.hub.slug, by=by, now=now)
    if cost < price(book, chosen, aim.starts_at, aim.ends_at):
        journal.record("price-kept", booking.ref, hub=booking.hub.slug, by=by, now=now)
    tell(BookingChanged(booking, now))
    if freed:
        moments = [at for _space, at in freed]
        pass_on(booking.hub, {space for space, _at in freed}, min(moments), max(moments) + QUARTER, now=now)
    return booking


def _why_not(
    booking: Booking,
    book: Rulebook,
    aim: _Aim,
    chosen: list[Space],
    people: int,
    *,
    is_less: bool,
    now: datetime,
    by_host: bool,
) -> Refusal | None:
    """What stands against it: of the booking itself, then, unless time is only given back, of the place."""
    visit = Visit.objects.filter(booking=booking).first()
    refusal = why_not_change(
        booking,
        starts_at=aim.starts_at,
        ends_at=aim.ends_at,
        has_come=visit is not None,
        has_left=visit is not None and visit.left_at is not None,
        now=now,
        by_host=by_host,
    )
    if refusal or is_less:
        return refusal
    return why_not_book(
        book,
        chosen,
        starts_at=aim.starts_at,
        ends_at=aim.ends_at,
        people=people,
        now=min(now, aim.starts_at),
        is_walk_in=visit is not None,
    )


def _move_slots(
    booking: Booking, leaves: Sequence[Space], *, now: datetime, may_free: bool
) -> list[tuple[int, datetime]]:
    """Delete and insert only the difference. Quarters that are over stay where they were: whoever moves to another place
    in the middle of their time has sat at the old one until now.
    """
    moments = [moment for moment in quarters(booking.starts_at, booking.guarded_until) if moment >= quarter_begun(now)]
    wanted = {(leaf.pk, moment) for leaf in leaves for moment in moments}
    to_come = booking.slots.filter(starts_at__gte=quarter_begun(now))
    standing = {(slot.space_id, slot.starts_at): slot.pk for slot in to_come}
    going = {key: pk for key, pk in standing.items() if key not in wanted}
    slots.give_back(booking.hub, Slot.objects.filter(pk__in=going.values()))
    if may_free:
        slots.free_stale(booking.hub, leaves, booking.starts_at, booking.guarded_until, now=now)
    missing = sorted(wanted - standing.keys())
    Slot.objects.bulk_create(
        Slot(hub_id=booking.hub_id, space_id=space, starts_at=moment, booking=booking) for space, moment in missing
    )
    return list(going)
