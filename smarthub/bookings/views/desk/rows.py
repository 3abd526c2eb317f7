"""What stands in one line of the desk: a party that is awaited, one that is here, a deed that can be taken back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from smarthub.bookings.models import Booking, DeskNote, KioskEntry, LostThing, Visit, Wait
from smarthub.bookings.rules import words
from smarthub.bookings.rules.cancel import why_not_cancel
from smarthub.bookings.rules.check_in import why_not_check_in
from smarthub.bookings.rules.kiosk_pass import for_a_host
from smarthub.bookings.rules.state import state_in_time, visit_of
from smarthub.bookings.rules.undo import is_walk_in
from smarthub.bookings.views.booking import STATES, spaces_of
from smarthub.kit.thai import dates
from smarthub.places.models import Space
from smarthub.places.rules.rulebook import Rulebook

SOON = timedelta(minutes=60)
LATE = timedelta(minutes=5)
DEEDS = 4
LATEST_DEED = timedelta(hours=1)
FOLD = 12  # rows of who comes later: more are folded by the hour


@dataclass(frozen=True, slots=True)
class Arrival:
    ref: str
    span: str
    hour: str
    who: str
    phone: str
    note: str
    place: str
    price: str
    people: str
    state: str
    badge: tuple[str, Any, str] | None
    is_next: bool
    may_check_in: bool
    may_check_out: bool
    may_cancel: bool
    may_move: bool
    person: str
    has_agreed: bool


def arrival(booking: Booking, book: Rulebook, now: datetime, agreed: Collection[int]) -> Arrival:
    """`agreed`: who has agreed to the house rules (row ids)."""
    state = state_in_time(booking, visit_of(booking), now=now)
    awaited = state in {"booked", "running"}
    return Arrival(
        ref=booking.ref,
        span=dates.span(booking.starts_at, booking.ends_at),
        hour=dates.clock(dates.local(booking.starts_at).replace(minute=0)),
        who=booking.person.name if booking.person else "",
        phone=booking.person.phone if booking.person else "",
        note=booking.note,
        place=words.called_together(book, spaces_of(book, booking)),
        price=words.price(booking.price_satang) if booking.price_satang else "",
        people=words.people(booking.people),
        state=state,
        badge=_badge(booking, state, now),
        is_next=awaited and booking.starts_at - now <= SOON,
        may_check_in=awaited and why_not_check_in(booking, now=now) is None,
        may_check_out=state == "arrived",
        may_cancel=awaited and why_not_cancel(booking, has_come=False, now=now, by_host=True) is None,
        may_move=awaited or (state == "arrived" and now < booking.ends_at),
        person=booking.person.code if booking.person else "",
        has_agreed=booking.person_id in agreed,
    )


def by_hour(later: Sequence[Arrival]) -> list[tuple[str, list[Arrival]]]:
    """Many who come later, an hour at a time; a few stand in one list."""
    if len(later) <= FOLD:
        return []
    return [(hour, list(those)) for hour, those in groupby(later, key=lambda each: each.hour)]


def _badge(booking: Booking, state: str, now: datetime) -> tuple[str, Any, str] | None:
    """Only what the list does not say already by its heading."""
    if state == "running" and now - booking.starts_at >= LATE:
        minutes = int((now - booking.starts_at).total_seconds() // 60)
        return "warn", gettext("{n} min late").format(n=minutes), "clock"
    return STATES[state] if state in {"no-show", "over"} else None


def walk_in(visit: Visit, agreed: Collection[int]) -> dict[str, Any]:
    """`agreed`: as for an arrival."""
    return {
        "ref": visit.ref,
        "person": visit.person.code if visit.person else "",
        "has_agreed": visit.person_id in agreed,
        "who": visit.person.name if visit.person else gettext("Without a name"),
        "people": words.people(visit.people),
        "since": dates.clock(visit.came_at),
    }


def wait(each: Wait, place_in_line: int, now: datetime) -> dict[str, Any]:
    """Somebody who waits for a place today: what for, and how far they are."""
    spaces = list(each.spaces.all())
    offered = next((o for o in each.offers.all() if o.is_open), None)
    return {
        "who": each.person.name,
        "phone": each.person.phone,
        "span": dates.span(each.starts_at, each.ends_at),
        "place": words.names_of(spaces) or (Space.Kind(each.kind).label if each.kind else gettext("any place")),
        "people": words.people(each.people),
        "n": place_in_line,
        "offered": dates.clock(offered.until) if offered and offered.until > now else "",
    }


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done a moment ago, and what takes it back."""

    at: datetime
    said: str
    time: str
    kind: str
    ref: str


def deeds(
    bookings: Iterable[Booking],
    visits: Iterable[Visit],
    *,
    now: datetime,
    moved: Mapping[tuple[str, int], datetime],
    put_away: tuple[Iterable[DeskNote], Iterable[LostThing]],
) -> list[Deed]:
    """The last few, the newest first. Derived from what is there: what was taken back is there no more."""
    by_pk = {booking.pk: booking for booking in bookings}
    found: list[Deed] = []

    def add(at: datetime, said: str, kind: str, ref: str) -> None:
        if timedelta(0) <= now - at <= LATEST_DEED:
            found.append(Deed(at, said, dates.clock(at), kind, ref))

    for visit in sorted(visits, key=lambda visit: visit.pk):
        person = visit.person or (visit.booking.person if visit.booking else None)
        who = person.name if person else words.people(visit.people)
        if visit.left_at:
            add(visit.left_at, gettext("{who}: out").format(who=who), "leave", visit.ref)
        else:
            add(visit.came_at, gettext("{who}: in").format(who=who), "check-in", visit.ref)
    for booking in by_pk.values():
        if booking.cancelled_at and not is_walk_in(booking, None) and now < booking.ends_at:
            who = booking.person.name if booking.person else booking.ref
            add(booking.cancelled_at, gettext("{who}: cancelled").format(who=who), "cancel", booking.ref)
        if (at := moved.get((booking.ref, booking.changes))) and not booking.cancelled_at and now < booking.ends_at:
            who = booking.person.name if booking.person else booking.ref
            add(at, gettext("{who}: moved").format(who=who), "move", booking.ref)
    notes, things = put_away
    for note in notes:
        if note.done_at:
            add(
                note.done_at, gettext("Note done: {text}").format(text=Truncator(note.text).chars(40)), "note", note.ref
            )
    for thing in things:
        if thing.returned_at:
            what = Truncator(thing.what).chars(40)
            add(thing.returned_at, gettext("Given back: {what}").format(what=what), "lost", thing.ref)
    # Of two at the same moment the one that was written later is the newer.
    return [found[n] for n in sorted(range(len(found)), key=lambda n: (found[n].at, n), reverse=True)][:DEEDS]


def conflict(entry: KioskEntry) -> dict[str, Any]:
    return {
        "mark": entry.mark,
        "time": dates.clock(entry.at),
        "kiosk": entry.kiosk.name,
        "what": entry.get_kind_display(),
        "why": entry.get_conflict_display(),
        "said": for_a_host(entry.said),
        "people": words.people(entry.people),
    }
