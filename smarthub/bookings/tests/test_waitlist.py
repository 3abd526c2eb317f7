"""Waiting for a place: the rules, the line, the answers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from smarthub.bookings.actions.cancel import cancel
from smarthub.bookings.actions.waiting import serve_waiting
from smarthub.bookings.actions.waitlist import accept, join_as_guest, leave_line
from smarthub.bookings.doctor import examine
from smarthub.bookings.models import Wait
from smarthub.bookings.queries import before_in_line, waits_at, waits_of
from smarthub.bookings.rules.waitlist import answer_until, time_left, why_not_accept, why_not_wait
from smarthub.bookings.testing import NINE, TEN, make_booking
from smarthub.bookings.tests.waiting import all_is_well, offered, wait_for
from smarthub.kit import clock
from smarthub.kit.refusals import Refused
from smarthub.people.models import Person
from smarthub.people.testing import make_person
from smarthub.places import queries as places
from smarthub.places.models import Hub
from smarthub.places.testing import make_space

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, None),
        ({"waits": 4}, None),
        ({"waits": 5}, "too-many-waits"),
        ({"starts_at": NINE - HOUR}, "past"),
        ({"ends_at": TEN + 20 * HOUR}, "too-long"),
        ({"kind": "hall"}, "no-such-space"),
        ({"people": 3}, None),  # a group waits for several desks
        ({"starts_at": TEN + 12 * HOUR, "ends_at": TEN + 13 * HOUR}, "closed-hour"),
    ],
)
def test_one_waits_for_what_a_free_place_would_mend(hub: Hub, wish: dict[str, Any], code: str | None) -> None:
    make_space(hub)
    given: dict[str, Any] = {
        "kind": "desk", "spaces": (), "starts_at": TEN, "ends_at": TEN + HOUR, "people": 1, "waits": 0, "now": NINE,
        **wish,
    }  # fmt: skip
    refusal = why_not_wait(places.rulebook(hub), **given)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (NINE, TEN),
        (TEN + 16 * MINUTE, TEN + 15 * MINUTE),
        (TEN + 45 * MINUTE, None),  # 15 minutes are too short a booking
        (TEN + 30 * MINUTE, TEN + 30 * MINUTE),
        (TEN + HOUR, None),
    ],
)
def test_what_is_left_of_a_time_that_has_begun(now: datetime, begins: datetime | None) -> None:
    assert time_left(TEN, TEN + HOUR, shortest=30 * MINUTE, now=now) == begins


def local(hour: int, minute: int = 0, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - 7 * HOUR


@pytest.mark.parametrize(
    ("now", "starts_at", "until"),
    [
        (local(9), local(14), local(9, 15)),
        (local(13, 30), local(14), local(13, 35)),  # soon: five minutes
        (local(22), local(10, day=3), local(7, 15, day=3)),  # nobody answers at night
        (local(3), local(14), local(7, 15)),
        (local(5), local(7, 30), local(6, 30)),  # but an hour before it begins somebody must have said yes
    ],
)
def test_until_when_an_offer_is_theirs(hub: Hub, now: datetime, starts_at: datetime, until: datetime) -> None:
    desk = make_space(hub)
    assert answer_until(places.rulebook(hub), [desk], starts_at, now=now) == until


@pytest.mark.parametrize(("is_open", "now", "gone"), [(True, NINE, False), (True, TEN, True), (False, NINE, True)])
def test_an_offer_is_answered_in_time_and_once(is_open: bool, now: datetime, gone: bool) -> None:
    assert (why_not_accept(is_open=is_open, until=TEN, now=now) is not None) == gone


def test_who_joins_twice_stands_in_line_once(hub: Hub) -> None:
    make_booking(hub, make_space(hub))
    wait = wait_for(hub, person := make_person())
    assert wait_for(hub, person) == wait
    assert list(waits_of(person)) == [wait]
    with pytest.raises(IntegrityError), transaction.atomic():
        Wait.objects.create(
            hub=hub, person=person, kind="desk", starts_at=TEN, ends_at=TEN + HOUR, asked_at=NINE, in_line_since=NINE
        )


def test_nobody_waits_for_what_is_free(hub: Hub) -> None:
    desk = make_space(hub)
    wishes: list[dict[str, Any]] = [{}, {"spaces": [desk]}]
    for wish in wishes:
        with pytest.raises(Refused) as refused:
            wait_for(hub, **wish)
        assert refused.value.refusal.code == "free-now"


def test_a_guest_waits_by_name_and_comes_with_the_line_or_not_at_all(hub: Hub) -> None:
    make_booking(hub, make_space(hub))
    times: dict[str, Any] = {"kind": "desk", "starts_at": TEN, "ends_at": TEN + HOUR, "now": NINE}
    wait = join_as_guest(hub, name="ยายแก้ว", **times)
    assert wait.person.name == "ยายแก้ว"
    with pytest.raises(Refused):
        join_as_guest(hub, name="ลุงสมาน", **(times | {"kind": "hall"}))
    assert not Person.objects.filter(name="ลุงสมาน").exists()


def test_what_is_cancelled_is_offered_to_the_first_in_line_and_to_nobody_else(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub))
    first, second = wait_for(hub), wait_for(hub, now=NINE + MINUTE)
    assert (before_in_line(first), before_in_line(second)) == (0, 1)
    assert booking.person
    cancel(booking, by=booking.person, now=NINE + 2 * MINUTE)
    offer = offered(first)
    assert offer
    assert offer.until == NINE + 7 * MINUTE  # soon: it begins in less than an hour
    assert offered(second) is None
    with pytest.raises(Refused) as refused:
        make_booking(hub, desk, now=NINE + 3 * MINUTE)
    assert refused.value.refusal.code == "taken"
    with pytest.raises(Refused) as refused:
        accept(second, by=second.person, now=NINE + 3 * MINUTE)
    assert refused.value.refusal.code == "no-offer"
    got = accept(first, by=first.person, now=NINE + 5 * MINUTE)
    assert accept(first, by=first.person, now=NINE + 9 * MINUTE) == got
    assert (got.person, got.booked_at) == (first.person, NINE + 5 * MINUTE)
    first.refresh_from_db()
    assert (first.booking, first.ended_how) == (got, "booked")
    assert list(waits_at(hub, TEN, TEN + HOUR)) == [second]
    all_is_well()


def test_who_says_no_lets_the_next_have_it_at_once(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub))
    first, second = wait_for(hub), wait_for(hub, now=NINE + MINUTE)
    cancel(booking, by=make_person(), now=NINE)
    leave_line(first, by=first.person, now=NINE + MINUTE)
    assert leave_line(first, by=first.person, now=NINE + 2 * MINUTE).ended_at == NINE + MINUTE
    assert offered(second)
    with pytest.raises(Refused) as refused:
        accept(first, by=first.person, now=NINE + MINUTE)
    assert refused.value.refusal.code == "offer-gone"


def test_who_does_not_answer_goes_to_the_end_of_the_line_and_then_off_it(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), starts_at=TEN + 2 * HOUR)
    times: dict[str, Any] = {"starts_at": TEN + 2 * HOUR, "ends_at": TEN + 3 * HOUR}
    first, second = wait_for(hub, **times), wait_for(hub, **times, now=NINE + MINUTE)
    cancel(booking, by=make_person(), now=NINE)
    assert serve_waiting(now=NINE + 14 * MINUTE) == 0
    serve_waiting(now=NINE + 15 * MINUTE)
    assert offered(first) is None
    assert offered(second)
    with pytest.raises(Refused) as refused:
        accept(first, by=first.person, now=NINE + 15 * MINUTE)
    assert refused.value.refusal.code == "offer-gone"
    serve_waiting(now=NINE + 30 * MINUTE)
    assert offered(first)
    serve_waiting(now=NINE + 45 * MINUTE)
    first.refresh_from_db()
    assert first.ended_how == "silent"
    assert offered(second)


def test_the_doctor_sees_when_nobody_passes_offers_on(hub: Hub) -> None:
    booking = make_booking(hub, make_space(hub), starts_at=TEN + 2 * HOUR)
    wait_for(hub, starts_at=TEN + 2 * HOUR, ends_at=TEN + 3 * HOUR)
    cancel(booking, by=make_person(), now=NINE)
    with clock.stopped_at(NINE + 26 * MINUTE):
        assert "1 offers to people who wait have run out" in next(iter(examine()))


def test_an_offer_that_has_run_out_is_not_taken_also_when_the_worker_is_late(hub: Hub) -> None:
    booking = make_booking(hub, desk := make_space(hub), starts_at=TEN + 2 * HOUR)
    wait = wait_for(hub, starts_at=TEN + 2 * HOUR, ends_at=TEN + 3 * HOUR)
    cancel(booking, by=make_person(), now=NINE)
    with pytest.raises(Refused):
        accept(wait, by=wait.person, now=NINE + 15 * MINUTE)
    with pytest.raises(Refused):  # the hold outlasts the offer, so that the next in line is asked first
        make_booking(hub, desk, starts_at=TEN + 2 * HOUR, now=NINE + 16 * MINUTE)
    make_booking(hub, desk, starts_at=TEN + 2 * HOUR, now=NINE + 17 * MINUTE)
    with pytest.raises(Refused):
        accept(wait, by=wait.person, now=NINE + 5 * MINUTE)
    serve_waiting(now=NINE + 18 * MINUTE)
    all_is_well(NINE + 18 * MINUTE)


@pytest.mark.parametrize("other", [{"people": 2}, {"spaces": "one of them"}])
def test_who_asks_for_something_else_at_the_same_time_is_told_that_they_wait_already(
    hub: Hub, other: dict[str, Any]
) -> None:
    spaces = [make_space(hub, name) for name in ("A1", "A2")]
    for space in spaces:
        make_booking(hub, space)
    dao = make_person("Dao")
    wait = wait_for(hub, dao, kind="", spaces=spaces)
    assert wait_for(hub, dao, kind="", spaces=spaces[::-1]) == wait
    with pytest.raises(Refused) as refused:
        wait_for(hub, dao, kind="", **{"spaces": spaces[:1]} if "spaces" in other else {"spaces": spaces, **other})
    assert refused.value.refusal.code == "waits-already"
