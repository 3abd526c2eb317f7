"""The QR on a desk or a door: book it now, check in, or the nearest one that is free. And the sheet of all of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import hypot
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smarthub.bookings import queries
from smarthub.bookings.forms import Pick, pick_text, wish_of
from smarthub.bookings.http import known_holder, link_to, whole
from smarthub.bookings.models import Booking
from smarthub.bookings.queries import Taken
from smarthub.bookings.rules import words
from smarthub.bookings.rules.book import why_not_book
from smarthub.bookings.rules.check_in import why_not_check_in
from smarthub.bookings.rules.kept import check_in_from
from smarthub.bookings.rules.price import price
from smarthub.bookings.rules.quarters import QUARTER, quarter_begun
from smarthub.bookings.rules.state import state_in_time, visit_of
from smarthub.bookings.views import plan, show
from smarthub.kit import clock
from smarthub.kit.thai import dates
from smarthub.look.qr import qr
from smarthub.people.http import signed_in
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404, hub_run_by_404
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

LENGTHS = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=4))
NEAREST = 4
EARLY = timedelta(hours=2)  # how far ahead one's own booking is recognised


@dataclass(frozen=True, slots=True)
class Until:
    """A button: until when it may be had."""

    pick: str
    time: str
    length: timedelta
    price: str


@require_safe
@never_cache
def seat(request: HttpRequest, hub: str, space: str) -> HttpResponse:
    place, now = hub_or_404(hub), clock.now()
    book = places.rulebook(place)
    found = book.by_ref.get(space)
    if found is None:
        raise Http404
    first = quarter_begun(now)
    busy = queries.taken(
        place, [leaf.pk for leaf in book.leaves(found)], first, book.moment(book.day_of(now), 24 * 60), now=now
    )
    busy = queries.from_now_on(place, book, busy, first, now=now)
    own = _own(request, busy, now=now)
    taken_until = max((each.ends_at for each in busy if each.starts_at <= now < each.ends_at), default=None)
    free = [] if taken_until else _untils(book, found, busy, first, now)
    shown: dict[str, Any] = {
        "hub": place,
        "space": found,
        "name": words.called(found),
        "where": show.where(book, found),
        "own": own,
        "own_link": link_to(own) if own else "",
        "own_state": state_in_time(own, visit_of(own), now=now) if own else "",
        "own_opens": check_in_from(own) if own else None,
        "check_in": link_to(own, "check-in") if own and why_not_check_in(own, now=now) is None else "",
        "span": dates.span(own.starts_at, own.ends_at) if own else "",
        "taken_until": taken_until,
        "is_open": book.open_at(now) is not None,
        "opens_at": book.next_opening(now),
        "untils": free,
        "nearest": [] if own or free else _nearest(place, book, found, first, now),
    }
    return render(request, "bookings/seat.html", shown)


def _own(request: HttpRequest, busy: list[Taken], *, now: datetime) -> Booking | None:
    """This visitor's own booking of the place, that runs or is about to."""
    person = signed_in(request)
    keys = plan.own_among(busy, holder=known_holder(request), person_pk=person.pk if person else None)
    mine = Booking.objects.filter(pk__in=keys, booked_at__isnull=False, starts_at__lte=now + EARLY)
    return mine.select_related("hub", "visit", "person").order_by("starts_at").first() if keys else None


def _untils(book: Rulebook, space: Space, busy: list[Taken], first: datetime, now: datetime) -> list[Until]:
    """From the quarter begun for as long as people stay, or until the next one comes, or closing."""
    stretch = book.open_at(now)
    if stretch is None:
        return []
    buffer = book.terms(space).buffer
    last = min([each.starts_at - buffer for each in busy if each.starts_at > now] + [stretch[1]])
    ends = sorted({first + length for length in LENGTHS if first + length <= last} | {last})
    found = []
    for end in ends:
        if end - now < QUARTER or why_not_book(book, [space], starts_at=first, ends_at=end, people=1, now=now):
            continue
        satang = price(book, [space], first, end)
        found.append(Until(pick_text(book, [space], first, end), dates.clock(end), end - first, words.price(satang)))
    return found


def _nearest(hub: Hub, book: Rulebook, space: Space, first: datetime, now: datetime) -> list[show.Option]:
    """What is free for the next hour, the nearest first."""
    offers = queries.offers(
        hub, starts_at=first, ends_at=first + timedelta(hours=1), people=1, kind=space.kind, now=now
    )

    def far(other: Space) -> tuple[bool, float]:
        return other.floor_id != space.floor_id, hypot(other.x - space.x, other.y - space.y)

    near = sorted(offers, key=lambda offer: far(offer.spaces[0]))[:NEAREST]
    return [
        show.option(book, each, wish_of(book, Pick(each.spaces, each.starts_at, each.ends_at), people=1))
        for each in near
    ]


@require_safe
@never_cache
def codes(request: HttpRequest, hub: str) -> HttpResponse:
    """A sheet to print and cut: the QR of every desk and room."""
    place = hub_run_by_404(request, hub)
    book = places.rulebook(place)
    shown = {
        "hub": place,
        "codes": [
            (
                words.called(space),
                show.where(book, space),
                _qr(whole(reverse("bookings:seat", args=[hub, space.ref]))),
                space.is_walk_in_only,
            )
            for space in book.spaces
            if not (space.kind == Space.Kind.TABLE and space.pk in book.parts)
        ],
    }
    return render(request, "bookings/codes.html", shown)


def _qr(link: str) -> SafeString:
    """The same on the desk for readers of both languages."""
    return qr(link.replace("/en/h/", "/h/"), border=1)
