"""Who comes and leaves: with a booking, and without one."""

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from smarthub.bookings.actions.check_in import check_in, come, leave
from smarthub.bookings.api.change import ANSWERS, verb_of
from smarthub.bookings.api.shapes import BOOKING, PROBLEMS, REFUSED, VISIT, VisitOut, asker, visit_shown
from smarthub.bookings.http import Found
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules.visit import NOT_COME
from smarthub.kit import clock
from smarthub.kit.api import Answer, Ref, Slug, described, post
from smarthub.kit.refusals import Refused
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404

router = Router(tags=["visits"])


class VisitIn(Schema):
    people: Annotated[int, Field(ge=1, strict=True)] = 1


@router.post(
    "/hubs/{hub}/visits",
    summary="Count people in",
    response={201: VisitOut, **PROBLEMS},
    openapi_extra=described(gives=VISIT, status=201, takes={"people": 3}, key=True, others={422: REFUSED}),
)
def count_in(request: HttpRequest, hub: Slug, wish: VisitIn | None = None) -> HttpResponse:
    """A walk-in: one or a group, by head count. Your own visit is in your name; a host's is without names."""
    person, now = asker(request), clock.now()
    place = hub_or_404(hub)
    is_host = places.is_host(place, person, now=now)
    people = wish.people if wish else 1

    def do() -> Answer:
        visit = come(place, people=people, person=None if is_host else person, by=person, now=now, by_host=is_host)
        return 201, visit_shown(visit, slug=place.slug, zone=places.rulebook(place).zone)

    return post(request, asker=f"person:{person.code}", now=now, do=do)


@router.post(
    "/visits/{ref}/check-out",
    summary="Count people out",
    response={200: VisitOut, **PROBLEMS},
    openapi_extra=described(gives=VISIT | {"left_at": "2026-11-22T16:30:00+07:00"}, key=True),
)
def count_out(request: HttpRequest, ref: Ref) -> HttpResponse:
    """They have left. Asked again, it answers the same."""
    person, now = asker(request), clock.now()
    visit = Visit.objects.filter(ref=ref).select_related("hub", "booking").first()
    if visit is None:
        raise Http404
    is_host = places.is_host(visit.hub, person, now=now)
    is_own = person.pk in (visit.person_id, visit.booking.person_id if visit.booking else None)
    if not (is_own or is_host):
        raise Http404

    def do() -> Answer:
        left = leave(visit, how=how_left(is_host and not is_own), by=person, now=now)
        return 200, visit_shown(left, slug=visit.hub.slug, zone=places.rulebook(visit.hub).zone)

    return post(request, asker=f"person:{person.code}", now=now, do=do)


@router.post(
    "/bookings/{ref}/check-in",
    summary="Check in",
    response=ANSWERS,
    openapi_extra=described(gives=BOOKING | {"state": "arrived"}, key=True, others={422: REFUSED}),
)
def arrive(request: HttpRequest, ref: Ref) -> HttpResponse:
    """The party has come."""
    return verb_of(request, ref, lambda found, now: (found.booking, check_in(found.booking, by=found.by, now=now)))


@router.post(
    "/bookings/{ref}/check-out",
    summary="Check out",
    response=ANSWERS,
    openapi_extra=described(gives=BOOKING | {"state": "left"}, key=True, others={422: REFUSED}),
)
def depart(request: HttpRequest, ref: Ref) -> HttpResponse:
    """The party has left; what is left of its time is free from the next quarter of an hour on."""

    def do(found: Found, now: datetime) -> tuple[Booking, Visit | None]:
        visit = Visit.objects.filter(booking=found.booking).select_related("booking").first()
        if visit is None:
            raise Refused(NOT_COME)
        return found.booking, leave(visit, how=how_left(found.is_host), by=found.by, now=now)

    return verb_of(request, ref, do)


def how_left(is_host: bool) -> Visit.LeftHow:  # noqa: FBT001
    return Visit.LeftHow.HOST if is_host else Visit.LeftHow.SAID
