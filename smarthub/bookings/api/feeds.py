"""A hub's calendar, for any calendar program: when it is closed, and when its rooms and halls are taken. No names."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from ninja import Router

from smarthub.bookings.models import BookedSpace
from smarthub.kit import clock
from smarthub.kit.api import Slug
from smarthub.kit.api.shapes import ProblemOut
from smarthub.places import queries as places
from smarthub.places.http import hub_or_404
from smarthub.places.models import Hub, Space
from smarthub.places.rules.rulebook import Rulebook

router = Router(tags=["feeds"])
AHEAD = timedelta(days=60)
MOST = 1000
SHOWN = (Space.Kind.ROOM, Space.Kind.WORKSHOP, Space.Kind.HALL)


@router.get(
    "/hubs/{hub}/calendar.ics",
    auth=None,
    summary="Calendar of a hub",
    response={200: None, 404: ProblemOut},
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    "text/calendar": {
                        "schema": {"type": "string"},
                        "example": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n",
                    }
                }
            }
        }
    },
)
def calendar(request: HttpRequest, hub: Slug) -> HttpResponse:
    """From today on, for 60 days: the days when it is closed, and when rooms, workshops and halls are taken."""
    place, now = hub_or_404(hub), clock.now()
    book = places.rulebook(place)
    feed = Calendar()
    feed.add("prodid", "-//Smart Hub//TH")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", place.name)
    feed.add("x-wr-timezone", place.timezone)
    for event in (*_closed(place, book, now), *_taken(place, book, now)):
        feed.add_component(event)
    response = HttpResponse(feed.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def _closed(hub: Hub, book: Rulebook, now: datetime) -> Iterator[Event]:
    """Closed days that have a reason; that it is closed every Sunday is no event."""
    for n in range(AHEAD.days):
        day = book.day_of(now) + timedelta(days=n)
        if not book.open_on(day) and (reason := book.why_closed_on(day)):
            event = Event()
            event.add("uid", f"closed-{day.isoformat()}@{hub.slug}")
            event.add("dtstamp", now)
            event.add("dtstart", day)
            event.add("dtend", day + timedelta(days=1))
            event.add("summary", _("Closed: {reason}").format(reason=reason))
            yield event


def _taken(hub: Hub, book: Rulebook, now: datetime) -> Iterator[Event]:
    rows = BookedSpace.objects.filter(
        booking__hub=hub,
        booking__booked_at__isnull=False,
        booking__cancelled_at=None,
        booking__no_show_at=None,
        booking__starts_at__gte=book.moment(book.day_of(now), 0),
        booking__starts_at__lt=now + AHEAD,
        space__kind__in=SHOWN,
    ).order_by("booking__starts_at", "pk")
    columns = ("booking__ref", "space_id", "booking__starts_at", "booking__ends_at")
    for ref, space_id, starts_at, ends_at in rows.values_list(*columns)[:MOST]:
        if space := book.by_pk.get(space_id):
            event = Event()
            # A reference is not told to strangers: it is what a booking's own link is made of.
            event.add("uid", f"{hashlib.sha256(f'{ref} {space.ref}'.encode()).hexdigest()[:20]}@{hub.slug}")
            event.add("dtstamp", now)
            event.add("dtstart", starts_at)
            event.add("dtend", ends_at)
            event.add("summary", _("{space}: taken").format(space=space.name))
            yield event
