"""The spaces of a hub."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from smarthub.kit import money
from smarthub.kit.api import Cursor, Limit, Money, Ref, Slug, answer, described, listed
from smarthub.kit.api.shapes import ProblemOut
from smarthub.places import queries
from smarthub.places.http import hub_or_404
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

router = Router(tags=["hubs"])


class Position(Schema):
    """On the plan of its floor, in centimetres from the upper left corner; `turn` in degrees."""

    floor: int
    x: int
    y: int
    width: int
    height: int
    turn: int


class Prices(Schema):
    """null: no rate of that kind; neither: free of charge."""

    hour: Money | None
    day: Money | None


class SpaceOut(Schema):
    ref: Ref
    kind: str
    name: str
    seats: int
    position: Position
    zone: str | None
    part_of: Ref | None
    parts: list[Ref]
    amenities: list[str]
    wheelchair_access: bool
    walk_in_only: bool
    prices: Prices


class SpacesOut(Schema):
    items: list[SpaceOut]
    next: str | None


SPACE = {
    "ref": "k3m8p2qd",
    "kind": "desk",
    "name": "ที่นั่ง A1",
    "seats": 1,
    "position": {"floor": 1, "x": 120, "y": 80, "width": 80, "height": 60, "turn": 0},
    "zone": "โซนเงียบ",
    "part_of": None,
    "parts": [],
    "amenities": ["power"],
    "wheelchair_access": True,
    "walk_in_only": False,
    "prices": {"hour": {"satang": 2000, "currency": "THB"}, "day": None},
}


@router.get(
    "/hubs/{hub}/spaces",
    auth=None,
    summary="Spaces of a hub",
    response={200: SpacesOut, 404: ProblemOut, 422: ProblemOut},
    openapi_extra=described(gives={"items": [SPACE], "next": None}),
)
def spaces(request: HttpRequest, hub: Slug, cursor: Cursor = None, limit: Limit = 200) -> HttpResponse:
    """Everything that can be booked, in the order of its Thai name. A hall has its rooms as `parts`."""
    book = queries.rulebook(hub_or_404(hub))
    page = listed(
        book.spaces, mark=lambda space: space.ref, cursor=cursor, limit=limit, shown=partial(space_shown, book)
    )
    return answer(200, page)


def space_shown(book: Rulebook, space: Space) -> dict[str, Any]:
    floors = {floor.pk: floor.level for floor in book.floors}
    zones = {zone.pk: zone.name for zone in book.zones}
    hour, day = (book.satang.get((space.price_group, per)) for per in ("hour", "day"))
    whole = book.by_pk.get(space.part_of_id) if space.part_of_id else None
    return {
        "ref": space.ref,
        "kind": space.kind,
        "name": space.name,
        "seats": space.seats,
        "position": {
            "floor": floors[space.floor_id],
            "x": space.x,
            "y": space.y,
            "width": space.width,
            "height": space.height,
            "turn": space.turn,
        },
        "zone": zones.get(space.zone_id) if space.zone_id else None,
        "part_of": whole.ref if whole else None,
        "parts": [part.ref for part in book.parts.get(space.pk, ())],
        "amenities": space.amenities,
        "wheelchair_access": space.is_wheelchair_accessible,
        "walk_in_only": space.is_walk_in_only,
        "prices": {
            "hour": money.as_json(hour) if hour is not None else None,
            "day": money.as_json(day) if day is not None else None,
        },
    }
