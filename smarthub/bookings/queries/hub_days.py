"""A hub's days for anybody's calendar: when it is open or closed, and when its rooms are taken. Nobody's name is in it."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext

from smarthub.bookings.models import BookedSpace
from smarthub.bookings.rules import words
from smarthub.bookings.rules.calendar import Stretch
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

DAYS = 28
MOST = 1000


def hub_days(hub: Hub, *, now: datetime) -> list[Stretch]:
    """Four weeks from today on, in the reader's language; one query."""
    book = places.rulebook(hub)
    return [*_open_and_closed(hub, book, now), *_taken(hub, book, now)]


def _open_and_closed(hub: Hub, book: Rulebook, now: datetime) -> Iterator[Stretch]:
    for n in range(DAYS):
        day = book.day_of(now) + timedelta(days=n)
        stretches = book.open_on(day)
        for m, (opens, closes) in enumerate(stretches):
            said = gettext("{hub}: open").format(hub=hub.name)
            yield Stretch(f"open-{day}-{m}@{hub.slug}", said, opens, closes)
        if not stretches:
            reason = book.why_closed_on(day)
            said = gettext("{hub}: closed ({reason})") if reason else gettext("{hub}: closed")
            first, last = book.moment(day, 0), book.moment(day + timedelta(days=1), 0)
            yield Stretch(f"closed-{day}@{hub.slug}", said.format(hub=hub.name, reason=reason), first, last)


def _taken(hub: Hub, book: Rulebook, now: datetime) -> Iterator[Stretch]:
    """The rooms, workshops and halls as they were booked: a hall is one entry. A single desk is nobody's business."""
    first = book.moment(book.day_of(now), 0)
    rows = (
        BookedSpace.objects.filter(
            booking__hub=hub,
            booking__booked_at__isnull=False,
            booking__cancelled_at=None,
            booking__no_show_at=None,
            booking__starts_at__gte=first,
            booking__starts_at__lt=first + timedelta(days=DAYS),
        )
        .exclude(space__kind__in=(Space.Kind.DESK, Space.Kind.TABLE, Space.Kind.BOOTH))
        .order_by("booking__starts_at", "pk")
        .values_list("booking__ref", "space_id", "booking__starts_at", "booking__ends_at")
    )
    for ref, space_id, starts_at, ends_at in rows[:MOST]:
        if space := book.by_pk.get(space_id):
            # The same event at every reading, without the reference, which is what a booking's own link is made of.
            mark = hashlib.sha256(f"{ref} {space.ref}".encode()).hexdigest()[:20]
            said = gettext("{space}: taken").format(space=words.called(space))
            yield Stretch(f"{mark}@{hub.slug}", said, starts_at, ends_at, is_free=False)
