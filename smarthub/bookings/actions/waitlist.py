"""Waiting for a place, and answering when one is offered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from smarthub.bookings import queries
from smarthub.bookings.actions import slots
from smarthub.bookings.actions.book import confirm, lock_hold
from smarthub.bookings.actions.in_house import tell_the_house
from smarthub.bookings.actions.offering import pass_on
from smarthub.bookings.models import Booking, Wait, WaitOffer, WaitSpace
from smarthub.bookings.rules.waitlist import (
    FREE_NOW,
    NO_OFFER,
    OFFER_GONE,
    SILENCES,
    WAITS_ELSE,
    why_not_accept,
    why_not_wait,
)
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.people.actions.welcome import welcome
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space


@transaction.atomic
def join(
    hub: Hub,
    *,
    kind: str = "",
    spaces: Sequence[Space] = (),
    starts_at: datetime,
    ends_at: datetime,
    people: int = 1,
    person: Person,
    by: Person,
    now: datetime,
) -> Wait:
    """Stand in line for these spaces, or for any of this kind. Asked again for the same, it answers the place in line.

    Refused where the place's rules stand against it, or where it can be booked at once.
    """
    # Pressed twice at once, the second press finds what the first has made.
    list(Person.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk"))
    mine = Wait.objects.filter(person=person, ended_at=None)
    if standing := mine.filter(hub=hub, kind=kind, starts_at=starts_at, ends_at=ends_at).first():
        if standing.people == people and set(standing.spaces.all()) == set(spaces):
            return standing
        raise Refused(WAITS_ELSE)
    refusal = why_not_wait(
        places.rulebook(hub),
        kind=kind,
        spaces=spaces,
        starts_at=starts_at,
        ends_at=ends_at,
        people=people,
        waits=mine.count(),
        now=now,
    )
    if refusal:
        raise Refused(refusal)
    if queries.is_free(hub, spaces=spaces, kind=kind, starts_at=starts_at, ends_at=ends_at, people=people, now=now):
        raise Refused(FREE_NOW)
    wait = Wait.objects.create(
        hub=hub,
        person=person,
        people=people,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        asked_at=now,
        in_line_since=now,
    )
    WaitSpace.objects.bulk_create(WaitSpace(wait=wait, space=space) for space in spaces)
    journal.record("waits", wait.ref, hub=hub.slug, by=by, now=now)
    return wait


@transaction.atomic
def join_as_guest(
    hub: Hub,
    *,
    name: str,
    phone: str = "",
    language: str = "th",
    kind: str = "",
    spaces: Sequence[Space] = (),
    starts_at: datetime,
    ends_at: datetime,
    people: int = 1,
    now: datetime,
) -> Wait:
    """Welcome somebody by their name and let them stand in line; a guest comes with the line or not at all."""
    guest = welcome(name=name, phone=phone, language=language)
    return join(
        hub, kind=kind, spaces=spaces, starts_at=starts_at, ends_at=ends_at, people=people, person=guest, by=guest,
        now=now,
    )  # fmt: skip


@transaction.atomic
def accept(wait: Wait, *, by: Person, now: datetime) -> Booking:
    """Take what is offered: the hold becomes a booking. Asked again, it answers the same booking."""
    offer, hold = _open(wait)
    if offer is None or hold is None:
        if done := Wait.objects.filter(pk=wait.pk, booking__isnull=False).select_related("booking").first():
            assert done.booking
            return done.booking
        raise Refused(OFFER_GONE if wait.offers.exists() else NO_OFFER)
    if refusal := why_not_accept(is_open=offer.is_open, until=offer.until, now=now):
        raise Refused(refusal)
    booking = confirm(hold, person=wait.person, by=by, now=now)
    WaitOffer.objects.filter(pk=offer.pk).update(accepted_at=now)
    Wait.objects.filter(pk=wait.pk).update(ended_at=now, ended_how=Wait.EndedHow.BOOKED, booking=booking)
    journal.record("offer-accepted", wait.ref, hub=wait.hub.slug, by=by, now=now)
    return booking


@transaction.atomic
def leave_line(wait: Wait, *, by: Person, now: datetime) -> Wait:
    """No, thank you: off the list, and what was offered goes to the next. Asked again, it answers the same."""
    offer, hold = _open(wait)
    wait = Wait.objects.select_for_update(of=("self",)).select_related("hub").get(pk=wait.pk)
    if wait.ended_at:
        return wait
    wait.ended_at, wait.ended_how = now, Wait.EndedHow.LEFT
    wait.save(update_fields=["ended_at", "ended_how"])
    journal.record("waits-no-more", wait.ref, hub=wait.hub.slug, by=by, now=now)
    if offer:
        WaitOffer.objects.filter(pk=offer.pk).update(declined_at=now)
        _to_the_next(wait, hold, now=now)
    return wait


@transaction.atomic
def lapse(offer: WaitOffer, *, now: datetime) -> bool:
    """The offer has run out: they stand at the end of the line, after two silences no more, and the next is asked.
    False where it was answered meanwhile.
    """
    found, hold = _open(offer.wait)
    if found is None or found.pk != offer.pk or now < found.until:
        return False
    wait = Wait.objects.select_for_update(of=("self",)).select_related("hub").get(pk=offer.wait_id)
    WaitOffer.objects.filter(pk=offer.pk).update(lapsed_at=now)
    wait.silences += 1
    wait.in_line_since = now
    if wait.silences >= SILENCES:
        wait.ended_at, wait.ended_how = now, Wait.EndedHow.SILENT
    wait.save(update_fields=["silences", "in_line_since", "ended_at", "ended_how"])
    journal.record("offer-lapsed", wait.ref, hub=wait.hub.slug, by=None, now=now)
    _to_the_next(wait, hold, now=now)
    return True


def _open(wait: Wait) -> tuple[WaitOffer | None, Booking | None]:
    """The open offer and its hold, under the lock of its spaces; a hold that was pushed aside is None."""
    offer = queries.open_offer(wait)
    if offer is None or offer.hold is None:
        return offer, None
    try:
        *_, hold = lock_hold(offer.hold)
    except Refused:  # gone while we waited
        hold = None
    # What was answered while we waited for the lock is open no more.
    return WaitOffer.objects.select_for_update(of=("self",)).filter(WaitOffer.OPEN, pk=offer.pk).first(), hold


def _to_the_next(wait: Wait, hold: Booking | None, *, now: datetime) -> None:
    """End the hold and ask the next in line, under the lock that `_open` took."""
    if hold is None:
        return
    leaves = set(hold.slots.values_list("space_id", flat=True))
    slots.give_back(hold.hub, hold.slots.all())
    spaces, starts_at, ends_at, until = list(hold.spaces.all()), hold.starts_at, hold.ends_at, hold.guarded_until
    hold.delete()
    offers = pass_on(wait.hub, leaves, starts_at, until, now=now, but=wait)
    if not offers and starts_at <= now:
        tell_the_house(wait.hub, spaces, ends_at, now=now, but=wait.person)
