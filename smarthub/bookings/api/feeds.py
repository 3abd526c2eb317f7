"""A hub's calendar, for any calendar program."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from smarthub.bookings import queries
from smarthub.bookings.rules.calendar import of_hub
from smarthub.kit import clock
from smarthub.kit.api import Slug
from smarthub.kit.api.shapes import ProblemOut
from smarthub.places.http import hub_or_404

router = Router(tags=["feeds"])
ICS = {"schema": {"type": "string"}, "example": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n"}


@router.get(
    "/hubs/{hub}/calendar.ics",
    auth=None,
    summary="Calendar of a hub",
    response={200: None, 404: ProblemOut},
    openapi_extra={"responses": {200: {"content": {"text/calendar": ICS}}}},
)
def calendar(request: HttpRequest, hub: Slug) -> HttpResponse:
    """Four weeks: when it is open or closed, and when its rooms are taken. Nobody's name is in it."""
    place, now = hub_or_404(hub), clock.now()
    days = of_hub(place.name, place.address, queries.hub_days(place, now=now), now=now)
    headers = {"Cache-Control": "public, max-age=300"}
    return HttpResponse(days, content_type="text/calendar; charset=utf-8", headers=headers)
