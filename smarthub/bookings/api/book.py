"""Making a booking: by spaces, by kind, or out of a hold."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field

from smarthub.bookings.actions.book import book, book_any, confirm
from smarthub.bookings.api.holds import holds_by, hub_named
from smarthub.bookings.api.shapes import (
    BOOKING,
    PROBLEMS,
    REFUSED,
    TAKEN,
    WISH,
    BookingOut,
    Kind,
    TakenOut,
    asker,
    booking_shown,
)
from smarthub.bookings.api.wishes import People, Spaces, found_spaces, with_alternatives
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.book import HOLD_EXPIRED
from smarthub.kit import clock
from smarthub.kit.api import Answer, Invalid, Moment, Problem, Ref, Slug, Text, described, post, refused
from smarthub.kit.forms import read_phone
from smarthub.kit.refusals import Refused
from smarthub.people import queries as people
from smarthub.people.actions.welcome import welcome
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub

router = Router(tags=["bookings"])
MISSING = _("This is missing.")
ONE_OF_THEM = _("Give spaces or kind, one of them.")
Name = Annotated[Text, Field(min_length=1, max_length=120)]
Phone = Annotated[Text, Field(max_length=40)]


class Guest(Schema):
    name: Name
    phone: Phone = ""


class BookingIn(Schema):
    """`hub`, `starts_at`, `ends_at` and either `spaces` or `kind`; or only `hold`.

    Who runs the hub may name somebody else: `person` (a code or an e-mail), or a guest by `name` and `phone`.
    """

    hold: Ref | None = None
    hub: Slug | None = None
    spaces: Spaces | None = None
    kind: Kind | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    people: People = 1
    note: Annotated[Text, Field(max_length=300)] = ""
    person: Guest | Annotated[Text, Field(max_length=254)] | None = None
    name: Name | None = None
    phone: Phone = ""


Whose = Callable[[], Person]


@router.post(
    "/bookings",
    summary="Book",
    response={201: BookingOut, **PROBLEMS, 409: TakenOut},
    openapi_extra=described(gives=BOOKING, status=201, takes=WISH, key=True, others={409: TAKEN, 422: REFUSED}),
)
def make(request: HttpRequest, wish: BookingIn) -> HttpResponse:
    """Book by `spaces`, by `kind` (whatever of it fits best), or confirm a `hold`. What is taken comes with
    alternatives, before any rule about the person is asked.
    """
    return _out_of_hold(request, wish) if wish.hold else _anew(request, wish)


def _anew(request: HttpRequest, wish: BookingIn) -> HttpResponse:
    by, now = asker(request), clock.now()
    if wish.hub is None or wish.starts_at is None or wish.ends_at is None:
        needed = ("hub", "starts_at", "ends_at")
        raise Invalid({name: MISSING for name in needed if getattr(wish, name) is None})
    if (wish.spaces is None) == (wish.kind is None):
        raise Invalid({"spaces": ONE_OF_THEM})
    hub = hub_named(wish.hub, wish.spaces or ())
    rulebook = places.rulebook(hub)
    whose = _whose(wish, hub, by, now)
    spaces = found_spaces(rulebook, wish.spaces or ())
    starts_at, ends_at = wish.starts_at, wish.ends_at

    def do() -> Answer:
        person = whose()
        if wish.kind:
            made = book_any(
                hub,
                kind=wish.kind,
                starts_at=starts_at,
                ends_at=ends_at,
                people=wish.people,
                person=person,
                by=by,
                now=now,
                note=wish.note,
            )
            its_spaces = list(made.spaces.all())
        else:
            made = book(
                hub,
                spaces=spaces,
                starts_at=starts_at,
                ends_at=ends_at,
                people=wish.people,
                person=person,
                by=by,
                now=now,
                note=wish.note,
            )
            its_spaces = spaces
        return 201, booking_shown(made, its_spaces, visit=None, slug=hub.slug, zone=rulebook.zone, now=now)

    refuse = with_alternatives(
        hub,
        rulebook,
        starts_at=starts_at,
        ends_at=ends_at,
        people=wish.people,
        spaces=spaces,
        kind=wish.kind or "",
        now=now,
    )
    return post(request, asker=f"person:{by.code}", now=now, do=_whole(do, wish), refuse=refuse)


def _out_of_hold(request: HttpRequest, wish: BookingIn) -> HttpResponse:
    """A hold that is gone and one that somebody else holds are the same from outside: it has run out."""
    by, now = asker(request), clock.now()
    held = holds_by(by).filter(ref=wish.hold).select_related("hub").prefetch_related("spaces").first()
    if held is None:
        return post(request, asker=f"person:{by.code}", now=now, do=_run_out)
    hub, spaces = held.hub, list(held.spaces.all())
    rulebook = places.rulebook(hub)
    whose = _whose(wish, hub, by, now)

    def do() -> Answer:
        try:
            made = confirm(held, person=whose(), by=by, now=now, note=wish.note)
        except Booking.DoesNotExist as error:
            raise Refused(HOLD_EXPIRED) from error
        return 201, booking_shown(made, spaces, visit=None, slug=hub.slug, zone=rulebook.zone, now=now)

    refuse = with_alternatives(
        hub, rulebook, starts_at=held.starts_at, ends_at=held.ends_at, people=held.people, spaces=spaces, now=now
    )
    return post(request, asker=f"person:{by.code}", now=now, do=_whole(do, wish), refuse=refuse)


def _run_out() -> Answer:
    status, body = refused(HOLD_EXPIRED)
    return status, body | {"alternatives": []}


def _whose(wish: BookingIn, hub: Hub, by: Person, now: datetime) -> Whose:
    """In whose name: one's own, or, for who runs the hub, anybody's. A guest is welcomed only with the booking."""
    guest = Guest(name=wish.name, phone=wish.phone) if wish.name else wish.person
    if guest is None or guest == by.code:
        return lambda: by
    if not places.is_host(hub, by, now=now):
        raise Problem("forbidden")
    if isinstance(guest, str):
        known = people.person_with(guest) if "@" in guest else people.person_coded(guest)
        if known is None or places.person_here(hub, by, known.code) is None:
            raise Invalid({"person": _("Nobody is known by this.")})
        return lambda: known
    try:
        phone = read_phone(guest.phone) if guest.phone else ""
    except ValidationError as error:
        raise Invalid({"phone": error.messages[0]}) from error
    return lambda: welcome(name=guest.name, phone=phone, language=get_language() or "th")


def _whole(do: Callable[[], Answer], wish: BookingIn) -> Callable[[], Answer]:
    """A guest comes with the booking or not at all."""
    return transaction.atomic(do) if wish.name or isinstance(wish.person, Guest) else do
