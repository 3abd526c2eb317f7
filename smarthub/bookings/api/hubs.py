"""Hubs as they stand now: open, seats free, how many are here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from smarthub.bookings import queries
from smarthub.kit import clock
from smarthub.kit.api import Cursor, Limit, Moment, Slug, answer, described, listed_rows, moment
from smarthub.kit.api.shapes import ProblemOut
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404
from smarthub.places.models import Hub

router = Router(tags=["hubs"])


class ProvinceOut(Schema):
    code: str
    name: str


class HubOut(Schema):
    hub: Slug
    name: str
    province: ProvinceOut
    address: str
    latitude: float | None
    longitude: float | None
    official: bool
    timezone: str
    open_now: bool
    opens_at: Moment | None = Field(description="when it opens next; null while it is open")
    closes_at: Moment | None = Field(description="when it closes; null while it is closed")
    seats: int
    seats_free_now: int
    people_here: int


class HubsOut(Schema):
    items: list[HubOut]
    next: str | None


class Presence(Schema):
    hub: Slug
    head_count: int
    names: list[str] = Field(description="empty for now: heads are counted, and nobody is named yet")
    at: Moment


HUB = {
    "hub": "our-hub",
    "name": "ฮับตัวอย่าง",
    "province": {"code": "10", "name": "กรุงเทพมหานคร"},
    "address": "99/9 ถนนตัวอย่าง",
    "latitude": None,
    "longitude": None,
    "official": True,
    "timezone": "Asia/Bangkok",
    "open_now": True,
    "opens_at": None,
    "closes_at": "2026-11-22T20:00:00+07:00",
    "seats": 24,
    "seats_free_now": 17,
    "people_here": 9,
}


@router.get(
    "/hubs",
    auth=None,
    summary="All hubs",
    response={200: HubsOut, 422: ProblemOut},
    openapi_extra=described(gives={"items": [HUB], "next": None}),
)
def hubs(request: HttpRequest, cursor: Cursor = None, limit: Limit = 50) -> HttpResponse:
    """In the order of their Thai names."""
    now = clock.now()
    page = listed_rows(
        places.hubs(),
        by=("sort_key", "slug"),
        cursor=cursor,
        limit=limit,
        shown=lambda rows: hubs_shown(rows, now=now),
    )
    return answer(200, page)


@router.get(
    "/hubs/{hub}",
    auth=None,
    summary="One hub",
    response={200: HubOut, 404: ProblemOut},
    openapi_extra=described(gives=HUB),
)
def one_hub(request: HttpRequest, hub: Slug) -> HttpResponse:
    """Open now? How many seats are free now?"""
    return answer(200, hubs_shown([hub_or_404(hub)], now=clock.now())[0])


@router.get(
    "/hubs/{hub}/presence",
    auth=None,
    summary="Who is here",
    response={200: Presence, 404: ProblemOut},
    openapi_extra=described(gives={"hub": "our-hub", "head_count": 9, "names": [], "at": "2026-11-22T14:00:00+07:00"}),
)
def presence(request: HttpRequest, hub: Slug) -> HttpResponse:
    """How many people are in the building now: for everybody, without a token. Names are not given yet."""
    place, now = hub_or_404(hub), clock.now()
    zone = places.rulebook(place).zone
    here = {"hub": place.slug, "head_count": queries.head_count(place), "names": [], "at": moment(now, zone)}
    return answer(200, here)


def hubs_shown(hubs: Sequence[Hub], *, now: datetime) -> list[dict[str, Any]]:
    stands = queries.standings(hubs, now=now)
    return [_shown(hub, stands[hub.pk]) for hub in hubs]


def _shown(hub: Hub, stands: queries.Standing) -> dict[str, Any]:
    zone = places.rulebook(hub).zone
    return {
        "hub": hub.slug,
        "name": hub.name,
        "province": {"code": hub.province.code, "name": hub.province.name},
        "address": hub.address,
        "latitude": float(hub.latitude) if hub.latitude is not None else None,
        "longitude": float(hub.longitude) if hub.longitude is not None else None,
        "official": hub.is_official,
        "timezone": hub.timezone,
        "open_now": stands.is_open,
        "opens_at": moment(stands.opens_at, zone),
        "closes_at": moment(stands.closes_at, zone),
        "seats": stands.seats,
        "seats_free_now": stands.seats_free,
        "people_here": stands.people_here,
    }
