"""Asking the rules about the person and about the share of those who just come, once the space is known to be free."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from smarthub.bookings import queries
from smarthub.bookings.models import Booking
from smarthub.bookings.rules.book import why_not_more
from smarthub.bookings.rules.fair import (
    bookable,
    is_at_the_door,
    pool_of,
    why_not_a_share,
    why_not_another,
    why_not_more_a_week,
)
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.places.models import Policy, Space
from smarthub.places.rules.rulebook import Rulebook


def refuse_more(book: Rulebook, spaces: Sequence[Space], booking: Booking, person: Person, *, now: datetime) -> None:
    """Raise what the rules say about how much one person may have; a taken space is answered before."""
    terms = [book.terms(space) for space in spaces]
    if all(each.most_a_day is None and each.most_a_week is None and each.most_bookings is None for each in terms):
        return
    # Two bookings of one person at once, of different spaces, must know of each other.
    list(Person.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk"))
    own = booking.length if booking.booked_at else timedelta(0)  # it stands among them already
    day = book.day_of(booking.starts_at)
    monday = day - timedelta(days=day.weekday())

    def booked(days: int, first: datetime) -> timedelta:
        last = book.moment(book.day_of(first) + timedelta(days=days), 0)
        return queries.booked_on(booking.hub, person, first, last) - own

    refusal = why_not_more(terms, booked=booked(1, book.moment(day, 0)), length=booking.length)
    if any(each.most_a_week is not None for each in terms):
        refusal = refusal or why_not_more_a_week(terms, booked=booked(7, book.moment(monday, 0)), length=booking.length)
    if any(each.most_bookings is not None for each in terms):
        ahead = queries.ahead_of(booking.hub, person, now=now).exclude(pk=booking.pk).count()
        refusal = refusal or why_not_another(terms, ahead=ahead)
    if refusal:
        raise Refused(refusal)


def refuse_share(book: Rulebook, leaves: Sequence[Space], booking: Booking, *, now: datetime) -> None:
    """Raise where this booking, whose slots it has, takes what is kept for people who just come."""
    if not any(policy.walk_in_percent for policy in book.policies) or is_at_the_door(booking.starts_at, now=now):
        return
    asked: set[int] = set()
    for leaf in leaves:
        found = pool_of(book, leaf)
        if found is None or found[0].pk in asked:
            continue
        policy, pool = found
        asked.add(policy.pk)
        # Two bookings at once, of different seats, must know of each other.
        list(Policy.objects.select_for_update(no_key=True).filter(pk=policy.pk).values_list("pk"))
        percent = policy.walk_in_percent or 0
        taken = queries.seats_booked(booking.hub, pool, booking.starts_at, booking.ends_at)
        if refusal := why_not_a_share(percent, most=bookable(pool, percent), taken=taken):
            raise Refused(refusal)
