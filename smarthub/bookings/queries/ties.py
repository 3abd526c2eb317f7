"""What makes somebody one of a hub's people: they have booked, waited or come here (places/queries/ties.py)."""

from django.db.models import Exists, OuterRef, Q

from smarthub.bookings.models import Booking, Series, Visit, Wait
from smarthub.places.models import Hub


def ties(hub: Hub, of: str = "") -> Q:
    person = OuterRef(f"{of}pk")
    booked = Booking.objects.filter(hub=hub, booked_at__isnull=False)
    rows = (
        booked.filter(person=person),
        booked.filter(booked_by=person),
        *(model.objects.filter(hub=hub, person=person) for model in (Series, Visit, Wait)),
    )
    found = Q()
    for each in rows:
        found |= Q(Exists(each))
    return found
