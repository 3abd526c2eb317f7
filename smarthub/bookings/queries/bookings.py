"""Bookings, asked for a hub or a person."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from smarthub.bookings.models import Booking, Slot, Visit
from smarthub.bookings.queries.free import held
from smarthub.bookings.rules.kept import is_no_show
from smarthub.bookings.rules.quarters import quarter_begun
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space


def run_out(now: datetime) -> Q:
    """Holds that nobody confirmed in time."""
    return Q(booked_at=None, held_until__lte=now)


def nobody_came(now: datetime) -> Q:
    """Bookings that run now and to which nobody has come (yet)."""
    return Q(
        ~Exists(Visit.objects.filter(booking=OuterRef("pk"))),
        booked_at__isnull=False,
        cancelled_at=None,
        no_show_at=None,
        starts_at__lte=now,
    )


def stale_owners(
    hub: Hub, leaves: Iterable[Space], starts_at: datetime, ends_at: datetime, *, now: datetime
) -> list[Booking]:
    """Who owns slots of these leaves in [starts_at, ends_at) without being entitled to them any more: holds that ran
    out, and bookings to which nobody came in time.
    """
    owners = Booking.objects.filter(
        Q(booked_at=None) | Q(starts_at__lte=now),  # what is booked for later is never stale: mostly no row is left
        slots__hub=hub,
        slots__space__in=list(leaves),
        slots__starts_at__gte=starts_at,
        slots__starts_at__lt=ends_at,
    ).distinct()
    return [owner for owner in owners if _is_stale(owner, now)]


def _is_stale(owner: Booking, now: datetime) -> bool:
    if owner.is_hold:
        return owner.held_until is not None and owner.held_until <= now
    return is_no_show(owner, now=now) and not Visit.objects.filter(booking=owner).exists()


def is_given_away(booking: Booking, *, now: datetime) -> bool:
    """Whether somebody else is entitled to a part of what is left of this booking's time: for a party that is late."""
    book = places.rulebook(booking.hub)
    leaves = book.leaves_of([book.by_pk[space.pk] for space in booking.spaces.all() if space.pk in book.by_pk])
    return (
        Slot.objects.filter(
            held(now),
            hub=booking.hub_id,
            space__in=leaves,
            starts_at__gte=max(booking.starts_at, quarter_begun(now)),
            starts_at__lt=booking.guarded_until,
        )
        .exclude(booking=booking)
        .exists()
    )


def bookings_of(person: Person) -> QuerySet[Booking]:
    """All bookings in this person's name, the next first."""
    return (
        Booking.objects.filter(person=person, booked_at__isnull=False)
        .select_related("hub", "visit")
        .prefetch_related("spaces")
        .order_by("starts_at", "pk")
    )


def bookings_at(hub: Hub, first: datetime, last: datetime) -> QuerySet[Booking]:
    """Bookings of a hub that begin in [first, last), for those who run it."""
    return (
        Booking.objects.filter(hub=hub, booked_at__isnull=False, starts_at__gte=first, starts_at__lt=last)
        .select_related("person", "visit")
        .prefetch_related("spaces")
        .order_by("starts_at", "pk")
    )


def booked_on(hub: Hub, person: Person, first: datetime, last: datetime) -> timedelta:
    """How long this person has booked spaces of the hub in [first, last), cancelled ones not counted."""
    length = Booking.objects.filter(
        hub=hub, person=person, cancelled_at=None, booked_at__isnull=False, starts_at__gte=first, starts_at__lt=last
    ).aggregate(length=Sum(F("ends_at") - F("starts_at")))["length"]
    return length or timedelta(0)


def holds_of(hub: Hub, holder: str, *, now: datetime) -> QuerySet[Booking]:
    """What this visitor holds at the hub without having confirmed it."""
    return Booking.objects.filter(hub=hub, holder=holder, booked_at=None, cancelled_at=None, held_until__gt=now)


def hit_by(hub: Hub, first: datetime, last: datetime, space_pks: Iterable[int] | None = None) -> QuerySet[Booking]:
    """Bookings that a closing of [first, last) would hit, of these leaf spaces or of the whole hub."""
    found = Booking.objects.filter(
        hub=hub, booked_at__isnull=False, cancelled_at=None, starts_at__lt=last, ends_at__gt=first
    )
    if space_pks is not None:
        found = found.filter(slots__space__in=space_pks).distinct()
    return found.select_related("person").prefetch_related("spaces").order_by("starts_at", "pk")
