"""Who comes along, as the booking's own page shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from smarthub.bookings.models import Booking, Guest
from smarthub.bookings.rules.links import link_to, whole

SIGNS = {"yes": ("done", "check"), "no": ("closed", "cancel"), "": ("info", "wait")}
STATES = {"booked", "running", "arrived"}


@dataclass(frozen=True, slots=True)
class Along:
    """One guest: a name where they gave one, a link while it may be needed."""

    name: str
    badge: tuple[str, str, str]
    link: str


def name_of(guest: Guest, number: int) -> str:
    return guest.name or gettext("Guest {number}").format(number=number)


def shown(booking: Booking, state: str, address: str) -> dict[str, Any] | None:
    """Nothing for a booking of one, or one that is over; else one query."""
    if booking.people < 2 or state not in STATES:
        return None
    asked = list(Guest.objects.filter(booking=booking))
    rows = [
        Along(
            name_of(guest, number),
            (SIGNS[guest.answer][0], guest.get_answer_display() or gettext("no answer yet"), SIGNS[guest.answer][1]),
            whole(link_to(guest)) if guest.answer != Guest.Answer.NO else "",
        )
        for number, guest in enumerate(asked, start=1)
    ]
    free = booking.people - 1 - sum(guest.answer != Guest.Answer.NO for guest in asked)
    return {"rows": rows, "address": address, "more": list(range(1, min(free, 50) + 1))}
