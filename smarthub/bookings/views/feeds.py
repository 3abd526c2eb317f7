"""Calendars: one booking to take away, one's own that comes back by itself, the hub's public days."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from smarthub.bookings import queries
from smarthub.bookings.http import found_or_404, is_feed_key_of
from smarthub.bookings.rules import calendar
from smarthub.bookings.views.booking import entry_of
from smarthub.kit import clock
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404

BACK = timedelta(days=90)


def _ics(content: bytes, name: str, *, kept: str = "private, no-store") -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"', "Cache-Control": kept}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def ics(request: HttpRequest, ref: str) -> HttpResponse:
    booking = found_or_404(request, ref).booking
    entry = entry_of(places.rulebook(booking.hub), booking)
    return _ics(calendar.of_booking(entry, now=clock.now()), booking.ref)


@require_safe
def mine(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """A person's own bookings; whoever has the address has the calendar, as with a printed one."""
    person = get_object_or_404(Person, code=code, erased_at=None)
    if not is_feed_key_of(person, key):
        raise Http404
    now = clock.now()
    found = queries.bookings_of(person).filter(ends_at__gt=now - BACK)[:1000]
    entries = [entry_of(places.rulebook(booking.hub), booking) for booking in found]
    return _ics(calendar.of_person(gettext("My bookings"), entries, now=now), "bookings")


@require_safe
def hub_days(request: HttpRequest, hub: str) -> HttpResponse:
    """When the hub is open and when its rooms are taken, for four weeks: nobody's name is in it."""
    place, now = hub_or_404(hub), clock.now()
    return _ics(
        calendar.of_hub(place.name, place.address, queries.hub_days(place, now=now), now=now),
        place.slug,
        kept="public, max-age=60",
    )
