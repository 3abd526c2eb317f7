"""How a page or a call finds a booking: for its person, for who made it, for who has its link, for who runs the hub.

Who has no account has the link: an address that carries a key made from the booking's reference and the house's secret.
It is a right to see and to change this one booking, as a paper ticket is.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from smarthub.bookings.models import Booking, Guest, Series, Wait
from smarthub.bookings.rules.links import is_key_of_guest, is_key_of_wait, signed
from smarthub.bookings.rules.links import key_of as key_of
from smarthub.bookings.rules.links import link_to as link_to
from smarthub.bookings.rules.links import link_to_guest as link_to_guest
from smarthub.bookings.rules.links import link_to_wait as link_to_wait
from smarthub.bookings.rules.links import whole as whole
from smarthub.journal import queries as journal
from smarthub.kit import clock
from smarthub.kit.news import News, Receive, Scope, Send
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub

_HOLDER = "holder"


# --- signed links -----------------------------------------------------------------------------------------------------


def is_key_of(booking: Booking, key: str) -> bool:
    return constant_time_compare(key, key_of(booking))


def feed_key_of(person: Person) -> str:
    """The key of a person's own calendar."""
    return signed("feed", person.code)


def is_feed_key_of(person: Person, key: str) -> bool:
    return constant_time_compare(key, feed_key_of(person))


# --- who asks ---------------------------------------------------------------------------------------------------------


def person_of(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def runs(request: HttpRequest, hub: Hub, *, now: datetime | None = None) -> bool:
    """Whether who asks is a host of this hub."""
    person = person_of(request)
    return person is not None and places.is_host(hub, person, now=now or clock.now())


def known_holder(request: HttpRequest) -> str:
    """The mark of this visitor's browser; empty for one that has held nothing yet."""
    return str(request.session.get(_HOLDER, ""))


def holder_of(request: HttpRequest) -> str:
    """The mark of this visitor's browser, drawn when it is first needed. It stays when they sign in."""
    if not (mark := known_holder(request)):
        mark = request.session[_HOLDER] = f"browser:{secrets.token_urlsafe(18)}"
    return mark


# --- finding ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A booking for somebody who may see and change it, and as who they do it."""

    booking: Booking
    by: Person
    is_host: bool
    key: str

    def address(self, name: str = "booking") -> str:
        """An address of this booking for the same reader: with the key where they came with one."""
        path = reverse(f"bookings:{name}", kwargs={"ref": self.booking.ref})
        return f"{path}?{urlencode({'key': self.key})}" if self.key else path


def find(person: Person | None, ref: str, *, key: str = "", now: datetime) -> Found | None:
    """The booking, if this person or whoever has this key may see it."""
    booking = (
        Booking.objects.filter(ref=ref, booked_at__isnull=False)
        .select_related("hub__province", "person", "visit")
        .prefetch_related("spaces")
        .first()
    )
    if booking is None or booking.person is None:
        return None
    has_key = bool(key) and is_key_of(booking, key)
    is_own = person is not None and person.pk in (booking.person_id, booking.booked_by_id)
    is_host = person is not None and places.is_host(booking.hub, person, now=now)
    if not (has_key or is_own or is_host):
        return None
    by = person if person is not None and (is_own or is_host) else booking.person
    return Found(booking, by, is_host, key if has_key else "")


def found_or_404(request: HttpRequest, ref: str) -> Found:
    found = find(person_of(request), ref, key=request.GET.get("key", ""), now=clock.now())
    if found is None:
        raise Http404
    return found


def booking_for_404(request: HttpRequest, ref: str) -> Booking:
    """The booking, for its person, who made it, who has its key (`?key=`) or runs the hub; else there is no such page."""
    return found_or_404(request, ref).booking


def hold_of(request: HttpRequest, hub: Hub, ref: str) -> Booking | None:
    """What this visitor holds or has just confirmed under this reference; None when it has run out and is gone."""
    mark = known_holder(request)
    if not mark:
        return None
    return Booking.objects.filter(hub=hub, ref=ref, holder=mark).prefetch_related("spaces").first()


# --- live -------------------------------------------------------------------------------------------------------------

# Every verb writes to the journal, so that is where something new of a hub is seen. Public: it says that, not what.
LIVE = r"/api/v1/hubs/(?P<hub>[-a-z0-9_]{1,50})/stream"
news = News(journal.newest)


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """The stream of a hub, for the front desk, the lobby screen and the doors. A hub that is not there has no news."""
    await news.stream(scope["path"].split("/")[4], scope, receive, send)


def live_address(hub: Hub) -> str:
    return f"/api/v1/hubs/{hub.slug}/stream"


@dataclass(frozen=True, slots=True)
class FoundWait:
    """Somebody's place in the line, for them or for who runs the hub, and as who they answer."""

    wait: Wait
    by: Person
    is_host: bool
    key: str

    def address(self, name: str = "wait") -> str:
        path = reverse(f"bookings:{name}", kwargs={"ref": self.wait.ref})
        return f"{path}?{urlencode({'key': self.key})}" if self.key else path


def find_wait(person: Person | None, ref: str, *, key: str = "", now: datetime) -> FoundWait | None:
    """The place in the line, if this person or whoever has this key may see it."""
    wait = Wait.objects.filter(ref=ref).select_related("hub__province", "person", "booking").first()
    if wait is None:
        return None
    has_key = bool(key) and is_key_of_wait(wait, key)
    is_own = person is not None and person.pk == wait.person_id
    is_host = person is not None and places.is_host(wait.hub, person, now=now)
    if not (has_key or is_own or is_host):
        return None
    by = person if person is not None and (is_own or is_host) else wait.person
    return FoundWait(wait, by, is_host, key if has_key else "")


def found_wait_or_404(request: HttpRequest, ref: str) -> FoundWait:
    found = find_wait(person_of(request), ref, key=request.GET.get("key", ""), now=clock.now())
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """A series for its person, for who made it or for who runs the hub."""

    series: Series
    by: Person
    is_host: bool


def find_series(person: Person, ref: str, *, now: datetime) -> FoundSeries | None:
    series = (
        Series.objects.filter(ref=ref)
        .select_related("hub__province", "person", "made_by")
        .prefetch_related("spaces")
        .first()
    )
    if series is None:
        return None
    is_host = places.is_host(series.hub, person, now=now)
    if not is_host and person.pk not in (series.person_id, series.made_by_id):
        return None
    return FoundSeries(series, person, is_host)


def found_series_or_404(request: HttpRequest, ref: str) -> FoundSeries:
    person = person_of(request)
    found = find_series(person, ref, now=clock.now()) if person else None
    if found is None:
        raise Http404
    return found


def guest_or_404(request: HttpRequest, ref: str) -> Guest:
    """A guest, for whoever has their link."""
    guest = Guest.objects.filter(ref=ref).select_related("booking__hub__province", "booking__person").first()
    if guest is None or not is_key_of_guest(guest, request.GET.get("key", "")):
        raise Http404
    return guest
