"""How a page or a call finds a booking: for its person, for who made it, for who has its link, for who runs the hub.

Who has no account has the link: an address that carries a key made from the booking's reference and the house's secret.
It is a right to see and to change this one booking, as a paper ticket is.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from smarthub.bookings.models import Booking, Guest, Series, Wait
from smarthub.bookings.rules.links import feed_key_of as feed_key_of
from smarthub.bookings.rules.links import is_feed_key_of as is_feed_key_of
from smarthub.bookings.rules.links import is_key_of
from smarthub.bookings.rules.links import key_of as key_of
from smarthub.bookings.rules.links import link_to as link_to
from smarthub.bookings.rules.links import whole as whole
from smarthub.journal import queries as journal
from smarthub.kit import clock
from smarthub.kit.news import News
from smarthub.kit.streams import Receive, Scope, Send
from smarthub.people.http import signed_in
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub

Thing = TypeVar("Thing")
_HOLDER = "holder"


# --- who asks ---------------------------------------------------------------------------------------------------------


def runs(request: HttpRequest, hub: Hub, *, now: datetime | None = None) -> bool:
    """Whether who asks is a host of this hub."""
    person = signed_in(request)
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
class _Found:
    """What somebody may see and change: as who they do it, and with which key they came."""

    by: Person
    is_host: bool
    key: str

    def _path(self, name: str, ref: str) -> str:
        """An address of it for the same reader: with the key where they came with one."""
        path = reverse(f"bookings:{name}", kwargs={"ref": ref})
        return f"{path}?{urlencode({'key': self.key})}" if self.key else path


def _may(
    asker: Person | None, hub: Hub, person: Person, *others: int | None, key: str = "", now: datetime
) -> tuple[Person, bool, str] | None:
    """The one rule of who may see and change what stands in somebody's name, and as who: its person, the others that are
    named, who runs the hub; whoever comes with its key does it for its person.
    """
    is_own = asker is not None and asker.pk in (person.pk, *others)
    is_host = asker is not None and places.is_host(hub, asker, now=now)
    if asker is not None and (is_own or is_host):
        return asker, is_host, key
    return (person, False, key) if key else None


def _key_in(request: HttpRequest) -> str:
    return request.GET.get("key", "")


def or_404(found: Thing | None) -> Thing:
    """What there is not and what is not theirs is the same to a stranger."""
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Found(_Found):
    """A booking for somebody who may see and change it."""

    booking: Booking

    def address(self, name: str = "booking") -> str:
        return self._path(name, self.booking.ref)


def find(asker: Person | None, ref: str, *, key: str = "", now: datetime) -> Found | None:
    """The booking, for its person, who made it, who runs the hub, and whoever has its key."""
    booking = (
        Booking.objects.filter(ref=ref, booked_at__isnull=False)
        .select_related("hub__province", "person", "visit", "showing")
        .prefetch_related("spaces")
        .first()
    )
    if booking is None or booking.person is None:
        return None
    known = key if is_key_of(booking, key) else ""
    may = _may(asker, booking.hub, booking.person, booking.booked_by_id, key=known, now=now)
    return Found(*may, booking) if may else None


def found_or_404(request: HttpRequest, ref: str) -> Found:
    return or_404(find(signed_in(request), ref, key=_key_in(request), now=clock.now()))


@dataclass(frozen=True, slots=True)
class FoundWait(_Found):
    """A place in the line for somebody who may answer for it."""

    wait: Wait

    def address(self, name: str = "wait") -> str:
        return self._path(name, self.wait.ref)


def find_wait(asker: Person | None, ref: str, *, key: str = "", now: datetime) -> FoundWait | None:
    """The place in the line, for its person, who runs the hub, and whoever has its key."""
    wait = Wait.objects.filter(ref=ref).select_related("hub__province", "person", "booking").first()
    if wait is None:
        return None
    may = _may(asker, wait.hub, wait.person, key=key if is_key_of(wait, key) else "", now=now)
    return FoundWait(*may, wait) if may else None


def found_wait_or_404(request: HttpRequest, ref: str) -> FoundWait:
    return or_404(find_wait(signed_in(request), ref, key=_key_in(request), now=clock.now()))


@dataclass(frozen=True, slots=True)
class FoundSeries(_Found):
    """A series for somebody who may change it."""

    series: Series


def find_series(asker: Person | None, ref: str, *, now: datetime) -> FoundSeries | None:
    """The series, for its person, who made it and who runs the hub. It has no key: a link opens one booking of it."""
    series = (
        Series.objects.filter(ref=ref)
        .select_related("hub__province", "person", "made_by")
        .prefetch_related("spaces")
        .first()
    )
    may = _may(asker, series.hub, series.person, series.made_by_id, now=now) if series else None
    return FoundSeries(*may, series) if series and may else None


def found_series_or_404(request: HttpRequest, ref: str) -> FoundSeries:
    return or_404(find_series(signed_in(request), ref, now=clock.now()))


def guest_or_404(request: HttpRequest, ref: str) -> Guest:
    """A guest, for whoever has their link."""
    guest = or_404(Guest.objects.filter(ref=ref).select_related("booking__hub__province", "booking__person").first())
    if not is_key_of(guest, _key_in(request)):
        raise Http404
    return guest


def to_end_link_or_404(request: HttpRequest, ref: str) -> tuple[Booking, Person, str]:
    """The booking, for who is known and for the browser that booked (as who, with which mark): whoever has only the link
    does not take it from the others.
    """
    if found := find(signed_in(request), ref, now=clock.now()):
        return found.booking, found.by, ""
    mark = known_holder(request)
    booked = Booking.objects.filter(ref=ref, booked_at__isnull=False, holder=mark).select_related("person")
    booking = or_404(booked.first() if mark else None)
    return booking, or_404(booking.person), mark


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
