"""What lies on the desk of a hub, for those who run it."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet, Sum

from smarthub.bookings.models import Booking, DeskNote, Kiosk, KioskEntry, LostThing
from smarthub.places import queries as places
from smarthub.places.models import Hub

MOST = 50


def notes(hub: Hub) -> list[DeskNote]:
    """What is not done yet, the newest first."""
    found = DeskNote.objects.filter(hub=hub, done_at=None).select_related("written_by").order_by("-written_at", "-pk")
    return list(found[:MOST])


def things_kept(hub: Hub) -> int:
    """How many things wait for whoever lost them."""
    return LostThing.objects.filter(hub=hub, returned_at=None).count()


def things(hub: Hub) -> QuerySet[LostThing]:
    """What was found, the newest first; what was given back after it."""
    return LostThing.objects.filter(hub=hub).order_by("returned_at", "-found_at", "-pk")


def booked_satang(hub: Hub, day: date) -> int:
    """What the bookings that begin on that day cost together, without those that were cancelled."""
    book = places.rulebook(hub)
    first, last = book.moment(day, 0), book.moment(day + timedelta(days=1), 0)
    found = Booking.objects.filter(
        hub=hub, booked_at__isnull=False, cancelled_at=None, starts_at__gte=first, starts_at__lt=last
    )
    return found.aggregate(satang=Sum("price_satang"))["satang"] or 0


def put_away(hub: Hub, *, since: datetime) -> tuple[list[DeskNote], list[LostThing]]:
    """Notes that were done and things that were given back since then: what may be taken back."""
    notes = DeskNote.objects.filter(hub=hub, done_at__gte=since).order_by("done_at", "pk")
    return list(notes), list(LostThing.objects.filter(hub=hub, returned_at__gte=since).order_by("returned_at", "pk"))


def conflicts(hub: Hub) -> list[KioskEntry]:
    """What a kiosk could not do as it was asked, until a host has looked at it."""
    found = KioskEntry.objects.filter(kiosk__hub=hub, settled_at=None).exclude(conflict="")
    return list(found.select_related("kiosk", "visit").order_by("at", "pk")[:MOST])


def kiosks(hub: Hub) -> QuerySet[Kiosk]:
    """The tablets of the hub that are paired or wait for it."""
    return Kiosk.objects.filter(hub=hub, revoked_at=None).order_by("made_at", "pk")
