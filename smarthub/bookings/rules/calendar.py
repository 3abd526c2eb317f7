"""Bookings as calendars understand them (RFC 5545): one event a booking, the same UID for life, SEQUENCE counts changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from smarthub.bookings.models import Booking

REMIND = timedelta(minutes=30)
PRODUCT = "-//Smart Hub//Bookings//TH"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar shows of one booking. `link` is the whole address of its page."""

    booking: Booking
    summary: str
    location: str
    link: str
    organiser: str = ""


def of_booking(entry: Entry, *, now: datetime) -> bytes:
    """One booking for a calendar to take in; a cancelled one takes it out again."""
    is_over = entry.booking.cancelled_at is not None
    calendar = _calendar(method="CANCEL" if is_over else "PUBLISH")
    calendar.add_component(_event(entry, now=now, remind=not is_over))
    return bytes(calendar.to_ical())


def of_person(name: str, entries: Iterable[Entry], *, now: datetime) -> bytes:
    """All bookings of somebody, for a calendar that comes back by itself."""
    calendar = _calendar(name=name)
    for entry in entries:
        calendar.add_component(_event(entry, now=now, remind=False))
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something of a hub's public day: open, closed, or how much is taken. Never a name."""

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    is_free: bool = True


def of_hub(name: str, location: str, stretches: Iterable[Stretch], *, now: datetime) -> bytes:
    calendar = _calendar(name=name)
    for each in stretches:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", now)
        event.add("dtstart", each.starts_at.astimezone(UTC))
        event.add("dtend", each.ends_at.astimezone(UTC))
        event.add("summary", each.summary)
        event.add("location", location)
        event.add("transp", "TRANSPARENT" if each.is_free else "OPAQUE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(*, method: str = "", name: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    return calendar


def _event(entry: Entry, *, now: datetime, remind: bool) -> Event:
    booking = entry.booking
    event = Event()
    event.add("uid", f"{booking.ref}@smarthub")
    event.add("dtstamp", now)
    event.add("sequence", booking.changes)
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", booking.ends_at.astimezone(UTC))
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("description", entry.link)
    event.add("url", entry.link)
    event.add("status", "CANCELLED" if booking.cancelled_at else "CONFIRMED")
    if entry.organiser:
        organiser = vCalAddress(f"mailto:{entry.organiser}")
        organiser.params["CN"] = vText(booking.hub.name)
        event.add("organizer", organiser)
    if remind:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", -REMIND)
        event.add_component(alarm)
    return event


def google(entry: Entry) -> str:
    """A link that opens Google Calendar with the booking filled in."""
    when = "/".join(f"{m.astimezone(UTC):%Y%m%dT%H%M%SZ}" for m in (entry.booking.starts_at, entry.booking.ends_at))
    parts = {
        "action": "TEMPLATE",
        "text": entry.summary,
        "dates": when,
        "details": entry.link,
        "location": entry.location,
    }
    return f"https://calendar.google.com/calendar/render?{urlencode(parts)}"


def outlook(entry: Entry) -> str:
    """The same for Outlook on the web."""
    parts = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": entry.summary,
        "startdt": f"{entry.booking.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{entry.booking.ends_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "body": entry.link,
        "location": entry.location,
    }
    return f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(parts)}"


def summary(hub_name: str, places: str) -> str:
    return gettext("{place}, {hub}").format(place=places, hub=hub_name)
