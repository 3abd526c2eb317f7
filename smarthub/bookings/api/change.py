"""One booking: see it, give it back, move it."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.api.shapes import (
    BOOKING,
    PROBLEMS,
    READ_PROBLEMS,
    REFUSED,
    TAKEN,
    BookingOut,
    TakenOut,
    asker,
    booking_shown,
)
from smarthub.bookings.api.wishes import ChangeIn, found_spaces, with_alternatives
from smarthub.bookings.http import Found, find, or_404
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.state import visit_of
from smarthub.kit import clock
from smarthub.kit.api import Answer, Ref, answer, described, post
from smarthub.places import queries as places

router = Router(tags=["bookings"])


def _shown(found: Found, booking: Booking, *, visit: Visit | None, now: datetime) -> Answer:
    zone = places.rulebook(found.booking.hub).zone
    spaces = found.booking.spaces.all()
    return 200, booking_shown(booking, spaces, visit=visit, slug=found.booking.hub.slug, zone=zone, now=now)


def verb_of(
    request: HttpRequest, ref: str, do: Callable[[Found, datetime], tuple[Booking, Visit | None]]
) -> HttpResponse:
    """A verb of one booking that takes no more than its reference."""
    now = clock.now()
    found = or_404(find(asker(request), ref, now=now))

    def done() -> Answer:
        booking, visit = do(found, now)
        return _shown(found, booking, visit=visit, now=now)

    return post(request, asker=f"person:{asker(request).code}", now=now, do=done)


@router.get(
    "/bookings/{ref}",
    summary="One booking",
    response={200: BookingOut, **READ_PROBLEMS},
    openapi_extra=described(gives=BOOKING),
)
def show(request: HttpRequest, ref: Ref) -> HttpResponse:
    """For its person, for who made it and for who runs the hub."""
    now = clock.now()
    found = or_404(find(asker(request), ref, now=now))
    return answer(*_shown(found, found.booking, visit=visit_of(found.booking), now=now))


ANSWERS = {200: BookingOut, **PROBLEMS}


@router.post(
    "/bookings/{ref}/cancel",
    summary="Cancel",
    response=ANSWERS,
    openapi_extra=described(gives=BOOKING | {"state": "cancelled"}, key=True, others={422: REFUSED}),
)
def give_back(request: HttpRequest, ref: Ref) -> HttpResponse:
    """Its time is free at once. Who runs the hub is not bound to the deadline."""

    def do(found: Found, now: datetime) -> tuple[Booking, Visit | None]:
        booking = cancel(found.booking, by=found.by, now=now, by_host=found.is_host)
        return booking, visit_of(found.booking)

    return verb_of(request, ref, do)


@router.post(
    "/bookings/{ref}/change",
    summary="Move or shorten",
    response=ANSWERS | {409: TakenOut},
    openapi_extra=described(
        gives=BOOKING,
        takes={"ends_at": "2026-11-23T11:00:00+07:00"},
        key=True,
        others={409: TAKEN, 422: REFUSED},
    ),
)
def move(request: HttpRequest, ref: Ref, wish: ChangeIn) -> HttpResponse:
    """To another time, to other spaces, for another number of people. If that cannot be, the booking stays as it was. Moved
    by a host it never costs more than agreed, but for time added or a larger party.
    """
    now = clock.now()
    found = or_404(find(asker(request), ref, now=now))
    booking = found.booking
    book = places.rulebook(booking.hub)
    spaces = found_spaces(book, wish.spaces) if wish.spaces else list(booking.spaces.all())
    starts_at, ends_at = wish.starts_at or booking.starts_at, wish.ends_at or booking.ends_at

    def do() -> Answer:
        moved = change(
            booking,
            starts_at=starts_at,
            ends_at=ends_at,
            spaces=spaces,
            people=wish.people,
            by=found.by,
            now=now,
            by_host=found.is_host,
        )
        visit = visit_of(booking)
        return 200, booking_shown(moved, spaces, visit=visit, slug=booking.hub.slug, zone=book.zone, now=now)

    refuse = with_alternatives(
        booking.hub,
        book,
        starts_at=starts_at,
        ends_at=ends_at,
        people=wish.people or booking.people,
        spaces=spaces,
        now=now,
    )
    return post(request, asker=f"person:{asker(request).code}", now=now, do=do, refuse=refuse)
