"""The screens of the house: one in the lobby, one beside a door. Everybody may read them, so nobody's name is on them; what
is about a booking stands there only where somebody whose it is wrote it for them.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.bookings import queries as bookings
from smarthub.bookings.http import live_address, whole
from smarthub.frontdoor import queries
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.look.qr import qr
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404


@require_safe
@never_cache
def screen(request: HttpRequest, hub: str) -> HttpResponse:
    """Now and next for the whole house."""
    place, now = hub_or_404(hub), clock.now()
    book = places.rulebook(place)
    today = book.day_of(now)
    shown = {
        "hub": place,
        "live": live_address(place),
        "now": now,
        "today": dates.day(today, weekday=True),
        "standing": bookings.standing(place, now=now),
        "why_closed": book.why_closed_on(today),
        "rooms": queries.rooms_now(place, now=now),
        "activities": bookings.activities(place, now=now),
        "qr": qr(whole(reverse("bookings:book", args=[place.slug]))),
        "nav": [],
        "tools": [],
    }
    return render(request, "frontdoor/screen.html", shown)


@require_safe
@never_cache
def door(request: HttpRequest, hub: str, space: str) -> HttpResponse:
    """One room or desk: is it free, until when, what comes next."""
    place, now = hub_or_404(hub), clock.now()
    book = places.rulebook(place)
    found = book.by_ref.get(space)
    if found is None:
        raise Http404
    (room,) = queries.rooms_now(place, now=now, only=found)
    shown = {
        "hub": place,
        "live": live_address(place),
        "now": now,
        "room": room,
        "doing": queries.doing_in(found, bookings.activities(place, now=now), book=book, now=now),
        "today": dates.day(book.day_of(now), weekday=True),
        "qr": qr(whole(reverse("bookings:seat", args=[place.slug, found.ref]))),
        "nav": [],
        "tools": [],
    }
    return render(request, "frontdoor/door.html", shown)
