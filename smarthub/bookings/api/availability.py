"""What is free."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from smarthub.bookings import queries
from smarthub.bookings.api.shapes import OFFER, AlternativeOut, Kind, OfferOut, offer_shown
from smarthub.bookings.api.wishes import nearest
from smarthub.bookings.rules.book import MOST_PEOPLE
from smarthub.kit import clock
from smarthub.kit.api import Cursor, Limit, Moment, Slug, answer, described, listed
from smarthub.kit.api.shapes import ProblemOut
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404

router = Router(tags=["hubs"])


class Search(Schema):
    starts_at: Moment = Field(alias="from")
    ends_at: Moment = Field(alias="until")
    people: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = 1
    kind: Kind | None = None
    cursor: Cursor = None
    limit: Limit = 200


class Availability(Schema):
    items: list[OfferOut]
    next: str | None
    alternatives: list[AlternativeOut]


@router.get(
    "/hubs/{hub}/availability",
    auth=None,
    summary="What is free",
    response={200: Availability, 404: ProblemOut, 422: ProblemOut},
    openapi_extra=described(gives={"items": [OFFER], "next": None, "alternatives": []}),
)
def availability(request: HttpRequest, hub: Slug, wish: Query[Search]) -> HttpResponse:
    """All that fits and that the rules allow, the cheapest first. When there is nothing: what comes nearest."""
    place, now = hub_or_404(hub), clock.now()
    book = places.rulebook(place)
    kind = wish.kind or ""
    found = _offers(place, wish, kind, now)
    page = listed(
        found,
        mark=lambda offer: " ".join(space.ref for space in offer.spaces),
        cursor=wish.cursor,
        limit=wish.limit,
        shown=lambda offer: offer_shown(offer, zone=book.zone),
    )
    page["alternatives"] = (
        []
        if found
        else nearest(
            place, book, starts_at=wish.starts_at, ends_at=wish.ends_at, people=wish.people, kind=kind, now=now
        )
    )
    return answer(200, page)


def _offers(place: Any, wish: Search, kind: str, now: datetime) -> list[queries.Offer]:
    if wish.ends_at <= wish.starts_at:
        return []
    return queries.offers(place, starts_at=wish.starts_at, ends_at=wish.ends_at, people=wish.people, kind=kind, now=now)
