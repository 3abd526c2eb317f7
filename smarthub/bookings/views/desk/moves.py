"""Who was moved from here a moment ago, and where they had sat: so that one press takes them back. Each browser at the desk
remembers its own; what it remembers is codes.
"""

from datetime import datetime, timedelta

from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_datetime

from smarthub.bookings.actions.change import change
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.undo import CHANGED_SINCE
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.rules.rulebook import Rulebook

_KEY = "desk-moves"
MOST = 4


def remember(request: HttpRequest, before: Booking, spaces: list[str], moved: Booking, *, now: datetime) -> None:
    """`spaces`: the codes of where they sat before."""
    others = [each for each in request.session.get(_KEY, []) if each["ref"] != moved.ref]
    move = {
        "ref": moved.ref,
        "changes": moved.changes,
        "spaces": spaces,
        "price": before.price_satang,
        "at": now.isoformat(),
    }
    request.session[_KEY] = [*others, move][-MOST:]


def remembered(request: HttpRequest, *, now: datetime, within: timedelta) -> dict[tuple[str, int], datetime]:
    """{(code of a booking, how often it had been changed then): when it was moved}"""
    found = {(each["ref"], each.get("changes")): parse_datetime(each["at"]) for each in request.session.get(_KEY, [])}
    return {move: at for move, at in found.items() if at and timedelta(0) <= now - at <= within}


def take_back(request: HttpRequest, book: Rulebook, booking: Booking, *, by: Person, now: datetime) -> None:
    """To where they sat before, unless somebody else sits there now, or their booking is another one by now."""
    kept = [each for each in request.session.get(_KEY, []) if each["ref"] == booking.ref]
    spaces = [book.by_ref[ref] for each in kept for ref in each["spaces"] if ref in book.by_ref]
    if not spaces:
        raise Http404
    if kept[0].get("changes") != booking.changes:
        raise Refused(CHANGED_SINCE)
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
