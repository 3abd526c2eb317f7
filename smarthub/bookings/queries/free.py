"""What is free, and what takes the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet

from smarthub.bookings.models import Booking, Slot, Visit
from smarthub.bookings.queries.at_once import sat_on_early
from smarthub.bookings.rules.quarters import QUARTER, quarter_begun, whole_quarters
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook


def held(now: datetime) -> Q:
    """Slots that somebody is entitled to: not those of a hold that ran out."""
    return Q(closure__isnull=False) | Q(booking__booked_at__isnull=False) | Q(booking__held_until__gt=now)


def free_leaves(hub: Hub, book: Rulebook, starts_at: datetime, ends_at: datetime, *, now: datetime) -> set[int]:
    """The keys of the leaf spaces of the hub that are free all this time and as long after it as their policy asks; for
    now also without those on which a party sits before its time.
    """
    first, last = quarter_begun(starts_at), starts_at + whole_quarters(ends_at - starts_at)
    by_buffer: dict[timedelta, list[int]] = {}
    for space in book.spaces:
        if space.pk not in book.parts:
            by_buffer.setdefault(book.terms(space).buffer, []).append(space.pk)
    found: set[int] = set()
    is_soon = _is_soon(book, starts_at, now=now)
    for buffer, keys in by_buffer.items():
        taken = Slot.objects.filter(
            held(now), hub_id=hub.pk, space=OuterRef("pk"), starts_at__gte=first, starts_at__lt=last + buffer
        )
        free = Space.objects.filter(~Exists(taken), pk__in=keys).order_by()
        if is_soon:
            free = free.exclude(pk__in=_sat_on(hub, max(now, starts_at)))
        found.update(free.values_list("pk", flat=True))
    return found


def _is_soon(book: Rulebook, starts_at: datetime, *, now: datetime) -> bool:
    """Whether somebody who is in before their time may still sit there then."""
    return starts_at < now + max((book.terms(leaf).early for leaf in book.all_leaves), default=timedelta(0))


def _sat_on(hub: Hub, moment: datetime) -> QuerySet[Slot, int]:
    """The leaf spaces of those who are in and whose booking begins after this moment: for use within another query, so that
    booking asks no more of them.
    """
    here = Visit.objects.filter(hub_id=hub.pk, left_at=None, booking__starts_at__gt=moment)
    first = Slot.objects.filter(booking__in=here.values("booking"), starts_at=F("booking__starts_at"))
    return first.values_list("space_id", flat=True)


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of time in which one owner has one leaf space."""

    space_id: int
    starts_at: datetime
    ends_at: datetime
    booking_id: int | None
    closure_id: int | None
    is_hold: bool


def open_holds() -> dict[int, datetime | None]:
    """Until when each hold lasts, or lasted, by its key; of every hub of the house.

    To name the hub would cost more: both databases then prefer the index of the hub's bookings, which is all of them, to
    the index that has nothing but holds (`booking_held`).
    """
    return dict(Booking.objects.filter(booked_at=None, cancelled_at=None).values_list("pk", "held_until"))


def taken(hub: Hub, space_pks: Iterable[int], first: datetime, last: datetime, *, now: datetime) -> list[Taken]:
    """What takes these leaf spaces in [first, last), in order; one row an owner and space, not one a quarter.

    The holds are asked for apart and first: joined, every quarter of every booking would be looked up in a table that
    grows for ever, only to find the few that are not booked yet.
    """
    holds = open_holds()
    rows = (
        Slot.objects.filter(hub_id=hub.pk, space_id__in=list(space_pks), starts_at__gte=first, starts_at__lt=last)
        .values_list("space_id", "booking_id", "closure_id")
        .annotate(begins=Min("starts_at"), ends=Max("starts_at"))
        .order_by("space_id", "begins")
    )
    return [
        Taken(space_id, begins, ends + QUARTER, booking_id, closure_id, booking_id in holds)
        for space_id, booking_id, closure_id, begins, ends in rows
        if (until := holds.get(booking_id)) is None or until > now
    ]


def from_now_on(hub: Hub, book: Rulebook, busy: list[Taken], starts_at: datetime, *, now: datetime) -> list[Taken]:
    """The same as of this time, where a party that is in before its own has its place already; no query for later times."""
    if not _is_soon(book, starts_at, now=now):
        return busy
    early = dict(sat_on_early(hub, now=now))
    return [replace(each, starts_at=starts_at) if early.get(each.space_id) == each.starts_at else each for each in busy]


def free_between(
    book: Rulebook, leaves: Iterable[int], busy: Iterable[Taken], starts_at: datetime, ends_at: datetime
) -> set[int]:
    """Which of these leaf spaces none of this takes: all the time and as long after it as their policy asks. No query."""
    return set(leaves) - {
        each.space_id
        for each in busy
        if each.starts_at < ends_at + book.terms(book.by_pk[each.space_id]).buffer and each.ends_at > starts_at
    }
