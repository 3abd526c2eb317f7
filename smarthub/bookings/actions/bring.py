"""Bookings of a list: booked as if somebody had asked, all of them or none; or only tried."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from smarthub.bookings import queries
from smarthub.bookings.actions.book import book
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.bring import NOT_OF_THIS_HUB
from smarthub.bookings.rules.fair import why_not_another, why_not_more_a_week
from smarthub.bookings.rules.kept import buffer_minutes
from smarthub.kit.refusals import Refusal, Refused
from smarthub.people.actions.bring import known, known_or_new
from smarthub.people.models import Person
from smarthub.people.rules.listed import Listed
from smarthub.people.rules.newcomers import Newcomers
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space


@dataclass(frozen=True, slots=True)
class Told:
    """A booking as a row tells of it, with the line on which the row begins."""

    line: int
    hub: Hub
    spaces: tuple[Space, ...]
    starts_at: datetime
    ends_at: datetime
    people: int
    who: Listed
    note: str
    ref: str = ""  # its code, where the list was taken out of here


class Brought(NamedTuple):
    """The rows that were booked (one that stands just so already is not among them), the lines that were refused, and
    those whose own booking was cancelled here since.
    """

    booked: list[tuple[Told, Booking]]
    refused: list[tuple[int, Refusal]]
    cancelled: list[int]


def bring_bookings(told: Sequence[Told], *, by: Person | None, now: datetime) -> Brought:
    """Book all rows, in the name of the people they say, new ones included. With anything refused nothing is changed."""
    with transaction.atomic():
        done = _book_all(told, by=by, now=now)
        transaction.set_rollback(bool(done.refused))
    return done


def try_bookings(told: Sequence[Told], *, by: Person | None, now: datetime) -> Brought:
    """What `bring_bookings` would answer. Nothing is changed, and nobody is kept from booking for long: the rows of one
    day are booked together and taken back before those of the next, and others have their turn between. What reaches
    over days (who a new person is, how much one person has in a week and ahead) is added up here.
    """
    newcomers = Newcomers()
    whole = Brought([], [], [])
    for group in _by_day([replace(each, who=newcomers.first(each.who)) for each in told]):
        with transaction.atomic():
            done = _book_all(group, by=by, now=now)
            transaction.set_rollback(True)
        whole.booked.extend(done.booked)
        whole.refused.extend(done.refused)
        whole.cancelled.extend(done.cancelled)
    whole.booked.sort(key=lambda each: each[0].line)
    over = dict(_over(whole.booked, now=now))
    return Brought(
        [each for each in whole.booked if each[0].line not in over],
        sorted([*whole.refused, *over.items()], key=lambda each: each[0]),
        whole.cancelled,
    )


def _book_all(told: Iterable[Told], *, by: Person | None, now: datetime) -> Brought:
    done = Brought([], [], [])
    for each in told:
        if own := _own(each):
            done.cancelled.extend([each.line] if own.cancelled_at else [])
            continue
        try:
            booking = _booked(each, by=by, now=now)
        except Refused as refused:
            done.refused.append((each.line, refused.refusal))
        else:
            done.booked.extend([(each, booking)] if booking else [])
    return done


def _booked(told: Told, *, by: Person | None, now: datetime) -> Booking | None:
    """None where it stands just so."""
    person = known(told.who)
    if person and by and places.person_here(told.hub, by, person.code) is None:
        raise Refused(NOT_OF_THIS_HUB)  # or a list would make anybody whose address one knows a guest of this hub
    if person and _stands(told, person):
        return None
    person = person or known_or_new(told.who, hub=told.hub.slug if by else "")
    with transaction.atomic():  # what is refused leaves no slots behind for the rows that follow
        return book(
            told.hub,
            spaces=told.spaces,
            starts_at=told.starts_at,
            ends_at=told.ends_at,
            people=told.people,
            person=person,
            by=by or person,
            now=now,
            note=told.note,
        )


def _own(told: Told) -> Booking | None:
    """The booking of this hub that the row was taken out of."""
    return Booking.objects.filter(hub=told.hub, ref=told.ref, booked_at__isnull=False).first() if told.ref else None


def _stands(told: Told, person: Person) -> bool:
    same = Booking.objects.filter(
        hub=told.hub, person=person, starts_at=told.starts_at, ends_at=told.ends_at, cancelled_at=None
    )
    wanted = {space.pk for space in told.spaces}
    return any({space.pk for space in each.spaces.all()} == wanted for each in same.prefetch_related("spaces"))


# --- trying: what one day does not see of the others ----------------------------------------------------------------------


def _by_day(told: Sequence[Told]) -> Iterator[list[Told]]:
    """The rows of one hub and day together, and of as many days as one of them reaches over; each lot in its own order."""
    last: tuple[int, date] | None = None
    lot: list[Told] = []
    for each in sorted(told, key=lambda each: (each.hub.pk, each.starts_at)):
        book = places.rulebook(each.hub)
        until = each.ends_at + timedelta(minutes=buffer_minutes(book, each.spaces))
        if last is None or (each.hub.pk, book.day_of(each.starts_at)) > last:
            if lot:
                yield sorted(lot, key=lambda each: each.line)
            lot, last = [], (each.hub.pk, book.day_of(until))
        lot.append(each)
        last = max(last, (each.hub.pk, book.day_of(until)))
    if lot:
        yield sorted(lot, key=lambda each: each.line)


def _over(booked: Iterable[tuple[Told, Booking]], *, now: datetime) -> Iterator[tuple[int, Refusal]]:
    """The rows, in their order, that are more than one person may have in a week or ahead, with those of other days."""
    weeks: dict[object, timedelta] = {}
    ahead: dict[object, int] = {}
    for told, booking in booked:
        book = places.rulebook(told.hub)
        terms = [book.terms(space) for space in told.spaces]
        person = known(told.who)
        whose = (told.hub.pk, person.pk if person else told.who)
        day = book.day_of(told.starts_at)
        monday = day - timedelta(days=day.weekday())
        first, last = book.moment(monday, 0), book.moment(monday + timedelta(days=7), 0)
        if (*whose, monday) not in weeks:
            weeks[*whose, monday] = queries.booked_on(told.hub, person, first, last) if person else timedelta(0)
        if whose not in ahead:
            ahead[whose] = queries.ahead_of(told.hub, person, now=now).count() if person else 0
        refusal = why_not_more_a_week(terms, booked=weeks[*whose, monday], length=booking.length)
        if refusal := refusal or why_not_another(terms, ahead=ahead[whose]):
            yield told.line, refusal
            continue
        weeks[*whose, monday] += booking.length
        ahead[whose] += 1
