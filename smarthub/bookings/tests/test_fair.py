"""How the place is shared: most a week, most bookings ahead, the share of those who just come."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from smarthub.bookings import queries
from smarthub.bookings.actions.book import book, book_any, confirm, hold
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.change import change
from smarthub.bookings.actions.waiting import serve_waiting
from smarthub.bookings.actions.waitlist import join
from smarthub.bookings.actions.walk_in import walk_in
from smarthub.bookings.models import Booking, WaitOffer
from smarthub.bookings.rules.fair import bookable, is_at_the_door, why_not_a_share, why_not_another, why_not_more_a_week
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Hub, Space
from smarthub.places.rules.terms import Terms
from smarthub.places.testing import make_hub, make_policy, make_space, make_table

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TIMES: dict[str, Any] = {"starts_at": TEN, "ends_at": TEN + HOUR}


@pytest.mark.parametrize(
    ("most", "booked", "length", "is_refused"),
    [
        ([None], 40 * HOUR, HOUR, False),
        ([8 * HOUR], 7 * HOUR, HOUR, False),
        ([8 * HOUR], 7 * HOUR, 2 * HOUR, True),
        ([None, 8 * HOUR, 4 * HOUR], 4 * HOUR, HOUR, True),
    ],
)
def test_so_much_a_week(most: list[timedelta | None], booked: timedelta, length: timedelta, is_refused: bool) -> None:
    terms = [Terms(most_a_week=each) for each in most]
    assert (why_not_more_a_week(terms, booked=booked, length=length) is not None) == is_refused


@pytest.mark.parametrize(("most", "ahead", "is_refused"), [(None, 99, False), (3, 2, False), (3, 3, True)])
def test_so_many_bookings_ahead(most: int | None, ahead: int, is_refused: bool) -> None:
    assert (why_not_another([Terms(most_bookings=most)], ahead=ahead) is not None) == is_refused


@pytest.mark.parametrize(("seats", "percent", "most"), [(10, 20, 8), (10, 25, 7), (1, 10, 0), (5, 0, 5)])
def test_the_share_that_is_kept_is_rounded_up(seats: int, percent: int, most: int) -> None:
    assert bookable([Space(seats=1) for _ in range(seats)], percent) == most


@pytest.mark.parametrize(("taken", "is_refused"), [(8, False), (9, True)])
def test_what_is_kept_is_not_booked(taken: int, is_refused: bool) -> None:
    assert (why_not_a_share(20, most=8, taken=taken) is not None) == is_refused


def test_who_books_for_now_stands_at_the_door() -> None:
    assert is_at_the_door(NINE, now=NINE)
    assert is_at_the_door(NINE + 15 * MINUTE, now=NINE)
    assert not is_at_the_door(NINE + 16 * MINUTE, now=NINE)


def code_of(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal.code


def test_nobody_books_more_a_week_than_the_policy_says(hub: Hub) -> None:
    make_policy(hub, most_minutes_a_week=120)
    desk, person = make_space(hub), make_person()
    hub.refresh_from_db()
    first = make_booking(hub, desk, person=person)
    make_booking(hub, desk, starts_at=TEN + DAY, person=person)
    assert code_of(partial(make_booking, hub, desk, starts_at=TEN + 2 * DAY, person=person)) == "most-a-week"
    assert code_of(partial(change, first, starts_at=TEN, ends_at=TEN + 2 * HOUR, by=person, now=NINE)) == "most-a-week"
    make_booking(hub, desk, starts_at=TEN + 7 * DAY, person=person)  # the week after
    cancel(first, by=person, now=NINE)
    make_booking(hub, desk, starts_at=TEN + 2 * DAY, person=person)


def test_nobody_has_more_bookings_ahead_than_the_policy_says(hub: Hub) -> None:
    make_policy(hub, most_bookings=2)
    desk, person = make_space(hub), make_person()
    hub.refresh_from_db()
    first = make_booking(hub, desk, person=person)
    make_booking(hub, desk, starts_at=TEN + DAY, person=person)
    held = hold(
        hub, spaces=[desk], starts_at=TEN + 2 * DAY, ends_at=TEN + 2 * DAY + HOUR, holder="x", by=None, now=NINE
    )
    assert code_of(partial(confirm, held, person=person, by=person, now=NINE)) == "most-bookings"
    change(first, starts_at=TEN + 2 * HOUR, ends_at=TEN + 3 * HOUR, by=person, now=NINE)
    later = TEN + 4 * HOUR  # the first is over
    make_booking(hub, desk, starts_at=TEN + 3 * DAY, person=person, now=later)


def test_a_part_of_the_seats_is_kept_for_people_who_just_come(hub: Hub) -> None:
    make_policy(hub, kind=Space.Kind.DESK, walk_in_percent=20)
    _table, desks = make_table(hub, desks=5)
    room = make_space(hub, "R", kind=Space.Kind.ROOM, seats=6)
    hub.refresh_from_db()
    for desk in desks[:4]:
        make_booking(hub, desk)
    assert code_of(partial(make_booking, hub, desks[4])) == "kept-for-walk-ins"
    person = make_person()
    any_desk = partial(book_any, hub, kind="desk", **TIMES, person=person, by=person, now=NINE)
    assert code_of(any_desk) == "kept-for-walk-ins"
    assert queries.offers(hub, **TIMES, people=1, kind="desk", now=NINE) == []
    near = queries.alternatives(hub, **TIMES, people=1, kind="desk", now=NINE)
    assert {offer.why for offer in near} <= {"earlier", "later", "shorter"}
    assert all(offer.ends_at <= TEN or offer.starts_at >= TEN + HOUR for offer in near)
    held = partial(hold, hub, spaces=[desks[4]], **TIMES, holder="x", by=None, now=NINE)
    assert code_of(held) == "kept-for-walk-ins"
    make_booking(hub, room)  # of rooms nothing is kept
    host = make_person()
    assert walk_in(hub, people=1, until=TEN + HOUR, by=host, now=TEN).booking
    assert queries.why_kept(hub, places.rulebook(hub), [room], TEN, TEN + HOUR, now=NINE) is None


def test_who_stands_at_the_door_has_the_seat_that_was_kept(hub: Hub) -> None:
    make_policy(hub, walk_in_percent=50)
    desks = [make_space(hub, f"A{n}") for n in range(2)]
    hub.refresh_from_db()
    make_booking(hub, desks[0])
    assert code_of(partial(make_booking, hub, desks[1])) == "kept-for-walk-ins"
    make_booking(hub, desks[1], now=TEN - 10 * MINUTE)


def test_who_waits_is_not_offered_what_is_kept(hub: Hub) -> None:
    make_policy(hub, walk_in_percent=50)
    desks = [make_space(hub, f"A{n}") for n in range(2)]
    hub.refresh_from_db()
    booking = make_booking(hub, desks[0])
    person = make_person()
    join(hub, kind="desk", **TIMES, person=person, by=person, now=NINE)
    assert serve_waiting(now=NINE) == 0
    cancel(booking, by=person, now=NINE)
    assert serve_waiting(now=NINE) == 0  # it was offered in the moment in which it became free
    assert WaitOffer.objects.count() == 1


def test_seats_that_are_walk_in_only_are_a_part_of_those_kept(hub: Hub) -> None:
    make_policy(hub, walk_in_percent=50)
    make_space(hub, "A0", is_walk_in_only=True)
    desk = make_space(hub, "A1")
    hub.refresh_from_db()
    make_booking(hub, desk)


def test_a_booking_that_moves_into_a_full_hour_is_refused(hub: Hub) -> None:
    make_policy(hub, walk_in_percent=50)
    desks = [make_space(hub, f"A{n}") for n in range(2)]
    hub.refresh_from_db()
    make_booking(hub, desks[0])
    other = make_booking(hub, desks[1], starts_at=TEN + 3 * HOUR)
    assert other.person
    assert code_of(partial(change, other, **TIMES, by=other.person, now=NINE)) == "kept-for-walk-ins"
    change(other, **TIMES, by=make_person(), now=NINE, by_host=True)


def test_the_page_says_why_the_free_seats_cannot_be_booked(hub: Hub, client: Any) -> None:
    make_policy(hub, walk_in_percent=50)
    desks = [make_space(hub, f"A{n}") for n in range(2)]
    hub.refresh_from_db()
    make_booking(hub, desks[0])
    with clock.stopped_at(NINE):
        page = client.get("/en/h/hub/book/?date=2026-03-02&start=10:00&minutes=60&kind=desk").text
    assert "Of every 100 seats 50 are kept" in page


@pytest.mark.django_db(transaction=True)
def test_two_who_book_different_seats_at_once_do_not_take_what_is_kept() -> None:
    hub = make_hub()
    make_policy(hub, walk_in_percent=50)
    desks = [make_space(hub, f"A{n}") for n in range(8)]
    hub.refresh_from_db()
    people = [make_person(f"P{n}") for n in range(8)]
    calls = [
        partial(book, hub, spaces=[desk], **TIMES, person=person, by=person, now=NINE)
        for desk, person in zip(desks, people, strict=True)
    ]
    answers = race(calls)
    assert sum(isinstance(each, Booking) for each in answers) == 4
    assert {each.refusal.code for each in answers if isinstance(each, Refused)} == {"kept-for-walk-ins"}
