"""Holding and booking spaces."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from smarthub.bookings import queries
from smarthub.bookings.actions import slots
from smarthub.bookings.actions.fair import refuse_more, refuse_share
from smarthub.bookings.actions.release import release
from smarthub.bookings.facts import Booked
from smarthub.bookings.models import BookedSpace, Booking
from smarthub.bookings.rules.book import GONE, HOLD_EXPIRED, TAKEN, why_not_book, why_not_hold
from smarthub.bookings.rules.kept import buffer_minutes, kept_terms
from smarthub.bookings.rules.price import price
from smarthub.journal import actions as journal
from smarthub.kit.facts import tell
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people import queries as people
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

HOLD = timedelta(minutes=5)
TRIES = 3


def hold(
    hub: Hub,
    *,
    spaces: Sequence[Space],
    starts_at: datetime,
    ends_at: datetime,
    people: int = 1,
    holder: str,
    by: Person | None,
    now: datetime,
    keeps_others: bool = False,
) -> Booking:
    """Keep these spaces for five minutes for a visitor who is still choosing. A visitor's earlier holds here end.

    Asked again for the same, it answers the hold that stands. `keeps_others`: the holder is a program, which holds for
    several people: its earlier holds stand, up to so many, and each call is a wish of its own.
    """
    fresh = Booking(hub=hub, people=people, starts_at=starts_at, ends_at=ends_at, holder=holder, held_until=now + HOLD)
    if keeps_others:
        return _place(fresh, spaces, by=by, now=now)
    for standing in queries.holds_of(hub, holder, now=now):
        if _is_same(standing, fresh, spaces):
            return standing
        let_go(standing)
    try:
        return _place(fresh, spaces, by=by, now=now)
    except Refused:
        for standing in queries.holds_of(hub, holder, now=now):
            if _is_same(standing, fresh, spaces):  # pressed twice at once: the other press was faster
                return standing
        raise


def _is_same(standing: Booking, fresh: Booking, spaces: Sequence[Space]) -> bool:
    wish = (fresh.starts_at, fresh.ends_at, fresh.people)
    return (standing.starts_at, standing.ends_at, standing.people) == wish and {
        space.pk for space in standing.spaces.all()
    } == {space.pk for space in spaces}


def book(
    hub: Hub,
    *,
    spaces: Sequence[Space],
    starts_at: datetime,
    ends_at: datetime,
    people: int = 1,
    person: Person,
    by: Person,
    now: datetime,
    note: str = "",
    is_walk_in: bool = False,
) -> Booking:
    """Book these spaces in a person's name. Raises Refused: `taken` first, then what the rules say."""
    fresh = Booking(
        hub=hub,
        person=person,
        people=people,
        starts_at=starts_at,
        ends_at=ends_at,
        note=note,
        booked_at=now,
        booked_by=by,
    )
    return _place(fresh, spaces, by=by, now=now, is_walk_in=is_walk_in)


def book_any(
    hub: Hub,
    *,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    people: int = 1,
    person: Person,
    by: Person,
    now: datetime,
    note: str = "",
    is_walk_in: bool = False,
) -> Booking:
    """Book whatever of this kind fits the party best: of equally good ones a random one, so that many who ask at once
    do not all try the same. After three lost races it is `taken`.
    """
    for _try in range(TRIES):
        found = queries.offers(
            hub, starts_at=starts_at, ends_at=ends_at, people=people, kind=kind, now=now, is_walk_in=is_walk_in
        )
        if not found:
            raise Refused(_why_nothing(hub, kind, starts_at, ends_at, people, now, is_walk_in=is_walk_in))
        best = [o for o in found if (o.price_satang, o.choice.seats) == (found[0].price_satang, found[0].choice.seats)]
        try:
            return book(
                hub,
                spaces=secrets.choice(best).spaces,
                starts_at=starts_at,
                ends_at=ends_at,
                people=people,
                person=person,
                by=by,
                now=now,
                note=note,
                is_walk_in=is_walk_in,
            )
        except Refused as refused:
            if refused.refusal.code != TAKEN.code:
                raise
    raise Refused(TAKEN)


def _why_nothing(
    hub: Hub, kind: str, starts_at: datetime, ends_at: datetime, people: int, now: datetime, *, is_walk_in: bool
) -> Refusal:
    """Why no space of this kind can be had: the rule that stands against all of them, or that all are taken."""
    rulebook = places.rulebook(hub)
    of_kind = [space for space in rulebook.spaces if space.kind == kind]
    if not of_kind:
        return GONE
    party = 1 if kind == Space.Kind.DESK else people  # a group takes several desks
    refusals = [
        why_not_book(
            rulebook, [space], starts_at=starts_at, ends_at=ends_at, people=party, now=now, is_walk_in=is_walk_in
        )
        for space in of_kind
    ]
    if all(refusals):
        return next((r for r in refusals if r), TAKEN)
    kept = None if is_walk_in else queries.why_kept(hub, rulebook, of_kind, starts_at, ends_at, now=now)
    return kept or TAKEN


@transaction.atomic
def confirm(hold: Booking, *, person: Person, by: Person, now: datetime, note: str = "") -> Booking:
    """Put a person's name on a hold. Asked again by the same person, it answers the same booking."""
    book, spaces, leaves, hold = lock_hold(hold)
    if hold.booked_at and hold.person_id == person.pk:
        return hold
    if hold.booked_at or hold.cancelled_at or hold.held_until is None or hold.held_until <= now:
        raise Refused(HOLD_EXPIRED)
    if not slots.has_all(hold, leaves):  # somebody who came a moment after it ran out was faster to the lock
        raise Refused(HOLD_EXPIRED)
    refuse_more(book, spaces, hold, person, now=now)
    refuse_alone(hold, person, by, now=now)
    hold.person, hold.booked_at, hold.booked_by, hold.note = person, now, by, note
    hold.save(update_fields=["person", "booked_at", "booked_by", "note"])
    journal.record("booked", hold.ref, hub=hold.hub.slug, by=by, now=now)
    tell(Booked(hold))
    return hold


def lock_hold(hold: Booking) -> tuple[Rulebook, list[Space], list[Space], Booking]:
    """Lock all that the hold is for, then the hold: its rule book, its spaces, their leaves and itself as it stands.

    Not only what it still owns: a whole has no slots of its own, and who books it locks it before its parts.
    """
    book, spaces, leaves = slots.lock(hold.hub, list(hold.spaces.all()))
    try:
        fresh = Booking.objects.select_for_update(of=("self",)).select_related("hub", "person").get(pk=hold.pk)
    except Booking.DoesNotExist as error:
        raise Refused(HOLD_EXPIRED) from error
    return book, spaces, leaves, fresh


def let_go(hold: Booking) -> None:
    """End a hold that was not confirmed. It leaves no trace: nobody's name was on it."""
    slots.end_hold(hold)


def _place(
    fresh: Booking, spaces: Sequence[Space], *, by: Person | None, now: datetime, is_walk_in: bool = False
) -> Booking:
    """Insert first. Only where that fails on what nobody is entitled to any more, free it under the lock and repeat."""
    for may_free in (False, True):
        try:
            return _attempt(fresh, spaces, by=by, now=now, is_walk_in=is_walk_in, may_free=may_free)
        except IntegrityError as error:
            if not slots.is_taken(error):
                raise
        leaves = places.rulebook(fresh.hub).leaves_of(spaces)
        stale = queries.stale_owners(fresh.hub, leaves, fresh.starts_at, fresh.guarded_until, now=now)
        if not stale:
            break
        for owner in stale:  # who waits for the place of a party that did not come is asked before whoever asks now
            if not owner.is_hold:
                release(owner, now=now)
    raise Refused(TAKEN)


@transaction.atomic
def _attempt(
    fresh: Booking, spaces: Sequence[Space], *, by: Person | None, now: datetime, is_walk_in: bool, may_free: bool
) -> Booking:
    hub = fresh.hub
    book, spaces, leaves = slots.lock(hub, spaces)
    refusal = why_not_book(
        book,
        spaces,
        starts_at=fresh.starts_at,
        ends_at=fresh.ends_at,
        people=fresh.people,
        now=now,
        is_walk_in=is_walk_in,
    )
    if refusal:
        raise Refused(refusal)
    fresh.pk = None
    fresh.price_satang = price(book, spaces, fresh.starts_at, fresh.ends_at)
    fresh.terms = kept_terms(book, spaces)
    fresh.buffer_minutes = buffer_minutes(book, spaces)
    if may_free:
        slots.free_stale(hub, leaves, fresh.starts_at, fresh.guarded_until, now=now)
    fresh.save(force_insert=True)
    BookedSpace.objects.bulk_create(BookedSpace(booking=fresh, space=space) for space in spaces)
    slots.insert_all(hub, leaves, fresh)
    if not is_walk_in:
        refuse_share(book, leaves, fresh, now=now)
    if fresh.is_hold:
        _refuse_more_holds(fresh, by, now=now)
    if fresh.person:
        refuse_more(book, spaces, fresh, fresh.person, now=now)
        refuse_alone(fresh, fresh.person, by or fresh.person, now=now)
        journal.record("booked", fresh.ref, hub=hub.slug, by=by, now=now)
        tell(Booked(fresh))
    return fresh


def _refuse_more_holds(fresh: Booking, by: Person | None, *, now: datetime) -> None:
    """Nobody keeps a whole house from the others by holding it."""
    if by:
        list(Person.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    if refusal := why_not_hold(queries.holds_of(fresh.hub, fresh.holder, now=now).exclude(pk=fresh.pk).count()):
        raise Refused(refusal)


def refuse_alone(booking: Booking, person: Person, by: Person, *, now: datetime) -> None:
    """Children act through a guardian, and the young spend with one (people/rules/ages.py)."""
    if refusal := people.why_not_book(person, satang=booking.price_satang, by=by, now=now):
        raise Refused(refusal)
