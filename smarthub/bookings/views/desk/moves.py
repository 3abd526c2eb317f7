"""Who was moved from here a moment ago, and where they had sat: so that one press takes them back. Each browser at the desk
remembers its own; what it remembers is codes.
"""

from datetime import datetime, timedelta

from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_datetime

from smarthub.bookings.actions.change import change
from smarthub.bookings.models import Booking
from smarthub.people.models import Person
from smarthub.places.rules.rulebook import Rulebook

_KEY = "desk-moves"
MOST = 4


def remember(request: HttpRequest, booking: Booking, spaces: list[str], *, now: datetime) -> None:
    """`booking` as it was before; `spaces`: the codes of where they sat."""
    others = [each for each in request.session.get(_KEY, []) if each["ref"] != booking.ref]
    move = {"ref": booking.ref, "spaces": spaces, "price": booking.price_satang, "at": now.isoformat()}
    request.session[_KEY] = [*others, move][-MOST:]


def remembered(request: HttpRequest, *, now: datetime, within: timedelta) -> dict[str, datetime]:
    """{code of a booking: when it was moved}"""
    found = {each["ref"]: parse_datetime(each["at"]) for each in request.session.get(_KEY, [])}
    return {ref: at for ref, at in found.items() if at and timedelta(0) <= now - at <= within}


def take_back(request: HttpRequest, book: Rulebook, booking: Booking, *, by: Person, now: datetime) -> None:
    """To where they sat before, unless somebody else sits there now."""
    kept = [each for each in request.session.get(_KEY, []) if each["ref"] == booking.ref]
    spaces = [book.by_ref[ref] for each in kept for ref in each["spaces"] if ref in book.by_ref]
    if not spaces:
        raise Http404
    change(
        booking,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        spaces=spaces,
        by=by,
        now=now,
        by_host=True,
        agreed=kept[0]["price"],
    )
    request.session[_KEY] = [each for each in request.session[_KEY] if each["ref"] != booking.ref]
