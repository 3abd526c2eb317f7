"""Bookings from a table and back: `./hub import bookings FILE.csv`, `./hub export bookings`.

Of other programs the headings of LibreBooking's list of reservations are known (email, resource names, begin, end, title),
and the columns of Nadine's table of room bookings (room, start_ts, end_ts, description), whose times say their offset.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from smarthub.bookings.actions.bring import Told, bring_bookings, try_bookings
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.models import Booking, Visit
from smarthub.bookings.rules import words
from smarthub.kit.refusals import Refused
from smarthub.kit.sheets import EXAMPLE, MOST_SEEN, Fault, Report, Row, Seen, read, write
from smarthub.kit.thai import dates
from smarthub.people.models import Person
from smarthub.people.rules.listed import Wrong, read_person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space

COLUMNS = ("hub", "spaces", "starts_at", "ends_at", "people", "name", "phone", "email", "note")
ALSO = {
    "resource_names": "spaces", "space": "spaces", "begin": "starts_at", "end": "ends_at", "title": "note",
    "room": "spaces", "start_ts": "starts_at", "end_ts": "ends_at",
}  # fmt: skip
NOT_TAKEN = (
    "description", "language", "birth_year", "first_name", "last_name", "username",
    "charge", "is_public", "created_ts", "paid_by", "paid_by_id",
)  # fmt: skip
GIVEN = (*COLUMNS, "price", "state", "ref")
OVER = {"cancelled", "canceled", "no-show", "no_show", "ยกเลิก", "ยกเลิกแล้ว", "ไม่มา"}  # of what is not booked again
SAMPLE = {
    "spaces": "A1",
    "starts_at": "2026-03-05 09:00",
    "ends_at": "5/3/2569 12.00 น.",
    "people": "1",
    "name": f"สมศรี ใจดี {EXAMPLE}",
    "phone": "081 234 5678",
    "email": "somsri@example.org",
    "note": "",
}
_MOMENT = re.compile(
    r"(.+?)[ T,]+(?:เวลา\s*)?(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:น\.?|(Z)|([+-])(\d{2})(?::?(\d{2}))?)?"
)


def import_bookings(
    data: bytes, *, dry_run: bool, now: datetime, by: Person | None = None, hub: Hub | None = None
) -> Report:
    """Book what the rows say, in the name of the people they say, new ones included; all rows or none. What stands just
    so already is passed by. `hub`: where a row names none. Raises Refused where the file as a whole cannot be read.
    """
    sheet = read(data, columns=(*GIVEN, *NOT_TAKEN), needed=("spaces", "starts_at", "ends_at"), also=ALSO)
    faults: list[Fault] = []
    left_out: list[Fault] = []
    told: list[Told] = []
    for row in sheet.rows:
        if row.text("state").casefold() in OVER:
            left_out.append(
                Fault(row.line, _("It says “{state}”, so it is not booked.").format(state=row.text("state")))
            )
            continue
        try:
            told.append(_told(row, hub, now=now))
        except Wrong as wrong:
            faults.append(Fault(row.line, str(wrong)))
    done = (try_bookings if dry_run or faults else bring_bookings)(told, by=by, now=now)
    faults += [Fault(line, refusal.in_full) for line, refusal in done.refused]
    if faults:
        faults.sort(key=lambda fault: fault.line)
        return Report(len(sheet.rows), passed_over=sheet.passed_over, faults=faults)
    left_out += [
        Fault(line, _("This booking was cancelled here, so it is not booked again.")) for line in done.cancelled
    ]
    left_out.sort(key=lambda fault: fault.line)
    return Report(
        len(sheet.rows),
        added=len(done.booked),
        made=[] if dry_run else [booking.ref for _row, booking in done.booked],
        passed_over=sheet.passed_over,
        left_out=left_out,
        seen=[_seen(each) for each in told[:MOST_SEEN]],
    )


def _seen(told: Told) -> Seen:
    begins = told.starts_at.astimezone(ZoneInfo(told.hub.timezone))
    when = f"{dates.day(begins.date())} {dates.span(told.starts_at, told.ends_at)}"
    return Seen(told.line, told.who.name, " · ".join((words.names_of(told.spaces), when, words.people(told.people))))


def _told(row: Row, hub: Hub | None, *, now: datetime) -> Told:
    where = row.text("hub")
    found = places.hub_named(where.casefold()) if where else hub or _only_hub()
    if found is None or (hub and found.pk != hub.pk):
        raise Wrong(_("There is no hub called “{hub}”.").format(hub=where))
    wrong: list[str] = []
    spaces = _spaces(row, found, wrong)
    zone = ZoneInfo(found.timezone)
    starts_at, ends_at = (_moment(row, name, zone, wrong) for name in ("starts_at", "ends_at"))
    if starts_at and ends_at and ends_at <= starts_at:
        wrong.append(_("A booking ends after it begins."))
    try:
        people = row.number("people", 1)
    except ValueError:
        people = 0
    if not 1 <= people <= 1000:
        wrong.append(_("“{text}” is not a number of people.").format(text=row.text("people")))
    who = None
    try:
        who = read_person(_with_a_name(row), this_year=now.year)
    except Wrong as error:
        wrong.append(str(error))
    if wrong or not (starts_at and ends_at and who):
        raise Wrong(" ".join(wrong))
    note = row.text("note") if "note" in row.cells else row.text("description")
    return Told(row.line, found, spaces, starts_at, ends_at, people, who, note[:300], row.text("ref"))


def _with_a_name(row: Row) -> Row:
    """Other programs know a person by e-mail alone: then the part before the @ is the name."""
    if any(row.text(each) for each in ("name", "first_name", "last_name")) or not row.text("email"):
        return row
    return Row(row.line, {**row.cells, "name": row.text("email").split("@")[0]})


def _only_hub() -> Hub | None:
    hubs = list(places.hubs()[:2])
    return hubs[0] if len(hubs) == 1 else None


def _spaces(row: Row, hub: Hub, wrong: list[str]) -> tuple[Space, ...]:
    by_name = {name.casefold(): space for space in places.rulebook(hub).spaces
               for name in (space.ref, space.name_en, space.name_th) if name}  # fmt: skip
    names = [name.strip() for name in row.text("spaces").split(",") if name.strip()]
    if not names:
        wrong.append(_("Say which space."))
    wrong += [
        _("There is no space called “{name}”.").format(name=name) for name in names if name.casefold() not in by_name
    ]
    return tuple(by_name[name.casefold()] for name in names if name.casefold() in by_name)


def _moment(row: Row, column: str, zone: ZoneInfo, wrong: list[str]) -> datetime | None:
    """'2026-03-05 09:00', '5/3/2569 9.00 น.', ๕ มี.ค. ๒๕๖๙ ๙:๐๐; with an offset ('2026-03-05 02:00:00+00') that moment."""
    text = dates.western_digits(row.text(column))
    try:
        parts = _MOMENT.fullmatch(text)
        if parts is None:
            raise ValueError(text)
        day = dates.read_day(parts[1])
        return datetime(day.year, day.month, day.day, int(parts[2]), int(parts[3]), tzinfo=_offset(parts) or zone)
    except ValueError:
        sentence = _("“{text}” is not a date and time; write 2026-03-05 09:00 or 5/3/2569 9:00.")
        wrong.append(sentence.format(text=row.text(column)))
        return None


def _offset(parts: re.Match[str]) -> tzinfo | None:
    """What the text itself says of its place; a database writes its moments so."""
    if parts[4]:
        return UTC
    if parts[5] is None:
        return None
    away = timedelta(hours=int(parts[6]), minutes=int(parts[7] or 0))
    return timezone(-away if parts[5] == "-" else away)


def export_bookings() -> str:
    bookings = Booking.objects.filter(booked_at__isnull=False).order_by("hub__slug", "starts_at", "pk")
    return write(GIVEN, booking_rows(bookings))


def booking_rows(bookings: Iterable[Booking] | Sequence[Booking]) -> Iterable[list[object]]:
    """Under GIVEN; times are the hub's own."""
    if hasattr(bookings, "select_related"):
        visits = Prefetch("visit", Visit.objects.all())
        # In pieces: years of bookings are more keys than a query takes, and more than memory should hold.
        bookings = bookings.select_related("hub", "person").prefetch_related("spaces", visits).iterator(2000)
    for booking in bookings:
        zone, person = ZoneInfo(booking.hub.timezone), booking.person
        yield [
            booking.hub.slug,
            ", ".join(space.name_th for space in booking.spaces.all()),
            *(f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in (booking.starts_at, booking.ends_at)),
            booking.people,
            *((person.name, person.phone, person.email or "") if person else ("", "", "")),
            booking.note,
            f"{booking.price_satang // 100}.{booking.price_satang % 100:02}",
            _state(booking),
            booking.ref,
        ]


def _state(booking: Booking) -> str:
    if booking.cancelled_at:
        return "cancelled"
    if booking.no_show_at:
        return "no-show"
    visit = getattr(booking, "visit", None)
    return "booked" if visit is None else "left" if visit.left_at else "arrived"


def take_bookings_back(hub: Hub, made: Sequence[str], before: str, *, by: Person, now: datetime) -> tuple[int, int]:
    """Undo a list: what it booked is cancelled, unless they have come already or it is over. (cancelled, stayed)"""
    gone = stayed = 0
    for booking in Booking.objects.filter(hub=hub, ref__in=list(made), cancelled_at=None):
        try:
            cancel(booking, by=by, now=now, by_host=True)
            gone += 1
        except Refused:
            stayed += 1
    return gone, stayed


VISITS = ("hub", "came_at", "left_at", "left_how", "people", "name", "booking", "ref")


def visit_rows(hub: Hub) -> Iterable[list[object]]:
    """Under VISITS, the newest first, for who runs the hub."""
    zone = ZoneInfo(hub.timezone)
    for visit in (
        Visit.objects.filter(hub=hub).select_related("person", "booking").order_by("-came_at", "-pk").iterator(2000)
    ):
        came, left = (f"{m.astimezone(zone):%Y-%m-%d %H:%M}" if m else "" for m in (visit.came_at, visit.left_at))
        name = visit.person.name if visit.person else ""
        yield [
            hub.slug,
            came,
            left,
            visit.left_how,
            visit.people,
            name,
            visit.booking.ref if visit.booking else "",
            visit.ref,
        ]
