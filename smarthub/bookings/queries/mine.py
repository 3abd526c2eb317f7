"""What bookings keep about one person, for that person."""

from typing import Any

from smarthub.bookings.models import Booking, Series, Showing, Visit, Wait
from smarthub.people.models import Person


def mine(person: Person) -> dict[str, Any]:
    """Moments are in UTC, prices in satang."""
    booked = Booking.objects.filter(person=person, booked_at__isnull=False).prefetch_related("spaces")
    shown = dict(Showing.objects.filter(booking__person=person).values_list("booking__ref", "text"))
    columns = ("starts_at", "ends_at", "people", "price_satang", "note", "booked_at", "cancelled_at", "no_show_at")
    return {
        "bookings": [
            {
                "ref": each.ref,
                "hub": each.hub.slug,
                "spaces": [space.name_th for space in each.spaces.all()],
                **{name: getattr(each, name) for name in columns},
                "on_the_screens": shown.get(each.ref, ""),
            }
            for each in booked.select_related("hub").order_by("starts_at")
        ],
        "visits": list(
            Visit.objects.filter(person=person)
            .order_by("came_at")
            .values("ref", "hub__slug", "booking__ref", "people", "came_at", "left_at", "left_how")
        ),
        "series": list(
            Series.objects.filter(person=person)
            .order_by("made_at")
            .values("ref", "hub__slug", "people", "first_on", "until", "note", "made_at", "ended_at")
        ),
        "waitlist": list(
            Wait.objects.filter(person=person)
            .order_by("asked_at")
            .values("ref", "hub__slug", "people", "kind", "starts_at", "ends_at", "asked_at", "ended_at", "ended_how")
        ),
    }
