"""What lies on the desk of a hub, for those who run it."""

from django.db.models import QuerySet

from smarthub.bookings.models import DeskNote, Kiosk, KioskEntry, LostThing
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


def conflicts(hub: Hub) -> list[KioskEntry]:
    """What a kiosk could not do as it was asked, until a host has looked at it."""
    found = KioskEntry.objects.filter(kiosk__hub=hub, settled_at=None).exclude(conflict="")
    return list(found.select_related("kiosk", "visit").order_by("at", "pk")[:MOST])


def kiosks(hub: Hub) -> QuerySet[Kiosk]:
    """The tablets of the hub that are paired or wait for it."""
    return Kiosk.objects.filter(hub=hub, revoked_at=None).order_by("made_at", "pk")
