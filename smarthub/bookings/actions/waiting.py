"""What the worker does for who waits: offers that ran out, wishes whose time has come, places that became free some other
way (a hold that nobody confirmed, a closing that was lifted, a party that needs several spaces at once).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from smarthub.bookings import queries
from smarthub.bookings.actions import slots
from smarthub.bookings.actions.offering import Wish, choice_among, make_offer, wish_of
from smarthub.bookings.actions.waitlist import lapse
from smarthub.bookings.models import Wait, WaitOffer
from smarthub.bookings.rules.seating import Choice
from smarthub.bookings.rules.waitlist import time_left
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space

MOST = 500


def serve_waiting(*, now: datetime) -> int:
    """All of it, in this order; how many offers were made."""
    for offer in (
        WaitOffer.objects.filter(WaitOffer.OPEN, until__lte=now).select_related("wait__hub").order_by("pk")[:MOST]
    ):
        lapse(offer, now=now)
    end_what_is_over(now=now)
    return sum(_serve(hub, list(waits), now=now) for hub, waits in _by_hub())


def _by_hub() -> Iterator[tuple[Hub, list[Wait]]]:
    for hub, waits in groupby(queries.everybody_in_line(), key=lambda wait: wait.hub):
        yield hub, list(waits)


def end_what_is_over(*, now: datetime) -> int:
    """Take those off the list for whom too little of their time is left; how many."""
    done = 0
    begun = Wait.objects.filter(ended_at=None, starts_at__lte=now).select_related("hub")
    for wait in begun.order_by("pk")[:MOST]:
        if time_left(wait.starts_at, wait.ends_at, shortest=timedelta(0), now=now) is None:
            done += _end(wait, now=now)
    return done


@transaction.atomic
def _end(wait: Wait, *, now: datetime) -> int:
    if queries.open_offer(wait):
        return 0
    ended = Wait.objects.filter(pk=wait.pk, ended_at=None).update(ended_at=now, ended_how=Wait.EndedHow.OVER)
    if ended:
        journal.record("waited-in-vain", wait.ref, hub=wait.hub.slug, by=None, now=now)
    return ended


def _serve(hub: Hub, waits: list[Wait], *, now: datetime) -> int:
    """Each different wish is looked for once; while it is found, the next who has it is served."""
    done = 0
    spent: set[Wish] = set()
    for wait in waits:
        wish = wish_of(wait)
        if wish in spent:
            continue
        choice, begins = _free_for(hub, wait, now=now)
        if choice is None or begins is None:
            spent.add(wish)
        else:
            done += _offer(wait, choice, begins, now=now)
    return done


def _free_for(hub: Hub, wait: Wait, *, now: datetime) -> tuple[Choice | None, datetime | None]:
    book = places.rulebook(hub)
    begins = time_left(wait.starts_at, wait.ends_at, shortest=timedelta(minutes=15), now=now)
    if begins is None:
        return None, None
    free = queries.free_leaves(hub, book, begins, wait.ends_at, now=now)
    return choice_among(free, book, wait, begins, now=now), begins


@transaction.atomic
def _offer(wait: Wait, choice: Choice, begins: datetime, *, now: datetime) -> int:
    try:
        book, spaces, _leaves = slots.lock(wait.hub, list[Space](choice.spaces))
    except Refused:  # a space went meanwhile
        return 0
    return 1 if make_offer(wait, book, Choice(tuple(spaces), choice.fit), begins, now=now) else 0
