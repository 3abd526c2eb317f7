"""Waiting for a place, and answering when one is offered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from smarthub.bookings import queries
from smarthub.bookings.actions.waitlist import accept, join, leave_line
from smarthub.bookings.api.book import ONE_OF_THEM
from smarthub.bookings.api.holds import hub_named
from smarthub.bookings.api.shapes import BOOKING, PROBLEMS, REFUSED, BookingOut, Kind, asker, booking_shown
from smarthub.bookings.api.wishes import People, Spaces, found_spaces
from smarthub.bookings.http import find_wait, or_404
from smarthub.bookings.models import Wait
from smarthub.kit import clock
from smarthub.kit.api import (
    Answer,
    Cursor,
    Invalid,
    Limit,
    Moment,
    Ref,
    Slug,
    answer,
    described,
    listed_rows,
    moment,
    post,
)
from smarthub.kit.api.shapes import ProblemOut
from smarthub.places import queries as places

router = Router(tags=["bookings"])


class WaitIn(Schema):
    """Either `spaces` (all of them together) or any of `kind`."""

    hub: Slug
    spaces: Spaces | None = None
    kind: Kind | None = None
    starts_at: Moment
    ends_at: Moment
    people: People = 1


class WaitOfferOut(Schema):
    spaces: list[Ref]
    starts_at: Moment
    ends_at: Moment
    until: Moment


class WaitOut(Schema):
    ref: Ref
    hub: Slug
    spaces: list[Ref]
    kind: str
    starts_at: Moment
    ends_at: Moment
    people: int
    ended: str | None
    offer: WaitOfferOut | None
    booking: Ref | None


class WaitsOut(Schema):
    items: list[WaitOut]
    next: str | None


_TIME = {"starts_at": "2026-11-23T10:00:00+07:00", "ends_at": "2026-11-23T12:00:00+07:00"}
WAIT: dict[str, Any] = {
    "ref": "w5c8n2kt",
    "hub": "our-hub",
    "spaces": [],
    "kind": "desk",
    **_TIME,
    "people": 1,
    "ended": None,
    "offer": {"spaces": ["k3m8p2qd"], **_TIME, "until": "2026-11-22T14:15:00+07:00"},
    "booking": None,
}


def wait_shown(wait: Wait) -> dict[str, Any]:
    zone = places.rulebook(wait.hub).zone
    offer = queries.open_offer(wait) if wait.ended_at is None else None
    hold = offer.hold if offer else None
    return {
        "ref": wait.ref,
        "hub": wait.hub.slug,
        "spaces": [space.ref for space in wait.spaces.all()],
        "kind": wait.kind,
        "starts_at": moment(wait.starts_at, zone),
        "ends_at": moment(wait.ends_at, zone),
        "people": wait.people,
        "ended": wait.ended_how or None,
        "offer": {
            "spaces": [space.ref for space in hold.spaces.all()],
            "starts_at": moment(hold.starts_at, zone),
            "ends_at": moment(hold.ends_at, zone),
            "until": moment(offer.until, zone),
        }
        if offer and hold
        else None,
        "booking": wait.booking.ref if wait.booking else None,
    }


@router.post(
    "/waits",
    summary="Wait for a place",
    response={201: WaitOut, **PROBLEMS},
    openapi_extra=described(
        gives=WAIT | {"offer": None},
        status=201,
        takes={"hub": "our-hub", "kind": "desk", **_TIME},
        key=True,
        others={422: REFUSED},
    ),
)
def stand_in_line(request: HttpRequest, wish: WaitIn) -> HttpResponse:
    """When one becomes free it is kept for the first in line until they answer. Refused where one is free now."""
    by, now = asker(request), clock.now()
    if (wish.spaces is None) == (wish.kind is None):
        raise Invalid({"spaces": ONE_OF_THEM})
    hub = hub_named(wish.hub, wish.spaces or ())
    spaces = found_spaces(places.rulebook(hub), wish.spaces or ())

    def do() -> Answer:
        wait = join(
            hub,
            kind=wish.kind or "",
            spaces=spaces,
            starts_at=wish.starts_at,
            ends_at=wish.ends_at,
            people=wish.people,
            person=by,
            by=by,
            now=now,
        )
        return 201, wait_shown(wait)

    return post(request, asker=f"person:{by.code}", now=now, do=do)


@router.get(
    "/waits",
    summary="What I wait for",
    response={200: WaitsOut, 401: ProblemOut, 403: ProblemOut, 422: ProblemOut, 429: ProblemOut},
    openapi_extra=described(gives={"items": [WAIT], "next": None}),
)
def mine(request: HttpRequest, cursor: Cursor = None, limit: Limit = 50) -> HttpResponse:
    """With the offers that you may answer."""
    page = listed_rows(
        queries.waits_of(asker(request)),
        by=("starts_at", "ref"),
        cursor=cursor,
        limit=limit,
        shown=lambda rows: [wait_shown(wait) for wait in rows],
    )
    return answer(200, page)


@router.post(
    "/waits/{ref}/accept",
    summary="Take what is offered",
    response={200: BookingOut, **PROBLEMS},
    openapi_extra=described(gives=BOOKING, key=True, others={422: REFUSED}),
)
def take(request: HttpRequest, ref: Ref) -> HttpResponse:
    """It is booked, in the name of who waited."""
    now = clock.now()
    found = or_404(find_wait(asker(request), ref, now=now))
    hub = found.wait.hub

    def do() -> Answer:
        booking = accept(found.wait, by=found.by, now=now)
        zone = places.rulebook(hub).zone
        return 200, booking_shown(booking, booking.spaces.all(), visit=None, slug=hub.slug, zone=zone, now=now)

    return post(request, asker=f"person:{asker(request).code}", now=now, do=do)


@router.post(
    "/waits/{ref}/leave",
    summary="Wait no more",
    response={200: WaitOut, **PROBLEMS},
    openapi_extra=described(gives=WAIT | {"ended": "left", "offer": None}, key=True),
)
def go(request: HttpRequest, ref: Ref) -> HttpResponse:
    """Off the list; what was offered goes to the next in line."""
    now = clock.now()
    found = or_404(find_wait(asker(request), ref, now=now))

    def do() -> Answer:
        return 200, wait_shown(leave_line(found.wait, by=found.by, now=now))

    return post(request, asker=f"person:{asker(request).code}", now=now, do=do)
