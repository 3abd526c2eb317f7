"""What happened at a kiosk, taken when it is told: at once, or hours later when the network is back.

That people came is a fact: whoever stood before the kiosk is counted in, and where a rule stood against it, that is
named for a host to look at. Each entry has a mark of its own; sent twice, it happened once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from smarthub.bookings.actions.check_in import check_in, come, leave
from smarthub.bookings.models import Booking, DeskDay, Kiosk, KioskEntry, Visit
from smarthub.bookings.queries import kiosk as asking
from smarthub.bookings.queries.figures import figures
from smarthub.bookings.rules.kept import released_at
from smarthub.bookings.rules.kiosk import OLDEST, conflict_of
from smarthub.bookings.rules.kiosk_pass import of_whom
from smarthub.journal import actions as journal
from smarthub.kit.refusals import Refused
from smarthub.kit.uniqueness import broken_constraint
from smarthub.people.models import Person
from smarthub.places import queries as places

Conflict = KioskEntry.Conflict
SAID_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Told:
    """One touch at a kiosk, as the tablet tells it. `at` is when it happened, by this house's clock."""

    mark: UUID
    number: int
    kind: str
    at: datetime
    people: int = 1
    said: str = ""


def take_entry(kiosk: Kiosk, told: Told, *, now: datetime) -> KioskEntry:
    """Do what was asked, as of then. Told again, it answers the entry that stands."""
    try:
        return _take(kiosk, told, now=now)
    except IntegrityError as error:
        if broken_constraint(error) != "kiosk_entry_once":
            raise
    return KioskEntry.objects.get(mark=told.mark)


@transaction.atomic
def _take(kiosk: Kiosk, told: Told, *, now: datetime) -> KioskEntry:
    at = min(max(told.at, now - OLDEST), now)
    entry = KioskEntry.objects.create(
        kiosk=kiosk,
        mark=told.mark,
        number=told.number,
        kind=told.kind,
        people=told.people,
        said=told.said,
        at=at,
        received_at=now,
    )
    if entry.kind == KioskEntry.Kind.COME:
        entry.visit = come(kiosk.hub, people=told.people, by=None, now=at, by_host=True)
    elif entry.kind == KioskEntry.Kind.LEAVE:
        _leave(entry)
    else:
        _check_in(entry)
    if not entry.conflict:
        entry.said = ""  # nobody needs it any more
    entry.save(update_fields=["visit", "conflict", "said"])
    if entry.conflict:
        journal.record("kiosk-conflict", entry.conflict, hub=kiosk.hub.slug, by=None, now=now)
    _count_again(kiosk, at, now=now)
    return entry


def _check_in(entry: KioskEntry) -> None:
    hub, at = entry.kiosk.hub, entry.at
    party = asking.party(hub, entry.said, at=at)
    if booking := party.booking:
        assert booking.person
        try:
            entry.visit = check_in(booking, by=booking.person, now=at)
        except Refused as refused:
            entry.conflict = conflict_of(refused.refusal)
            entry.visit = _came_in_time(booking, at=at) or _counted(entry, people=booking.people)
    elif party.person:
        entry.visit = _here_by(party.person, entry)
    else:
        entry.conflict = Conflict.UNKNOWN
        entry.visit = _counted(entry, people=entry.people)


def _came_in_time(booking: Booking, *, at: datetime) -> Visit | None:
    """Who came in time while the kiosk was cut off did come, though the place was given to others meanwhile."""
    booking.refresh_from_db()
    if booking.cancelled_at or booking.no_show_at is None or at >= released_at(booking):
        return None
    Booking.objects.filter(pk=booking.pk).update(no_show_at=None)
    visit = Visit.objects.create(
        hub=booking.hub, booking=booking, person=booking.person, people=booking.people, came_at=at
    )
    journal.record("checked-in", booking.ref, hub=booking.hub.slug, by=None, now=at)
    return visit


def _here_by(person: Person, entry: KioskEntry) -> Visit:
    """A member with a card and without a booking: one visit in their name, however often the card is shown."""
    hub = entry.kiosk.hub
    standing = Visit.objects.filter(hub=hub, person=person, left_at=None).first()
    return standing or come(hub, person=person, by=person, now=entry.at, by_host=True)


def _counted(entry: KioskEntry, *, people: int) -> Visit:
    """They are in the house all the same. The same thing shown once more does not count them twice."""
    hub = entry.kiosk.hub
    book = places.rulebook(hub)
    whose = of_whom(entry.said)
    same = {"said__startswith": whose} if whose else {"said": entry.said}
    before = KioskEntry.objects.filter(
        **same,
        kiosk__hub=hub,
        visit__isnull=False,
        visit__left_at=None,
        at__gte=book.moment(book.day_of(entry.at), 0),
    ).exclude(pk=entry.pk)
    if entry.said and (earlier := before.select_related("visit").first()):
        assert earlier.visit
        return earlier.visit
    return come(hub, people=people, by=None, now=entry.at, by_host=True)


def _leave(entry: KioskEntry) -> None:
    hub = entry.kiosk.hub
    party = asking.party(hub, entry.said, at=entry.at, leaves=True)
    visits = Visit.objects.select_related("hub", "booking__hub").filter(hub=hub)
    visit = visits.filter(booking=party.booking).first() if party.booking else None
    if visit is None and party.person:
        visit = visits.filter(person=party.person, left_at=None).first()
    if visit is None:
        entry.conflict = Conflict.NOT_HERE
        return
    entry.visit = leave(visit, by=visit.person, now=entry.at)


def _count_again(kiosk: Kiosk, at: datetime, *, now: datetime) -> None:
    """What is told after the day was closed is still of that day."""
    day = places.rulebook(kiosk.hub).day_of(at)
    closed = DeskDay.objects.select_for_update().filter(hub=kiosk.hub, date=day, closed_at__isnull=False).first()
    if closed:
        closed.figures = figures(kiosk.hub, day, now=now).kept()
        closed.save(update_fields=["figures"])


@transaction.atomic
def settle(entry: KioskEntry, *, by: Person, now: datetime) -> KioskEntry:
    """A host has looked at it; what was shown is forgotten. Asked again, it answers the same."""
    entry = KioskEntry.objects.select_for_update(of=("self",)).select_related("kiosk__hub").get(pk=entry.pk)
    if entry.settled_at is None:
        entry.settled_at, entry.settled_by, entry.said = now, by, ""
        entry.save(update_fields=["settled_at", "settled_by", "said"])
        journal.record("kiosk-conflict-settled", entry.conflict, hub=entry.kiosk.hub.slug, by=by, now=now)
    return entry


def forget_said(*, now: datetime) -> int:
    """What was shown at a kiosk goes after a month also where no host has looked at it; how many went."""
    return KioskEntry.objects.filter(received_at__lt=now - SAID_KEPT).exclude(said="").update(said="")
