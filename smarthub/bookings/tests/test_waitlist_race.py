"""Many wait, some seats become free at once: each offer is one party's alone, none is lost, none is doubled."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from smarthub.bookings.actions.book import book
from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.waiting import serve_waiting
from smarthub.bookings.actions.waitlist import accept, join, leave_line
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Booking, Slot, Wait, WaitOffer
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.kit.testing import race
from smarthub.people.testing import make_person
from smarthub.places.models import Hub, Space
from smarthub.places.testing import make_space

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
SEATS, CROWD = 10, 60
WISH: dict[str, Any] = {"starts_at": TEN + 2 * HOUR, "ends_at": TEN + 3 * HOUR}


@pytest.fixture
def desks(hub: Hub) -> list[Space]:
    return [make_space(hub, f"A{n}") for n in range(SEATS)]


def waiting(hub: Hub, many: int) -> list[Wait]:
    people = [make_person(f"P{n}") for n in range(many)]
    return [
        join(hub, kind="desk", person=person, by=person, now=NINE + timedelta(seconds=n), **WISH)
        for n, person in enumerate(people)
    ]


def booked(hub: Hub, desks: list[Space]) -> list[Booking]:
    return [make_booking(hub, desk, starts_at=WISH["starts_at"]) for desk in desks]


def codes(answers: list[Any]) -> set[str]:
    return {each.refusal.code if isinstance(each, Refused) else repr(each) for each in answers}


def test_seats_released_at_once_are_offered_to_the_first_in_line_each_to_one(hub: Hub, desks: list[Space]) -> None:
    bookings, host = booked(hub, desks), make_person()
    waits = waiting(hub, CROWD)
    now = NINE + 2 * timedelta(minutes=1)
    strangers = [make_person(f"S{n}") for n in range(SEATS)]
    calls: list[Any] = [partial(cancel, each, by=host, now=now) for each in bookings]
    calls += [
        partial(book, hub, spaces=[desk], person=person, by=person, now=now, **WISH)
        for desk, person in zip(desks, strangers, strict=True)
    ]
    answers = race(calls)
    assert [each for each in answers[:SEATS] if not isinstance(each, Booking)] == []
    assert codes(answers[SEATS:]) == {"taken"}
    serve_waiting(now=now)
    offers = list(WaitOffer.objects.filter(WaitOffer.OPEN))
    assert len(offers) == SEATS
    assert {offer.wait_id for offer in offers} == {wait.pk for wait in waits[:SEATS]}
    assert len({slot.space_id for slot in Slot.objects.all()}) == SEATS

    # Everybody says yes at once, also those who were offered nothing: as many get a seat as there are.
    answers = race([partial(accept, wait, by=wait.person, now=now) for wait in waits])
    won = [each for each in answers if isinstance(each, Booking)]
    assert len(won) == SEATS
    assert {each.person_id for each in won} == {wait.person_id for wait in waits[:SEATS]}
    assert codes([each for each in answers if not isinstance(each, Booking)]) == {"no-offer"}
    with clock.stopped_at(now):
        assert list(examine()) == []


def test_who_says_yes_and_no_and_nothing_at_once(hub: Hub, desks: list[Space]) -> None:
    bookings, host = booked(hub, desks), make_person()
    waits = waiting(hub, CROWD // 2)
    now = NINE + timedelta(minutes=1)
    for each in bookings:
        cancel(each, by=host, now=now)
    offered = waits[:SEATS]
    calls: list[Any] = [
        partial(accept if n % 3 == 0 else leave_line, wait, by=wait.person, now=now) for n, wait in enumerate(offered)
    ]
    calls += [partial(leave_line, waits[0], by=waits[0].person, now=now)]  # two answers of one party
    calls += [partial(serve_waiting, now=now)] * 2
    answers = race(calls)
    assert codes([each for each in answers if isinstance(each, Exception)]) <= {"offer-gone"}
    while Wait.objects.filter(ended_at=None).exists():
        now += timedelta(minutes=15)
        answers = race([partial(serve_waiting, now=now)] * 3)
        assert [each for each in answers if isinstance(each, Exception)] == []
        open_now = list(WaitOffer.objects.filter(WaitOffer.OPEN).select_related("wait__person"))
        assert Slot.objects.values("space_id").distinct().count() <= SEATS
        for offer in open_now:
            accept(offer.wait, by=offer.wait.person, now=now)
        if Booking.objects.filter(booked_at__isnull=False, cancelled_at=None).count() == SEATS:
            break
    standing = Booking.objects.filter(booked_at__isnull=False, cancelled_at=None)
    assert standing.count() == SEATS
    assert standing.values("person").distinct().count() == SEATS
    with clock.stopped_at(now):
        assert list(examine()) == []


def test_who_joins_twice_at_once_stands_in_line_once(hub: Hub, desks: list[Space]) -> None:
    booked(hub, desks)
    person = make_person()
    answers = race([partial(join, hub, kind="desk", person=person, by=person, now=NINE, **WISH)] * 4)
    assert {each.pk for each in answers} == {Wait.objects.get().pk}
