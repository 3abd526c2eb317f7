"""The house rules above the button: who presses it agrees to them in the words that stand there."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language

from smarthub.bookings.models import Booking
from smarthub.people.models import Person
from smarthub.places.actions.conduct import agree_to_rules
from smarthub.places.models import Hub
from smarthub.places.rules.conduct import version_of


def says_yes(request: HttpRequest, hub: Hub) -> bool:
    """Whether today's words stood above what was pressed."""
    return request.POST.get("agrees") == version_of(hub)


def keep_yes(request: HttpRequest, booking: Booking, *, by: Person | None, now: datetime) -> Booking:
    version = version_of(booking.hub)
    if version and says_yes(request, booking.hub) and booking.person and by:
        language = (get_language() or "th")[:2]
        agree_to_rules(booking.hub, booking.person, version, language=language, by=by, now=now)
    return booking
