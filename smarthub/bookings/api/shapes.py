"""How bookings, visits and offers look from outside."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from smarthub.bookings.http import link_to, whole
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.queries import Offer
from smarthub.bookings.rules.kept import cancel_until, check_in_from
from smarthub.bookings.rules.state import State, state_of
from smarthub.kit import money
from smarthub.kit.api import Moment, Money, Ref, Slug, moment
from smarthub.kit.api.shapes import ProblemOut
from smarthub.people.models import Person
from smarthub.places.models import Space

Kind = Literal["desk", "table", "booth", "room", "workshop", "hall"]


class PersonOut(Schema):
    code: Ref
    name: str


class OfferOut(Schema):
    """Spaces that could be had together."""

    spaces: list[Ref]
    seats: int
    price: Money
    starts_at: Moment
    ends_at: Moment


class AlternativeOut(OfferOut):
    why: Literal["another-space", "earlier", "later", "shorter"]


class TakenOut(ProblemOut):
    alternatives: list[AlternativeOut] = []


class BookingOut(Schema):
    ref: Ref
    hub: Slug
    state: State
    spaces: list[Ref]
    starts_at: Moment
    ends_at: Moment
    people: int
    price: Money
    person: PersonOut | None
    note: str
    booked_at: Moment | None
    cancelled_at: Moment | None
    came_at: Moment | None
    left_at: Moment | None
    visit: Ref | None = Field(description="the visit, once the party has come")
    cancel_until: Moment = Field(description="until then its person may cancel or move it")
    check_in_from: Moment
    link: str = Field(description="opens the booking without an account: for the guest in whose name it is")


class HoldOut(Schema):
    ref: Ref
    expires_at: Moment
    hub: Slug
    spaces: list[Ref]
    starts_at: Moment
    ends_at: Moment
    people: int
    price: Money


class VisitOut(Schema):
    ref: Ref
    hub: Slug
    people: int
    came_at: Moment
    left_at: Moment | None


_PRICE = {"satang": 4000, "currency": "THB"}
_TIME = {"starts_at": "2026-11-23T10:00:00+07:00", "ends_at": "2026-11-23T12:00:00+07:00"}
OFFER = {"spaces": ["k3m8p2qd"], "seats": 1, "price": _PRICE, **_TIME}
WISH = {"hub": "our-hub", "spaces": ["k3m8p2qd"], **_TIME, "people": 1}
HOLD = {"ref": "h7w2xq4n", "expires_at": "2026-11-22T14:05:00+07:00", **WISH, "price": _PRICE}
BOOKING = {
    "ref": "b9d4tz6r",
    "state": "booked",
    **WISH,
    "price": _PRICE,
    "person": {"code": "p5n8c3vk", "name": "สมชาย"},
    "note": "",
    "booked_at": "2026-11-22T14:00:00+07:00",
    "cancelled_at": None,
    "came_at": None,
    "left_at": None,
    "visit": None,
    "cancel_until": "2026-11-23T10:00:00+07:00",
    "check_in_from": "2026-11-23T09:45:00+07:00",
    "link": "https://hub.example.org/bookings/b9d4tz6r/?key=…",
}
VISIT = {
    "ref": "v2k6m9xp",
    "hub": "our-hub",
    "people": 3,
    "came_at": "2026-11-22T14:00:00+07:00",
    "left_at": None,
}
TAKEN = {
    "type": "/api/v1/docs#problem-taken",
    "title": "มีผู้อื่นได้ไปแล้ว",
    "status": 409,
    "code": "taken",
    "detail": "ที่นี้ไม่ว่างในเวลานั้น",
    "rule": "taken",
    "would_pass": "เลือกเวลาอื่นหรือที่อื่น",
    "alternatives": [{**OFFER, "why": "another-space"}],
}
REFUSED = {
    "type": "/api/v1/docs#problem-refused",
    "title": "ขัดกับกติกาข้อหนึ่ง",
    "status": 422,
    "code": "refused",
    "detail": "จองที่นี่ได้อย่างน้อย 30 นาที",
    "rule": "too-short",
    "would_pass": "เลือกเวลาให้นานขึ้น",
}
PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 413, 422, 429), ProblemOut)
READ_PROBLEMS: dict[int, Any] = dict.fromkeys((401, 403, 404, 422, 429), ProblemOut)


def asker(request: HttpRequest) -> Person:
    """Who calls, as people/api.py found them."""
    return cast(Person, request.auth)  # type: ignore[attr-defined]


def booking_shown(
    booking: Booking, spaces: Iterable[Space], *, visit: Visit | None, slug: str, zone: ZoneInfo, now: datetime
) -> dict[str, Any]:
    """All that the answer needs is given: it costs no query."""
    person = booking.person
    return {
        "ref": booking.ref,
        "hub": slug,
        "state": state_of(booking, visit, now=now),
        "spaces": [space.ref for space in spaces],
        "starts_at": moment(booking.starts_at, zone),
        "ends_at": moment(booking.ends_at, zone),
        "people": booking.people,
        "price": money.as_json(booking.price_satang),
        "person": {"code": person.code, "name": person.name} if person else None,
        "note": booking.note,
        "booked_at": moment(booking.booked_at, zone),
        "cancelled_at": moment(booking.cancelled_at, zone),
        "came_at": moment(visit.came_at, zone) if visit else None,
        "left_at": moment(visit.left_at, zone) if visit else None,
        "visit": visit.ref if visit else None,
        "cancel_until": moment(cancel_until(booking), zone),
        "check_in_from": moment(check_in_from(booking), zone),
        "link": whole(link_to(booking)),
    }


def hold_shown(hold: Booking, spaces: Iterable[Space], *, slug: str, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "ref": hold.ref,
        "expires_at": moment(hold.held_until, zone),
        "hub": slug,
        "spaces": [space.ref for space in spaces],
        "starts_at": moment(hold.starts_at, zone),
        "ends_at": moment(hold.ends_at, zone),
        "people": hold.people,
        "price": money.as_json(hold.price_satang),
    }


def visit_shown(visit: Visit, *, slug: str, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "ref": visit.ref,
        "hub": slug,
        "people": visit.people,
        "came_at": moment(visit.came_at, zone),
        "left_at": moment(visit.left_at, zone),
    }


def offer_shown(offer: Offer, *, zone: ZoneInfo) -> dict[str, Any]:
    shown = {
        "spaces": [space.ref for space in offer.spaces],
        "seats": offer.choice.seats,
        "price": money.as_json(offer.price_satang),
        "starts_at": moment(offer.starts_at, zone),
        "ends_at": moment(offer.ends_at, zone),
    }
    return {**shown, "why": offer.why} if offer.why else shown
