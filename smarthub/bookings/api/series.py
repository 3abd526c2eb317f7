"""Booking the same again and again."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from smarthub.bookings import queries
from smarthub.bookings.actions.series import begin
from smarthub.bookings.actions.series_change import change_series, end_series
from smarthub.bookings.api.holds import hub_named
from smarthub.bookings.api.shapes import PROBLEMS, READ_PROBLEMS, REFUSED, asker
from smarthub.bookings.api.wishes import People, Spaces, found_spaces
from smarthub.bookings.http import find_series, or_404
from smarthub.bookings.models import Series
from smarthub.bookings.rules.series import Pattern, nth_of, until_of
from smarthub.kit import clock
from smarthub.kit.api import (
    Answer,
    Cursor,
    Limit,
    Moment,
    Ref,
    Slug,
    Text,
    answer,
    described,
    listed_rows,
    moment,
    post,
)
from smarthub.places import queries as places

router = Router(tags=["bookings"])
Weekday = Annotated[int, Field(ge=0, le=6, description="Monday is 0")]


class SeriesIn(Schema):
    """The first day is that of `starts_at`. It comes round every `every` weeks on `weekdays` (its own where none is
    given), or, with `monthly`, on the same weekday of every `every` months; `until` a day, or `count` times.
    """

    hub: Slug
    spaces: Spaces
    starts_at: Moment
    ends_at: Moment
    people: People = 1
    every: Annotated[int, Field(ge=1, le=12)] = 1
    weekdays: Annotated[list[Weekday], Field(max_length=7)] = []
    monthly: bool = False
    until: date | None = None
    count: Annotated[int, Field(ge=2, le=100)] | None = None
    note: Annotated[Text, Field(max_length=300)] = ""


class SeriesDayOut(Schema):
    date: date
    outcome: str = Field(description="booked, closed, taken, refused, later, left-out")
    why: str
    booking: Ref | None


class SeriesOut(Schema):
    ref: Ref
    hub: Slug
    spaces: list[Ref]
    people: int
    first: date
    until: date
    starts: str
    minutes: int
    every: int
    weekdays: list[Weekday]
    monthly: bool
    ended_at: Moment | None
    days: list[SeriesDayOut]


class SeriesListOut(Schema):
    items: list[SeriesOut]
    next: str | None


class FollowingIn(Schema):
    """`following`: this day and all after it; left out: all days to come."""

    following: date | None = None


class SeriesChangeIn(FollowingIn):
    """What is left out stays as it is."""

    starts: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["14:00"])] | None = None
    minutes: Annotated[int, Field(ge=15, le=44640)] | None = None
    spaces: Spaces | None = None


SERIES: dict[str, Any] = {
    "ref": "s4w9k2nd",
    "hub": "our-hub",
    "spaces": ["k3m8p2qd"],
    "people": 1,
    "first": "2027-03-30",
    "until": "2027-04-27",
    "starts": "10:00",
    "minutes": 60,
    "every": 1,
    "weekdays": [1],
    "monthly": False,
    "ended_at": None,
    "days": [
        {"date": "2027-03-30", "outcome": "booked", "why": "", "booking": "b9d4tz6r"},
        {"date": "2027-04-13", "outcome": "closed", "why": "วันสงกรานต์", "booking": None},
    ],
}
_WISH = {
    "hub": "our-hub",
    "spaces": ["k3m8p2qd"],
    "starts_at": "2027-03-30T10:00:00+07:00",
    "ends_at": "2027-03-30T11:00:00+07:00",
    "until": "2027-04-27",
}


def series_shown(series: Series) -> dict[str, Any]:
    return {
        "ref": series.ref,
        "hub": series.hub.slug,
        "spaces": [space.ref for space in series.spaces.all()],
        "people": series.people,
        "first": series.first_on.isoformat(),
        "until": series.until.isoformat(),
        "starts": f"{series.from_minute // 60:02d}:{series.from_minute % 60:02d}",
        "minutes": series.minutes,
        "every": series.every,
        "weekdays": [int(each) for each in series.weekdays],
        "monthly": series.nth != 0,
        "ended_at": moment(series.ended_at, places.rulebook(series.hub).zone),
        "days": [
            {
                "date": day.date.isoformat(),
                "outcome": day.outcome,
                "why": day.why,
                "booking": day.booking.ref if day.booking else None,
            }
            for day in queries.days_of(series)
        ],
    }


@router.post(
    "/series",
    summary="Book again and again",
    response={201: SeriesOut, **PROBLEMS},
    openapi_extra=described(gives=SERIES, status=201, takes=_WISH, key=True, others={422: REFUSED}),
)
def make(request: HttpRequest, wish: SeriesIn) -> HttpResponse:
    """Each day is booked by itself; `days` says what became of it. What lies too far ahead is booked when it may be."""
    by, now = asker(request), clock.now()
    hub = hub_named(wish.hub, wish.spaces)
    book = places.rulebook(hub)
    spaces = found_spaces(book, wish.spaces)
    first = book.day_of(wish.starts_at)
    nth = nth_of(first) if wish.monthly else 0
    weekdays = (first.weekday(),) if wish.monthly or not wish.weekdays else tuple(sorted(set(wish.weekdays)))
    until = wish.until or until_of(first, wish.count or 1, every=wish.every, weekdays=weekdays, nth=nth)

    def do() -> Answer:
        series = begin(
            hub,
            Pattern(first, until, wish.every, weekdays, nth),
            spaces=spaces,
            starts_at=wish.starts_at,
            length=wish.ends_at - wish.starts_at,
            people=wish.people,
            person=by,
            note=wish.note,
            by=by,
            now=now,
        )
        return 201, series_shown(series)

    return post(request, asker=f"person:{by.code}", now=now, do=do)


@router.get(
    "/series",
    summary="My series",
    response={200: SeriesListOut, **READ_PROBLEMS},
    openapi_extra=described(gives={"items": [SERIES], "next": None}),
)
def mine(request: HttpRequest, cursor: Cursor = None, limit: Limit = 20) -> HttpResponse:
    """In the order in which they begin."""
    page = listed_rows(
        queries.series_of(asker(request)),
        by=("first_on", "ref"),
        cursor=cursor,
        limit=limit,
        shown=lambda rows: [series_shown(series) for series in rows],
    )
    return answer(200, page)


@router.get(
    "/series/{ref}",
    summary="One series",
    response={200: SeriesOut, **READ_PROBLEMS},
    openapi_extra=described(gives=SERIES),
)
def one(request: HttpRequest, ref: Ref) -> HttpResponse:
    """With what became of each day."""
    return answer(200, series_shown(or_404(find_series(asker(request), ref, now=clock.now())).series))


@router.post(
    "/series/{ref}/change",
    summary="Move a series",
    response={200: SeriesOut, **PROBLEMS},
    openapi_extra=described(
        gives=SERIES, takes={"following": "2027-04-20", "starts": "14:00"}, key=True, others={422: REFUSED}
    ),
)
def move(request: HttpRequest, ref: Ref, wish: SeriesChangeIn) -> HttpResponse:
    """All days to come, or `following` and all after it, which are a series of their own from then on: the answer is that
    one. A day that cannot be moved stays as it was and says why.
    """
    now = clock.now()
    found = or_404(find_series(asker(request), ref, now=now))
    book = places.rulebook(found.series.hub)
    spaces = found_spaces(book, wish.spaces) if wish.spaces else None
    hours, minutes = (int(part) for part in wish.starts.split(":")) if wish.starts else (0, 0)

    def do() -> Answer:
        series = change_series(
            found.series,
            following=wish.following,
            from_minute=hours * 60 + minutes if wish.starts else None,
            minutes=wish.minutes,
            spaces=spaces,
            by=found.by,
            now=now,
            by_host=found.is_host,
        )
        return 200, series_shown(series)

    return post(request, asker=f"person:{found.by.code}", now=now, do=do)


@router.post(
    "/series/{ref}/end",
    summary="End a series",
    response={200: SeriesOut, **PROBLEMS},
    openapi_extra=described(gives=SERIES, takes={"following": "2027-04-20"}, key=True, others={422: REFUSED}),
)
def end(request: HttpRequest, ref: Ref, wish: FollowingIn | None = None) -> HttpResponse:
    """Cancel all days to come, or `following` and all after it."""
    now = clock.now()
    found = or_404(find_series(asker(request), ref, now=now))

    def do() -> Answer:
        following = wish.following if wish else None
        ended = end_series(found.series, following=following, by=found.by, now=now, by_host=found.is_host)
        return 200, series_shown(ended)

    return post(request, asker=f"person:{found.by.code}", now=now, do=do)
