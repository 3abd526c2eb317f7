"""What lies on the desk, as tables for those who run the hub: rows under their columns, times as the hub's clock shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from smarthub.bookings.models import (
    DeskDay,
    DeskNote,
    Guest,
    Kiosk,
    KioskEntry,
    LostThing,
    Series,
    Visit,
    Wait,
)
from smarthub.bookings.queries.bookings import bookings_at
from smarthub.bookings.queries.figures import Figures, figures
from smarthub.bookings.queries.visits import here_now, visits_at
from smarthub.bookings.rules.kiosk_pass import for_a_host
from smarthub.bookings.rules.state import state_of, visit_of
from smarthub.kit.sheets import stamp
from smarthub.people.models import Person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space

Rows = Iterator[list[object]]
TODAY = ("from", "until", "people", "places", "name", "phone", "state", "came_at", "left_at", "note", "ref")
WAITS = ("from", "until", "people", "places", "name", "phone", "asked_at", "in_line_since", "asked_until", "ref")
SERIES = (
    "first_on",
    "until",
    "at",
    "minutes",
    "every",
    "weekdays",
    "places",
    "people",
    "name",
    "note",
    "ended_at",
    "ref",
)
GUESTS = ("from", "until", "booked_by", "booking", "guest", "answer", "answered_at")
DAYS = ("date", "opened_at", "opened_by", "closed_at", "closed_by", *(each.name for each in fields(Figures)))
NOTES = ("written_at", "written_by", "note", "done_at", "done_by")
LOST = ("found_at", "what", "where", "found_by", "returned_at", "returned_by")
CONFLICTS = ("at", "received_at", "tablet", "what", "why", "shown", "people", "settled_at", "settled_by")
TABLETS = ("name", "made_at", "made_by", "paired_at", "seen_at", "sent_away_at", "sent_away_by")


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _places(spaces: Iterable[Space]) -> str:
    return ", ".join(space.name_th for space in spaces)


def today_rows(hub: Hub, *, now: datetime) -> Rows:
    """Who is awaited, here, gone or missed today; then who came without a booking."""
    book = places.rulebook(hub)
    today = book.day_of(now)
    first, last = book.moment(today, 0), book.moment(today + timedelta(days=1), 0)
    bookings = list(bookings_at(hub, first, last))
    visits = {visit.pk: visit for visit in (*visits_at(hub, first, last), *here_now(hub))}.values()
    for booking in bookings:
        visit = visit_of(booking)
        yield [
            stamp(booking.starts_at, book.zone),
            stamp(booking.ends_at, book.zone),
            booking.people,
            _places(booking.spaces.all()),
            _name(booking.person),
            booking.person.phone if booking.person else "",
            state_of(booking, visit, now=now),
            *_came(visit, book.zone),
            booking.note,
            booking.ref,
        ]
    shown = {booking.pk for booking in bookings}
    for visit in sorted(visits, key=lambda each: (each.came_at, each.pk)):
        if visit.booking_id not in shown:
            state = "left" if visit.left_at else "arrived"
            phone = visit.person.phone if visit.person else ""
            yield ["", "", visit.people, "", _name(visit.person), phone, state, *_came(visit, book.zone), "", visit.ref]


def _came(visit: Visit | None, zone: ZoneInfo) -> list[object]:
    return [stamp(visit.came_at, zone), stamp(visit.left_at, zone)] if visit else ["", ""]


def wait_rows(hub: Hub, *, now: datetime) -> Rows:
    """Who waits for a time to come, in the order of the line."""
    zone = places.rulebook(hub).zone
    found = Wait.objects.filter(hub=hub, ended_at=None, ends_at__gt=now).select_related("person")
    for each in found.prefetch_related("spaces", "offers").order_by("in_line_since", "pk"):
        offered = next((offer.until for offer in each.offers.all() if offer.is_open), None)
        yield [
            stamp(each.starts_at, zone),
            stamp(each.ends_at, zone),
            each.people,
            _places(each.spaces.all()) or each.kind,
            each.person.name,
            each.person.phone,
            stamp(each.asked_at, zone),
            stamp(each.in_line_since, zone),
            stamp(offered, zone),
            each.ref,
        ]


def series_rows(hub: Hub) -> Rows:
    """What comes round again, the newest first. Weekdays: 1 is Monday."""
    zone = places.rulebook(hub).zone
    for each in Series.objects.filter(hub=hub).select_related("person").prefetch_related("spaces").order_by("-pk"):
        yield [
            each.first_on.isoformat(),
            each.until.isoformat(),
            f"{each.from_minute // 60:02}:{each.from_minute % 60:02}",
            each.minutes,
            each.every,
            "".join(str(int(day) + 1) for day in each.weekdays),
            _places(each.spaces.all()),
            each.people,
            each.person.name,
            each.note,
            stamp(each.ended_at, zone),
            each.ref,
        ]


def guest_rows(hub: Hub) -> Rows:
    """Who was asked along; a name only where they gave one, and a month at most."""
    zone = places.rulebook(hub).zone
    found = Guest.objects.filter(booking__hub=hub, booking__cancelled_at=None).select_related("booking__person")
    for each in found.order_by("-booking__starts_at", "pk").iterator(2000):
        booking = each.booking
        yield [
            stamp(booking.starts_at, zone),
            stamp(booking.ends_at, zone),
            _name(booking.person),
            booking.ref,
            each.name,
            each.answer,
            stamp(each.answered_at, zone),
        ]


def day_rows(hub: Hub, *, now: datetime) -> Rows:
    """The days at the desk with their figures; of a day that is not closed as they are now."""
    zone = places.rulebook(hub).zone
    for day in DeskDay.objects.filter(hub=hub).select_related("opened_by", "closed_by").order_by("-date"):
        counted = Figures.read(day.figures) if day.closed_at else figures(hub, day.date, now=now)
        yield [
            day.date.isoformat(),
            stamp(day.opened_at, zone),
            day.opened_by.name,
            stamp(day.closed_at, zone),
            _name(day.closed_by),
            *counted.kept().values(),
        ]


def note_rows(hub: Hub) -> Rows:
    zone = places.rulebook(hub).zone
    for each in DeskNote.objects.filter(hub=hub).select_related("written_by", "done_by").order_by("-written_at", "-pk"):
        yield [
            stamp(each.written_at, zone), each.written_by.name, each.text, stamp(each.done_at, zone), _name(each.done_by),
        ]  # fmt: skip


def lost_rows(hub: Hub) -> Rows:
    zone = places.rulebook(hub).zone
    for each in (
        LostThing.objects.filter(hub=hub).select_related("found_by", "returned_by").order_by("-found_at", "-pk")
    ):
        yield [
            stamp(each.found_at, zone),
            each.what,
            each.where,
            each.found_by.name,
            stamp(each.returned_at, zone),
            _name(each.returned_by),
        ]


def conflict_rows(hub: Hub) -> Rows:
    """What tablets could not do as they were asked, settled ones too; what was shown is kept until then."""
    zone = places.rulebook(hub).zone
    found = KioskEntry.objects.filter(kiosk__hub=hub).exclude(conflict="").select_related("kiosk", "settled_by")
    for each in found.order_by("-at", "-pk"):
        yield [
            stamp(each.at, zone),
            stamp(each.received_at, zone),
            each.kiosk.name,
            each.kind,
            each.conflict,
            for_a_host(each.said),
            each.people,
            stamp(each.settled_at, zone),
            _name(each.settled_by),
        ]


def tablet_rows(hub: Hub) -> Rows:
    zone = places.rulebook(hub).zone
    for each in Kiosk.objects.filter(hub=hub).select_related("made_by", "revoked_by").order_by("made_at", "pk"):
        yield [
            each.name,
            stamp(each.made_at, zone),
            each.made_by.name,
            stamp(each.paired_at, zone),
            stamp(each.seen_at, zone),
            stamp(each.revoked_at, zone),
            _name(each.revoked_by),
        ]
