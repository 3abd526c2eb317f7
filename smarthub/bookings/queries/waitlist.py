"""Who waits for what."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from smarthub.bookings.models import Wait, WaitOffer
from smarthub.bookings.queries.free import free_leaves
from smarthub.bookings.queries.search import offers
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space

_WITH_OFFER = Exists(WaitOffer.objects.filter(WaitOffer.OPEN, wait=OuterRef("pk")))


def in_line(hub: Hub, first: datetime, last: datetime) -> QuerySet[Wait]:
    """Who waits for a part of [first, last) at this hub and has no offer now, the first in line first."""
    return (
        Wait.objects.filter(~_WITH_OFFER, hub=hub, ended_at=None, starts_at__lt=last, ends_at__gt=first)
        .select_related("person")
        .prefetch_related("spaces")
        .order_by("in_line_since", "pk")
    )


def waits_in_order(keys: Sequence[int]) -> list[Wait]:
    """These places in the line, in this order, each with its party and its spaces."""
    found = Wait.objects.select_related("person", "hub").prefetch_related("spaces").in_bulk(keys)
    return [found[pk] for pk in keys if pk in found]


def everybody_in_line() -> QuerySet[Wait]:
    """Who waits anywhere and has no offer now, for the worker."""
    return (
        Wait.objects.filter(~_WITH_OFFER, ended_at=None)
        .select_related("hub", "person")
        .prefetch_related("spaces")
        .order_by("hub", "in_line_since", "pk")
    )


def waits_of(person: Person) -> QuerySet[Wait]:
    """What this person waits for."""
    return Wait.objects.filter(person=person, ended_at=None).select_related("hub").order_by("starts_at", "pk")


def waits_at(hub: Hub, first: datetime, last: datetime) -> QuerySet[Wait]:
    """Who waits for a time in [first, last), for those who run the hub, in the order of the line."""
    return (
        Wait.objects.filter(hub=hub, ended_at=None, starts_at__gte=first, starts_at__lt=last)
        .select_related("person")
        .prefetch_related("spaces", "offers")
        .order_by("in_line_since", "pk")
    )


def before_in_line(wait: Wait) -> int:
    """How many who wait for a part of the same time at this hub stand before them."""
    ahead = in_line(wait.hub, wait.starts_at, wait.ends_at).filter(in_line_since__lte=wait.in_line_since)
    return sum(1 for each in ahead if (each.in_line_since, each.pk) < (wait.in_line_since, wait.pk))


def open_offer(wait: Wait) -> WaitOffer | None:
    """The offer that this party may answer now."""
    return WaitOffer.objects.filter(WaitOffer.OPEN, wait=wait).select_related("hold").first()


def is_free(
    hub: Hub,
    *,
    spaces: Sequence[Space],
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    now: datetime,
) -> bool:
    """Whether a party could book what they wish at once: these spaces, or any of this kind."""
    if spaces:
        book = places.rulebook(hub)
        free = free_leaves(hub, book, starts_at, ends_at, now=now)
        return all(leaf.pk in free for leaf in book.leaves_of(spaces))
    return bool(offers(hub, starts_at=starts_at, ends_at=ends_at, people=people, kind=kind, now=now))
